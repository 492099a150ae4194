"""Goes on in another language when the person names one that we speak."""

from actions.ability import Ability
from actions.agreements import PURPOSE, name_agreements
from actions.agreements import TOPIC as AGREEMENTS
from actions.knowledge import answers, languages, names_of_languages
from actions.saying import say_again
from actions.turn import Turn


class ActionLanguage(Ability):
    """Change the language, and say the last answer again in it; or say which ones there are."""

    def name(self) -> str:
        return "action_language"

    async def act(self, turn: Turn) -> None:
        tag = languages().named(turn.text)
        if tag not in languages().spoken():
            turn.say("language.only", languages=names_of_languages())
            return
        turn.speak(str(tag))
        turn.say("language.changed")
        before, place = turn.recall("topic"), turn.recall("place")
        if before == AGREEMENTS and place and turn.recall("asked") == PURPOSE:
            await name_agreements(turn, place)
        elif before in answers():
            say_again(turn, answers()[before])
