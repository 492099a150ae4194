"""What a new edition of public data may write and remove; it is pure and never undoes staff."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from referrals.changes import same
from referrals.ownership import (
    STAND_ALONE,
    Key,
    is_kept,
    kept_fields,
    made_by_staff,
    origin_of,
    owners,
    parts_of,
    verified_by_staff,
)
from referrals.records import TABLES, Records, Row, settle

_NOT_CONTENT = frozenset({"id", "source", "source_date", "kept_fields"})

type Sources = Mapping[str, date | None]
"""Name of a public source -> the day of the edition at hand."""

type Gone = Mapping[Key, str | None]
"""What staff removed -> the id of the record that it was merged into, if any."""


@dataclass(frozen=True)
class Kept:
    """A value that stays as staff set it, though the file says otherwise."""

    table: str
    id: str
    field: str
    value: object
    offered: object


@dataclass(frozen=True)
class Refresh:
    """What an edition comes to: rows to write, records to remove, and what staff keep."""

    wanted: Records
    removed: tuple[Key, ...]
    kept: tuple[Kept, ...]


def refresh(
    current: Records,
    offered: Records,
    sources: Sources,
    gone: Gone | None = None,
    tables: frozenset[str] | None = None,
) -> Refresh:
    """Return what may be done with the rows of an edition of public sources.

    What staff removed does not come back. `tables` are those that the edition speaks of; of any
    other, rows go only together with the record that they belong to. None: it speaks of all.
    """
    rows = without(offered, {k: to for k, to in (gone or {}).items() if not _at(current, k)})
    view = {name: {**rows.get(name, {}), **current.get(name, {})} for name in TABLES}
    verified = verified_by_staff(current)
    stale, behind = _ages(current, rows)
    wanted: Records = defaultdict(dict)
    kept: list[Kept] = []
    for name, mine in rows.items():
        for key, row in mine.items():
            before = current.get(name, {}).get(key)
            if is_kept(view, name, key, row, verified):
                kept += _refused(name, before, row, set(row))
                continue
            lineage = {(name, key), *owners(view, name, row)}
            if not lineage & stale:
                fields = set(kept_fields(before or {}))
                is_behind = bool(lineage & behind)
                if before and made_by_staff(current, name, before):
                    fields |= row.keys() - _blanks(row, before).keys()
                    is_behind = True
                kept += _refused(name, before, row, fields)
                wanted[name][key] = _blanks(row, before) if before and is_behind else row
    return Refresh(
        dict(wanted), tuple(_removed(current, rows, sources, tables, verified)), tuple(kept)
    )


def removable(current: Records, wanted: Records, roots: set[Key], loose: set[Key]) -> set[Key]:
    """Return what can go of records, their parts and single parts: nothing that others point at."""
    while True:
        going = roots | parts_of(current, roots) | loose if roots else set(loose)
        held = _targets(current, wanted, going) & (roots | loose)
        if not held:
            return going
        roots, loose = roots - held, loose - held - parts_of(current, held)


def _removed(
    current: Records,
    rows: Records,
    sources: Sources,
    tables: frozenset[str] | None,
    verified: set[Key],
) -> Iterator[Key]:
    roots, loose = set[Key](), set[Key]()
    spoken_of = tables or frozenset(TABLES)
    edited = _edited(current)
    for name, mine in current.items():
        for key, row in mine.items():
            if name not in spoken_of or key in rows.get(name, {}) or (name, key) in edited:
                continue
            if not _of_edition(current, name, row, sources):
                continue
            if not is_kept(current, name, key, row, verified):
                (roots if name in STAND_ALONE else loose).add((name, key))
    yield from sorted(removable(current, rows, roots, loose))


def _edited(current: Records) -> set[Key]:
    """Return what staff edited, any part of it, and the services given where they did."""
    found: set[Key] = set()
    for name, rows in current.items():
        for key, row in rows.items():
            if row.get("kept_fields"):
                found |= {(name, key), *owners(current, name, row)}
    for key, row in current.get("service_at_location", {}).items():
        if ("location", str(row["location_id"])) in found:
            found |= {("service_at_location", key), ("service", str(row["service_id"]))}
    return found | parts_of(current, found) if found else found


def _of_edition(current: Records, name: str, row: Row, sources: Sources) -> bool:
    origin = origin_of(current, name, row)
    if origin is None or origin["source"] not in sources:
        return False
    day, edition = origin["source_date"], sources[str(origin["source"])]
    return not (isinstance(day, date) and edition and day > edition)


def _ages(current: Records, rows: Records) -> tuple[set[Key], set[Key]]:
    """Return the records that we have of a newer edition: of the same source, and of another."""
    same_source, other_source = set[Key](), set[Key]()
    for name, mine in rows.items():
        for key, row in mine.items():
            before = current.get(name, {}).get(key, {})
            day, known = row.get("source_date"), before.get("source_date")
            if isinstance(day, date) and isinstance(known, date) and day < known:
                is_same = before["source"] == row.get("source")
                (same_source if is_same else other_source).add((name, key))
    return same_source, other_source


def _blanks(row: Row, before: Row) -> Row:
    """Return what an older edition of another list may add: values where there are none."""
    return {k: v for k, v in row.items() if k == "id" or same(before.get(k), None)}


def _refused(name: str, before: Row | None, row: Row, fields: set[str]) -> Iterator[Kept]:
    for field, value in settle(name, row).items():
        is_content = field in fields and field not in _NOT_CONTENT
        if before and is_content and not same(before.get(field), value):
            yield Kept(name, str(row["id"]), field, before.get(field), value)


def without(offered: Records, gone: Gone) -> Records:
    """Leave out what staff removed and what belongs to it; point at what it was merged into."""
    if not gone:
        return offered
    found: Records = {}
    left_out = set(gone)
    for name in TABLES:
        found[name] = {}
        for key, row in offered.get(name, {}).items():
            moved = _pointed_on(name, row, gone)
            targets = set(pointers(name, moved))
            if (name, key) in left_out or targets & left_out:
                left_out.add((name, key))
            else:
                found[name][key] = moved
    return found


def _pointed_on(name: str, row: Row, gone: Gone) -> Row:
    moved = dict(row)
    for column, table in references(name):
        key = (table, str(row.get(column)))
        seen: set[Key] = set()
        while (into := gone.get(key)) and key not in seen:
            seen.add(key)
            key = (table, into)
            moved[column] = into
    return moved


def _targets(current: Records, wanted: Records, going: set[Key]) -> set[Key]:
    return {
        target
        for records in (current, wanted)
        for name, rows in records.items()
        for key, row in rows.items()
        if (name, key) not in going
        for target in pointers(name, row)
    }


def pointers(name: str, row: Row) -> Iterator[Key]:
    for column, table in references(name):
        if row.get(column):
            yield table, str(row[column])


@cache
def references(name: str) -> tuple[tuple[str, str], ...]:
    """Return the columns of a table that point at records, each with the table it points at."""
    return tuple(
        (column.name, key.column.table.name)
        for column in TABLES[name].__table__.columns
        for key in column.foreign_keys
    )


def _at(records: Records, key: Key) -> Row | None:
    return records.get(key[0], {}).get(key[1])
