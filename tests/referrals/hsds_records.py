"""One record of every table with every column filled, as trying as texts and numbers can be."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Boolean, Date, DateTime, Engine, Integer, Numeric
from sqlalchemy.orm import Session

from referrals.changes import differences
from referrals.history import Author, carry_out
from referrals.hsds import formats
from referrals.hsds.shapes import pointer, references
from referrals.identity import record_id
from referrals.importing.formats import Context
from referrals.records import TABLES, Records, complete, read_records

VECTORS = Path(__file__).parents[1] / "vectors" / "hsds"
TODAY = date(2026, 11, 28)
NOW = datetime(2026, 11, 28, 9, 30, 15, 250000, tzinfo=UTC)
TEXT = "=HYPERLINK(\"x\"), 'quoted'\n@second line\t– ñ 休斯顿"
CODES = {
    "location_type": "virtual",
    "address_type": "postal",
    "status": "temporarily closed",
    "freq": "MONTHLY",
    "wkst": "SU",
    "opens_at": "09:00",
    "closes_at": "17:30",
    "link_entity": "service",
    "number": "+17132737300",
    "email": "help@example.org",
    "assurer_email": "staff@example.org",
    "logo": "https://example.org/logo.png",
    "code": "vi",
    "currency": "USD",
}


def one_of_each() -> Records:
    """Return one row a table, complete, each pointing at the others."""
    rows: Records = {}
    for table in TABLES:
        row = _row(table)
        rows[table] = {str(row["id"]): complete(table, row)}
    return rows


def put(engine: Engine, records: Records) -> None:
    """Write records into a directory as staff would."""
    with Session(engine) as session, session.begin():
        found = differences(read_records(session), records)
        carry_out(session, found, Author("staff@example.org", "edit", "by hand", NOW))


def with_uuids(records: Records) -> Records:
    """Return rows whose ids are words with lasting UUIDs instead, as every real directory has."""
    made = {key: record_id("fixture", table, key) for table in records for key in records[table]}
    return {
        table: {
            made[key]: {name: made.get(str(value), value) for name, value in row.items()}
            for key, row in rows.items()
        }
        for table, rows in records.items()
    }


def read_json(tree: object, name: str = "organization_full.json") -> formats.HsdsReading:
    """Read a tree as a JSON file of that name, into an empty directory."""
    return formats.read_json(name, json.dumps(tree).encode(), Context({}, TODAY))


def stops(reading: formats.HsdsReading) -> list[str]:
    """Return the problems that keep a file out, in words."""
    return [str(problem) for problem in reading.told if problem.stops]


def remarks(reading: formats.HsdsReading) -> list[str]:
    """Return what was mended or left out, in words."""
    return [str(problem) for problem in reading.told if not problem.stops]


def _row(table: str) -> dict[str, object]:
    row: dict[str, object] = {}
    for column in TABLES[table].__table__.columns:
        row[column.name] = CODES.get(column.name, _value(table, column))
    row["id"] = record_id("fixture", table)
    for column_name, target in references(table).items():
        row[column_name] = record_id("fixture", target)
    if columns := pointer(table):
        row[columns[0]] = record_id("fixture", "service")
    for own in {"organization": "parent_organization_id", "taxonomy_term": "parent_id"}.items():
        if table == own[0]:
            row[own[1]] = None
    return row | ({"is_withheld": False} if table == "service" else {})


def _value(table: str, column: Any) -> object:
    kind = column.type
    if column.name == "kept_fields":
        return ["name"]
    if isinstance(kind, JSON):
        return {"es": {"description": TEXT}}
    if isinstance(kind, Boolean):
        return True
    if isinstance(kind, Integer):
        return 7
    if isinstance(kind, Numeric):
        return Decimal("-9.25")
    if isinstance(kind, DateTime):
        return NOW
    if isinstance(kind, Date):
        return date(2026, 3, 31)
    if column.name in ("url", "uri", "website", "term_uri", "schedule_link"):
        return "https://example.org/help?a=1" if table != "service_area" else TEXT
    length = getattr(kind, "length", None)
    return TEXT[:length] if length else TEXT
