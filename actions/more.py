"""Says the longer text of the last answer; without one it asks what is meant."""

from actions.ability import Ability
from actions.knowledge import answers
from actions.near import name_help
from actions.saying import say_answer, say_on
from actions.turn import Turn

EMERGENCY = "emergency_now"
"""What "what do I do" means when nothing was said before."""


class ActionMore(Ability):
    """MORE: the reasons, the exceptions, what comes next."""

    def name(self) -> str:
        return "action_more"

    async def act(self, turn: Turn) -> None:
        if turn.recall("asked") == "correction":  # the last reply was a list
            await name_help(turn, turn.recall("place"), int(turn.recall("offset") or 0))
            return
        answer = answers().get(turn.recall("topic") or "")
        if answer is None and turn.goes_on:  # "what do i do", before anything was said
            say_answer(turn, EMERGENCY)
        elif answer is None:
            turn.say("answer.nothing_before")
        else:
            say_on(turn, answer)
