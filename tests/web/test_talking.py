"""What a reply offers on the web: buttons that send, links, phones to tap, sources."""


def test_a_starter_asks_and_the_starters_go(visit, world):
    visit.come().open()
    visit.press("Officers at my door")
    visit.answered()
    assert world.texts == ["ICE is at my door"]
    assert visit.page.locator("amparo-chat .starter").count() == 0
    assert visit.focused() != "body"


def test_a_choice_sends_what_it_stands_for_and_can_be_taken_once(visit, world):
    visit.come().open().say("which").answered()
    visit.press("2 choice")
    visit.answered(2)
    assert world.texts == ["which", "2"]
    assert visit.page.get_by_role("button", name="1 choice").is_disabled()


def test_a_suggestion_sends_its_word(visit, world):
    visit.come().open().say("ICE is at my door").answered()
    visit.press("MORE")
    visit.answered(2)
    assert world.texts == ["ICE is at my door", "MORE"]


def test_phones_can_be_tapped_and_pages_open_without_telling_where_from(visit):
    visit.come().open().say("ICE is at my door").answered()
    assert visit.replies.locator('a[href="tel:+18883514024"]').is_visible()
    page = visit.replies.locator('a[href="https://www.justice.gov/eoir"]').first
    assert page.get_attribute("rel") == "noreferrer noopener"
    assert page.get_attribute("target") == "_blank"


def test_sources_are_links_with_status_and_date(visit):
    visit.come().open().say("ICE is at my door").answered()
    visit.page.locator("amparo-chat summary").click()
    told = visit.page.locator("amparo-chat details").inner_text()
    assert "Status: " in told
    assert "As of: " in told
    assert visit.page.locator("amparo-chat details a").count() >= 1


def test_markup_in_a_message_is_only_text(visit):
    visit.come().open().say("note <img src=x onerror=alert(1)>").answered()
    assert visit.page.locator("amparo-chat img").count() == 0
    assert "<img" in visit.replies.inner_text()


def test_every_message_says_its_language_and_direction(visit):
    visit.come().open().say("ICE is at my door").answered()
    items = visit.page.locator("amparo-chat .messages > li")
    assert items.count() == 2
    for item in items.all():
        assert item.get_attribute("lang") == "en"
        assert item.get_attribute("dir")


def test_erase_empties_the_tab_and_is_confirmed(visit, world):
    visit.come().open().say("note secret").answered()
    conversation = world.posts[0]["conversation"]
    visit.page.locator("amparo-chat .more").click()
    visit.press("Erase this chat")
    visit.page.get_by_text("Erased. We have forgotten this chat.").wait_for()
    assert world.forgotten == [conversation]
    assert visit.replies.count() == 0
    visit.say("note again").answered()
    assert world.posts[-1]["conversation"] != conversation


def test_what_could_not_be_confirmed_is_told(visit, world):
    visit.come().open().say("note secret").answered()
    world.is_down = True
    visit.page.locator("amparo-chat .more").click()
    visit.press("Erase this chat")
    visit.page.get_by_text("could not confirm it on our side").wait_for()
    assert visit.replies.count() == 0


def test_the_word_erase_empties_the_tab_too(visit):
    visit.come().open().say("note secret").answered().say("ERASE")
    visit.page.get_by_text("Erased. We have forgotten this chat.").wait_for()
    assert visit.said() == []


def test_a_card_is_shown_in_english_in_large_letters_above_the_own_language(visit):
    visit.page.set_viewport_size({"width": 390, "height": 780})
    visit.come().open()
    visit.page.locator("amparo-chat select").select_option("es")
    visit.page.wait_for_function(
        "document.querySelector('amparo-chat').shadowRoot.querySelector('.root').lang === 'es'"
    )
    visit.say("CARD")
    card = visit.page.locator("dialog.card")
    card.wait_for()
    large, own = card.locator(".large"), card.locator(".own")
    assert large.get_attribute("lang") == "en"
    assert own.get_attribute("lang") == "es"
    size = "e => parseFloat(getComputedStyle(e).fontSize)"
    assert large.evaluate(size) > own.evaluate(size) > 16
    visit.page.keyboard.press("Escape")
    card.wait_for(state="detached")
    assert visit.field.is_visible(), "one Escape closes the card alone"


def test_the_print_holds_the_conversation_and_nothing_of_the_page(visit):
    visit.page.add_init_script("window.print = () => {}")
    visit.come().open().say("ICE is at my door").answered()
    visit.press("Print or save")
    frame = visit.page.frames[-1]
    text = frame.locator("body").inner_text()
    assert "ICE is at my door" in text
    assert "Keep the door closed" in text
    assert "A partner" not in text
    sheets = "[document.adoptedStyleSheets.length, getComputedStyle(document.body).color]"
    assert frame.evaluate(sheets) == [1, "rgb(0, 0, 0)"]
    assert visit.problems == []


def test_a_reply_is_read_aloud_in_its_language_and_can_be_stopped(visit):
    visit.page.add_init_script(
        "speechSynthesis.speak = (u) => (window.read = [...(window.read || []), u.lang]);"
        "speechSynthesis.getVoices = () => [];"
    )
    visit.come().open().say("ICE is at my door").answered()
    visit.press("Read aloud")
    assert set(visit.page.evaluate("window.read")) == {"en"}
    visit.press("Stop reading")
    assert visit.page.get_by_role("button", name="Read aloud").is_visible()


def test_where_no_voice_speaks_the_language_nothing_is_offered(visit):
    visit.page.add_init_script("speechSynthesis.getVoices = () => [{ lang: 'fi-FI' }]")
    visit.come().open().say("ICE is at my door").answered()
    assert visit.page.get_by_role("button", name="Read aloud").count() == 0
