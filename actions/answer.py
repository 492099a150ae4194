"""Answers a label from data/answers: the general ability, whatever the topic."""

from actions.ability import Ability
from actions.choice import took_choice
from actions.fallback import say_miss
from actions.knowledge import answers
from actions.passing import took_place
from actions.turn import Turn

NO_MEANING = "gibberish"
"""The label of texts without a meaning: however sure the model is, nothing was understood."""


def say_answer(turn: Turn, label: str) -> None:
    """Say the first text of an answer and which reply words lead on; remember it for MORE."""
    turn.remember(choices=None, asked=None)
    answer = answers().get(label)
    if answer is None:
        turn.remember(asked="place")
        turn.say("answer.none")
        return
    turn.say(label)
    if answer.more:
        turn.say("hint.more_sources")
    elif answer.sources:
        turn.say("hint.sources")
    turn.remember(asked=answer.asks or None)
    if answer.more or answer.sources:
        turn.remember(topic=label)


class ActionAnswer(Ability):
    """Say what we know on the topic of the last text."""

    def name(self) -> str:
        return "action_answer"

    async def act(self, turn: Turn) -> None:
        if await took_choice(turn, say_answer):
            return
        if turn.topic == NO_MEANING:
            turn.stay()
            await say_miss(turn, NO_MEANING)
        elif not await took_place(turn):
            say_answer(turn, turn.topic)
