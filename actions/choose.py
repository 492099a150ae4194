"""Takes the number that a person replies to a question with choices or to a list."""

from actions.ability import Ability
from actions.choice import took_choice
from actions.fallback import say_miss
from actions.near import name_help
from actions.turn import Turn


class ActionChoose(Ability):
    """1, 2 or 3: what was offered before; after a list, the organizations from that number on."""

    def name(self) -> str:
        return "action_choose"

    async def act(self, turn: Turn) -> None:
        if await took_choice(turn):
            return
        number, known = turn.number, turn.recall("place")
        if turn.recall("choices"):
            turn.say("clarify.unknown_choice")
        elif known and number and number <= int(turn.recall("offset") or 0):
            await name_help(turn, known, offset=number - 1)
        else:
            await say_miss(turn, "fallback.first")
