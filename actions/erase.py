"""Forgets the conversation at once and says so."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import Restarted
from rasa_sdk.executor import CollectingDispatcher

from actions.turn import Turn


class ActionErase(Action):
    """ERASE: bot/memory.py drops the conversation when it sees the restart."""

    def name(self) -> str:
        return "action_erase"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        turn = Turn(dispatcher, tracker)
        turn.say("erase.done")
        return [Restarted()]
