"""Follows a choice that was offered, said as a number or in words; without one it does nothing."""

from actions.lookup import HELP, look_up
from actions.saying import say_answer
from actions.turn import Turn


async def took_choice(turn: Turn) -> bool:
    """Say what stands behind the chosen number; tell whether there was such a choice."""
    choices = turn.recall("choices") or []
    number = turn.number
    if number is None or not 1 <= number <= len(choices):
        return False
    turn.stay()
    chosen = choices[number - 1]
    if "topic" in chosen:
        say_answer(turn, chosen["topic"])
    else:
        await look_up(turn, chosen["place"], chosen.get("for", HELP))
    return True
