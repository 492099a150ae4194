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
    owner = name[:25]
    origin = {"source": source, "source_date": day}
    zip_code, latitude, longitude = _PLACES[city]
    service = {"organization_id": f"o {owner}", "name": "Immigration legal help"}
    return _complete(
        {
            "organization": [{"id": f"o {owner}", "name": name, **origin}],
            "location": [
                {
                    "id": f"l {at}",
                    "organization_id": f"o {owner}",
                    "latitude": Decimal(latitude),
                    "longitude": Decimal(longitude),
                    **origin,
                }
            ],
            "service": [{"id": f"s {at}", **service, **origin}],
            "service_at_location": [
                {"id": f"at {at}", "service_id": f"s {at}", "location_id": f"l {at}"}
            ],
            "address": [
                {
                    "id": f"a {at}",
                    "location_id": f"l {at}",
                    "address_1": "1 Main Street",
                    "city": city,
                    "state_province": "TX",
                    "postal_code": zip_code,
                }
            ],
            "phone": [{"id": f"p {at}", "location_id": f"l {at}", "number": number, **origin}],
            "language": [
                {"id": f"es {at}", "service_id": f"s {at}", "name": "Spanish", "code": "es"}
            ],
        }
    )


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


def _complete(rows: dict[str, list[dict[str, object]]]) -> Records:
    return {
        table: {str(row["id"]): complete(table, row) for row in mine}
        for table, mine in rows.items()
    }
