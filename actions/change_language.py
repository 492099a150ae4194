"""Goes on in another language when the person names one that we speak."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.knowledge import languages
from actions.turn import Turn


class ActionLanguage(Action):
    """Change the language of the conversation, or say which ones there are."""

    def name(self) -> str:
        return "action_language"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        turn = Turn(dispatcher, tracker)
        tag = languages().named(turn.text)
        if tag in languages().spoken():
            turn.speak(str(tag))
            turn.say("language.changed")
        else:
            turn.say("language.only")
        return turn.events()
