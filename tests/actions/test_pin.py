"""A pin takes the place of a named place for whatever is asked; else help near it is offered."""

import pytest

from actions.answer import ActionAnswer
from actions.clarify import ActionClarify
from actions.here import ActionAgreements
from actions.locate import ActionLocate
from actions.next_page import ActionNext
from actions.not_understood import ActionFallback
from actions.refer import ActionRefer
from tests.actions.conftest import Conversation

PIN, NOWHERE = (29.7, -95.54), (19.43, -99.13)
NOT_IN_THE_DIRECTORY = {"pin": NOWHERE}
directory_up = pytest.mark.usefixtures("small_directory")


async def pinned(conversation: Conversation, **more) -> list[str]:
    """Send a pin alone; Rasa is given a question mark for the text."""
    return await conversation.hear(ActionFallback(), "?", confidence=0.1, **{"pin": PIN} | more)


@directory_up
async def test_a_pin_that_nobody_asked_for_gets_help_near_it(conversation: Conversation):
    assert "refer.near" in await pinned(conversation)
    assert conversation.values_of("refer.near") == [{"place": "Houston, TX"}]


@directory_up
async def test_after_a_pin_come_the_next_offices(later: Conversation):
    await pinned(later)
    assert (await later.hear(ActionNext(), "next"))[0] == "refer.again_near"


@directory_up
async def test_asked_where_a_pin_is_the_answer(later: Conversation):
    text = "i need a lawyer"
    assert await later.hear(ActionRefer(), text, topic="find_legal_help") == ["refer.ask_place"]
    assert (await pinned(later))[0] == "refer.near"


@directory_up
async def test_asked_where_on_287g_a_pin_is_looked_up_on_the_list(later: Conversation):
    topic = "agreements_287g_here"
    await later.hear(ActionAgreements(), "does my county have it", topic=topic)
    assert (await pinned(later))[0] == "agreements.heading"
    heading = later.values_of("agreements.heading")[0]
    assert heading["place"] == "Houston, TX (Harris County)"


@directory_up
async def test_asked_where_a_person_is_held_a_pin_gives_the_ice_office(later: Conversation):
    topic = "find_detained_person"
    await later.hear(ActionLocate(), "where is my brother", topic=topic)
    assert (await pinned(later))[:2] == ["office.no_phone", "refer.near"]


@directory_up
async def test_asked_which_of_several_places_a_pin_says_it(later: Conversation):
    await later.hear(ActionAgreements(), "springfield", topic="agreements_287g_here")
    assert (await pinned(later))[0] == "agreements.heading"
    assert not later.slots["choices"]


@directory_up
async def test_a_pin_abroad_is_asked_back_and_what_was_asked_stays(later: Conversation):
    topic = "agreements_287g_here"
    await later.hear(ActionAgreements(), "does my county have it", topic=topic)
    assert await pinned(later, **NOT_IN_THE_DIRECTORY) == ["refer.unknown_place"]
    assert (await later.hear(ActionFallback(), "77036"))[0] == "agreements.heading"


@directory_up
@pytest.mark.parametrize("text", ["?", "", "\U0001f6a8"])
async def test_signs_without_a_letter_are_no_text(later: Conversation, text: str):
    said = await later.hear(ActionAnswer(), text, topic="gibberish", pin=PIN)
    assert said[0] == "refer.near"


@directory_up
async def test_a_pin_stays_in_the_language_of_the_conversation(later: Conversation):
    await pinned(later, language=("fr", 0.99))
    assert {utterance.language for utterance in later.said} == {"en"}


@directory_up
async def test_a_question_for_help_is_answered_at_the_pin(later: Conversation):
    said = await later.hear(ActionRefer(), "a lawyer near me", topic="find_legal_help", pin=PIN)
    assert said[0] == "refer.near"
    assert "hint.next_help" not in said


@directory_up
async def test_a_pin_comes_before_the_place_known_before(later: Conversation):
    await later.hear(ActionRefer(), "Springfield, MO", topic="find_legal_help")
    await later.hear(ActionRefer(), "a lawyer near me", topic="find_legal_help", pin=PIN)
    assert later.values_of("refer.near")[0]["place"] == "Houston, TX"


