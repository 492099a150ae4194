"""Goes on in another language when the person names one that we speak; it changes no answer."""

from actions.ability import Ability
from actions.agreements import PURPOSE, name_agreements
from actions.agreements import TOPIC as AGREEMENTS
from actions.knowledge import answers, languages, names_of_languages
from actions.lookup import PURPOSES, ask_which_place
from actions.saying import ask_which, say_again
from actions.turn import Turn


class ActionLanguage(Ability):
    """Change the language, and say again in it what was asked or answered last."""

    def name(self) -> str:
        return "action_language"

    async def act(self, turn: Turn) -> None:
        tag = languages().named(turn.text)
        if tag not in languages().spoken():
            turn.say("language.only", languages=names_of_languages())
            return
        turn.speak(str(tag))
        turn.say("language.changed")
        if asked_again(turn):
            return
        before, place = turn.recall("topic"), turn.recall("place")
        if before == AGREEMENTS and place and turn.recall("asked") == PURPOSE:
            await name_agreements(turn, place)
        elif before in answers():
            say_again(turn, answers()[before])


def asked_again(turn: Turn) -> bool:
    """Ask the pending question again; False if there is none or the last answer has it in it."""
    choices = turn.recall("choices") or []
    if choices and all("topic" in choice for choice in choices):
        ask_which(turn, [choice["topic"] for choice in choices])
        return True
    if choices and all("place" in choice for choice in choices):
        ask_which_place(turn, choices)
        return True
    asked, last = turn.recall("asked"), answers().get(turn.recall("topic") or "")
    if asked in PURPOSES and not (asked == PURPOSE or (last and last.asks)):
        turn.say("refer.ask_place")
        return True
    return False
