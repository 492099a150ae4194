"""Takes a text for where a person is held: a place of detention by its name, or a place."""

from actions.directory import DirectoryUnavailable, facilities_in, place_in, to_slot
from actions.knowledge import answers
from actions.lookup import say_place
from actions.office import PURPOSE, name_office
from actions.turn import Turn
from referrals.field_offices import Facility
from referrals.place_answers import Found, Unknown

MOST_CHOICES = 3


def is_on_detention(turn: Turn) -> bool:
    """Say whether we speak of a detained person: then a place is where that person is held."""
    before = answers().get(turn.recall("topic") or "")
    return turn.recall("asked") == PURPOSE or (before is not None and before.asks == PURPOSE)


async def took_place_of_detention(turn: Turn) -> bool:
    """Say the ICE office for a place or a place of detention in the text; tell whether it did."""
    try:
        facilities = await facilities_in(turn.text)
        place = await place_in(turn.text)
        if facilities and not isinstance(place, Found):
            await _say_facilities(turn, facilities)
            return True
    except DirectoryUnavailable:
        return False
    if isinstance(place, Unknown) and place.kind == "none":
        return False
    await say_place(turn, place, PURPOSE)
    return True


async def held_at(turn: Turn) -> Found | None:
    """Say where the one place of detention is that a text names, and return its place."""
    facilities = await facilities_in(turn.text)
    if len({(each.city, each.state) for each in facilities}) != 1:
        return None
    place = await _place_of(facilities[0])
    if place is not None:
        _say_facility(turn, facilities[0])
    return place


def _say_facility(turn: Turn, facility: Facility) -> None:
    turn.say("office.facility", name=_named(facility), city=facility.city, state=facility.state)


async def _say_facilities(turn: Turn, found: tuple[Facility, ...]) -> None:
    """Say the one place of detention that is named, or ask which; one town is one place."""
    by_town = {(each.city, each.state): each for each in found}
    places = [(each, found_at) for each in by_town.values() if (found_at := await _place_of(each))]
    if len(places) == 1:
        facility, place = places[0]
        _say_facility(turn, facility)
        await name_office(turn, to_slot(place))
        return
    turn.say("refer.which_place")
    for number, (facility, _) in enumerate(places[:MOST_CHOICES], start=1):
        label = f"{_named(facility)}, {facility.city}, {facility.state}"
        turn.say("clarify.choice_place", number=number, place=label)
    choices = [{"place": to_slot(place), "for": PURPOSE} for _, place in places[:MOST_CHOICES]]
    turn.remember(asked=PURPOSE, choices=choices)


async def _place_of(facility: Facility) -> Found | None:
    place = await place_in(facility.zip)
    return place if isinstance(place, Found) else None


def _named(facility: Facility) -> str:
    """Return a name that ICE prints in capitals as people write names."""
    words = facility.name.split()
    return " ".join(word if word in ("ICE", "CCA") else word.title() for word in words)
