"""Forgets the conversation at once and says so."""

from actions.ability import Ability
from actions.turn import Turn


class ActionErase(Ability):
    """ERASE: bot/memory.py drops the conversation when it sees the restart."""

    def name(self) -> str:
        return "action_erase"

    async def act(self, turn: Turn) -> None:
        turn.say("erase.done")
        turn.forget()
