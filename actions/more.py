"""Says the longer text of the last answer; without one it asks what is meant."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.knowledge import answers
from actions.turn import Turn


class ActionMore(Action):
    """MORE: the reasons, the exceptions, what comes next."""

    def name(self) -> str:
        return "action_more"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        turn = Turn(dispatcher, tracker)
        answer = answers().get(turn.recall("topic") or "")
        if answer is None:
            turn.say("answer.nothing_before")
        elif answer.more:
            turn.say(f"{answer.id}.more")
            turn.say("hint.sources")
        else:
            turn.remember(asked="place")
            turn.say("answer.again")
        return turn.events()
