"""Says where the last answer comes from, its status and whether a lawyer has checked it."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.knowledge import answers
from actions.turn import Turn


class ActionSources(Action):
    """SOURCES: status, date, review and sources of the last answer."""

    def name(self) -> str:
        return "action_sources"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        turn = Turn(dispatcher, tracker)
        label = turn.recall("topic")
        if label in answers():
            turn.say(f"{label}.sources")
        else:
            turn.say("sources")
        return turn.events()
