"""Answers whether police of a place have signed with ICE: looks the place up, or asks where."""

from actions.ability import Ability
from actions.agreements import PURPOSE, TOPIC
from actions.context import took_context
from actions.directory import DirectoryUnavailable, place_in
from actions.lookup import say_place
from actions.pin import or_pin
from actions.saying import say_answer
from actions.turn import Turn
from referrals.place_answers import Unknown


class ActionAgreements(Ability):
    """287(g) at the place in the text, or the general answer and a question where."""

    def name(self) -> str:
        return "action_agreements"

    async def act(self, turn: Turn) -> None:
        if await took_context(turn):
            return
        try:
            place = await or_pin(turn, await place_in(turn.text, may_guess=False))
        except DirectoryUnavailable:
            place = Unknown("none")
        if isinstance(place, Unknown):
            say_answer(turn, TOPIC)
        else:
            await say_place(turn, place, PURPOSE)
