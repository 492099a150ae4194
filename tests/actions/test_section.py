"""A section is asked for by number: of a named order, of the order before, or of which one."""

import pytest

from actions.answer import ActionAnswer
from actions.choose import ActionChoose
from actions.not_understood import ActionFallback
from phrasebook.sections import Sections
from tests.actions.conftest import Conversation

pytestmark = pytest.mark.usefixtures("small_directory")
KNOWN = Sections(
    {"14159": {6: "eo_14159_task_forces"}, "14165": {6: "eo_14165_remain_in_mexico"}},
    {"14159": "eo_14159_overview", "14165": "eo_14165_overview"},
    {"14165": ("border order",)},
)


@pytest.fixture(autouse=True)
def sections(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("actions.section.sections", lambda: KNOWN)


@pytest.mark.parametrize("action", [ActionAnswer(), ActionFallback()])
async def test_a_section_of_a_named_order_is_said(later: Conversation, action):
    said = await later.hear(action, "what does section 6 of 14,159 say", topic="smalltalk")
    assert said[0] == "eo_14159_task_forces"


async def test_a_section_of_the_order_before_is_said(later: Conversation):
    await later.hear(ActionAnswer(), topic="eo_14165_dna")
    said = await later.hear(ActionFallback(), "y la sección 6?", language=("es", 0.99))
    assert said[0] == "eo_14165_remain_in_mexico"


async def test_an_order_may_be_named_in_words(later: Conversation):
    said = await later.hear(ActionFallback(), "section 6 of the border order")
    assert said[0] == "eo_14165_remain_in_mexico"


async def test_of_two_orders_one_is_asked_for(later: Conversation):
    said = await later.hear(ActionFallback(), "section 6", confidence=0.2)
    assert said == ["clarify.numbers", "clarify.choice", "clarify.choice"]
    assert (await later.hear(ActionChoose(), "2"))[0] == "eo_14165_remain_in_mexico"


async def test_a_section_that_nobody_checked_is_not_made_up(later: Conversation):
    said = await later.hear(ActionFallback(), "section 9 of order 14159")
    assert said == ["section.unknown"]
    assert later.values_of("section.unknown") == [{"number": 9, "order": "14159"}]


async def test_a_section_of_no_order_is_asked_about(later: Conversation):
    said = await later.hear(ActionFallback(), "what is in section 44", confidence=0.2)
    assert said == ["section.which"]


async def test_danger_is_answered_and_not_a_section(later: Conversation):
    text = "i want to kill myself they took my section 8"
    said = await later.hear(ActionAnswer(), text, topic="crisis", safety="self_harm")
    assert said[0] == "crisis"


async def test_a_section_in_a_clear_question_on_something_else_is_none(later: Conversation):
    text = "is section 8 housing a public charge"
    assert (await later.hear(ActionAnswer(), text, topic="public_charge"))[0] == "public_charge"


@pytest.mark.parametrize("text", ["the section of my papers", "section", "6 sections of what"])
async def test_words_without_a_number_ask_for_no_section(later: Conversation, text: str):
    assert (await later.hear(ActionAnswer(), text, topic="tps"))[0] == "tps"
