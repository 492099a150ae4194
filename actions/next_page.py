"""Names the next organizations for the place that was asked about before."""

from actions.ability import Ability
from actions.near import name_help
from actions.turn import Turn


class ActionNext(Ability):
    """NEXT: three more, or a question where the person is."""

    def name(self) -> str:
        return "action_next"

    async def act(self, turn: Turn) -> None:
        known = turn.recall("place")
        if known:
            await name_help(turn, known, offset=int(turn.recall("offset") or 0))
        else:
            turn.remember(asked="place")
            turn.say("refer.ask_place")
