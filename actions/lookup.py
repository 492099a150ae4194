"""Looks up what was asked of a place: legal help, 287(g) agreements or the ICE office."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from actions.agreements import name_agreements
from actions.directory import to_slot
from actions.near import name_help
from actions.office import name_office
from actions.turn import Turn
from referrals.place_answers import Ambiguous, Found, Unknown

HELP = "place"
_PURPOSES: Mapping[str, Callable[[Turn, dict[str, Any]], Awaitable[None]]] = {
    HELP: name_help,
    "agreements": name_agreements,
    "office": name_office,
}
PURPOSES = frozenset(_PURPOSES)
"""What `asked` can be when a place is expected."""


async def look_up(turn: Turn, kept: dict[str, Any], purpose: str) -> None:
    """Say what there is of a kind at a place kept in a slot."""
    await _PURPOSES[purpose](turn, kept)


async def say_place(turn: Turn, place: Found | Ambiguous | Unknown, purpose: str = HELP) -> None:
    """Look a place up, ask which of several is meant, or ask for another ZIP code."""
    if isinstance(place, Found):
        await look_up(turn, to_slot(place), purpose)
        return
    turn.remember(asked=purpose)
    if isinstance(place, Ambiguous):
        choices = [{"place": to_slot(choice), "for": purpose} for choice in place.choices]
        ask_which_place(turn, choices)
        turn.remember(choices=choices)
    else:
        turn.say("refer.unknown_zip" if place.kind == "zip" else "refer.unknown_place")


def ask_which_place(turn: Turn, choices: Sequence[Mapping[str, Any]]) -> None:
    """Ask which of the places kept as choices is meant, by number."""
    turn.say("refer.which_place")
    for number, choice in enumerate(choices, start=1):
        turn.say("clarify.choice_place", number=number, place=choice["place"]["label"])
