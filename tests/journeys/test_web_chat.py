"""A person asks on a partner's website, which is another origin with a strict policy."""

import pytest

from tests.journeys.conftest import PATIENCE
from tests.web.replies import words
from tests.web.visit import Visit

HOUSTON = {"latitude": 29.7604, "longitude": -95.3698}
PHONE = 'a[href^="tel:+1"]'


def first_words(identity: str, tag: str) -> str:
    """Return how an answer begins, as it is seen."""
    return words(identity, tag)[:30]


def test_a_tap_on_at_my_door_brings_the_rights_at_the_door_with_their_sources(visit: Visit):
    visit.come().open()
    visit.press(words("web.starter.at_my_door.label", "en"))
    visit.answered()
    assert first_words("door_home", "en") in visit.replies.inner_text()
    visit.page.locator("amparo-chat summary").click()
    links = visit.page.locator("amparo-chat .sources a").evaluate_all(
        "them => them.map(a => a.href)"
    )
    assert links
    assert all(link.startswith("https://") for link in links)
    assert visit.said() == [words("web.starter.at_my_door.text", "en")]
    assert visit.problems == []


def test_more_and_the_card_are_a_tap_away(visit: Visit):
    visit.come().open().say("ICE is at my door").answered()
    visit.press("CARD")
    card = visit.page.locator("amparo-chat dialog.card")
    assert words("card.door", "en") in card.inner_text()
    assert card.inner_text().count(words("card.lead", "en")) == 1
    card.get_by_role("button").first.click()
    visit.say("MORE").answered(3)
    assert first_words("door_home.more", "en") in visit.replies.last.inner_text()


def test_in_arabic_all_of_it_is_arabic_and_from_right_to_left(chromium, partner):
    context = chromium.new_context(locale="ar")
    context.set_default_timeout(PATIENCE)
    visit = Visit(context.new_page(), partner).come().open()
    visit.press(words("web.starter.at_my_door.label", "ar"))
    visit.answered()
    reply = visit.replies.first
    assert first_words("door_home", "ar") in reply.inner_text()
    assert reply.evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert visit.page.locator("amparo-chat .root").get_attribute("dir") == "rtl"
    assert visit.page.locator("amparo-chat select.languages").input_value() == "ar"
    context.close()


def test_a_zip_code_brings_organizations_whose_numbers_can_be_tapped(visit: Visit):
    visit.come().open()
    visit.press(words("web.starter.find_lawyer.label", "en"))
    visit.answered()
    visit.say("77036").answered(2)
    near = visit.replies.last
    assert "Houston, TX 77036" in near.inner_text()
    assert near.locator(PHONE).count() >= 3
    visit.press("NEXT")
    visit.answered(3)
    assert "4)" in visit.replies.last.inner_text()


def test_a_shared_place_brings_organizations_near_to_it(visit: Visit, context):
    context.set_geolocation(HOUSTON)
    context.grant_permissions(["geolocation"])
    visit.come().open().say("I need a lawyer").answered()
    visit.press(words("web.place", "en"))
    visit.answered(2)
    near = visit.replies.last
    assert "Houston, TX" in near.inner_text()
    assert near.locator(PHONE).count() >= 3
    assert visit.said()[-1] == words("web.place_sent", "en")


@pytest.mark.parametrize(
    ("text", "tag"), [("la migra está en mi puerta", "es"), ("도와주세요", "ko")]
)
def test_the_whole_chat_follows_a_person_who_writes_in_another_language(
    visit: Visit, text: str, tag: str
):
    visit.come().open().say(text).answered()
    shown = visit.page.locator("amparo-chat .root")
    visit.page.wait_for_function(
        "tag => document.querySelector('amparo-chat').shadowRoot.firstElementChild.lang === tag",
        arg=tag,
    )
    assert shown.get_attribute("lang") == tag
    assert visit.replies.first.get_attribute("lang") == tag
