"""The directory as plain rows, table by table; it reads and orders them, and changes nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Date, DateTime, Numeric, select
from sqlalchemy.orm import Session

from referrals.model_details import (
    Accessibility,
    Address,
    Contact,
    CostOption,
    Funding,
    Language,
    OrganizationIdentifier,
    Phone,
    RequiredDocument,
    Schedule,
    ServiceArea,
    ServiceCapacity,
    Unit,
    Url,
)
from referrals.model_parts import Table
from referrals.model_terms import Attribute, MetaTableDescription, Taxonomy, TaxonomyTerm
from referrals.models import Location, Organization, Program, Service, ServiceAtLocation

type Row = dict[str, object]
type Records = dict[str, dict[str, Row]]
"""Table -> id -> row: values as the columns hold them."""

DIRECTORY: tuple[type[Table], ...] = (
    Taxonomy,
    TaxonomyTerm,
    Unit,
    MetaTableDescription,
    Organization,
    OrganizationIdentifier,
    Program,
    Location,
    Service,
    ServiceAtLocation,
    Address,
    Accessibility,
    Contact,
    Phone,
    Language,
    Schedule,
    ServiceArea,
    CostOption,
    RequiredDocument,
    ServiceCapacity,
    Funding,
    Url,
    Attribute,
)
"""The tables of HSDS that hold the directory, those that others point at first."""

TABLES: dict[str, type[Table]] = {table.__tablename__: table for table in DIRECTORY}

_OWN_PARENT = {"organization": "parent_organization_id", "taxonomy_term": "parent_id"}


def read_records(session: Session, names: Iterable[str] = TABLES) -> Records:
    """Return every row of the named tables; all of them are some 60 MB at 100,000 services."""
    return {
        name: {
            row["id"]: dict(row)
            for row in session.execute(select(TABLES[name].__table__)).mappings()
        }
        for name in names
    }


def complete(table: str, row: Row) -> Row:
    """Return a row with every column of its table, the missing ones at what a new row has.

    Raises KeyError for a column that the table does not have.
    """
    columns = TABLES[table].__table__.columns
    for name in row:
        columns[name]
    settled = settle(table, row)
    return {c.name: settled[c.name] if c.name in row else _new_value(c) for c in columns}


def settle(table: str, row: Row) -> Row:
    """Return a row as the database will give it back.

    Nothing becomes the empty value of a column that must have one, an empty text becomes nothing
    where that may be, a time is in UTC, and a number has as many decimal places as its column.
    Columns that the table lacks stay as they are.
    """
    kinds = _kinds(table)
    return {
        key: _settled(kinds[key], value) if key in kinds else value for key, value in row.items()
    }


def in_order(table: str, rows: Iterable[Row]) -> list[Row]:
    """Return rows so that a row which others of its table point at comes before them."""
    parent = _OWN_PARENT.get(table)
    waiting = list(rows)
    if parent is None:
        return waiting
    inside = {row["id"] for row in waiting}
    ordered: list[Row] = []
    placed: set[object] = set()
    while waiting:
        ready = [r for r in waiting if r[parent] not in inside or r[parent] in placed]
        if not ready:  # a circle: the database will name it
            return ordered + waiting
        ordered += ready
        placed |= {row["id"] for row in ready}
        waiting = [row for row in waiting if row["id"] not in placed]
    return ordered


def to_json(value: object) -> object:
    """Return a value of a row as JSON can hold it: days and times in ISO 8601, money as text."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def from_json(table: str, column: str, value: object) -> object:
    """Turn a value of `to_json` back into what the column holds."""
    kind = TABLES[table].__table__.columns[column].type
    if not isinstance(value, str):
        return value
    if isinstance(kind, DateTime):
        return datetime.fromisoformat(value)
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    return Decimal(value) if isinstance(kind, Numeric) else value


@dataclass(frozen=True)
class _Kind:
    empty: object
    step: Decimal | None
    is_nullable: bool


@cache
def _kinds(table: str) -> dict[str, _Kind]:
    """Return what settling needs to know of the columns of a table."""
    return {
        column.name: _Kind(
            None if column.nullable else _new_value(column),
            Decimal(1).scaleb(-(column.type.scale or 0))
            if isinstance(column.type, Numeric)
            else None,
            bool(column.nullable),
        )
        for column in TABLES[table].__table__.columns
    }


def _settled(kind: _Kind, value: object) -> object:
    if value is None or (value == "" and kind.is_nullable):
        return kind.empty
    if isinstance(value, datetime):
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    if kind.step is not None and isinstance(value, Decimal | int | float | str):
        return Decimal(str(value)).quantize(kind.step)
    return value


def _new_value(column: ColumnElement[Any]) -> object:
    default = getattr(column, "default", None)
    if default is None or not hasattr(default, "arg"):
        return None
    return default.arg(None) if callable(default.arg) else default.arg
