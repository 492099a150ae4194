"""Works out what a file would do to the directory; it is pure, so nothing happens by looking."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from referrals.changes import Difference, differences
from referrals.importing.formats import Problem, Reading
from referrals.ownership import STAND_ALONE, Key, mark_kept, owners
from referrals.records import TABLES, Records, Row
from referrals.refreshing import Gone, Kept, pointers, refresh, removable, without

MANY = 10
SHARE = 0.2
_DATES_ONLY = frozenset({"source_date"})


@dataclass(frozen=True)
class Swing:
    """So much would change that a mistake is likely: services of before, after and removed."""

    before: int
    after: int
    removed: int


@dataclass(frozen=True)
class Tally:
    """How many records of a kind; `kept` are those of which staff keep something as it is."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    untouched: int = 0
    kept: int = 0


@dataclass(frozen=True)
class Plan:
    """What an import comes to: differences for `history.carry_out`, and what to tell about it.

    `counts` is by table; `services` counts services with all that belongs to them and where they
    are given. With `holds_removal` rows of the file could not be read, so nothing is removed.
    """

    differences: tuple[Difference, ...]
    kept: tuple[Kept, ...]
    counts: dict[str, Tally]
    services: Tally
    problems: tuple[Problem, ...]
    swing: Swing | None
    holds_removal: bool

    @property
    def digest(self) -> str:
        """A short mark of the differences: equal marks, equal import."""
        found = hashlib.sha256()
        for d in sorted(self.differences, key=lambda d: (d.table, d.id)):
            after = sorted((d.after or {}).items())
            found.update(repr((d.table, d.id, d.action, d.fields, after)).encode())
        return found.hexdigest()


def plan_import(
    current: Records, reading: Reading, whole: bool = False, gone: Gone | None = None
) -> Plan:
    """Return what a reading would change.

    With `whole`, services that a staff's own list does not name go, with what is then empty.
    `gone` is what `history.removed_by_staff` gives: an edition of public data leaves it out.
    """
    records, unsound = _sound(current, reading.records)
    problems = (*reading.problems, *unsound, *_older(current, reading))
    holds = any(problem.row_is_left_out for problem in problems)
    kept: tuple[Kept, ...] = ()
    if reading.by_staff:
        removed = set(reading.removed)
        if whole and not holds:
            removed |= _unnamed(current, records)
        made = differences(current, records, sorted(removed), by_staff=True)
        found = mark_kept(current, made)
    else:
        edition = refresh(current, records, reading.sources, gone, reading.tables)
        kept, records = edition.kept, edition.wanted
        removed = set() if holds else {*edition.removed, *reading.removed}
        found = differences(current, records, sorted(removed))
    return Plan(
        tuple(found),
        kept,
        _counts(records, found, kept),
        _services(current, records, found, kept),
        problems,
        _swing(current, reading, found),
        holds and bool(whole or reading.sources),
    )


def real(d: Difference) -> bool:
    """Say whether a difference changes more than the day of the source."""
    return not (d.action == "update" and set(d.fields) <= _DATES_ONLY)


def _sound(current: Records, records: Records) -> tuple[Records, list[Problem]]:
    """Leave out what the database would refuse: values too long, references to nothing."""
    problems: list[Problem] = []
    bad: dict[Key, None] = {}
    for name, rows in records.items():
        lengths = {
            column.name: int(getattr(column.type, "length", 0))
            for column in TABLES[name].__table__.columns
            if getattr(column.type, "length", None)
        }
        for key, row in rows.items():
            found = _too_long(name, row, lengths) or _dangling(current, records, name, row)
            if found:
                problems.append(found)
                bad[name, key] = None
    return without(records, bad), problems


def _older(current: Records, reading: Reading) -> Iterator[Problem]:
    """Say so where a newer edition of a source is here already."""
    for source, day in reading.sources.items():
        days = [
            row["source_date"]
            for row in current.get("service", {}).values()
            if row["source"] == source
        ]
        newest = max((known for known in days if isinstance(known, date)), default=None)
        if day and newest and day < newest:
            told = ("older_edition", day.isoformat(), newest.isoformat())
            yield Problem(0, source, *told, row_is_left_out=False)


def _too_long(name: str, row: Row, lengths: dict[str, int]) -> Problem | None:
    for column, length in lengths.items():
        value = row.get(column)
        if isinstance(value, str) and len(value) > length:
            return Problem(0, f"{name}.{column}", "too_long", value[:60], str(length))
    return None


