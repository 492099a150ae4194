"""Follows a choice that was offered, said as a number or in words; without one it does nothing."""

from collections.abc import Mapping, Sequence
from typing import Any

from actions.dead_number import report
from actions.directory import DirectoryUnavailable, place_in
from actions.knowledge import sections
from actions.lookup import HELP, look_up
from actions.saying import say_answer
from actions.turn import Turn
from referrals.place_answers import Found

MOST_WORDS = 6
"""A longer text does not choose between places by naming a state."""


async def took_choice(turn: Turn) -> bool:
    """Say what stands behind the chosen number; tell whether there was such a choice."""
    choices = turn.recall("choices") or []
    number = turn.number
    if number is None and choices and not turn.is_alarming:
        number = _named(turn, choices) or await _in_state(turn, choices)
    if number is None or not 1 <= number <= len(choices):
        return False
    turn.stay()
    chosen = choices[number - 1]
    if "report" in chosen:
        await report(turn, int(chosen["report"]))
    elif "topic" in chosen:
        say_answer(turn, chosen["topic"])
    else:
        await look_up(turn, chosen["place"], chosen.get("for", HELP))
    return True


def _named(turn: Turn, choices: Sequence[Mapping[str, Any]]) -> int | None:
    """Return the number of the choice whose order a text names: "the one about the border"."""
    order = sections().order_in(turn.text)
    orders = [choice.get("order") for choice in choices]
    return orders.index(order) + 1 if order and order in orders else None


async def _in_state(turn: Turn, choices: Sequence[Mapping[str, Any]]) -> int | None:
    """Return the number of the one place that lies in the state a text names: "the Ohio one"."""
    states = [choice["place"]["state"] for choice in choices if "place" in choice]
    if not states or turn.words > MOST_WORDS:
        return None
    try:
        place = await place_in(turn.text, may_guess=False)
    except DirectoryUnavailable:
        return None
    if not isinstance(place, Found) or place.kind != "state" or states.count(place.state) != 1:
        return None
    return states.index(place.state) + 1
