"""Fifty tabs ask in the same moment, in eleven languages: each gets its own answer, or trouble."""

import time

from playwright.sync_api import Browser

from tests.dialogue.conversation import LANGUAGES
from tests.journeys.conftest import PATIENCE
from tests.journeys.websites import Websites
from tests.web.replies import SPEECH, STARTERS, words
from tests.web.visit import Visit

TABS = 50
SECONDS_UNTIL_THE_TAP = 3
ANSWERS = {
    "at_my_door": ["door_home"],
    "stopped_in_car": ["car_stop"],
    "at_work": ["workplace_raid"],
    "someone_taken": [name for name in SPEECH.answers if name.startswith("find_detained_person")],
    "find_lawyer": ["refer.ask_place"],
}
TAP = """([nth, at]) => {
    const root = document.querySelector("amparo-chat").shadowRoot;
    const seen = new MutationObserver(() => {
        if (root.querySelector(".actions")) window.answeredAt ??= performance.now();
    });
    seen.observe(root, { subtree: true, childList: true });
    setTimeout(() => {
        window.askedAt = performance.now();
        root.querySelectorAll(".starter")[nth].click();
    }, at - Date.now());
}"""


def test_fifty_tabs_at_once_are_all_answered_in_words_and_each_with_its_own(
    chromium: Browser, websites: Websites
):
    partner = websites.open("k-fifty-tabs")
    visits = []
    for tab in range(TABS):
        context = chromium.new_context(locale=LANGUAGES[tab % len(LANGUAGES)])
        context.set_default_timeout(PATIENCE)
        visits.append(Visit(context.new_page(), partner).come().open())
    at = (time.time() + SECONDS_UNTIL_THE_TAP) * 1000
    for tab, visit in enumerate(visits):
        visit.page.evaluate(TAP, [tab % len(STARTERS), at])
    seconds, troubled = [], 0
    for tab, visit in enumerate(visits):
        visit.answered()
        tag, starter = LANGUAGES[tab % len(LANGUAGES)], STARTERS[tab % len(STARTERS)]
        reply = visit.replies.inner_text()
        is_trouble = _begins("trouble.now", tag) in reply
        assert is_trouble or any(_begins(name, tag) in reply for name in ANSWERS[starter]), reply
        assert visit.replies.get_attribute("lang") == tag
        troubled += is_trouble
        seconds.append(visit.page.evaluate("(answeredAt - askedAt) / 1000"))
    print(f"{min(seconds):.1f} to {max(seconds):.1f} s, {troubled} of {TABS} told of trouble")
    for visit in visits:
        visit.page.context.close()


def _begins(identity: str, tag: str) -> str:
    return words(identity, tag)[:20]
