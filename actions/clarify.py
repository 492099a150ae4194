"""Asks which of two close topics is meant, once; the second time it answers the likelier one."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import say_answer
from actions.knowledge import answers
from actions.refer import took_place
from actions.turn import Turn


class ActionClarify(Action):
    """Two choices by number."""

    def name(self) -> str:
        return "action_clarify"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        turn = Turn(dispatcher, tracker)
        if await took_place(turn):
            return turn.events()
        labels = [label for label in turn.ranked if label in answers()][:2]
        if turn.recall("asked") == "choice" or len(labels) < 2:
            say_answer(turn, labels[0] if labels else "")
            return turn.events()
        turn.say("clarify.question")
        for number, label in enumerate(labels, start=1):
            turn.say("clarify.choice", number=number, title=label)
        turn.remember(asked="choice", choices=[{"topic": label} for label in labels])
        return turn.events()
