"""When a text that is no question for help is taken for a place, and when it never is."""

import pytest

from actions.answer import NO_MEANING, ActionAnswer
from actions.not_understood import ActionFallback
from actions.passing import SURE_OF_A_TOPIC
from actions.refer import ActionRefer
from tests.actions.conftest import Conversation

pytestmark = pytest.mark.usefixtures("small_directory")
TOPIC = "door_home"


async def test_a_town_by_itself_is_a_place_though_nobody_asked(later: Conversation):
    assert (await later.hear(ActionFallback(), "houston texas"))[0] == "refer.near"


async def test_a_town_in_a_longer_lost_text_is_not(later: Conversation):
    assert await later.hear(ActionFallback(), "blorp in houston texas now") == ["fallback.first"]


async def test_a_town_by_itself_is_no_place_where_the_text_has_a_topic(later: Conversation):
    assert (await later.hear(ActionAnswer(), "houston", topic=TOPIC))[0] == TOPIC


async def test_after_a_list_another_town_corrects_the_first(later: Conversation):
    await later.hear(ActionRefer(), "Springfield, MO")
    said = await later.hear(ActionAnswer(), "no, houston", topic=TOPIC, confidence=0.5)
    assert said[0] == "refer.near"


async def test_after_a_list_a_clear_question_with_a_town_is_answered(later: Conversation):
    await later.hear(ActionRefer(), "77036")
    sure = SURE_OF_A_TOPIC
    said = await later.hear(ActionAnswer(), "ice raids houston", topic=TOPIC, confidence=sure)
    assert said[0] == TOPIC


async def test_danger_is_answered_before_any_place(later: Conversation):
    later.slots["asked"] = "place"
    said = await later.hear(
        ActionAnswer(), "help houston", topic="emergency_now", safety="danger_now"
    )
    assert said[0] == "emergency_now"


async def test_the_name_of_a_town_does_not_change_the_language(later: Conversation):
    later.slots["asked"] = "place"
    await later.hear(ActionAnswer(), "el paso houston texas", language=("es", 0.99))
    assert {utterance.language for utterance in later.said} == {"en"}


async def test_nonsense_counts_as_a_miss_and_keeps_the_language(later: Conversation):
    lost = {"topic": NO_MEANING, "language": ("es", 0.99)}
    assert await later.hear(ActionAnswer(), "asd asd asd", **lost) == [NO_MEANING]
    assert await later.hear(ActionAnswer(), "asd asd asd", **lost) == ["fallback.again"]
    assert later.slots["language"] == "en"
