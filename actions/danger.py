"""Stays with danger: who has just told of it and writes a few doubtful words is not led away."""

from actions.knowledge import answers
from actions.reminder import SMALL_TALK, reminder_of
from actions.saying import say_answer
from actions.turn import Turn

FEW_WORDS = 6
CERTAIN = 0.9
"""From this confidence on, a few words after danger are a question of their own."""


def took_danger(turn: Turn) -> bool:
    """Say the answer on danger again for a few doubtful words after it; tell whether it was."""
    before = turn.recall("topic")
    if before not in answers() or reminder_of(before) is None:
        return False
    is_doubtful = turn.confidence < CERTAIN and not turn.is_alarming
    if not is_doubtful or turn.words > FEW_WORDS or turn.topic in SMALL_TALK:
        return False
    turn.stay()
    say_answer(turn, before)
    return True
