"""Says that a text was not understood and what helps instead; it never guesses a topic."""

from actions.passing import took_place
from actions.turn import Turn


async def say_miss(turn: Turn, first: str) -> None:
    """Take a text for a place, or say `first`; the second time in a row what helps instead."""
    if await took_place(turn, is_else_lost=True):
        return
    was_asked = turn.recall("asked") == "place"
    if was_asked:
        first = "refer.unknown_place"
    misses = int(turn.recall("misses") or 0) + 1
    turn.say(first if misses == 1 else "fallback.again")
    asked = "place" if was_asked or misses > 1 else None
    turn.remember(misses=misses, asked=asked, choices=None)
