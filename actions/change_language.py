"""Goes on in another language when the person names one that we speak."""

from actions.ability import Ability
from actions.knowledge import answers, languages
from actions.saying import say_again
from actions.turn import Turn


class ActionLanguage(Ability):
    """Change the language, and say the last answer again in it; or say which ones there are."""

    def name(self) -> str:
        return "action_language"

    async def act(self, turn: Turn) -> None:
        tag = languages().named(turn.text)
        if tag not in languages().spoken():
            turn.say("language.only")
            return
        turn.speak(str(tag))
        turn.say("language.changed")
        before = turn.recall("topic")
        if before in answers():
            say_again(turn, answers()[before])
