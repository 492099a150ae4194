"""The chat in every language: chosen by the browser, changed by the person or by a reply."""

import pytest

from tests.web.replies import SPEECH, words
from tests.web.visit import Visit, violations

SPOKEN = SPEECH.languages.spoken()


def wait_for_language(visit: Visit, tag: str) -> None:
    """Wait until the chat is in a language."""
    visit.page.wait_for_function(
        """tag => {
            const root = document.querySelector("amparo-chat").shadowRoot;
            return root.querySelector(".root").lang === tag && root.querySelector("textarea");
        }""",
        arg=tag,
    )


@pytest.mark.parametrize(
    ("asked", "given"),
    [("pt-PT", "pt-BR"), ("zh-TW", "zh-Hans"), ("fil-PH", "tl"), ("es-MX", "es"), ("de-DE", "en")],
)
def test_the_browser_s_language_is_looked_up(chromium, partner, world, asked, given):
    context = chromium.new_context(locale=asked)
    partner.head = partner.script(data_site="k-partner")
    visit = Visit(context.new_page(), partner).come()
    wait_for_language(visit, given)
    assert world.settings_asked == [given]
    context.close()


def test_the_language_of_the_attribute_wins(page, partner):
    partner.head = partner.script(data_site="k-partner", data_language="ko")
    visit = Visit(page, partner).come()
    wait_for_language(visit, "ko")


@pytest.mark.parametrize("tag", SPOKEN)
def test_axe_finds_nothing_in_any_language(chromium, partner, tag):
    context = chromium.new_context(locale=tag, viewport={"width": 390, "height": 780})
    partner.head = partner.script(data_site="k-partner", data_language=tag)
    visit = Visit(context.new_page(), partner).come().open()
    assert violations(visit.page) == []
    visit.say("ICE is at my door").answered()
    visit.page.locator("amparo-chat summary").click()
    assert violations(visit.page) == []
    context.close()


def test_axe_looks_into_the_chat(visit):
    visit.come().open()
    visit.page.evaluate(
        "document.querySelector('amparo-chat').shadowRoot.querySelector('label').replaceWith("
        "document.createElement('textarea'))"
    )
    assert any("label" in line for line in violations(visit.page))


def test_a_person_changes_the_language_at_any_time(visit, world):
    visit.come().open().say("note one").answered()
    visit.field.fill("half a sentence")
    visit.page.locator("amparo-chat select").select_option("ar")
    wait_for_language(visit, "ar")
    root = visit.page.locator("amparo-chat .root")
    assert root.get_attribute("dir") == "rtl"
    assert visit.said() == ["note one"]
    assert visit.field.input_value() == "half a sentence"
    visit.field.press("Enter")
    visit.answered(2)
    assert world.posts[-1]["language"] == "ar"


def test_arabic_is_laid_out_from_the_right(page, partner):
    partner.head = partner.script(data_site="k-partner", data_language="ar")
    visit = Visit(page, partner).come().open().say("ICE is at my door").answered()
    own = page.locator("amparo-chat .said").bounding_box()
    reply = page.locator("amparo-chat .part").first.bounding_box()
    opener = visit.opener.bounding_box()
    assert own
    assert reply
    assert opener
    assert own["x"] < reply["x"]
    assert opener["x"] < 50
    assert page.locator('a[href^="tel:"]').first.get_attribute("dir") == "ltr"


def test_a_reply_in_another_language_takes_the_chat_with_it(visit):
    visit.come().open().say("espanol por favor").answered()
    wait_for_language(visit, "es")
    assert visit.page.locator("amparo-chat select").input_value() == "es"
    assert words("language.changed", "es") in visit.replies.inner_text()
    assert visit.focused() == "textarea"


def test_languages_are_named_in_themselves(visit):
    visit.come().open()
    named = visit.page.locator("amparo-chat option").all_inner_texts()
    assert named == [SPEECH.languages[tag].endonym for tag in SPOKEN]
