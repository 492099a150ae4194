"""Foresees what people would be told of one service, out of its rows; it is pure and ranks nothing.

The rows may be such as staff have not kept yet.
"""

from datetime import date
from typing import Literal

from referrals.directory import Page
from referrals.given import first_address, phone_given, shown_number
from referrals.matches import Match
from referrals.matching import Scope
from referrals.offers import Recognition
from referrals.place_answers import Found
from referrals.records import Records, Row
from referrals.seed_records import DOJ
from referrals.telling import Told, tell_page

_MILES = 5

type Kind = Literal["zip", "city", "county", "state"]


def foresee(records: Records, service: str, location: str | None, day: date) -> list[Told]:
    """Return what a person near a service would be told, were it the only one there.

    `location` is where it is given, None where people only call. Raises KeyError for a service
    that is not among the rows.
    """
    match = match_of(records, service, location, day)
    place, scope = _seen_from(records, service, match)
    return list(tell_page(place, Page((match,), scope, has_more=False)))


def _seen_from(records: Records, service: str, match: Match) -> tuple[Found, Scope]:
    """Return a place where people are told a service, and the scope in which it is found there."""
    if match.city:
        return _place("city", f"{match.city}, {match.state}", match.state), "near"
    areas = {
        str(row["extent_type"]): str(row.get("name") or row.get("extent") or "")
        for row in records.get("service_area", {}).values()
        if row.get("service_id") == service
    }
    if "zip" in areas:
        return _place("zip", areas["zip"], None), "near"
    if "county" in areas:
        return _place("county", areas["county"], None), "near"
    if "state" in areas:
        return _place("state", areas["state"], areas["state"]), "state"
    return _place("city", "United States", None), "national"


def _place(kind: Kind, label: str, state: str | None) -> Found:
    return Found(kind, label, state or "", None, None, None, ())


def match_of(records: Records, service: str, location: str | None, day: date) -> Match:
    """Return a service at a location as `referrals.directory.nearest` would, some miles away."""
    row = records["service"][service]
    organization = str(row["organization_id"])
    owner = records["organization"][organization]
    phone = phone_given(records, service, location)
    address = first_address(records, location)
    mark, held = _mark(records, organization)
    number = phone.get("number") if phone else None
    return Match(
        organization=str(owner["name"]),
        phone=str(number) if number else None,
        phone_shown=shown_number(phone) or None,
        miles=_MILES,
        doj_recognized=held is not None and held.holds_on(day),
        recognition_expires=held.expires if held else None,
        renewal_pending=bool(mark.get("renewal_pending")),
        source=str(row.get("source") or "staff"),
        source_date=_day(row.get("source_date")),
        assured_date=_day(row.get("assured_date")),
        city=_words(address.get("city")),
        state=_words(address.get("state_province")),
        languages=(),
        intake=_words(row.get("application_process")),
        services=_words(row.get("description")),
        pro_bono=row.get("cost") == "free",
        detained_only=row.get("detained") == "only",
        service_id=service,
        taking_cases=_yes_or_no(row.get("taking_cases")),
        cost=_words(row.get("cost")),
    )


def recognition_of(records: Records, organization: str) -> Recognition | None:
    """Return what DOJ says of an organization, None where it does not recognize it."""
    return _mark(records, organization)[1]


def _mark(records: Records, organization: str) -> tuple[Row, Recognition | None]:
    rows = [
        row
        for row in records.get("organization_identifier", {}).values()
        if row["organization_id"] == organization and row["identifier_type"] == DOJ
    ]
    if not rows:
        return {}, None
    mark = max(rows, key=lambda row: str(row.get("expires") or ""))
    return mark, Recognition(_day(mark.get("expires")), bool(mark.get("renewal_pending")))


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None


def _words(value: object) -> str | None:
    return str(value) if value else None


def _yes_or_no(value: object) -> bool | None:
    return value if isinstance(value, bool) else None
