"""Messages are kept in the tab, sent in order, never twice, and the person sees how it stands."""

from tests.web.visit import Visit


def test_what_is_written_offline_goes_out_in_order_once_when_online(visit, context, world):
    visit.come().open()
    context.set_offline(True)
    for text in ("note one", "note two", "note three"):
        visit.say(text)
    visit.page.get_by_text("No connection. Your message is kept").wait_for()
    assert visit.page.locator("amparo-chat .state").first.inner_text() == "Waiting"
    context.set_offline(False)
    visit.answered(3)
    assert world.texts == ["note one", "note two", "note three"]
    assert visit.said() == ["note one", "note two", "note three"]
    assert visit.status.inner_text() == ""


def test_a_reply_that_breaks_off_goes_on_where_it_was(visit, world):
    world.break_after = [1, 2]
    visit.come().open().say("ICE is at my door").answered()
    assert len({post["id"] for post in world.posts}) == 1
    assert [r.rpartition(".")[2] for r in world.resumed] == ["0", "1"]
    assert len(world.texts) == 1
    assert visit.page.locator("amparo-chat .part").count() == 3


def test_a_gateway_that_comes_back_answers_what_was_asked_meanwhile(visit, world):
    visit.come().open()
    world.is_down = True
    visit.say("note one")
    visit.page.locator("amparo-chat .trouble").wait_for()
    assert visit.page.locator('amparo-chat .trouble a[href="tel:911"]').is_visible()
    world.is_down = False
    visit.answered()
    assert world.texts == ["note one"]
    assert visit.page.locator("amparo-chat .trouble").count() == 0


def test_too_many_waits_as_long_as_it_is_told(visit, world):
    world.refuse.append((429, {"code": "too_many"}, {"Retry-After": "2"}))
    visit.come().open().say("note one")
    visit.page.get_by_text("Many people are writing").wait_for()
    visit.page.wait_for_timeout(1200)
    assert len(world.posts) == 1
    visit.answered()
    assert world.posts[0]["id"] == world.posts[1]["id"]


def test_a_text_that_is_refused_says_why_and_goes_back_into_the_field(visit, world):
    world.refuse.append((413, {"code": "too_long"}, {}))
    visit.come().open().say("note long").say("note next").answered()
    failed = visit.page.locator("amparo-chat .failed")
    assert "This is too long" in failed.inner_text()
    assert world.texts == ["note next"], "what comes after it is not held up"
    visit.press("Change it")
    assert visit.field.input_value() == "note long"
    assert visit.said() == ["note next"]


def test_a_site_that_was_turned_off_says_so_and_tries_no_more(visit, world):
    world.refuse.append((403, {"code": "site_off"}, {}))
    visit.come().open().say("note one")
    visit.page.get_by_text("This chat is turned off for now").wait_for()
    visit.page.wait_for_timeout(1500)
    assert len(world.posts) == 1
    visit.press("Try again")
    visit.answered()
    assert len({post["id"] for post in world.posts}) == 1


def test_where_nothing_can_be_streamed_the_whole_reply_comes_at_once(visit, world):
    visit.page.add_init_script("delete Response.prototype.body")
    visit.come().open().say("ICE is at my door").answered()
    assert visit.page.locator("amparo-chat .part").count() == 3


def test_while_the_answer_is_made_the_person_is_told(visit, world):
    world.think = 1.0
    visit.come().open().say("note one")
    visit.page.get_by_text("Waiting for the answer.").wait_for()
    visit.page.get_by_text("Sent", exact=True).wait_for()
    assert visit.replies.count() == 0
    visit.answered()
    assert visit.status.inner_text() == ""


def test_without_leave_of_the_site_a_reload_begins_anew(visit, world):
    visit.come().open().say("note one").answered()
    visit.page.reload()
    visit.open()
    assert visit.said() == []


def test_where_the_site_allows_it_a_reload_keeps_the_chat(visit, world):
    world.sites["k-partner"] = {"remember": True}
    visit.come().open().say("note one").answered()
    world.is_down = True
    visit.say("note two")
    visit.page.get_by_text("No connection").wait_for()
    world.is_down = False
    visit.page.reload()
    visit.open().answered(2)
    assert visit.said() == ["note one", "note two"]
    assert world.texts == ["note one", "note two"]
    assert len({post["conversation"] for post in world.posts}) == 1


def test_leaving_takes_what_a_reload_would_have_kept(visit, world, context):
    world.sites["k-partner"] = {"remember": True}
    context.route("https://www.weather.gov/", lambda route: route.fulfill(body="Weather"))
    visit.come().open().say("note one").answered()
    assert visit.page.evaluate("sessionStorage.length") == 1
    assert visit.leave_and_look()["kept"] == 0


def test_a_page_can_ask_that_nothing_is_kept(page, partner, world):
    world.sites["k-partner"] = {"remember": True}
    partner.head = partner.script(data_site="k-partner", data_remember="false")
    visit = Visit(page, partner).come().open().say("note one").answered()
    assert visit.page.evaluate("sessionStorage.length") == 0
