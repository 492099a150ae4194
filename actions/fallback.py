"""Says that a text was not understood and what helps instead; it never guesses a topic."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.refer import took_place
from actions.turn import Turn


class ActionFallback(Action):
    """First an example of how to ask; the second time in a row a way to a person."""

    def name(self) -> str:
        return "action_fallback"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        turn = Turn(dispatcher, tracker)
        if await took_place(turn):
            return turn.events()
        misses = int(turn.recall("misses") or 0) + 1
        turn.say("fallback.first" if misses == 1 else "fallback.again")
        turn.remember(misses=misses, asked="place", choices=None)
        return turn.events()
