"""Says where the last answer comes from, its status and whether a lawyer has checked it."""

from actions.ability import Ability
from actions.knowledge import answers
from actions.turn import Turn


class ActionSources(Ability):
    """SOURCES: status, date, review and sources of the last answer."""

    def name(self) -> str:
        return "action_sources"

    async def act(self, turn: Turn) -> None:
        label = turn.recall("topic")
        if label in answers():
            turn.say(f"{label}.sources")
        else:
            turn.say("sources")
