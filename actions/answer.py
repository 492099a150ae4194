"""Answers a label from data/answers: the general ability, whatever the topic."""

from actions.ability import Ability
from actions.context import took_context
from actions.fallback import say_miss
from actions.saying import say_answer
from actions.turn import Turn

NO_MEANING = "gibberish"
"""The label of texts without a meaning: however sure the model is, nothing was understood."""


class ActionAnswer(Ability):
    """Say what we know on the topic of the last text."""

    def name(self) -> str:
        return "action_answer"

    async def act(self, turn: Turn) -> None:
        if await took_context(turn):
            return
        if turn.topic == NO_MEANING:
            turn.stay()
            await say_miss(turn, NO_MEANING)
        else:
            say_answer(turn, turn.answer)
