"""Says where and by which number people get a service, by one rule; it ranks and changes nothing.

Rows may be such as staff have not kept yet.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from referrals.phones import SILENT, show_phone
from referrals.records import TABLES, Records, Row

_AT_ONCE = 100


@dataclass(frozen=True)
class Given:
    """What people are given of a service at its first place; "" for what there is none of."""

    city: str = ""
    state: str = ""
    phone: str = ""


def given(session: Session, services: Sequence[str]) -> dict[str, Given]:
    """Return what people are given of services; every id that is asked for is among the keys."""
    found = {key: Given() for key in services}
    for records in read_given(session, services):
        for key in records["service"]:
            found[key] = _given(records, key)
    return found


def read_given(session: Session, services: Sequence[str]) -> Iterator[Records]:
    """Yield the rows that decide what people are given of services, some services at a time."""
    for start in range(0, len(services), _AT_ONCE):
        found: Records = {}
        _add(session, found, "service", "id", services[start : start + _AT_ONCE])
        rows = found["service"]
        _add(session, found, "service_at_location", "service_id", rows)
        links = found["service_at_location"]
        places = {str(row["location_id"]) for row in links.values()}
        owners = {str(row["organization_id"]) for row in rows.values()}
        _add(session, found, "location", "id", places)
        _add(session, found, "address", "location_id", places)
        _add(session, found, "organization_identifier", "organization_id", owners)
        for column, keys in (("service_id", rows), ("service_at_location_id", links)):
            _add(session, found, "service_area", column, keys)
            _add(session, found, "phone", column, keys)
        _add(session, found, "phone", "location_id", places)
        _add(session, found, "phone", "organization_id", owners)
        yield found


def phone_given(records: Records, service: str, location: str | None) -> Row | None:
    """Return the phone that people get: the service's own, else of the place, else of the whole."""
    organization = str(records["service"][service]["organization_id"])
    links = [
        key
        for key, row in records.get("service_at_location", {}).items()
        if row["service_id"] == service and row["location_id"] == location
    ]
    owners = [("service_id", service)]
    owners += [("service_at_location_id", key) for key in links]
    owners += [("location_id", location)] if location else []
    owners += [("organization_id", organization)]
    for column, key in owners:
        if mine := sorted(_phones(records, column, key), key=_rank):
            return mine[0]
    return None


def places_of(records: Records, service: str) -> list[str]:
    """Return the ids of the locations where a service is given, in an order that stays."""
    links = records.get("service_at_location", {}).values()
    return sorted(str(row["location_id"]) for row in links if row["service_id"] == service)


def first_address(records: Records, location: str | None) -> Row:
    """Return the address that is told of a location; empty where it has none."""
    rows = [row for row in records.get("address", {}).values() if row["location_id"] == location]
    return min(rows, key=lambda row: str(row["id"])) if location and rows else {}


def shown_number(phone: Row | None) -> str:
    """Return a phone's number as people read it, "" without one."""
    if not phone or not phone.get("number"):
        return ""
    extension = phone.get("extension")
    return show_phone(str(phone["number"]), extension if isinstance(extension, int) else None)


def _given(records: Records, service: str) -> Given:
    place = next(iter(places_of(records, service)), None)
    address = first_address(records, place)
    return Given(
        str(address.get("city") or ""),
        str(address.get("state_province") or ""),
        shown_number(phone_given(records, service, place)),
    )


def _phones(records: Records, column: str, key: str) -> Iterator[Row]:
    for row in records.get("phone", {}).values():
        if row.get(column) == key and str(row.get("type") or "voice").casefold() not in SILENT:
            yield row


def _rank(row: Row) -> tuple[int, str]:
    position = row.get("position")
    return position if isinstance(position, int) else 0, str(row["id"])


def _add(session: Session, found: Records, table: str, column: str, keys: Collection[str]) -> None:
    rows = TABLES[table].__table__
    mine = found.setdefault(table, {})
    query = select(rows).where(rows.c[column].in_(sorted(keys)))
    for row in session.execute(query).mappings():
        mine[row["id"]] = dict(row)
