"""Where is my relative: the steps, the ICE office of a place, and legal help near it."""

import pytest

from actions.answer import ActionAnswer
from actions.locate import ActionLocate
from actions.next_page import ActionNext
from actions.not_understood import ActionFallback
from tests.actions.conftest import Conversation

pytestmark = pytest.mark.usefixtures("small_directory")
TOPIC = "find_detained_person"


async def ask(conversation: Conversation, text: str = "where is my brother") -> list[str]:
    return await conversation.hear(ActionLocate(), text, topic=TOPIC)


async def test_the_steps_come_first_and_then_a_place_is_taken_for_where(later: Conversation):
    assert (await ask(later))[0] == TOPIC
    said = await later.hear(ActionFallback(), "springfield il")
    assert said[:2] == ["office.found", "refer.national"]
    assert later.values_of("office.found")[0]["phone"] == "312-555-0143"


async def test_a_place_in_the_question_gives_the_office_at_once(later: Conversation):
    said = await ask(later, "ice took my brother in houston")
    assert said[0] == TOPIC
    assert said[-2:] == ["office.no_phone", "hint.next_help"]
    assert (await later.hear(ActionNext(), "next"))[0] == "refer.near"


async def test_a_place_of_detention_is_known_by_its_name(later: Conversation):
    await ask(later)
    said = await later.hear(ActionFallback(), "he is in stewart", confidence=0.2)
    assert said[:3] == ["office.facility", "office.no_phone", "refer.near"]
    assert later.values_of("office.facility")[0]["name"] == "Stewart ICE Processing Center"


async def test_after_the_list_a_place_is_still_where_the_person_is_held(later: Conversation):
    await ask(later)
    await later.hear(ActionFallback(), "77036")
    said = await later.hear(ActionFallback(), "he is in stewart", confidence=0.2)
    assert said[0] == "office.facility"


async def test_a_state_with_several_offices_is_too_wide(later: Conversation):
    await ask(later)
    assert await later.hear(ActionFallback(), "texas") == ["office.several"]
    assert (await later.hear(ActionFallback(), "77036"))[0] == "office.no_phone"


async def test_a_place_without_a_known_office_gets_the_detention_line(later: Conversation):
    await ask(later)
    assert (await later.hear(ActionFallback(), "springfield missouri"))[0] == "office.none"


async def test_another_question_is_not_taken_for_a_place(later: Conversation):
    await ask(later)
    assert (await later.hear(ActionAnswer(), "what is bond", topic="bond_hearing"))[0] == (
        "bond_hearing"
    )