@directory_up
async def test_the_place_in_a_text_comes_before_its_pin(later: Conversation):
    text = "a lawyer in Springfield, MO"
    await later.hear(ActionRefer(), text, topic="find_legal_help", pin=PIN)
    assert later.slots["place"]["label"] == "Springfield, MO"


@directory_up
async def test_a_question_on_287g_is_answered_at_the_pin(later: Conversation):
    said = await later.hear(
        ActionAgreements(), "do police here work with ice", topic="agreements_287g_here", pin=PIN
    )
    assert said[0] == "agreements.heading"
    assert "hint.next_help" not in said


@directory_up
async def test_where_is_my_relative_is_answered_with_the_office_of_the_pin(later: Conversation):
    said = await later.hear(
        ActionLocate(), "where is my brother", topic="find_detained_person", pin=PIN
    )
    assert said[0] == "find_detained_person"
    assert said[-2:] == ["office.no_phone", "hint.next_help"]


@directory_up
async def test_a_text_that_is_not_understood_is_answered_at_the_pin(later: Conversation):
    later.slots["asked"] = "agreements"
    said = await later.hear(ActionFallback(), "estoy aqui", confidence=0.2, pin=PIN)
    assert said[0] == "agreements.heading"


@directory_up
async def test_another_question_is_answered_and_help_near_the_pin_offered(later: Conversation):
    said = await later.hear(ActionAnswer(), "what is bond", topic="bond_hearing", pin=PIN)
    assert said[0] == "bond_hearing"
    assert said.count("hint.next_help") == 1
    assert later.values_of("hint.next_help")[0]["place"] == "Houston, TX"
    assert (await later.hear(ActionNext(), "next"))[0] == "refer.near"


@directory_up
async def test_a_clear_question_is_not_taken_for_a_place_because_of_its_pin(later: Conversation):
    later.slots["asked"] = "place"
    said = await later.hear(ActionAnswer(), "what is bond", topic="bond_hearing", pin=PIN)
    assert said[0] == "bond_hearing"


@directory_up
async def test_danger_is_answered_before_any_pin(later: Conversation):
    said = await later.hear(
        ActionAnswer(), "help", topic="emergency_now", safety="danger_now", pin=PIN
    )
    assert said[0] == "emergency_now"
    assert "hint.next_help" in said


@directory_up
async def test_nothing_is_offered_beside_a_question_of_ours_or_at_a_pin_abroad(
    later: Conversation,
):
    ranked = ("door_home", "car_stop")
    said = await later.hear(ActionClarify(), "ice", ranked=ranked, confidence=0.3, pin=PIN)
    assert "hint.next_help" not in said
    later.slots["choices"] = None
    said = await later.hear(
        ActionAnswer(), "what is bond", topic="bond_hearing", **NOT_IN_THE_DIRECTORY
    )
    assert "hint.next_help" not in said


@directory_up
async def test_of_a_pin_only_the_place_that_was_found_is_kept(later: Conversation):
    await pinned(later, pin=(29.71, -95.53))
    assert "29.71" not in repr(later.slots)
    assert "-95.53" not in repr(later.slots)
    assert later.slots["place"]["zip"] == "77036"


@pytest.mark.usefixtures("directory_down")
async def test_without_the_directory_a_pin_gets_words_and_a_text_its_answer(later: Conversation):
    assert await pinned(later) == ["refer.trouble"]
    said = await later.hear(ActionAnswer(), "what is bond", topic="bond_hearing", pin=PIN)
    assert said[0] == "bond_hearing"


@directory_up
@pytest.mark.parametrize(
    "metadata",
    [None, [], "x", {"pin": None}, {"pin": {"lat": "29.7", "lon": -95.5}}, {"pin": {"lat": 29.7}}],
)
async def test_metadata_of_another_shape_is_no_pin(later: Conversation, metadata: object):
    assert await later.hear(ActionFallback(), "?", metadata=metadata) == ["fallback.first"]
