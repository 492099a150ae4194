"""Says why people are never told of a service, by the rules that match; it ranks nothing.

That others go before it is no such reason: it changes from place to place.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from referrals.foreseeing import recognition_of
from referrals.given import first_address, read_given
from referrals.matching import has_lapsed
from referrals.offers import Offer, make_offers
from referrals.place_models import PlaceCounty, PlaceName, PlaceZip
from referrals.records import Records, Row
from referrals.verification import due_day

_KINDS = frozenset({"country", "state", "county", "zip"})

type Reason = Literal["withheld", "inactive", "lapsed", "nowhere"]


@dataclass(frozen=True)
class Silence:
    """Why people are not told of a service; `ended` is the day when a recognition ended."""

    reason: Reason
    ended: date | None = None


def silences(session: Session, services: Sequence[str], today: date) -> dict[str, Silence]:
    """Return why people are not told of services, without those that they are told of."""
    found = {}
    for records in read_given(session, services):
        known = known_areas(session, records)
        for key in records["service"]:
            if silence := silence_of(records, key, known, today):
                found[key] = silence
    return found


def silence_of(
    records: Records, service: str, known: Collection[str], today: date
) -> Silence | None:
    """Return why people are not told of a service, None where they are.

    `known` is what `known_areas` says of the rows. Raises KeyError for a service not among them.
    """
    row = records["service"][service]
    if row["is_withheld"]:
        return Silence("withheld")
    if row["status"] != "active":
        return Silence("inactive")
    mark = recognition_of(records, str(row["organization_id"]))
    offer = Offer(
        service_id=service,
        organization_id=str(row["organization_id"]),
        organization="",
        assured_date=_day(row["assured_date"]),
        due_date=due_day(_day(row["assured_date"]), _day(row["due_date"])),
        recognition=mark,
    )
    if mark and has_lapsed(make_offers([offer]), np.zeros(1, np.int32), today)[0]:
        return Silence("lapsed", mark.expires)
    return None if _is_somewhere(records, service, known) else Silence("nowhere")


def known_areas(session: Session, records: Records) -> set[str]:
    """Return keys, as "zip:77036", of the areas and states of rows where somebody can be."""
    areas = {_area(row) for row in records.get("service_area", {}).values()}
    states = {_state(row) for row in records.get("address", {}).values()}
    wanted: dict[str, set[str]] = {"state": {state for state in states if state}}
    for kind, _sign, extent in (area.partition(":") for area in areas):
        wanted.setdefault(kind, set()).add(extent)
    known = {"country:US"}
    for kind, column in (
        ("state", PlaceName.state),
        ("state", PlaceZip.state),
        ("county", PlaceCounty.fips),
        ("zip", PlaceZip.zip),
    ):
        there = select(column).where(column.in_(sorted(wanted.get(kind, ())))).distinct()
        known |= {f"{kind}:{value}" for value in session.scalars(there)}
    return known


def _is_somewhere(records: Records, service: str, known: Collection[str]) -> bool:
    """Say whether a service has an area or a place by which it can be found."""
    links = [
        row
        for row in records.get("service_at_location", {}).values()
        if row["service_id"] == service
    ]
    own = set(_areas(records, "service_id", service))
    if not links:
        return any(area in known for area in own)
    return any(
        _is_found(records, str(link["location_id"]), own | _of_link(records, link), known)
        for link in links
    )


def _is_found(
    records: Records, location: str, areas: Collection[str], known: Collection[str]
) -> bool:
    if any(area in known for area in areas):
        return True
    if f"state:{_state(first_address(records, location))}" in known:
        return True
    place = records["location"].get(location, {})
    return not areas and place.get("latitude") is not None and place.get("longitude") is not None


def _of_link(records: Records, link: Mapping[str, object]) -> set[str]:
    return set(_areas(records, "service_at_location_id", str(link["id"])))


def _areas(records: Records, column: str, owner: str) -> Iterator[str]:
    for row in records.get("service_area", {}).values():
        if row.get(column) == owner and row["extent_type"] in _KINDS:
            yield _area(row)


def _area(row: Row) -> str:
    return f"{row['extent_type']}:{str(row['extent'] or '').strip().upper()}"


def _state(row: Row) -> str:
    return str(row.get("state_province") or "")


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None
