"""Says which organizations there are near a place, and remembers how far we are."""

from typing import Any

from actions.directory import DirectoryUnavailable, from_slot, help_near
from actions.listing import say_page
from actions.turn import Turn


async def name_help(turn: Turn, kept: dict[str, Any], offset: int = 0) -> None:
    """Say the organizations for a place kept in a slot from `offset` on."""
    place = from_slot(kept)
    try:
        page = await help_near(place, offset)
    except DirectoryUnavailable:
        turn.say("refer.trouble")
        return
    say_page(turn, place, page, offset)
    shown = offset + len(page.matches)
    turn.remember(place=kept, offset=shown, asked="correction", choices=None)
