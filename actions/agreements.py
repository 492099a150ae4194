"""Says which 287(g) agreements ICE's list has for a place; it says nothing beyond that list."""

from collections.abc import Sequence
from typing import Any

from actions.directory import DirectoryUnavailable, from_slot, signed_in
from actions.turn import Turn
from referrals.agreements import Agency, Agreements
from referrals.place_answers import Found

TOPIC, PURPOSE = "agreements_287g_here", "agreements"
MOST_LOCAL, MOST_STATEWIDE = 3, 1
_MODELS = {
    "Jail Enforcement Model": "jail",
    "Task Force Model": "task_force",
    "Warrant Service Officer": "warrant",
}


async def name_agreements(turn: Turn, kept: dict[str, Any]) -> None:
    """Say the agencies of a place that are on the list, or exactly that none is."""
    place = from_slot(kept)
    turn.remember(choices=None, topic=TOPIC, depth=None, asked=PURPOSE, place=kept, offset=0)
    try:
        found = await signed_in(place)
    except DirectoryUnavailable:
        turn.say("agreements.trouble")
        return
    if found.list_date is None:
        turn.say("agreements.trouble")
    elif place.kind == "state":
        _say_state(turn, place, found)
    else:
        _say_local(turn, place, found)
        _say_statewide(turn, found)
    turn.say("hint.more_sources")


def _say_state(turn: Turn, place: Found, found: Agreements) -> None:
    count = len(found.local) + len(found.statewide)
    turn.say("agreements.state", place=place.label, count=count, date=str(found.list_date))


def _say_local(turn: Turn, place: Found, found: Agreements) -> None:
    date = str(found.list_date)
    if not found.local:
        turn.say("agreements.none", place=_with_counties(place), date=date)
        return
    turn.say("agreements.heading", place=_with_counties(place), date=date)
    _say_agencies(turn, found.local[:MOST_LOCAL])
    if len(found.local) > MOST_LOCAL:
        turn.say("agreements.others", count=len(found.local) - MOST_LOCAL)


def _say_statewide(turn: Turn, found: Agreements) -> None:
    if found.statewide:
        turn.say("agreements.statewide", count=len(found.statewide))
        _say_agencies(turn, found.statewide[:MOST_STATEWIDE])


def _say_agencies(turn: Turn, agencies: Sequence[Agency]) -> None:
    for agency in agencies:
        models = "_".join(_MODELS[model] for model in agency.models if model in _MODELS)
        turn.say(
            "agreements.agency",
            name=agency.name,
            models=f"agreements.{models}" if models else "agreements.other",
            date=str(agency.signed),
        )


def _with_counties(place: Found) -> str:
    """Return "Houston, TX 77036 (Harris County, Fort Bend County)"; a county as it is."""
    names = ", ".join(county.name for county in place.counties)
    return place.label if place.kind == "county" or not names else f"{place.label} ({names})"
