"""Whole conversations with the running system, each as its file tells it."""

from pathlib import Path

import pytest

from tests.dialogue.conversation import FOLDER, OTHER, OWN, conversations, read_conversation
from tests.dialogue.expectations import problems_of
from tests.dialogue.wording import Wording
from tests.running import Running, fresh_number


@pytest.mark.parametrize(
    "path", conversations(), ids=lambda path: str(path.relative_to(FOLDER).with_suffix(""))
)
def test_a_conversation_goes_as_its_file_tells(system: Running, wording: Wording, path: Path):
    numbers = {OWN: fresh_number(), OTHER: fresh_number()}
    for place, step in enumerate(read_conversation(path), start=1):
        messages = system.text(step.sent, numbers[step.number])
        problems = list(problems_of(step, messages, wording))
        assert not problems, f"step {place}, {step.text[:80]!r}: {problems}; reply: {messages}"
