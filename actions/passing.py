"""Takes a short text for a place where that is likelier than a question; else it does nothing."""

from actions.detention import is_on_detention, took_place_of_detention
from actions.directory import DirectoryUnavailable, place_in
from actions.knowledge import answers
from actions.lookup import HELP, PURPOSES, say_place
from actions.pin import or_pin
from actions.turn import Turn
from referrals.place_answers import Ambiguous, Found, Unknown

AGREEMENTS = "agreements"
"""The group of answers on 287(g), and what a place is then looked up for."""

MOST_WORDS_ON_AGREEMENTS = 5

MOST_WORDS_OF_A_PLACE = 8
"""A longer text is not taken for the answer to "where are you?"."""

MOST_WORDS_ON_DETENTION = 12
"""Nor a longer one for where a person is held: "they tell us that they have him in Krome"."""

SURE_OF_A_TOPIC = 0.95
"""From this confidence on, a text after a list is a question and not another town."""

MOST_WORDS_UNASKED = 3
"""Nor a longer one for a place that nobody asked for."""


async def took_place(turn: Turn, is_else_lost: bool = False) -> bool:
    """Answer with what was asked of a place when the short text is one.

    After a list it may be another town. A text that is else not understood may be one unasked.
    """
    if not _may_be_place(turn, is_else_lost):
        return False
    asked = turn.recall("asked")
    if is_on_detention(turn) and await took_place_of_detention(turn):
        turn.stay()
        return True
    try:
        place = await place_in(turn.text, may_guess=asked in PURPOSES)
        if is_else_lost:
            place = await or_pin(turn, place)
    except DirectoryUnavailable:
        return False
    is_wanted = is_else_lost or asked == "correction" or asked in PURPOSES
    if not is_wanted and not _is_nothing_else(turn.text, place):
        return False
    if isinstance(place, Unknown) and place.kind == "none":
        return False
    turn.stay()
    await say_place(turn, place, asked if asked in PURPOSES else HELP)
    return True


def names_agreements(turn: Turn) -> bool:
    """Say whether a text says itself that its place is asked about for 287(g)."""
    return "287" in turn.text


async def took_agreements(turn: Turn) -> bool:
    """Look up the ZIP code or county of a short text on 287(g); tell whether it names one.

    A longer one, such as "what did lawsuits cost Maricopa County", asks something of its own.
    """
    answer, length = answers().get(turn.topic), turn.words
    if answer is None or answer.group != AGREEMENTS or length > MOST_WORDS_ON_AGREEMENTS:
        return False
    try:
        place = await place_in(turn.text, may_guess=False)
    except DirectoryUnavailable:
        return False
    if not isinstance(place, Found) or place.kind not in ("zip", "county"):
        return False
    await say_place(turn, place, AGREEMENTS)
    return True


def _may_be_place(turn: Turn, is_else_lost: bool) -> bool:
    """Say whether to look for a place; a text that alarms is answered first."""
    asked, length = turn.recall("asked"), turn.words
    if turn.is_alarming and not is_else_lost:
        return False
    if is_on_detention(turn) and turn.confidence < SURE_OF_A_TOPIC:
        return length <= MOST_WORDS_ON_DETENTION
    if asked == HELP or (asked in PURPOSES and turn.confidence < SURE_OF_A_TOPIC):
        return length <= MOST_WORDS_OF_A_PLACE
    if asked == "correction" and turn.confidence < SURE_OF_A_TOPIC:
        return length <= MOST_WORDS_OF_A_PLACE
    is_doubtful = is_else_lost or turn.confidence < SURE_OF_A_TOPIC
    return is_doubtful and length <= MOST_WORDS_UNASKED


def _is_nothing_else(text: str, place: Found | Ambiguous | Unknown) -> bool:
    """Say whether a text is the name of a place and nothing more: "brooklyn", "houston tx"."""
    if isinstance(place, Unknown):
        return False
    name = place.label if isinstance(place, Found) else place.name
    said = text.casefold().replace(",", "").strip()
    return said in (name.casefold().replace(",", ""), name.partition(",")[0].casefold())
