"""Asks which of two close topics is meant, once; the second time it answers the likelier one.

Who is in danger or has officers there now is answered at once.
"""

from actions.ability import Ability
from actions.context import took_context
from actions.knowledge import answers
from actions.saying import ask_which, say_answer
from actions.turn import Turn

SAFETY_TOPICS = ("crisis", "child_alone", "crime_victim", "emergency_now")
"""Who may mean one of these is not kept waiting by a question."""


def is_choice(label: str) -> bool:
    """Say whether an answer is worth offering: one with sources, or one that asks where."""
    answer = answers().get(label)
    return answer is not None and bool(answer.sources or answer.asks)


def _cannot_wait(turn: Turn, label: str) -> bool:
    """Say whether officers are there now, so that the likelier answer comes before a question."""
    return turn.is_alarming or (turn.is_urgent and answers()[label].urgent)


class ActionClarify(Ability):
    """Two choices by number."""

    def name(self) -> str:
        return "action_clarify"

    async def act(self, turn: Turn) -> None:
        if await took_context(turn):
            return
        labels = [label for label in turn.ranked if is_choice(label)][:2]
        danger = [label for label in labels if label in SAFETY_TOPICS]
        was_asked = turn.recall("asked") == "choice"
        if danger or was_asked or len(labels) < 2 or _cannot_wait(turn, labels[0]):
            say_answer(turn, (danger or labels or [""])[0])
            if was_asked and not danger:
                turn.say("clarify.person")
                turn.remember(asked="place")
            return
        ask_which(turn, labels)
