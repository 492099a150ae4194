"""Asks which of two close topics is meant, once; the second time it answers the likelier one."""

from actions.ability import Ability
from actions.answer import say_answer
from actions.knowledge import answers
from actions.refer import took_place
from actions.turn import Turn


class ActionClarify(Ability):
    """Two choices by number."""

    def name(self) -> str:
        return "action_clarify"

    async def act(self, turn: Turn) -> None:
        if await took_place(turn):
            return
        labels = [label for label in turn.ranked if label in answers()][:2]
        if turn.recall("asked") == "choice" or len(labels) < 2:
            say_answer(turn, labels[0] if labels else "")
            return
        turn.say("clarify.question")
        for number, label in enumerate(labels, start=1):
            turn.say("clarify.choice", number=number, title=label)
        turn.remember(asked="choice", choices=[{"topic": label} for label in labels])
