"""Who spoke of danger is told the number again when the talk turns to small things."""

import pytest

from actions.answer import ActionAnswer
from actions.clarify import ActionClarify
from actions.more import ActionMore
from actions.not_understood import ActionFallback
from tests.actions.conftest import Conversation

pytestmark = pytest.mark.usefixtures("small_directory")
DANGERS = ["crisis", "crime_victim", "emergency_now", "child_alone"]


@pytest.mark.parametrize("danger", DANGERS)
async def test_thanks_repeat_the_number(later: Conversation, danger: str):
    await later.hear(ActionAnswer(), topic=danger)
    assert await later.hear(ActionAnswer(), "ok thanks", topic="thanks") == [
        "thanks",
        f"reminder.{danger}",
    ]


@pytest.mark.parametrize("danger", DANGERS)
async def test_not_being_understood_repeats_it(later: Conversation, danger: str):
    await later.hear(ActionAnswer(), topic=danger)
    said = await later.hear(ActionFallback(), "a lot of words that make no sense at all to us")
    assert said[:2] == ["fallback.first", f"reminder.{danger}"]


async def test_the_longer_text_repeats_it(later: Conversation):
    await later.hear(ActionAnswer(), topic="crime_victim")
    said = await later.hear(ActionMore(), "more")
    assert said[:2] == ["crime_victim.more", "reminder.crime_victim"]


async def test_a_question_back_repeats_it(later: Conversation):
    await later.hear(ActionAnswer(), topic="crisis")
    text = "so what about this or that or the other thing"
    said = await later.hear(ActionClarify(), text, ranked=("tps", "daca"))
    assert said[-1] == "reminder.crisis"


async def test_a_few_doubtful_words_after_danger_are_answered_with_it_again(later: Conversation):
    await later.hear(ActionAnswer(), topic="child_alone")
    said = await later.hear(ActionAnswer(), "im scared", topic="street_stop", confidence=0.5)
    assert said[0] == "child_alone"
    text = "what is tps"
    assert (await later.hear(ActionAnswer(), text, topic="tps", confidence=0.97))[0] == "tps"


async def test_a_question_on_the_law_does_not(later: Conversation):
    await later.hear(ActionAnswer(), topic="crisis")
    assert "reminder.crisis" not in await later.hear(ActionAnswer(), topic="tps")


async def test_without_danger_nothing_is_repeated(later: Conversation):
    assert await later.hear(ActionAnswer(), "thanks", topic="thanks") == ["thanks"]
