"""Ranks offers of help for one place and wish; pure functions over columns, without a database."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from referrals.geometry import box_around, miles_to
from referrals.offers import DETAINED, Offers, Rows
from referrals.place_answers import Found
from referrals.spoken import language_key

type Scope = Literal["near", "state", "national"]
type Levels = Mapping[str, NDArray[np.int64]]

SCOPES: tuple[Scope, ...] = ("near", "state", "national")
CRITERIA = {
    "phone": 2,
    "need": 2,
    "language": 2,
    "detained": 2,
    "cost": 2,
    "verified": 2,
    "miles": 14,
    "recognized": 1,
}
"""What decides between offers of one scope and one turn, in this order, with bits a level; the
lower level comes first. `miles` is rounded; UNKNOWN_MILES where an offer has no point."""

UNKNOWN_MILES = 2 ** CRITERIA["miles"] - 1
_ORDER_BITS = 32

OPEN, CLOSED, LAST_RESORT = range(3)
"""The turns: who may help; who takes no cases now or no detained people; who helps only detained
people, for others, which is said where there is nothing else."""


@dataclass(frozen=True)
class Wish:
    """What a person wants: codes of data/directory/needs.toml, a language, help in detention."""

    needs: tuple[str, ...] = ()
    language: str | None = None
    detained: bool = False


@dataclass(frozen=True)
class Ranked:
    """An offer in its place: its row, how far the search had to go, miles where it has a point."""

    row: int
    scope: Scope
    miles: float | None


def rank(
    offers: Offers, place: Found, wish: Wish, radius_miles: float, today: date
) -> Iterator[Ranked]:
    """Yield offers, the best first: no organization and no phone number twice.

    First come those that may help, from near by, the state, then the whole country; after all of
    them those that take no cases now. What is only for detained people comes to others alone.
    """
    seen, has_other_help = _Seen(offers), False
    for turn, scope, rows in groups(offers, place, wish, radius_miles, today):
        if turn == LAST_RESORT and has_other_help:
            return
        miles = _miles(offers, rows, place)
        for at in np.argsort(_keys(offers, rows, miles, wish, today)):
            row = int(rows[at])
            if seen.admits(row):
                has_other_help = has_other_help or turn != LAST_RESORT
                yield Ranked(row, scope, None if np.isnan(miles[at]) else float(miles[at]))


def groups(
    offers: Offers, place: Found, wish: Wish, radius_miles: float, today: date
) -> Iterator[tuple[int, Scope, Rows]]:
    """Yield the offers that serve a place by turn and scope, in the order of the ranking."""
    found: list[tuple[Scope, Rows, NDArray[np.int64]]] = []
    for scope, serving in serving_rows(offers, place, radius_miles):
        rows = serving[~has_lapsed(offers, serving, today)]
        turns = turns_of(offers, rows, wish)
        found.append((scope, rows, turns))
        yield OPEN, scope, rows[turns == OPEN]
    for turn in (CLOSED, LAST_RESORT):
        for scope, rows, turns in found:
            yield turn, scope, rows[turns == turn]


def serving_rows(offers: Offers, place: Found, radius_miles: float) -> Iterator[tuple[Scope, Rows]]:
    """Yield the offers that are for a place, each in the narrowest scope in which it is."""
    taken = np.zeros(len(offers), np.bool_)
    for scope in SCOPES:
        rows = _serving(offers, place, scope, radius_miles)
        rows = rows[~taken[rows]]
        taken[rows] = True
        yield scope, rows


def levels_of(offers: Offers, rows: Rows, place: Found, wish: Wish, today: date) -> Levels:
    """Return the level of each criterion for each row, 0 the best."""
    return _levels(offers, rows, _miles(offers, rows, place), wish, today)


def turns_of(offers: Offers, rows: Rows, wish: Wish) -> NDArray[np.int64]:
    """Return OPEN, CLOSED or LAST_RESORT for each row."""
    detained = offers.detained[rows]
    is_closed = ~offers.taking_cases[rows]
    if wish.detained:
        return np.where(is_closed | (detained == DETAINED.index("no")), CLOSED, OPEN)
    is_last = detained == DETAINED.index("only")
    return np.where(is_last, LAST_RESORT, np.where(is_closed, CLOSED, OPEN))


def has_lapsed(offers: Offers, rows: Rows, today: date) -> NDArray[np.bool_]:
    """Tell which rows rest on a recognition that ended: no renewal pending, no check holds."""
    expires, day = offers.expires[rows], today.toordinal()
    is_over = (expires > 0) & (expires < day) & ~offers.pending[rows]
    return is_over & (_verified(offers, rows, today) > 0)


def _serving(offers: Offers, place: Found, scope: Scope, radius_miles: float) -> Rows:
    """Return the offers of a scope; those of a nearer one may be among them.

    Without declared areas an offer is for what lies within the radius, and after that its state.
    """
    serves = np.zeros(len(offers), np.bool_)
    if scope == "near":
        keys = [f"zip:{place.zip}", *(f"county:{county.fips}" for county in place.counties)]
        found = [offers.areas[key] for key in keys if key in offers.areas]
        if place.zip is None:
            found += _at(offers.parts, *(f"county:{county.fips}" for county in place.counties))
        for rows in [*found, _around(offers, place, radius_miles)]:
            serves[rows] = True
    elif scope == "state":
        for rows in _at(offers.areas, f"state:{place.state}"):
            serves[rows] = True
        for rows in _at(offers.located, place.state):
            serves[rows if place.kind == "state" else rows[~offers.has_areas[rows]]] = True
        if place.kind == "state":
            for rows in _at(offers.parts, f"state:{place.state}"):
                serves[rows] = True
    else:
        for rows in _at(offers.areas, "country:US"):
            serves[rows] = True
    return np.flatnonzero(serves).astype(np.int32)


def _around(offers: Offers, place: Found, radius_miles: float) -> Rows:
    """Return the offers within the radius that are for their surroundings or wider."""
    if place.lat is None or place.lon is None:
        return np.zeros(0, np.int32)
    rows = offers.inside(box_around(place.lat, place.lon, radius_miles))
    is_for = ~offers.has_areas[rows]
    wide = np.zeros(len(offers), np.bool_)
    for wider in _at(offers.areas, f"state:{place.state}", "country:US"):
        wide[wider] = True
    rows = rows[is_for | wide[rows]]
    return rows[_miles(offers, rows, place) <= radius_miles]


def _at(columns: Mapping[str, Rows], *keys: str) -> list[Rows]:
    return [columns[key] for key in keys if key in columns]


def _miles(offers: Offers, rows: Rows, place: Found) -> NDArray[np.float64]:
    if place.lat is None or place.lon is None:
        return np.full(len(rows), np.nan)
    return miles_to(place.lat, place.lon, offers.lat[rows], offers.lon[rows])


def _keys(
    offers: Offers, rows: Rows, miles: NDArray[np.float64], wish: Wish, today: date
) -> NDArray[np.int64]:
    """Return one number for each row, the smaller the better; no two are equal."""
    levels = _levels(offers, rows, miles, wish, today)
    key = np.zeros(len(rows), np.int64)
    for name, bits in CRITERIA.items():
        key = (key << bits) | levels[name]
    return (key << _ORDER_BITS) | offers.order[rows]


def _levels(
    offers: Offers, rows: Rows, miles: NDArray[np.float64], wish: Wish, today: date
) -> Levels:
    rounded = np.where(np.isnan(miles), UNKNOWN_MILES, np.round(miles))
    holds = offers.recognized[rows] & (
        (offers.expires[rows] == 0)
        | (offers.expires[rows] >= today.toordinal())
        | offers.pending[rows]
    )
    return {
        "phone": (offers.phones[rows] < 0).astype(np.int64),
        "need": _need(offers, rows, wish.needs),
        "language": _language(offers, rows, language_key(wish.language)),
        "detained": _detained(offers, rows, wish.detained),
        "cost": offers.cost[rows].astype(np.int64),
        "verified": _verified(offers, rows, today),
        "miles": rounded.astype(np.int64),
        "recognized": (~holds).astype(np.int64),
    }


def _need(offers: Offers, rows: Rows, needs: tuple[str, ...]) -> NDArray[np.int64]:
    """0: named all, 1: some; 2: says nothing or "general"; 3: named others."""
    if not needs:
        return np.zeros(len(rows), np.int64)
    matched = sum((offers.needs.at(need, rows).astype(np.int64) for need in needs), start=0)
    is_open = ~offers.needs.any[rows] | offers.needs.at("general", rows)
    found = np.where(matched == len(needs), 0, np.where(is_open, 2, 3))
    return np.where((matched > 0) & (matched < len(needs)), 1, found)


def _language(offers: Offers, rows: Rows, wanted: str | None) -> NDArray[np.int64]:
    """0: spoken, 1: with an interpreter, 2: nothing known, 3: others are named.

    English is spoken everywhere.
    """
    if wanted is None or wanted == "en":
        return np.zeros(len(rows), np.int64)
    silent = np.where(offers.languages.any[rows], 3, 2)
    found = np.where(offers.interpreter[rows], 1, silent)
    return np.where(offers.languages.at(wanted, rows), 0, found)


def _detained(offers: Offers, rows: Rows, is_detained: bool) -> NDArray[np.int64]:
    if not is_detained:
        return np.zeros(len(rows), np.int64)
    return np.array([0, 0, 1, 2])[offers.detained[rows]]  # as in DETAINED


def _verified(offers: Offers, rows: Rows, today: date) -> NDArray[np.int64]:
    """0: checked and not due again, 1: never checked, 2: overdue."""
    is_late = (offers.due[rows] > 0) & (offers.due[rows] < today.toordinal())
    return np.where(is_late, 2, np.where(offers.assured[rows] > 0, 0, 1))


class _Seen:
    """The organizations and phone numbers that were named; not safe between threads."""

    def __init__(self, offers: Offers) -> None:
        self._offers = offers
        self._organizations: set[int] = set()
        self._phones: set[int] = set()

    def admits(self, row: int) -> bool:
        """Tell whether an offer is new; from then on it is not."""
        organization = int(self._offers.organizations[row])
        phone = int(self._offers.phones[row])
        if organization in self._organizations or phone in self._phones:
            return False
        self._organizations.add(organization)
        if phone >= 0:
            self._phones.add(phone)
        return True
