"""Without script, without bot: a person still reads what to do now and whom to call."""

import pytest

from tests.journeys.websites import Websites
from tests.running import Running
from tests.web.replies import words
from tests.web.visit import Visit

KEY = "k-full-page"
CALLS = ['a[href="tel:911"]', 'a[href="tel:+18007997233"]', 'a[href="tel:988"]']
TEXT_US = 'a[href="sms:+15555550100"]'


@pytest.mark.parametrize("tag", ["en", "es", "ar", "zh-Hans"])
def test_with_script_blocked_the_page_has_the_numbers_to_call_and_to_text(
    page, context, system: Running, websites: Websites, tag: str
):
    websites.open(KEY)
    context.route("**/widget.js", lambda route: route.abort())
    page.goto(f"{system.address}/chat/{KEY}?lang={tag}")
    for link in (*CALLS, TEXT_US):
        assert page.locator(link).first.is_visible(), link
    assert page.locator("html").get_attribute("lang") == tag


def test_while_the_bot_is_down_a_person_gets_words_and_a_number_to_call(
    system: Running, visit: Visit
):
    visit.come().open()
    system.process_of("bot").kill()
    try:
        visit.say("la migra está en mi puerta").answered()
        reply = visit.replies.first
        assert words("trouble.now", "en")[:20] in reply.inner_text()
        assert reply.locator('a[href="tel:911"]').is_visible()
        visit.page.locator("amparo-chat .more").click()
        visit.press(words("web.erase", "en"))
        told = visit.page.locator("amparo-chat [role=status]")
        told.filter(has_text=words("web.erase_unsure", "en")).wait_for()
        assert visit.said() == []
    finally:
        system.wait_until_ready()
    visit.say("ICE is at my door").answered()
    assert words("door_home", "en")[:30] in visit.replies.first.inner_text()