def _dangling(current: Records, records: Records, name: str, row: Row) -> Problem | None:
    for table, key in pointers(name, row):
        if key not in records.get(table, {}) and key not in current.get(table, {}):
            return Problem(0, name, "points_nowhere", f"{table} {key}")
    return None


def _unnamed(current: Records, records: Records) -> set[Key]:
    """Return the services that a complete list does not name, and what they leave empty."""
    named = {name: set(records.get(name, ())) for name in (*STAND_ALONE, "service_at_location")}
    services = {key for key in current.get("service", {}) if key not in named["service"]}
    links = {
        key
        for key, row in current.get("service_at_location", {}).items()
        if key not in named["service_at_location"] or row["service_id"] in services
    }
    roots = {("service", key) for key in services}
    roots |= _emptied(current, "service_at_location", "location", links, named["location"])
    roots |= _emptied(current, "service", "organization", services, named["organization"])
    loose = {("service_at_location", key) for key in links}
    return removable(current, records, roots, loose)


def _emptied(
    current: Records, table: str, owner: str, going: set[str], named: set[str]
) -> set[Key]:
    rows = current.get(table, {})
    touched = {str(rows[key][f"{owner}_id"]) for key in going}
    left = {str(row[f"{owner}_id"]) for key, row in rows.items() if key not in going}
    return {(owner, key) for key in touched - left - named}


def _counts(records: Records, found: list[Difference], kept: tuple[Kept, ...]) -> dict[str, Tally]:
    by_table: dict[str, dict[str, str]] = defaultdict(dict)
    for d in found:
        if real(d):
            by_table[d.table][d.id] = d.action
    staff: dict[str, set[str]] = defaultdict(set)
    for each in kept:
        staff[each.table].add(each.id)
    return {
        name: _tally(by_table[name], set(records.get(name, ())), staff[name])
        for name in TABLES
        if by_table[name] or records.get(name) or staff[name]
    }


def _services(
    current: Records, records: Records, found: list[Difference], kept: tuple[Kept, ...]
) -> Tally:
    view = {name: {**current.get(name, {}), **_complete(current, records, name)} for name in TABLES}
    at: dict[str, set[str]] = defaultdict(set)
    for row in view["service_at_location"].values():
        at[str(row["location_id"])].add(str(row["service_id"]))
    actions: dict[str, str] = {}
    for d in sorted(filter(real, found), key=lambda d: d.table != "service"):
        for key in _touched(view, at, d.table, d.id, d.after or d.before or {}):
            actions.setdefault(key, d.action if d.table == "service" else "update")
    staff: set[str] = set()
    for each in kept:
        row = current.get(each.table, {}).get(each.id, {})
        staff |= set(_touched(view, at, each.table, each.id, row))
    return _tally(actions, set(records.get("service", ())), staff)


def _complete(current: Records, records: Records, name: str) -> dict[str, Row]:
    mine = current.get(name, {})
    return {key: {**mine.get(key, {}), **row} for key, row in records.get(name, {}).items()}


def _touched(
    view: Records, at: dict[str, set[str]], table: str, key: str, row: Row
) -> Iterator[str]:
    for name, each in ((table, key), *owners(view, table, row)):
        if name == "service":
            yield each
        elif name == "location":
            yield from at[each]


def _tally(actions: dict[str, str], named: set[str], kept: set[str]) -> Tally:
    how = list(actions.values())
    return Tally(
        how.count("create"),
        how.count("update"),
        how.count("delete"),
        len(named - set(actions) - kept),
        len(kept - set(actions)),
    )


def _swing(current: Records, reading: Reading, found: list[Difference]) -> Swing | None:
    """Return what is alarming: many services gone, many more of them than there were.

    A list of a public source is measured by what is here of it, any other file by all services.
    """
    mine = [
        row
        for row in current.get("service", {}).values()
        if not reading.sources or row["source"] in reading.sources
    ]
    before = len(mine)
    removed = sum(d.table == "service" and d.action == "delete" for d in found)
    added = sum(d.table == "service" and d.action == "create" for d in found)
    half = max(MANY, before / 2)
    is_much = removed > MANY and removed > SHARE * before
    is_other = before > 0 and (added > half or removed - added > half)
    return Swing(before, before - removed + added, removed) if is_much or is_other else None


__all__ = ["MANY", "SHARE", "Plan", "Swing", "Tally", "plan_import", "real"]
