"""Says why each offer came where it did, from the levels that ranked it; it ranks nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from referrals.matching import (
    CRITERIA,
    UNKNOWN_MILES,
    Scope,
    Wish,
    has_lapsed,
    levels_of,
    rank,
    serving_rows,
    turns_of,
)
from referrals.offers import Offers
from referrals.place_answers import Found

WORDS: Mapping[str, tuple[str, ...]] = {
    "turn": ("may help", "takes none", "detained only"),
    "scope": ("near", "state", "national"),
    "phone": ("yes", "none"),
    "need": ("all", "some", "any case", "others"),
    "language": ("spoken", "interpreter", "unknown", "others"),
    "detained": ("yes", "unknown", "no"),
    "cost": ("free", "low", "unknown", "full"),
    "verified": ("yes", "never", "overdue"),
    "recognized": ("yes", "no"),
}
"""What the levels of each criterion are called, the best first."""

_ASKED = {"need": "needs", "language": "language", "detained": "detained"}


@dataclass(frozen=True)
class Explained:
    """A candidate: `position` from 1 on, None when it is not named; `values` by criterion."""

    row: int
    position: int | None
    values: Mapping[str, str]
    why: str


def explain(
    offers: Offers, place: Found, wish: Wish, radius_miles: float, today: date
) -> Iterator[Explained]:
    """Yield every offer that serves a place, the named ones first in their order."""
    scopes = {int(r): s for s, rows in serving_rows(offers, place, radius_miles) for r in rows}
    grades = _grades(offers, place, wish, radius_miles, today, scopes)
    named = [each.row for each in rank(offers, place, wish, radius_miles, today)]
    for position, row in enumerate(named, start=1):
        before = grades[named[position - 2]] if position > 1 else None
        yield Explained(row, position, _said(grades[row], wish), _why(grades[row], before, wish))
    left_out = sorted(set(grades) - set(named), key=lambda row: tuple(grades[row].values()))
    lapsed = _lapsed(offers, left_out, today)
    for row in left_out:
        if row in lapsed:
            ended = "its recognition has ended, no renewal is pending"
            why = f"left out: {ended}, {_check_of(offers, row)}"
        else:
            why = _double_of(offers, row, named)
        yield Explained(row, None, _said(grades[row], wish), why)


type _Grade = dict[str, int]


def _grades(
    offers: Offers,
    place: Found,
    wish: Wish,
    radius_miles: float,
    today: date,
    scopes: Mapping[int, Scope],
) -> dict[int, _Grade]:
    """Return the levels of each row by criterion, in the order in which they decide."""
    order = WORDS["scope"]
    graded: dict[int, _Grade] = {}
    for _, rows in serving_rows(offers, place, radius_miles):
        levels = levels_of(offers, rows, place, wish, today)
        for at, (row, turn) in enumerate(zip(rows, turns_of(offers, rows, wish), strict=True)):
            first = {"turn": int(turn), "scope": order.index(scopes[int(row)])}
            graded[int(row)] = first | {name: int(levels[name][at]) for name in CRITERIA}
    return graded


def _said(grade: _Grade, wish: Wish) -> dict[str, str]:
    return {name: _word(name, level, wish) for name, level in grade.items()}


def _word(name: str, level: int, wish: Wish) -> str:
    """Return a level in words; "-" for what nobody asked for."""
    if name in _ASKED and (not getattr(wish, _ASKED[name]) or _is_english(name, wish)):
        return "-"
    if name == "miles":
        return "unknown" if level == UNKNOWN_MILES else str(level)
    return WORDS[name][level]


def _is_english(name: str, wish: Wish) -> bool:
    return name == "language" and str(wish.language).partition("-")[0] == "en"


def _why(grade: _Grade, before: _Grade | None, wish: Wish) -> str:
    if before is None:
        return "the best of all"
    for name, level in grade.items():
        if level != before[name]:
            return f"{name}: {_word(name, level, wish)} after {_word(name, before[name], wish)}"
    return "alike: by name"


def _lapsed(offers: Offers, rows: list[int], today: date) -> set[int]:
    ended = has_lapsed(offers, np.array(rows, np.int32), today)
    return {row for row, is_over in zip(rows, ended, strict=True) if is_over}


def _check_of(offers: Offers, row: int) -> str:
    """Tell the check of what has lapsed: it never was, or it is overdue."""
    checked, due = int(offers.assured[row]), int(offers.due[row])
    if not checked:
        return "nobody checked it"
    return f"checked on {date.fromordinal(checked)}, overdue since {date.fromordinal(due)}"


def _double_of(offers: Offers, row: int, named: list[int]) -> str:
    for position, other in enumerate(named, start=1):
        if offers.organizations[other] == offers.organizations[row]:
            return f"left out: same organization as {position}"
        if offers.phones[row] >= 0 and offers.phones[other] == offers.phones[row]:
            return f"left out: same phone as {position}"
    return "left out: only for detained people, and there is other help"
