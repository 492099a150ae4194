"""A text that goes on is read in the light of the answer before; one that stands alone is not."""

import pytest

from actions.answer import ActionAnswer
from actions.clarify import ActionClarify
from actions.not_understood import ActionFallback
from actions.refer import ActionRefer
from tests.actions.conftest import Conversation

pytestmark = pytest.mark.usefixtures("small_directory")
COST = {"agreements_287g_cost": 0.3, "bond_hearing/cost": 0.2, "find_legal_help/cost": 0.1}


async def after(conversation: Conversation, topic: str) -> None:
    await conversation.hear(ActionAnswer(), "a whole question on it", topic=topic)


@pytest.mark.parametrize("action", [ActionAnswer(), ActionClarify(), ActionFallback()])
async def test_what_goes_on_is_about_the_topic_before(later: Conversation, action):
    await after(later, "bond_hearing")
    said = await later.hear(
        action, "and how much is it", topic="agreements_287g_cost", confidence=0.3, meanings=COST
    )
    assert said[0] == "bond_hearing/cost"


async def test_what_means_nothing_alone_is_asked_about(later: Conversation):
    said = await later.hear(
        ActionFallback(), "how much does it cost", confidence=0.3, meanings=COST, goes_on=True
    )
    assert said == ["clarify.question", "clarify.choice", "clarify.choice"]
    assert (await later.hear(ActionAnswer(), "2", topic="gibberish"))[0] == "bond_hearing/cost"


async def test_it_is_not_asked_about_twice_in_a_row(later: Conversation):
    for _ in range(2):
        said = await later.hear(
            ActionFallback(), "how much does it cost", confidence=0.3, meanings=COST, goes_on=True
        )
    assert said == ["clarify.unknown_choice"]


async def test_a_question_for_help_may_go_on_too(later: Conversation):
    await after(later, "bond_hearing")
    said = await later.hear(
        ActionRefer(), "how much", topic="find_legal_help", meanings=COST, confidence=0.4
    )
    assert said[0] == "bond_hearing/cost"


async def test_without_anything_before_it_stands_for_itself(later: Conversation):
    said = await later.hear(
        ActionAnswer(),
        "and how much is it",
        topic="agreements_287g_cost",
        confidence=0.3,
        meanings=COST,
    )
    assert said[0] == "agreements_287g_cost"


async def test_a_related_answer_is_likelier_than_a_stranger(later: Conversation):
    await after(later, "car_stop")
    meanings = {"tps": 0.35, "documents_to_carry/green_card": 0.25}
    said = await later.hear(
        ActionAnswer(),
        "and if i have a green card",
        topic="tps",
        confidence=0.35,
        meanings=meanings,
    )
    assert said[0] == "documents_to_carry/green_card"


async def test_a_clear_question_on_something_else_is_not_bent(later: Conversation):
    await after(later, "bond_hearing")
    meanings = {"tps": 0.93, "bond_hearing/cost": 0.01}
    text = "what if they end tps for my country"
    said = await later.hear(ActionAnswer(), text, topic="tps", confidence=0.93, meanings=meanings)
    assert said[0] == "tps"


async def test_the_same_asked_again_is_not_bent_to_its_neighbour(later: Conversation):
    again = {"bond_hearing/cost": 0.9, "bond_hearing": 0.1}
    for _ in range(2):
        said = await later.hear(
            ActionAnswer(), "and the price", topic="bond_hearing/cost", meanings=again
        )
    assert said[0] == "bond_hearing/cost.more"


async def test_a_long_doubtful_text_does_not_go_on(later: Conversation):
    await after(later, "bond_hearing")
    text = "my cousin wants to know how much the sheriff pays for all of this"
    said = await later.hear(
        ActionAnswer(), text, topic="agreements_287g_cost", confidence=0.3, meanings=COST
    )
    assert said[0] == "agreements_287g_cost"


async def test_danger_is_answered_whatever_was_said_before(later: Conversation):
    await after(later, "bond_hearing")
    said = await later.hear(
        ActionAnswer(),
        "and they have guns",
        topic="emergency_now",
        confidence=0.4,
        safety="danger",
        meanings=COST,
    )
    assert said[0] == "emergency_now"
