"""Names legal help near a place, or asks where the person is."""

from actions.ability import Ability
from actions.directory import DirectoryUnavailable, place_in
from actions.follow_up import meaning_of
from actions.lookup import HELP, PURPOSES, look_up, say_place
from actions.pin import or_pin
from actions.saying import say_answer
from actions.turn import Turn
from actions.wish import hear_wish
from referrals.place_answers import Answer, Unknown

WANTS_HELP = 0.5
"""How probable the words of a text must make legal help, so that it is more than a place."""


class ActionRefer(Ability):
    """Legal help near a place in the text, a pin, the place known before, or a question back."""

    def name(self) -> str:
        return "action_refer"

    async def act(self, turn: Turn) -> None:
        try:
            named = await place_in(turn.text)
            place = await or_pin(turn, named)
        except DirectoryUnavailable:
            turn.say("refer.trouble")
            return
        if _is_none(named) and (meant := self._meant(turn)):
            say_answer(turn, meant)
        elif _is_none(place):
            await self._without_place(turn)
        else:
            await say_place(turn, place, self._purpose(turn))

    def _purpose(self, turn: Turn) -> str:
        """Return what a bare place is looked up for: what was asked of it, else legal help."""
        asked = turn.recall("asked")
        wants_help = turn.meanings.get(turn.topic, 0.0) >= WANTS_HELP
        return asked if asked in PURPOSES and not wants_help else HELP

    def _meant(self, turn: Turn) -> str | None:
        """Return the answer to a question on help: "how much is it", "is a lawyer free"."""
        return meaning_of(turn) or (turn.answer if turn.answer != turn.topic else None)

    async def _without_place(self, turn: Turn) -> None:
        known = turn.recall("place")
        if known and turn.recall("asked") != HELP:
            await look_up(turn, known, HELP)
            return
        hear_wish(turn)
        turn.say("refer.ask_place")
        turn.remember(asked=HELP)


def _is_none(place: Answer) -> bool:
    return isinstance(place, Unknown) and place.kind == "none"
