"""Leaving quickly: the page, the tab and the bot have forgotten, and the history has not grown."""

import json
import time

from tests.chatting import Chatting
from tests.journeys.websites import NEUTRAL, Websites
from tests.web.replies import words
from tests.web.visit import Visit

KEY = "k-remembers"
SECONDS_TO_FORGET = 60


def test_after_leaving_quickly_nothing_is_left_anywhere(page, context, websites: Websites):
    context.route(NEUTRAL, lambda route: route.fulfill(body="<title>Weather</title>"))
    sent: list[dict[str, str]] = []
    page.on("request", lambda request: _note(request, sent))
    page.goto("about:blank")
    visit = Visit(page, websites.open(KEY, remember=True)).come().open()
    visit.say("ICE is at my door").answered()
    kept = Chatting(websites.system, "en", KEY, sent[0]["conversation"])
    assert kept.said("MORE")[0] == "door_home.more", "until then it is remembered"
    assert page.evaluate("sessionStorage.length") == 1
    length = page.evaluate("history.length")
    found = visit.leave_and_look()
    assert found == {"cover": [1100, 800], "messages": 0, "title": "", "kept": 0}
    page.wait_for_url(NEUTRAL)
    assert page.evaluate("history.length") == length
    assert _is_forgotten(kept)
    visit.come()
    assert page.evaluate("sessionStorage.length") == 0
    assert visit.open().said() == []


def test_going_back_does_not_lead_to_the_chat(page, context, websites: Websites):
    context.route(NEUTRAL, lambda route: route.fulfill(body="<title>Weather</title>"))
    page.goto("about:blank")
    visit = Visit(page, websites.open(KEY)).come().open()
    visit.say("ICE is at my door").answered()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.wait_for_url(NEUTRAL)
    page.go_back(wait_until="commit")
    assert page.url == "about:blank"


def test_erasing_empties_the_chat_and_the_bot_and_the_chat_goes_on(page, websites: Websites):
    sent: list[dict[str, str]] = []
    page.on("request", lambda request: _note(request, sent))
    visit = Visit(page, websites.open(KEY)).come().open()
    visit.say("ICE is at my door").answered()
    page.locator("amparo-chat .more").click()
    visit.press(words("web.erase", "en"))
    page.locator("amparo-chat [role=status]", has_text=words("web.erased", "en")).wait_for()
    assert visit.said() == []
    before = Chatting(websites.system, "en", KEY, sent[0]["conversation"])
    assert before.said("MORE")[0] == "answer.nothing_before"
    visit.say("MORE").answered()
    assert words("answer.nothing_before", "en") in visit.replies.inner_text()
    assert sent[-1]["conversation"] != sent[0]["conversation"]


def _is_forgotten(kept: Chatting) -> bool:
    """Tell whether the bot forgets within a while: the page goes before the answer comes."""
    until = time.monotonic() + SECONDS_TO_FORGET
    while time.monotonic() < until:
        if kept.said("MORE")[0] == "answer.nothing_before":
            return True
        time.sleep(0.5)
    return False


def _note(request, sent: list[dict[str, str]]) -> None:
    if request.method == "POST":
        sent.append(json.loads(request.post_data))
