"""Answers where a detained relative is: the steps, and the ICE office of a place in the text."""

from actions.ability import Ability
from actions.context import took_context
from actions.detention import held_at, is_on_detention, took_place_of_detention
from actions.directory import DirectoryUnavailable, place_in, to_slot
from actions.office import say_office
from actions.pin import or_pin
from actions.saying import say_answer
from actions.turn import Turn
from referrals.place_answers import Found


class ActionLocate(Ability):
    """Where is my relative: what to do, then which office to ask."""

    def name(self) -> str:
        return "action_locate"

    async def act(self, turn: Turn) -> None:
        if await took_context(turn):
            return
        if is_on_detention(turn) and await took_place_of_detention(turn):
            return
        say_answer(turn, turn.answer)
        try:
            place = await held_at(turn) or await place_in(turn.text, may_guess=False)
            place = await or_pin(turn, place)
        except DirectoryUnavailable:
            return
        if isinstance(place, Found):
            await say_office(turn, to_slot(place))
            turn.say("hint.next_help", place=place.label)
            turn.remember(place=to_slot(place), offset=0)
