"""When the gateway cannot be reached the chat still says what to do, in the person's language."""

import pytest

from tests.web.replies import SPEECH, words
from tests.web.visit import Visit, violations


@pytest.mark.parametrize("tag", SPEECH.languages.spoken())
def test_trouble_is_told_in_every_language(page, partner, world, tag):
    world.is_down = True
    partner.head = partner.script(data_site="k-partner", data_language=tag)
    visit = Visit(page, partner).come()
    visit.opener.click()
    told = page.locator("amparo-chat .trouble")
    told.wait_for()
    assert words("trouble.now", tag).replace("\u200f", "") in told.inner_text().replace(
        "\u200f", ""
    )
    assert told.locator('a[href="tel:911"]').is_visible()
    assert violations(page) == []


def test_the_number_to_text_is_shown_if_the_page_knows_it(page, partner, world):
    world.is_down = True
    partner.head = partner.script(data_site="k-partner", data_sms="+15555550100")
    Visit(page, partner).come().opener.click()
    page.locator('amparo-chat .trouble a[href="sms:+15555550100"]').wait_for()


def test_trying_again_brings_the_chat_back(page, partner, world):
    world.is_down = True
    partner.head = partner.script(data_site="k-partner")
    visit = Visit(page, partner).come()
    visit.opener.click()
    page.locator("amparo-chat .trouble").wait_for()
    world.is_down = False
    visit.press("Try again")
    visit.field.wait_for()
    visit.say("note one").answered()


def test_the_connection_coming_back_brings_the_chat_back(page, partner, world, context):
    world.is_down = True
    partner.head = partner.script(data_site="k-partner")
    visit = Visit(page, partner).come()
    visit.opener.click()
    page.locator("amparo-chat .trouble").wait_for()
    world.is_down = False
    page.evaluate("dispatchEvent(new Event('online'))")
    visit.field.wait_for()


@pytest.mark.parametrize(
    ("site", "told"), [({"is_on": False}, "turned off for now"), (None, "not set up for this page")]
)
def test_a_site_that_is_off_or_unknown_is_told_and_not_tried_again(
    page, partner, world, site, told
):
    world.sites = {"k-partner": site} if site else {}
    partner.head = partner.script(data_site="k-partner")
    Visit(page, partner).come().opener.click()
    page.get_by_text(told).wait_for()
    assert page.get_by_role("button", name="Try again").count() == 0
    assert world.settings_asked == ["en"]
