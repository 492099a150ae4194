"""Names legal help near a place, or asks where the person is."""

from typing import Any

from actions.ability import Ability
from actions.directory import DirectoryUnavailable, from_slot, help_near, place_in, to_slot
from actions.listing import say_page
from actions.turn import Turn
from referrals.place_answers import Ambiguous, Found, Unknown

MOST_WORDS_OF_A_PLACE = 6
"""A longer text is not taken for the answer to "where are you?"."""

SURE_OF_A_TOPIC = 0.95
"""From this confidence on, a text after a list is a question and not another town."""

MOST_WORDS_UNASKED = 3
"""Nor a longer one for a place that nobody asked for."""


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


async def took_place(turn: Turn, is_else_lost: bool = False) -> bool:
    """Answer with help near it when the short text is a place that we asked for.

    After a list it may be another town. A text that is else not understood may be one unasked.
    """
    if not _may_be_place(turn, is_else_lost):
        return False
    try:
        place = await place_in(turn.text)
    except DirectoryUnavailable:
        return False
    if isinstance(place, Unknown) and place.kind == "none":
        return False
    turn.stay()
    await _say_place(turn, place)
    return True


def _may_be_place(turn: Turn, is_else_lost: bool) -> bool:
    """Say whether to look for a place; a text that alarms is answered first."""
    asked, length = turn.recall("asked"), len(turn.text.split())
    if turn.is_alarming and not is_else_lost:
        return False
    if asked == "place" or (asked == "correction" and turn.confidence < SURE_OF_A_TOPIC):
        return length <= MOST_WORDS_OF_A_PLACE
    return is_else_lost and length <= MOST_WORDS_UNASKED


async def _say_place(turn: Turn, place: Found | Ambiguous | Unknown) -> None:
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


class ActionRefer(Ability):
    """Legal help near a place in the text, the place known before, or a question back."""

    def name(self) -> str:
        return "action_refer"

    async def act(self, turn: Turn) -> None:
        try:
            place = await place_in(turn.text)
        except DirectoryUnavailable:
            turn.say("refer.trouble")
            return
        if isinstance(place, Unknown) and place.kind == "none":
            await self._without_place(turn)
        else:
            await _say_place(turn, place)

    async def _without_place(self, turn: Turn) -> None:
        known = turn.recall("place")
        if known and turn.recall("asked") != "place":
            await name_help(turn, known, offset=0)
            return
        turn.say("refer.ask_place")
        turn.remember(asked="place")
