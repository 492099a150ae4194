"""Goes on in another language when the person names one that we speak."""

from actions.ability import Ability
from actions.knowledge import languages
from actions.turn import Turn


class ActionLanguage(Ability):
    """Change the language of the conversation, or say which ones there are."""

    def name(self) -> str:
        return "action_language"

    async def act(self, turn: Turn) -> None:
        tag = languages().named(turn.text)
        if tag in languages().spoken():
            turn.speak(str(tag))
            turn.say("language.changed")
        else:
            turn.say("language.only")
