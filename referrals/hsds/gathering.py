"""Reads the part of the directory that a page or an export shows; it changes nothing."""

from collections.abc import Collection, Iterable

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from referrals.history_models import Change
from referrals.hsds.shapes import columns_of, references
from referrals.hsds.withheld import Hidden, find_hidden
from referrals.records import TABLES, Records, Row

_AT_ONCE = 500
_WHOLE = ("organization", "service", "service_at_location", "location", "program")
_NO_PARTS = frozenset({*_WHOLE, "attribute", "taxonomy_term", "taxonomy", "unit"})


def read_history(session: Session) -> list[Row]:
    """Return every row of `metadata`."""
    return [dict(row) for row in session.execute(select(Change.__table__)).mappings()]


def read_hidden(session: Session) -> Hidden:
    """Return what is withheld in the whole directory, from withheld services and those beside."""
    rows: Records = {table: {} for table in TABLES}
    _load(session, rows, "service", "is_withheld", (True,))
    if not rows["service"]:
        return find_hidden(rows)
    at = "service_at_location"
    organizations = _pointed_at(rows, "service", "organization_id")
    _load(session, rows, "service", "organization_id", organizations)
    _load(session, rows, at, "service_id", rows["service"])
    _load(session, rows, "location", "organization_id", organizations)
    places = {*rows["location"], *_pointed_at(rows, at, "location_id")}
    _load(session, rows, at, "location_id", places)
    return find_hidden(rows)


def gather(
    session: Session, organizations: Iterable[str] = (), services: Iterable[str] = ()
) -> Records:
    """Return some organizations with all their services, or some services, with all that is in
    them, where they are given, and the terms that are said of them."""
    rows: Records = {table: {} for table in TABLES}
    whole = list(organizations)
    _load(session, rows, "organization", "id", whole)
    _load(session, rows, "service", "organization_id", whole)
    _load(session, rows, "service", "id", services)
    _load(session, rows, "organization", "id", _pointed_at(rows, "service", "organization_id"))
    _load(session, rows, "service_at_location", "service_id", rows["service"])
    _load(session, rows, "location", "organization_id", whole)
    at = _pointed_at(rows, "service_at_location", "location_id")
    _load(session, rows, "location", "id", at)
    _load(session, rows, "program", "organization_id", whole)
    _load(session, rows, "program", "id", _pointed_at(rows, "service", "program_id"))
    for table in TABLES:
        if table not in _NO_PARTS:
            for column, owner in references(table).items():
                _load(session, rows, table, column, rows[owner])
    _load(session, rows, "unit", "id", _pointed_at(rows, "service_capacity", "unit_id"))
    every = [key for mine in rows.values() for key in mine]
    _load(session, rows, "attribute", "link_id", every)
    terms = _pointed_at(rows, "attribute", "taxonomy_term_id")
    _load(session, rows, "taxonomy_term", "id", terms)
    _load(session, rows, "taxonomy", "id", _pointed_at(rows, "taxonomy_term", "taxonomy_id"))
    return rows


def load_plain(session: Session, table: str, ids: Iterable[str], *upward: str) -> Records:
    """Return some rows of a table, and those that they point at by the columns named upward."""
    rows: Records = {name: {} for name in TABLES}
    _load(session, rows, table, "id", ids)
    for column in upward:
        name, _, at = column.partition(".")
        target = references(name)[at]
        _load(session, rows, target, "id", _pointed_at(rows, name, at))
    return rows


def matches(table: str, words: str) -> ColumnElement[bool]:
    """Return the condition that a record's name or description has the words in it."""
    columns = columns_of(table).columns
    names = (name for name in ("name", "alternate_name", "description") if name in columns)
    return or_(*(columns[name].icontains(words, autoescape=True) for name in names))


def _load(session: Session, rows: Records, table: str, column: str, keys: Iterable[object]) -> None:
    at = columns_of(table)
    wanted = list(keys)
    for start in range(0, len(wanted), _AT_ONCE):
        query = select(at).where(at.c[column].in_(wanted[start : start + _AT_ONCE]))
        for row in session.execute(query).mappings():
            rows[table][row["id"]] = dict(row)


def _pointed_at(rows: Records, table: str, column: str) -> Collection[str]:
    return {str(row[column]) for row in rows[table].values() if row[column] is not None}
