"""Who spoke of danger is told the number again when the talk turns to small things."""

import pytest

from actions.answer import ActionAnswer
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
    assert (await later.hear(ActionFallback(), "blorp"))[1] == f"reminder.{danger}"


async def test_the_longer_text_repeats_it(later: Conversation):
    await later.hear(ActionAnswer(), topic="crime_victim")
    said = await later.hear(ActionMore(), "more")
    assert said[:2] == ["crime_victim.more", "reminder.crime_victim"]


async def test_a_question_on_the_law_does_not(later: Conversation):
    await later.hear(ActionAnswer(), topic="crisis")
    assert "reminder.crisis" not in await later.hear(ActionAnswer(), topic="tps")


async def test_without_danger_nothing_is_repeated(later: Conversation):
    assert await later.hear(ActionAnswer(), "thanks", topic="thanks") == ["thanks"]
