"""Rows of a small directory for tests: an organization with two services at two offices."""

import copy
import datetime
from decimal import Decimal

from sqlalchemy import Engine, insert
from sqlalchemy.orm import Session

from referrals.records import DIRECTORY, Records, complete, in_order, read_records

DAY = datetime.date(2026, 11, 28)
NOON = datetime.datetime(2026, 11, 28, 12, tzinfo=datetime.UTC)
BY = "ana@casa.example"
_PLACES = {"Houston": ("77036", "29.698400", "-95.540500"), "Katy": ("77449", "29.8", "-95.7")}


def office(
    name: str = "Casa Segura",
    city: str = "Houston",
    number: str = "+17135550100",
    source: str = "a roster",
    day: datetime.date = DAY,
    mark: str = "",
) -> Records:
    """Return the rows of one office with its service; ids are words, as "service Casa Houston"."""
    at = f"{name} {city}{mark}"[:25]
    owner = {"organization_id": f"o {name[:25]}"}
    origin = {"source": source, "source_date": day}
    here, given = {"location_id": f"l {at}"}, {"service_id": f"s {at}"}
    zip_code, latitude, longitude = _PLACES[city]
    point = {"latitude": Decimal(latitude), "longitude": Decimal(longitude)}
    street = {"address_1": "1 Main Street", "city": city, "state_province": "TX"}
    rows = {
        "organization": {"id": owner["organization_id"], "name": name, **origin},
        "location": {"id": f"l {at}", **owner, **point, **origin},
        "service": {"id": f"s {at}", "name": "Immigration legal help", **owner, **origin},
        "service_at_location": {"id": f"at {at}", **given, **here},
        "address": {"id": f"a {at}", "postal_code": zip_code, **here, **street},
        "phone": {"id": f"p {at}", "number": number, **here, **origin},
        "language": {"id": f"es {at}", "name": "Spanish", "code": "es", **given},
    }
    return {table: {str(row["id"]): complete(table, row)} for table, row in rows.items()}


def together(*several: Records) -> Records:
    """Return the rows of several records in one."""
    found: Records = {}
    for records in several:
        for table, rows in records.items():
            found.setdefault(table, {}).update(copy.deepcopy(rows))
    return found


def put(engine: Engine, records: Records) -> None:
    """Write rows as they are, without a history."""
    with Session(engine) as session, session.begin():
        for table in DIRECTORY:
            rows = in_order(table.__tablename__, records.get(table.__tablename__, {}).values())
            if rows:
                session.execute(insert(table), rows)


def all_of(engine: Engine) -> Records:
    """Return every row of the directory."""
    with Session(engine) as session:
        return read_records(session)
