"""Says that a text was not understood and what helps instead; it never guesses a topic."""

from actions.ability import Ability
from actions.refer import took_place
from actions.turn import Turn


class ActionFallback(Ability):
    """First an example of how to ask; the second time in a row a way to a person."""

    def name(self) -> str:
        return "action_fallback"

    async def act(self, turn: Turn) -> None:
        if await took_place(turn):
            return
        misses = int(turn.recall("misses") or 0) + 1
        turn.say("fallback.first" if misses == 1 else "fallback.again")
        turn.remember(misses=misses, asked="place", choices=None)
