"""Asks which of two close topics is meant, once; the second time it answers the likelier one."""

from actions.ability import Ability
from actions.answer import say_answer
from actions.choice import took_choice
from actions.knowledge import answers
from actions.passing import took_place
from actions.turn import Turn

SAFETY_TOPICS = ("crisis", "child_alone", "crime_victim", "emergency_now")
"""Who may mean one of these is not kept waiting by a question."""


class ActionClarify(Ability):
    """Two choices by number."""

    def name(self) -> str:
        return "action_clarify"

    async def act(self, turn: Turn) -> None:
        if await took_choice(turn, say_answer) or await took_place(turn):
            return
        labels = [label for label in turn.ranked if label in answers()][:2]
        danger = [label for label in labels if label in SAFETY_TOPICS]
        if danger or turn.recall("asked") == "choice" or len(labels) < 2:
            say_answer(turn, (danger or labels or [""])[0])
            return
        turn.say("clarify.question")
        for number, label in enumerate(labels, start=1):
            turn.say("clarify.choice", number=number, title=label)
        turn.remember(asked="choice", choices=[{"topic": label} for label in labels])
