"""Puts what was changed into words, record by record; it changes nothing and takes nothing back."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from admin.record_words import AREAS, field_words, need_words, table_words, value_words
from admin.translations import _
from referrals.history import WHOLE
from referrals.history_models import Change
from referrals.phones import show_phone
from referrals.records import TABLES, Row, from_json

_AT_ONCE = 500
_AFTERWARDS = frozenset({"kept_fields", "last_modified"})
_UNTOLD = _AFTERWARDS | {"id", "position", "source", "link_entity", "country", "location_type"}
_TITLES = ("name", "number", "document", "address_1", "option", "identifier", "url", "code", "city")
_PAGES = {
    "service": "services.show",
    "organization": "organizations.show",
}

type Key = tuple[str, str]
type NameOf = Callable[[str], str | None]


@dataclass(frozen=True)
class Line:
    """One field before and after, in words."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Record:
    """What happened to one record: `action` is "create", "update" or "delete".

    `route` is the name of its page, "" where it has none.
    """

    table: str
    title: str
    id: str
    action: str
    route: str
    lines: tuple[Line, ...]


def tell(session: Session, changes: Sequence[Change]) -> Iterator[Record]:
    """Yield the records that changes are about, in the order of the changes."""
    by_record: dict[Key, list[Change]] = defaultdict(list)
    for change in changes:
        by_record[change.resource_type, change.resource_id].append(change)
    rows = current_rows(session, by_record)
    name_of = _names(session, changes, rows)
    for (table, key), mine in by_record.items():
        row = rows.get((table, key)) or _whole(mine)
        lines = [line for change in mine for line in _lines(table, change, name_of)]
        is_there = (table, key) in rows
        yield Record(
            table_words(table),
            title_of(table, row, name_of) if row else "",
            key,
            mine[0].last_action_type,
            _PAGES.get(table, "") if is_there else "",
            tuple(lines),
        )


def title_of(table: str, row: Row, name_of: NameOf = lambda _key: None) -> str:
    """Return what a record is called, as far as it has a name of its own."""
    if table == "service_area":
        kind = str(row.get("extent_type") or "")
        return f"{_(AREAS.get(kind, kind))}: {row.get('extent') or row.get('name') or ''}"
    if table == "attribute":
        return name_of(str(row.get("taxonomy_term_id"))) or ""
    if table == "service_at_location":
        return name_of(str(row.get("location_id"))) or ""
    if table == "taxonomy_term":
        return need_words(str(row.get("code") or row.get("name") or ""))
    for column in _TITLES:
        if row.get(column):
            return show_phone(str(row[column])) if column == "number" else str(row[column])
    return ""


def current_rows(session: Session, keys: Iterable[Key]) -> dict[Key, Row]:
    """Return those records that are there."""
    ids: dict[str, list[str]] = defaultdict(list)
    for table, key in keys:
        if table in TABLES:
            ids[table].append(key)
    found: dict[Key, Row] = {}
    for table, mine in ids.items():
        columns = TABLES[table].__table__
        for start in range(0, len(mine), _AT_ONCE):
            query = select(columns).where(columns.c.id.in_(mine[start : start + _AT_ONCE]))
            for row in session.execute(query).mappings():
                found[table, row["id"]] = dict(row)
    return found


def _lines(table: str, change: Change, name_of: NameOf) -> Iterator[Line]:
    before, after = json.loads(change.previous_value), json.loads(change.replacement_value)
    if change.field_name != WHOLE:
        if change.field_name not in _AFTERWARDS:
            yield _line(table, change.field_name, before, after, name_of)
        return
    one, other = before or {}, after or {}
    for field in {**one, **other}:
        value = one.get(field), other.get(field)
        if field not in _UNTOLD and any(v not in (None, "", [], {}, False) for v in value):
            yield _line(table, field, *value, name_of)


def _line(table: str, field: str, before: Any, after: Any, name_of: NameOf) -> Line:
    told = [value_words(field, _value(table, field, value), name_of) for value in (before, after)]
    return Line(field_words(field), *told)


def _value(table: str, field: str, value: Any) -> object:
    if table not in TABLES or field not in TABLES[table].__table__.columns:
        return value
    return from_json(table, field, value)


def _whole(changes: Sequence[Change]) -> Row:
    """Return the row of a record that is gone, as it last was."""
    for change in reversed(changes):
        for text in (change.replacement_value, change.previous_value):
            found = json.loads(text) if change.field_name == WHOLE else None
            if isinstance(found, dict):
                return found
    return {}


def _names(session: Session, changes: Sequence[Change], rows: Mapping[Key, Row]) -> NameOf:
    """Return what finds the names of the records that others point at."""
    wanted: set[Key] = set()
    known = list(rows.values())
    known += [gone for change in changes if (gone := _whole([change]))]
    for row in known:
        for column, table in _POINTERS.items():
            if row.get(column):
                wanted.add((table, str(row[column])))
    found: dict[Key, Row] = current_rows(session, wanted) | dict(rows)
    names = {key: title_of(table, row) for (table, key), row in found.items()}
    names |= _addresses(session, [key for table, key in found if table == "location"])
    return lambda key: names.get(key)


_POINTERS = {
    "organization_id": "organization",
    "service_id": "service",
    "location_id": "location",
    "phone_id": "phone",
    "taxonomy_term_id": "taxonomy_term",
}


def _addresses(session: Session, keys: Sequence[str]) -> dict[str, str]:
    """Return places by their addresses: hardly one has a name."""
    table = TABLES["address"].__table__
    query = select(table).where(table.c.location_id.in_(keys[:_AT_ONCE]))
    return {
        str(row["location_id"]): ", ".join(str(row[c]) for c in ("address_1", "city") if row[c])
        for row in session.execute(query).mappings()
    }
