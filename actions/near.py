"""Says which organizations there are near a place, and remembers how far we are."""

from dataclasses import replace
from typing import Any

from actions.directory import DirectoryUnavailable, from_slot, help_near
from actions.listed import note_listed
from actions.listing import say_page
from actions.turn import Turn
from actions.wish import hear_wish


async def name_help(
    turn: Turn, kept: dict[str, Any], offset: int = 0, most: int | None = None
) -> None:
    """Say the organizations for a place kept in a slot from `offset` on, `most` of them."""
    place = from_slot(kept)
    try:
        page = await help_near(place, offset, hear_wish(turn))
    except DirectoryUnavailable:
        turn.say("refer.trouble")
        return
    if most is not None:
        has_more = page.has_more or len(page.matches) > most
        page = replace(page, matches=page.matches[:most], has_more=has_more)
    say_page(turn, place, page, offset)
    note_listed(turn, [match.service_id for match in page.matches], offset)
    shown = offset + len(page.matches)
    turn.remember(place=kept, offset=shown, asked="correction", choices=None)
