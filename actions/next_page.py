"""Names the next organizations for the place that was asked about before."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.refer import name_help
from actions.turn import Turn


class ActionNext(Action):
    """NEXT: three more, or a question where the person is."""

    def name(self) -> str:
        return "action_next"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        turn = Turn(dispatcher, tracker)
        known = turn.recall("place")
        if known:
            await name_help(turn, known, offset=int(turn.recall("offset") or 0))
        else:
            turn.remember(asked="place")
            turn.say("refer.ask_place")
        return turn.events()
