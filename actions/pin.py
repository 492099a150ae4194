"""Takes a pin for the place of whatever is asked, or offers help near it; it keeps no pin."""

from actions.detention import is_on_detention
from actions.directory import DirectoryUnavailable, place_at, to_slot
from actions.lookup import HELP, PURPOSES, say_place
from actions.office import PURPOSE as OFFICE
from actions.turn import Turn
from referrals.place_answers import Answer, Found, Unknown


async def took_pin(turn: Turn) -> bool:
    """Answer a pin that came without words with what was asked of a place; tell if it did."""
    if turn.pin is None or any(character.isalnum() for character in turn.text):
        return False
    turn.stay()
    asked = turn.recall("asked")
    purpose = OFFICE if is_on_detention(turn) else asked if asked in PURPOSES else HELP
    try:
        place = await place_at(*turn.pin)
    except DirectoryUnavailable:
        turn.say("refer.trouble")
    else:
        await say_place(turn, place, purpose)
    return True


async def or_pin(turn: Turn, place: Answer) -> Answer:
    """Return the place that a text names, or that of its pin where it names none."""
    if turn.pin is None or not isinstance(place, Unknown):
        return place
    return await place_at(*turn.pin)


async def offer_pin(turn: Turn) -> None:
    """Offer help near a pin whose text was answered without a place."""
    if turn.pin is None or turn.has_changed("place") or turn.recall("choices"):
        return
    try:
        place = await place_at(*turn.pin)
    except DirectoryUnavailable:
        return
    if isinstance(place, Found):
        turn.say("hint.next_help", place=place.label)
        turn.remember(place=to_slot(place), offset=0)
