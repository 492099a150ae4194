"""Says which ICE office a place belongs to, by ICE's own list; it calls nobody."""

from typing import Any

from actions.directory import DirectoryUnavailable, from_slot, office_of
from actions.near import name_help
from actions.turn import Turn

PURPOSE = "office"


async def name_office(turn: Turn, kept: dict[str, Any]) -> None:
    """Say the field office of a place kept in a slot, then legal help near it."""
    if await say_office(turn, kept):
        await name_help(turn, kept)


async def say_office(turn: Turn, kept: dict[str, Any]) -> bool:
    """Say the field office of a place alone; tell whether the place was narrow enough."""
    place = from_slot(kept)
    try:
        offices = await office_of(place)
    except DirectoryUnavailable:
        turn.say("office.trouble")
        return True
    if len(offices) > 1 and place.kind == "state":
        turn.say("office.several", place=place.label)
        turn.remember(asked=PURPOSE, choices=None)
        return False
    for office in offices:
        identity = "office.found" if office.phone else "office.no_phone"
        known = {"place": place.label, "name": office.name, "phone": office.phone}
        turn.say(identity, **known, date=str(office.list_date))
    if not offices:
        turn.say("office.none", place=place.label)
    return True
