"""Names legal help near a place, or asks where the person is."""

from actions.ability import Ability
from actions.directory import DirectoryUnavailable, place_in
from actions.follow_up import meaning_of
from actions.lookup import HELP, PURPOSES, look_up, say_place
from actions.saying import say_answer
from actions.turn import Turn
from actions.wish import hear_wish
from referrals.place_answers import Unknown

WANTS_HELP = 0.5
"""How probable the words of a text must make legal help, so that it is more than a place."""


class ActionRefer(Ability):
    """Legal help near a place in the text, the place known before, or a question back."""

    def name(self) -> str:
        return "action_refer"

    async def act(self, turn: Turn) -> None:
        try:
            place = await place_in(turn.text)
        except DirectoryUnavailable:
            turn.say("refer.trouble")
            return
        if isinstance(place, Unknown) and place.kind == "none":
            await self._without_place(turn)
        else:
            await say_place(turn, place, self._purpose(turn))

    def _purpose(self, turn: Turn) -> str:
        """Return what a bare place is looked up for: what was asked of it, else legal help."""
        asked = turn.recall("asked")
        wants_help = turn.meanings.get(turn.topic, 0.0) >= WANTS_HELP
        return asked if asked in PURPOSES and not wants_help else HELP

    async def _without_place(self, turn: Turn) -> None:
        meant = meaning_of(turn)
        if meant or turn.answer != turn.topic:  # "how much is it", "is a lawyer free"
            say_answer(turn, meant or turn.answer)
            return
        known = turn.recall("place")
        if known and turn.recall("asked") != HELP:
            await look_up(turn, known, HELP)
            return
        hear_wish(turn)
        turn.say("refer.ask_place")
        turn.remember(asked=HELP)
