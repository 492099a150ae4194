"""The conversations of this folder speak of what matters most, in every language we answer in."""

import re

import pytest

from phrasebook.answers import topic_of
from tests.dialogue.conversation import LANGUAGES, Step, conversations, read_conversation

MAIN_TOPICS = {
    "door_home",
    "warrant_types",
    "inside_home",
    "street_stop",
    "car_stop",
    "workplace_raid",
    "right_to_silence",
    "right_to_lawyer",
    "do_not_sign",
    "arrested_by_ice",
    "find_detained_person",
    "documents_to_carry",
    "recording_officers",
    "tps",
    "registration_requirement",
    "notario_fraud",
    "agreements_287g_what",
    "eo_14159_overview",
    "eo_14165_overview",
    "eo_13768_overview",
    "hotline",
    "emergency_now",
}
FEWEST, FEWEST_IN_SPANISH = 120, 45


def all_steps() -> list[Step]:
    """Return the steps of all conversations."""
    return [step for path in conversations() for step in read_conversation(path)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_main_topic_is_asked_somewhere_in(language: str):
    steps = [step for step in all_steps() if step.language == language]
    said = {topic_of(identity) for step in steps for identity in step.says}
    assert sorted(MAIN_TOPICS - said) == []


def test_there_are_enough_conversations_and_enough_of_them_are_in_spanish():
    read = [read_conversation(path) for path in conversations()]
    spanish = [steps for steps in read if {step.language for step in steps} <= {"es", None}]
    spanish = [steps for steps in spanish if any(step.language for step in steps)]
    assert len(read) >= FEWEST
    assert len(spanish) >= FEWEST_IN_SPANISH


def test_files_are_named_as_a_situation():
    names = [path.stem for path in conversations()]
    assert [name for name in names if not re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+){2,}", name)] == []
