"""Hears what kind of help a person wants, and keeps it for the conversation; it finds none."""

from typing import Any

from actions.knowledge import answers
from actions.turn import Turn
from referrals.matching import Wish
from referrals.needs import language_wanted, needs_in

_DETENTION, _OFFICE = "detention", "office"


def hear_wish(turn: Turn) -> Wish:
    """Return what is wanted by now: what the text says of it, else what was said before.

    Without a word on the language it is that of the conversation. Help is for a detained person
    where that is the need, or where we speak of where somebody is held.
    """
    kept: dict[str, Any] = turn.recall("wish") or {}
    needs = list(needs_in(turn.text)) or list(kept.get("needs", ()))
    language = language_wanted(turn.text) or kept.get("language")
    if needs or language:
        turn.remember(wish={"needs": needs, "language": language})
    is_detained = _DETENTION in needs or _is_on_detention(turn)
    return Wish(tuple(needs), language or turn.language, is_detained)


def _is_on_detention(turn: Turn) -> bool:
    before = answers().get(turn.recall("topic") or "")
    return turn.recall("asked") == _OFFICE or (before is not None and before.asks == _OFFICE)
