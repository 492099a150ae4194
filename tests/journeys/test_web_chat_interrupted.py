"""The gateway ends, the connection breaks: each message is sent once, in order, and answered."""

import json

import pytest

from tests.running import Running
from tests.web.replies import words
from tests.web.visit import Visit

DOOR, WORK = "ICE is at my door", "ICE is at my work"


@pytest.fixture
def ids(visit: Visit) -> list[str]:
    """The ids of the messages that were sent, once for each attempt."""
    sent: list[str] = []

    def note(request) -> None:
        if request.method == "POST":
            sent.append(json.loads(request.post_data)["id"])

    visit.page.on("request", note)
    return sent


def is_answered_in_order(visit: Visit) -> None:
    """Fail unless two questions stand above their answers, and nothing stands there twice."""
    visit.answered(2)
    lines = visit.page.locator("amparo-chat .messages > li")
    assert lines.evaluate_all("them => them.map(li => li.className)") == ["own", "reply"] * 2
    assert visit.said() == [DOOR, WORK]
    first, second = visit.replies.all_inner_texts()
    assert first.count(words("door_home", "en")[:30]) == 1
    assert second.count(words("workplace_raid", "en")[:30]) == 1


def test_a_message_under_way_while_the_gateway_starts_anew_is_answered_once(
    system: Running, visit: Visit, ids: list[str]
):
    visit.come().open()
    bot = system.process_of("bot")
    bot.suspend()
    try:
        visit.say(DOOR)
        visit.page.locator("amparo-chat .state", has_text=words("web.state_sent", "en")).wait_for()
        visit.say(WORK)
        system.process_of("gateway").kill()
    finally:
        bot.resume()
    is_answered_in_order(visit)
    assert len(ids) >= 3, "the first was sent again"
    assert len(set(ids)) == 2


def test_what_is_written_offline_waits_and_goes_out_in_order(visit: Visit, ids: list[str]):
    visit.come().open()
    visit.page.context.set_offline(True)
    visit.say(DOOR)
    visit.page.get_by_text(words("web.offline", "en")).wait_for()
    visit.say(WORK)
    assert visit.replies.count() == 0
    visit.page.context.set_offline(False)
    is_answered_in_order(visit)
    assert len(set(ids)) == 2


def test_while_the_gateway_hangs_a_person_is_told_whom_to_call_and_afterwards_answered(
    system: Running, visit: Visit, ids: list[str]
):
    visit.come().open()
    gateway = system.process_of("gateway")
    gateway.suspend()
    try:
        visit.say(DOOR)
        visit.page.locator('amparo-chat .trouble a[href="tel:911"]').first.wait_for()
        visit.say(WORK)
    finally:
        gateway.kill()
    is_answered_in_order(visit)
    assert visit.page.locator("amparo-chat .trouble").count() == 0
    assert len(set(ids)) == 2
