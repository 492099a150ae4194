"""Says that a text was not understood and what helps instead; it never guesses a topic."""

from actions.passing import MOST_WORDS_OF_A_PLACE, took_place
from actions.turn import Turn

LATER = ("fallback.again", "fallback.third")
"""What is said in turn from the second miss in a row on: ways to a person, never the same twice."""


async def say_miss(turn: Turn, first: str) -> None:
    """Take a text for a place, or say `first`; the next times in a row what helps instead."""
    if await took_place(turn, is_else_lost=True):
        return
    if turn.recall("choices") and not turn.recall("misses"):
        turn.say("clarify.unknown_choice")  # the choices stay
        turn.remember(misses=1)
        return
    is_short = turn.words <= MOST_WORDS_OF_A_PLACE
    was_asked = turn.recall("asked") == "place" and is_short
    if was_asked:
        first = "refer.unknown_place"
    misses = int(turn.recall("misses") or 0) + 1
    turn.say(first if misses == 1 else LATER[misses % len(LATER)])
    asked = "place" if was_asked or misses > 1 else None
    turn.remember(misses=misses, asked=asked, choices=None)
