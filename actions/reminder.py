"""Repeats the number to call after a text on danger, when the talk turns to small things."""

from collections.abc import Iterable
from typing import Any, Protocol

from actions.knowledge import sentences

SMALL_TALK = {"thanks", "goodbye", "greeting", "smalltalk", "gibberish", "help", "language.changed"}
"""After one of these, who spoke of danger before is told once more whom to call."""

QUESTIONS_BACK = ("fallback.", "clarify.", "answer.again", "refer.unknown", "refer.ask_place")
"""How the ids begin of what is said when we did not understand or have to ask."""


class Speaker(Protocol):
    """What a reminder needs of a turn."""

    def recall(self, slot: str) -> Any: ...

    def say(self, identity: str, /) -> None: ...


def reminder_of(answer: str) -> str | None:
    """Return the sentence that repeats the number of an answer on danger, if it has one."""
    identity = f"reminder.{answer}"
    return identity if identity in sentences() else None


def say_reminder(turn: Speaker, said: Iterable[str]) -> None:
    """Say the number again when all that was said is small talk or a question back."""
    danger = turn.recall("danger")
    first = next(iter(said), "")
    is_small = first in SMALL_TALK or first.startswith(QUESTIONS_BACK)
    if danger and is_small and (identity := reminder_of(danger)):
        turn.say(identity)
