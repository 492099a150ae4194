"""Two websites with other looks at once; one is turned off; a stranger gets nothing."""

from playwright.sync_api import Browser

from tests.journeys.conftest import PATIENCE
from tests.journeys.websites import Websites
from tests.web.replies import words
from tests.web.visit import Visit

GROUND = "e => getComputedStyle(e).backgroundColor"
ASK = """async address => {
    const headers = { "Content-Type": "application/json" };
    const asked = fetch(address, { method: "POST", headers, body: "{}" });
    return await asked.then(answer => answer.status, () => "refused");
}"""


def test_two_websites_at_once_have_each_its_own_look_questions_and_conversation(
    context, websites: Websites
):
    blue = websites.open("k-blue-site", starters=["at_my_door", "at_work"])
    plum = websites.open(
        "k-plum-site",
        colors={"accent": "#7a1f5c", "on_accent": "#ffffff"},
        starters=["find_lawyer"],
        title="Ask the clinic",
    )
    one = Visit(context.new_page(), blue).come().open()
    other = Visit(context.new_page(), plum).come().open()
    assert one.page.locator("amparo-chat header").evaluate(GROUND) == "rgb(29, 79, 145)"
    assert other.page.locator("amparo-chat header").evaluate(GROUND) == "rgb(122, 31, 92)"
    assert one.page.locator("amparo-chat .starter").all_inner_texts() == [
        words(f"web.starter.{name}.label", "en") for name in ("at_my_door", "at_work")
    ]
    assert other.page.locator("amparo-chat .starter").count() == 1
    assert other.page.locator("amparo-chat h2").first.inner_text() == "Ask the clinic"
    one.say("ICE is at my door").answered()
    other.say("MORE").answered()
    assert words("door_home", "en")[:30] in one.replies.inner_text()
    assert words("answer.nothing_before", "en") in other.replies.inner_text()
    assert one.problems + other.problems == []


def test_a_website_that_is_turned_off_says_so_and_the_other_goes_on(
    chromium: Browser, context, websites: Websites
):
    off, on = websites.open("k-to-be-off"), websites.open("k-stays-on")
    one, other = (Visit(context.new_page(), site).come().open() for site in (off, on))
    websites.register("k-to-be-off", off, is_on=False)
    for visit in (one, other):
        visit.say("ICE is at my door")
    other.answered()
    one.page.locator("amparo-chat .failed").wait_for()
    assert words("web.site_off", "en") in one.page.locator("amparo-chat .failed").inner_text()
    assert one.replies.count() == 0
    newcomer = Visit(chromium.new_page(locale="en-US"), off).come()
    newcomer.opener.click()
    trouble = newcomer.page.locator("amparo-chat .trouble")
    trouble.wait_for(timeout=PATIENCE)
    assert words("web.site_off", "en") in trouble.inner_text()
    newcomer.page.close()


def test_an_origin_that_is_not_registered_gets_nothing_but_whom_to_call(page, websites: Websites):
    websites.open("k-registered")
    stranger = websites.unregistered("k-registered")
    visit = Visit(page, stranger).come()
    visit.opener.click()
    trouble = page.locator("amparo-chat .trouble")
    trouble.wait_for()
    assert trouble.locator('a[href="tel:911"]').is_visible()
    assert page.locator("amparo-chat textarea, amparo-chat .starter").count() == 0
    asked = page.evaluate(ASK, f"{websites.system.address}/chat/messages")
    assert asked == "refused"
