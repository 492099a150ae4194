"""Reads ICE's 287(g) list with the names of states and counties, and whence it came."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from admin.short_lists import Shown, show
from referrals.enforcement_models import Agreement
from referrals.place_models import PlaceCounty, PlaceName
from referrals.staff_models import ImportRun

FORMAT = "ice_287g"
FILTERS = ("state", "model")


@dataclass(frozen=True)
class Line:
    """One agreement; `counties` are names, none where the list does not tell."""

    agency: str
    agency_type: str
    state: str
    state_name: str
    counties: tuple[str, ...]
    model: str
    signed: date


def lines(session: Session) -> list[Line]:
    """Return every agreement of the list."""
    rows = session.execute(select(PlaceCounty.fips, PlaceCounty.name))
    counties = {fips: name for fips, name in rows}
    states = state_names(session)
    return [
        Line(
            row.agency,
            row.agency_type,
            row.state,
            states.get(row.state, row.state),
            tuple(counties.get(fips, fips) for fips in row.counties.split()),
            row.support_type,
            row.signed,
        )
        for row in session.scalars(select(Agreement))
    ]


def state_names(session: Session) -> dict[str, str]:
    """Return the names of states by their two letters."""
    rows = select(PlaceName.state, PlaceName.display).where(PlaceName.kind == "state")
    return {state: name for state, name in session.execute(rows.distinct())}


def list_day(session: Session) -> date | None:
    """Return the day of the list, None where there is none."""
    return session.scalar(select(Agreement.list_date).limit(1))


def last_import(session: Session) -> ImportRun | None:
    """Return the import that brought the list, None where it came with the program."""
    runs = select(ImportRun).where(ImportRun.format == FORMAT, ImportRun.state == "done")
    return session.scalars(runs.order_by(ImportRun.started_at.desc()).limit(1)).first()


def shown_lines(found: list[Line], query: MultiDict[str, str]) -> Shown[Line]:
    """Return the page of the list that a query asks for."""
    wanted: Mapping[str, str] = {k: query[k] for k in FILTERS if query.get(k)}
    rows = [each for each in found if all(getattr(each, k) == v for k, v in wanted.items())]
    return show(
        rows,
        query,
        lambda e: f"{e.agency} {e.state} {e.state_name} {' '.join(e.counties)}",
        {
            "agency": lambda e: (e.agency.casefold(), e.state, e.model),
            "state": lambda e: (e.state_name, e.agency.casefold(), e.model),
            "county": lambda e: (e.counties, e.agency.casefold(), e.model),
            "model": lambda e: (e.model, e.agency.casefold()),
            "signed": lambda e: (e.signed, e.agency.casefold(), e.model),
        },
        FILTERS,
    )
