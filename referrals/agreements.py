"""Finds the 287(g) agreements of a place on ICE's list; it says nothing about other places."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from referrals.enforcement_models import Agreement
from referrals.place_answers import Found
from referrals.place_text import fold_name

__all__ = ["Agency", "Agreements", "agreements_in"]

_STATEWIDE = "State Agency"
_PATROLS = re.compile(r"police|patrol|public safety|law enforcement|troopers|guard|corrections")
_CAMPUS = re.compile(r"college|university")


@dataclass(frozen=True)
class Agency:
    """An agency with the models that it signed on one day, as on the list."""

    name: str
    models: tuple[str, ...]
    signed: date


@dataclass(frozen=True)
class Agreements:
    """What the list of `list_date` has for a place: local agencies, then those of the state.

    `list_date` is None when no list is in the database at all.
    """

    list_date: date | None
    local: tuple[Agency, ...]
    statewide: tuple[Agency, ...]


def agreements_in(session: Session, place: Found) -> Agreements:
    """Return the agencies of every county of a place, its own police first; of a state, all."""
    rows = list(session.scalars(select(Agreement).where(Agreement.state == place.state)))
    local = [row for row in rows if row.agency_type != _STATEWIDE and _is_in(row, place)]
    statewide = [row for row in rows if row.agency_type == _STATEWIDE]
    return Agreements(_list_date(session), _agencies(local, place), _agencies(statewide, place))


def _is_in(row: Agreement, place: Found) -> bool:
    if place.kind == "state":
        return True
    mine = {county.fips for county in place.counties}
    return bool(mine & set(row.counties.split()))


def _agencies(rows: Iterable[Agreement], place: Found) -> tuple[Agency, ...]:
    signed: dict[tuple[str, date], list[Agreement]] = defaultdict(list)
    for row in rows:
        signed[row.agency, row.signed].append(row)
    town = fold_name(place.label.partition(",")[0]) if place.kind in ("city", "zip") else ""
    order = {key: _rank(agreed[0], town) for key, agreed in signed.items()}
    return tuple(
        Agency(name, tuple(sorted({row.support_type for row in signed[name, day]})), day)
        for name, day in sorted(signed, key=lambda key: (order[key], key))
    )


def _rank(row: Agreement, town: str) -> int:
    """Put the police of the town first, then what serves the county or state, then the others."""
    name = fold_name(row.agency)
    if town and name.startswith(town + " "):
        return 0
    if row.agency_type == _STATEWIDE:
        return 1 if _PATROLS.search(name) and not _CAMPUS.search(name) else 2
    return 1 if row.agency_type == "County" else 2


def _list_date(session: Session) -> date | None:
    return session.scalar(select(Agreement.list_date).limit(1))
