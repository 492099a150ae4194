"""Says what there is near a place, or asks which place is meant."""

from typing import Any

from actions.directory import DirectoryUnavailable, from_slot, help_near, to_slot
from actions.listing import say_page
from actions.turn import Turn
from referrals.place_answers import Ambiguous, Found, Unknown


async def name_help(turn: Turn, kept: dict[str, Any], offset: int) -> None:
    """Say the organizations for a place kept in a slot, and remember how far we are."""
    place = from_slot(kept)
    try:
        page = await help_near(place, offset)
    except DirectoryUnavailable:
        turn.say("refer.trouble")
        return
    say_page(turn, place, page, offset)
    shown = offset + len(page.matches)
    turn.remember(place=kept, offset=shown, asked="correction", choices=None)


async def say_place(turn: Turn, place: Found | Ambiguous | Unknown) -> None:
    """Name help for a place, ask which of several is meant, or ask for another ZIP code."""
    if isinstance(place, Found):
        await name_help(turn, to_slot(place), offset=0)
        return
    turn.remember(asked="place")
    if isinstance(place, Ambiguous):
        turn.say("refer.which_place")
        for number, choice in enumerate(place.choices, start=1):
            turn.say("clarify.choice_place", number=number, place=choice.label)
        turn.remember(choices=[{"place": to_slot(choice)} for choice in place.choices])
    else:
        turn.say("refer.unknown_zip")
