"""A directory that does not answer: people are told, and answers on the law still come."""

import pytest

from actions.answer import ActionAnswer
from actions.choose import ActionChoose
from actions.directory import DirectoryUnavailable, place_in, to_slot
from actions.next_page import ActionNext
from actions.not_understood import ActionFallback
from actions.refer import ActionRefer
from referrals.place_answers import Found
from tests.actions.conftest import Conversation

pytestmark = pytest.mark.usefixtures("directory_down")
HOUSTON = to_slot(Found("city", "Houston, TX", "TX", 29.8, -95.4, None, ()))


async def test_looking_for_help_says_that_there_is_trouble(later: Conversation):
    assert await later.hear(ActionRefer(), "77036") == ["refer.trouble"]


async def test_the_next_page_says_so_too_and_loses_no_place(later: Conversation):
    later.slots |= {"place": HOUSTON, "offset": 3}
    assert await later.hear(ActionNext(), "next") == ["refer.trouble"]
    assert (later.slots["place"], later.slots["offset"]) == (HOUSTON, 3)


async def test_a_chosen_place_can_be_chosen_again_later(later: Conversation):
    later.slots["choices"] = [{"place": HOUSTON, "for": "place"}]
    assert await later.hear(ActionChoose(), "1") == ["refer.trouble"]
    assert later.slots["choices"] == [{"place": HOUSTON, "for": "place"}]


async def test_answers_on_the_law_need_no_directory(later: Conversation):
    later.slots["asked"] = "place"
    said = await later.hear(ActionAnswer(), "they are here", topic="door_home")
    assert said[0] == "door_home"
    assert await later.hear(ActionFallback(), "blorp") == ["fallback.first"]


async def test_the_failure_repeats_neither_the_text_nor_the_address():
    with pytest.raises(DirectoryUnavailable) as failure:
        await place_in("canary street 5")
    assert str(failure.value) == "OperationalError"
    assert failure.value.__cause__ is None
