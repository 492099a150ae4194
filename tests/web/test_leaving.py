"""Leaving quickly: the chat is gone at once, forgotten by the gateway, and not in the history."""

import pytest

from tests.web.partner import Partner
from tests.web.visit import Visit

NEUTRAL = "https://www.weather.gov/"


@pytest.fixture
def neutral(context):
    """A weather page that needs no network; it keeps what was asked."""
    asked: list[str] = []

    def give(route):
        asked.append(route.request.headers.get("referer", ""))
        route.fulfill(body="<title>Weather</title><h1>Weather</h1>", content_type="text/html")

    context.route(NEUTRAL, give)
    return asked


def is_gone(visit: Visit) -> None:
    visit.page.wait_for_url(NEUTRAL)
    visit.page.go_back(wait_until="commit")
    assert visit.partner.address not in visit.page.url, "going back does not lead to the chat"


def test_the_button_empties_the_chat_and_goes_to_a_neutral_page(visit, world, neutral):
    visit.page.goto("about:blank")
    visit.come().open().say("note secret").answered()
    conversation = world.posts[0]["conversation"]
    visit.press("Leave quickly")
    is_gone(visit)
    assert world.forgotten == [conversation]


def test_escape_twice_leaves(visit, world, neutral):
    visit.page.goto("about:blank")
    visit.come().open().say("note secret").answered()
    visit.page.keyboard.press("Escape")
    visit.page.keyboard.press("Escape")
    is_gone(visit)
    assert len(world.forgotten) == 1


def test_escape_once_closes_and_gives_the_focus_back(visit):
    visit.come().open().say("note secret").answered()
    visit.page.keyboard.press("Escape")
    assert not visit.field.is_visible()
    assert "opener" in visit.focused()
    visit.page.wait_for_timeout(1600)
    visit.page.keyboard.press("Escape")
    assert visit.page.url.startswith(visit.partner.address)
    visit.open()
    assert visit.said() == ["note secret"]


def test_escape_twice_leaves_from_the_box_in_a_page(page, partner, neutral):
    partner.content = partner.script() + '<amparo-chat site="k-partner"></amparo-chat>'
    visit = Visit(page, partner).come()
    visit.field.wait_for()
    visit.say("note secret").answered()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.wait_for_url(NEUTRAL)


def test_what_waits_to_be_sent_is_never_sent_after_leaving(visit, world, context, neutral):
    visit.come().open()
    world.refuse.append((429, {"code": "too_many"}, {"Retry-After": "2"}))
    visit.say("note secret")
    visit.page.get_by_text("Many people are writing").wait_for()
    visit.press("Leave quickly")
    visit.page.wait_for_url(NEUTRAL)
    visit.page.wait_for_timeout(2500)
    assert world.texts == []


def test_while_the_neutral_page_is_loading_nothing_of_the_page_is_seen(visit, neutral):
    visit.come().open().say("note secret").answered()
    found = visit.leave_and_look()
    assert found == {"cover": [1100, 800], "messages": 0, "title": "", "kept": 0}


def test_in_a_frame_of_another_origin_the_button_leaves_the_page_around_it(
    page, gateway, world, neutral
):
    around = Partner(gateway.address, policy="")
    around.content = f'<iframe src="{gateway.address}/chat/k-partner" height="600"></iframe>'
    visit = Visit(page, around).come()
    frame = page.frame_locator("iframe")
    frame.locator("textarea").fill("note secret")
    frame.locator("textarea").press("Enter")
    frame.locator(".actions").wait_for()
    frame.get_by_role("button", name="Leave quickly").click()
    page.wait_for_url(NEUTRAL)
    assert visit.page.title() == "Weather"
    assert len(world.forgotten) == 1
    around.end()
