"""Says what belongs to what, and what of it staff keep; it is pure and changes nothing itself."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from referrals.changes import Difference
from referrals.records import TABLES, Records, Row

type Key = tuple[str, str]

_OWNERS = (
    ("service_id", "service"),
    ("service_at_location_id", "service_at_location"),
    ("contact_id", "contact"),
    ("phone_id", "phone"),
    ("location_id", "location"),
    ("organization_id", "organization"),
)
STAND_ALONE = ("organization", "location", "service")
"""Records that are not parts of another, though they may point at one."""

STAFF = "staff"
"""The `source` of what staff put into the directory themselves."""

_NO_OWNER = ("", "")
# What DOJ says of an organization is not a thing that staff check by calling.
_NEVER_OF_STAFF = frozenset({"organization_identifier"})
_NOT_KEPT_FIELDS = frozenset({"kept_fields", "last_modified"})


def owner_key(table: str, row: Row) -> Key:
    """Return table and id of the record that a part belongs to, the nearest one; else ("", "")."""
    if table in STAND_ALONE:
        return _NO_OWNER
    if row.get("link_entity"):
        return str(row["link_entity"]), str(row["link_id"])
    for column, owner in _OWNERS:
        if row.get(column):
            return owner, str(row[column])
    return _NO_OWNER


def owners(records: Records, table: str, row: Row) -> Iterator[Key]:
    """Yield what a part belongs to, the nearest first, up to a record that stands alone."""
    key = owner_key(table, row)
    while key != _NO_OWNER:
        yield key
        above = records.get(key[0], {}).get(key[1])
        key = owner_key(key[0], above) if above else _NO_OWNER


def parts_of(records: Records, roots: Iterable[Key]) -> set[Key]:
    """Return all that belongs to some records, however deep; the records are not among it."""
    mine = set(roots)
    return {
        (table, key)
        for table, rows in records.items()
        if table not in STAND_ALONE
        for key, row in rows.items()
        if any(owner in mine for owner in owners(records, table, row))
    }


def origin_of(records: Records, table: str, row: Row) -> Row | None:
    """Return the row that says where a record comes from: its own, or that of an owner."""
    if "source" in row and "kept_fields" in TABLES[table].__table__.columns:
        return row
    for name, key in owners(records, table, row):
        above = records.get(name, {}).get(key)
        if above and "kept_fields" in above:
            return above
    return None


def made_by_staff(records: Records, table: str, row: Row) -> bool:
    """Say whether a record is of staff's own making, by itself or with what it belongs to."""
    if table in _NEVER_OF_STAFF:
        return False
    origin = origin_of(records, table, row)
    return origin is not None and origin["source"] == STAFF


def verified_by_staff(records: Records) -> set[Key]:
    """Return verified services with their organizations, and where they are given."""
    kept: set[Key] = set()
    for key, service in records.get("service", {}).items():
        if service["assured_date"] is not None:
            kept |= {("service", key), ("organization", str(service["organization_id"]))}
    for key, link in records.get("service_at_location", {}).items():
        if ("service", str(link["service_id"])) in kept:
            kept |= {("service_at_location", key), ("location", str(link["location_id"]))}
    return kept


def is_kept(records: Records, table: str, key: str, row: Row, verified: set[Key]) -> bool:
    """Say whether staff keep a record as it is.

    They keep what they verified with all its parts, and the parts of a kind that they set: a
    record's `kept_fields` may name tables of its parts beside its own columns.
    """
    if table in _NEVER_OF_STAFF:
        return False
    if (table, key) in verified:
        return True
    path = {table}
    for owner in owners(records, table, row):
        above = records.get(owner[0], {}).get(owner[1], {})
        if owner in verified or path & set(kept_fields(above)):
            return True
        path.add(owner[0])
    return False


def kept_fields(row: Row) -> list[str]:
    """Return what staff keep of a record: names of its columns, and of tables of its parts."""
    found = row.get("kept_fields")
    return [str(name) for name in found] if isinstance(found, list) else []


def mark_kept(current: Records, found: Sequence[Difference]) -> list[Difference]:
    """Return differences that staff made, so that no refresh of public data takes them back.

    A changed column is named in its record's `kept_fields`; for a part without that column, or
    one made or removed, its table is named at the nearest owner that has it.
    """
    by_key = {(d.table, d.id): d for d in found}
    for d in found:
        if d.before and d.after and "kept_fields" in TABLES[d.table].__table__.columns:
            _keep(current, by_key, (d.table, d.id), set(d.fields) - _NOT_KEPT_FIELDS)
        elif d.table not in STAND_ALONE and (row := d.after or d.before):
            _keep_at_owner(current, by_key, d.table, row)
    return list(by_key.values())


def _keep_at_owner(current: Records, by_key: dict[Key, Difference], table: str, row: Row) -> None:
    path = {table}
    key = owner_key(table, row)
    while key != _NO_OWNER:
        pending = by_key.get(key)
        above = (
            (pending.after or pending.before) if pending else current.get(key[0], {}).get(key[1])
        )
        if above is None:
            return
        if "kept_fields" in TABLES[key[0]].__table__.columns:
            _keep(current, by_key, key, path)
            return
        path.add(key[0])
        key = owner_key(key[0], above)


def _keep(current: Records, by_key: dict[Key, Difference], key: Key, names: Iterable[str]) -> None:
    pending = by_key.get(key)
    if pending is None:
        before = current[key[0]][key[1]]
        pending = Difference(*key, before, before)
    if pending.before is None or pending.after is None:
        return  # what staff make is theirs already, and what they remove is gone
    kept = sorted({*kept_fields(pending.after), *kept_fields(pending.before), *names})
    by_key[key] = replace(pending, after=dict(pending.after) | {"kept_fields": kept})
