"""Makes one directory of the records of a file, each id once, each reference to something real."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from referrals.changes import same
from referrals.hsds.checking import Check
from referrals.hsds.found import Found
from referrals.hsds.shapes import HISTORY_OWN, METADATA, columns_of, pointer, references
from referrals.records import TABLES, Records, Row

_PARTS = frozenset(TABLES) - {
    *("organization", "location", "service", "service_at_location", "program", "unit"),
    *("taxonomy", "taxonomy_term", "attribute", "meta_table_description"),
}

type Places = dict[tuple[str, str], Found]


def settle(found: Iterable[Found], check: Check, current: Records) -> tuple[Records, list[Row]]:
    """Return the rows of the directory and those of `metadata`; what is wrong is in the notes."""
    rows: Records = {}
    places: Places = {}
    for one in found:
        row = check.check(one)
        if row is not None:
            _merge(rows, places, one, row, check)
    _give_programs(rows)
    _drop_what_belongs_nowhere(rows, places, check, current)
    history = [_told(row, check) for row in rows.pop(METADATA, {}).values()]
    return {table: rows[table] for table in TABLES if table in rows}, history


def name_source(records: Records, current: Records, source: str, day: date | None) -> None:
    """Write where new rows come from, where they do not say it themselves."""
    for table, rows in records.items():
        if "source_date" not in columns_of(table).columns:
            continue
        for key, row in rows.items():
            if "source" not in row and key not in current.get(table, {}):
                row["source"] = source
                row.setdefault("source_date", day)


def _merge(rows: Records, places: Places, one: Found, row: Row, check: Check) -> None:
    key = str(row["id"])
    older = rows.setdefault(one.table, {}).setdefault(key, row)
    place = places.setdefault((one.table, key), one)
    if older is row:
        return
    if one.line and place.line:
        check.notes.add(one.problem("id_twice", "id", key, "an id of its own", not check.lenient))
        return
    for name, value in row.items():
        if older.get(name) in (None, ""):
            older[name] = value
        elif not same(older[name], value) and name not in references(one.table):
            check.notes.add_once(one.problem("told_twice", name, f"{one.table}.{name}", "", False))


def _give_programs(rows: Records) -> None:
    """A program that lies in a service is of the service's organization."""
    programs = rows.get("program", {})
    for service in rows.get("service", {}).values():
        program = programs.get(str(service.get("program_id")))
        if program is not None and service.get("organization_id"):
            program.setdefault("organization_id", service["organization_id"])


def _drop_what_belongs_nowhere(
    rows: Records, places: Places, check: Check, current: Records
) -> None:
    """Take out references to what is not there, and records that are nothing without one."""
    again = True
    while again:
        again = False
        for table, mine in rows.items():
            for row in mine.values():
                for column in list(_dangling(rows, current, table, row)):
                    value = row.pop(column)
                    again = True
                    place = places[table, str(row["id"])]
                    if column not in _must(table):
                        check.notes.add(place.problem("points_nowhere", column, value, "", False))
            for key in [
                k for k, row in mine.items() if _is_lost(rows, current, places[table, k], row)
            ]:
                del mine[key]
                _tell_lost(places[table, key], check)
                again = True


def _is_lost(rows: Records, current: Records, place: Found, row: Row) -> bool:
    table = place.table
    if any(row.get(column) is None for column in _must(table)):
        return True
    if table == "attribute":
        entity = str(row["link_entity"])
        return not _is_there(rows, current, entity, row["link_id"])
    owners = [column for column in references(table) if place.values.get(column)]
    return table in _PARTS and bool(owners) and all(row.get(column) is None for column in owners)


@cache
def _must(table: str) -> tuple[str, ...]:
    columns = columns_of(table).columns
    needs = [*references(table), *(pointer(table) or ())]
    return tuple(name for name in needs if not columns[name].nullable)


def _tell_lost(place: Found, check: Check) -> None:
    columns = [*_must(place.table), *references(place.table), "link_id"]
    column = next((name for name in columns if place.values.get(name)), columns[0])
    stops = place.table == "service" and not check.lenient and not place.values.get(column)
    code = "needed" if stops else "belongs_nowhere"
    right = "the id of an organization" if stops else ""
    check.notes.add(place.problem(code, column, place.values.get(column), right, stops))


def _dangling(rows: Records, current: Records, table: str, row: Row) -> Iterator[str]:
    for column, target in references(table).items():
        key = row.get(column)
        if key is not None and not _is_there(rows, current, target, key):
            yield column


def _told(row: Row, check: Check) -> Row:
    """Return a row of `metadata` that names no person: whose system it was is enough.

    Our own backup may name our staff. Nothing becomes a part of what staff did here.
    """
    by = str(row.get("updated_by", ""))
    is_kept = check.is_ours and (by in ("system", "staff") or "@" in by)
    told = {name: value for name, value in row.items() if name not in HISTORY_OWN}
    return {**told, "updated_by": by if is_kept else check.namespace}


def _is_there(rows: Records, current: Records, table: str, key: object) -> bool:
    return key in rows.get(table, {}) or key in current.get(table, {})
