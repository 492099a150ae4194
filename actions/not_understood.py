"""Acts on a text whose topic is not clear; it never guesses one."""

from actions.ability import Ability
from actions.context import took_context
from actions.fallback import say_miss
from actions.turn import Turn


class ActionFallback(Ability):
    """First an example of how to ask; the second time in a row a way to a person."""

    def name(self) -> str:
        return "action_fallback"

    async def act(self, turn: Turn) -> None:
        if not await took_context(turn):
            await say_miss(turn, "fallback.first")
