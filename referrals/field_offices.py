"""Finds the ICE field office of a place and places of detention by name; it asks ICE nothing."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from referrals.enforcement_models import DetentionFacility, FieldOffice, OfficeArea
from referrals.importing.enforcement_files import own_part
from referrals.phones import show_phone
from referrals.place_answers import Found
from referrals.place_text import fold_name

__all__ = ["Facility", "Office", "facilities_named", "offices_for"]


@dataclass(frozen=True)
class Office:
    """A field office as on ICE's list of `list_date`; `phone` as people write it, or empty."""

    name: str
    city: str
    state: str
    phone: str
    list_date: date


@dataclass(frozen=True)
class Facility:
    """A place of detention and its ZIP code."""

    name: str
    city: str
    state: str
    zip: str


def offices_for(session: Session, place: Found) -> tuple[Office, ...]:
    """Return the field offices whose area a place lies in: one, seldom two; none if unknown."""
    areas = session.scalars(select(OfficeArea).where(OfficeArea.state == place.state)).all()
    mine = [county.fips for county in place.counties]
    whole_state = {area.office for area in areas if not area.county}
    by_county = {area.county: area.office for area in areas if area.county}
    names = list(dict.fromkeys(by_county[fips] for fips in mine if fips in by_county))
    names = names or sorted(whole_state)
    if place.kind == "state" and not names:
        names = sorted(set(by_county.values()))
    rows = session.scalars(select(FieldOffice).where(FieldOffice.office.in_(names))).all()
    found = {row.office: row for row in rows}
    return tuple(_office(found[name]) for name in names if name in found)


def facilities_named(session: Session, text: str) -> tuple[Facility, ...]:
    """Return the places of detention whose own name a text has as whole words, longest first."""
    said = f" {own_part(text)} | {fold_name(text)} "
    rows = session.scalars(select(DetentionFacility)).all()
    hits = [row for row in rows if f" {row.normalized} " in said]
    longest = max((len(row.normalized) for row in hits), default=0)
    return tuple(
        Facility(row.name, row.city, row.state, row.zip)
        for row in hits
        if len(row.normalized) == longest
    )


def _office(row: FieldOffice) -> Office:
    phone = show_phone(f"+1{row.phone}") if row.phone else ""
    return Office(row.office, row.city, row.state, phone, row.list_date)
