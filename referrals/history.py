"""Carries out differences in one transaction and writes down what was done; it undoes them too."""

import json
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Executable, bindparam, delete, insert, or_, select, update
from sqlalchemy import Row as SqlRow
from sqlalchemy.orm import Session

from referrals.changes import Difference, same
from referrals.checks import follow_undo
from referrals.history_models import Change, ChangeSet, DirectoryVersion, MergedRecord
from referrals.records import TABLES, Row, complete, from_json, in_order, settle, to_json
from referrals.staff_models import ImportRun

_BATCH = 5_000
_AT_ONCE = 500
_SOFT = frozenset({"kept_fields", "last_modified"})
WHOLE = "*"
_LINE = (
    Change.resource_type,
    Change.resource_id,
    Change.field_name,
    Change.previous_value,
    Change.replacement_value,
)


class UndoRefused(Exception):
    """A record has been changed since; `records` names them as (table, id, field)."""

    def __init__(self, records: Sequence[tuple[str, str, str]]) -> None:
        super().__init__(f"{len(records)} values were changed since")
        self.records = tuple(records)


type _Line = SqlRow[str, str, str, str, str]


@dataclass(frozen=True)
class Author:
    """Who makes a change, of what kind, when, and what it is called."""

    made_by: str
    kind: str
    title: str
    now: datetime
    undoes: str | None = None


def carry_out(
    session: Session,
    found: Sequence[Difference],
    author: Author,
    tell: Callable[[int], None] = lambda done: None,
) -> str:
    """Write differences and their history; return the id of the change set.

    `tell` hears how many records are done. The caller commits, so that all is written or nothing.
    """
    made = _id()
    settled = [_settled(d) for d in found]
    lines = list(_lines(settled, made, author))
    session.flush()
    session.execute(
        insert(ChangeSet),
        {
            "id": made,
            "kind": author.kind,
            "title": author.title,
            "made_by": author.made_by,
            "made_at": author.now,
            "undoes": author.undoes,
        },
    )
    _write(session, settled, tell)
    for start in range(0, len(lines), _BATCH):
        session.connection().execute(insert(Change), lines[start : start + _BATCH])
    bump_version(session)
    session.expire_all()
    return made


def undo(session: Session, change_set_id: str, author: Author) -> str:
    """Take a change set back; raises UndoRefused, with nothing written, where others came after."""
    mine = Change.change_set_id == change_set_id
    changes = session.execute(select(*_LINE).where(mine).order_by(Change.position.desc())).all()
    back = list(_reversed(session, changes))
    made = carry_out(session, back, author)
    follow_undo(session, change_set_id, made)
    return made


def bring_history(session: Session, rows: Sequence[Row]) -> None:
    """Keep rows of `metadata` that came with a file; those that are there already stay."""
    table = Change.__table__.c
    for start in range(0, len(rows), _AT_ONCE):
        part = {str(row["id"]): row for row in rows[start : start + _AT_ONCE]}
        there = set(session.scalars(select(table.id).where(table.id.in_(part))))
        new = [{"position": 0, **row} for key, row in part.items() if key not in there]
        if new:
            session.execute(insert(Change), new)


def removed_by_staff(session: Session) -> dict[tuple[str, str], str | None]:
    """Return what staff removed, with the id of what each was merged into, else None.

    What staff's own complete list did not name is among it; what a list of the government no
    longer had is not. A record may have come back since: see whether it is there.
    """
    runs = session.execute(
        select(ImportRun.change_set_id, ImportRun.options).where(
            ImportRun.change_set_id.is_not(None)
        )
    )
    lists = [key for key, options in runs if options.get("whole")]
    by_hand = select(ChangeSet.id).where(ChangeSet.kind.in_(("edit", "merge")))
    sets = or_(Change.change_set_id.in_(by_hand), Change.change_set_id.in_(lists))
    whole = select(Change.resource_type, Change.resource_id).where(
        Change.last_action_type == "delete", sets
    )
    found: dict[tuple[str, str], str | None] = {
        (row[0], row[1]): None for row in session.execute(whole)
    }
    for merged in session.scalars(select(MergedRecord)):
        found[merged.resource_type, merged.resource_id] = merged.into_id
    return found


def bump_version(session: Session) -> None:
    """Let every process that holds part of the directory know that it is old."""
    done = session.execute(update(DirectoryVersion).values(version=DirectoryVersion.version + 1))
    if not done.rowcount:  # type: ignore[attr-defined]
        session.execute(insert(DirectoryVersion), {"id": 1, "version": 1})


def _write(session: Session, found: Sequence[Difference], tell: Callable[[int], None]) -> None:
    by_table: dict[str, list[Difference]] = defaultdict(list)
    for d in found:
        by_table[d.table].append(d)
    steps = [step for name in TABLES for step in _additions(name, by_table[name])]
    steps += [step for name in reversed(TABLES) for step in _removals(name, by_table[name])]
    done = 0
    for statement, rows in steps:
        for start in range(0, len(rows), _BATCH):
            part = rows[start : start + _BATCH]
            session.connection().execute(statement, part)
            tell(done := done + len(part))


def _additions(name: str, found: Sequence[Difference]) -> Iterator[tuple[Executable, list[Row]]]:
    table = TABLES[name].__table__
    new = in_order(name, [complete(name, d.after) for d in found if d.before is None and d.after])
    yield insert(table), new  # type: ignore[arg-type]
    alike: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for d in found:
        if d.action == "update" and d.after and d.fields:
            row = {f"new_{field}": d.after[field] for field in d.fields}
            alike[d.fields].append(row | {"its_id": d.id})
    for fields, rows in alike.items():
        values: dict[str, object] = {field: bindparam(f"new_{field}") for field in fields}
        yield update(table).where(table.c.id == bindparam("its_id")).values(values), rows  # type: ignore[arg-type]


def _removals(name: str, found: Sequence[Difference]) -> Iterator[tuple[Executable, list[Row]]]:
    table = TABLES[name].__table__
    rows = in_order(name, [d.before for d in found if d.after is None and d.before])
    ids: list[Row] = [{"its_id": row["id"]} for row in reversed(rows)]
    yield delete(table).where(table.c.id == bindparam("its_id")), ids  # type: ignore[arg-type]


def _lines(found: Iterable[Difference], made: str, author: Author) -> Iterator[Row]:
    position = 0
    for d in found:
        for field in d.fields:
            before, after = _values(d, field)
            yield {
                "id": _id(),
                "change_set_id": made,
                "position": position,
                "resource_id": d.id,
                "resource_type": d.table,
                "last_action_date": author.now,
                "last_action_type": d.action,
                "field_name": field,
                "previous_value": before,
                "replacement_value": after,
                "updated_by": author.made_by,
            }
            position += 1


def _values(d: Difference, field: str) -> tuple[str, str]:
    if field == WHOLE:
        after = complete(d.table, d.after) if d.after else None
        return _dump_row(d.before), _dump_row(after)
    before, after = d.before or {}, d.after or {}
    return _dump(to_json(before.get(field))), _dump(to_json(after.get(field)))


def _reversed(session: Session, changes: Sequence[_Line]) -> Iterator[Difference]:
    """Yield what takes changes back, one difference a record."""
    refused: list[tuple[str, str, str]] = []
    by_record: dict[tuple[str, str], list[_Line]] = defaultdict(list)
    for change in changes:
        by_record[change.resource_type, change.resource_id].append(change)
    current = _current(session, by_record)
    ready = []
    for key, mine in by_record.items():
        before, after = _state_before(key[0], current.get(key), mine, refused)
        if before or after:
            ready.append(Difference(*key, before, after))
    if refused:
        raise UndoRefused(refused)
    yield from ready


def _state_before(
    table: str, current: Row | None, changes: Sequence[_Line], refused: list[tuple[str, str, str]]
) -> tuple[Row | None, Row | None]:
    state = dict(current) if current else None
    for change in changes:
        where = (table, change.resource_id, change.field_name)
        if change.field_name == WHOLE:
            expected = _load_row(table, change.replacement_value)
            if not _agree(state, expected):
                refused.append(where)
            state = _load_row(table, change.previous_value)
        elif state is None:
            refused.append(where)
        else:
            old, new = _both(table, change)
            if change.field_name == "kept_fields":
                state["kept_fields"] = _kept_before(state["kept_fields"], old, new)
            elif same(state[change.field_name], new):
                state[change.field_name] = old
            elif change.field_name not in _SOFT:
                refused.append(where)
    return current, state


def _both(table: str, change: _Line) -> tuple[object, object]:
    field = change.field_name
    old, new = json.loads(change.previous_value), json.loads(change.replacement_value)
    return from_json(table, field, old), from_json(table, field, new)


def _kept_before(now: object, old: object, new: object) -> list[str]:
    """Return what staff keep without one change, whatever others kept after it."""
    mine, was, became = (set(v) if isinstance(v, list) else set() for v in (now, old, new))
    return sorted((mine - (became - was)) | (was - became))


def _agree(one: Row | None, other: Row | None) -> bool:
    if one is None or other is None:
        return one is other
    return all(same(one[key], other[key]) for key in one if key in other)


def _current(session: Session, keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Row]:
    ids: dict[str, list[str]] = defaultdict(list)
    for table, key in keys:
        ids[table].append(key)
    found: dict[tuple[str, str], Row] = {}
    for table, mine in ids.items():
        columns = TABLES[table].__table__
        for start in range(0, len(mine), _AT_ONCE):
            query = select(columns).where(columns.c.id.in_(mine[start : start + _AT_ONCE]))
            for row in session.execute(query).mappings():
                found[table, row["id"]] = dict(row)
    return found


def _settled(d: Difference) -> Difference:
    return replace(d, after=settle(d.table, d.after)) if d.after else d


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _dump_row(row: Row | None) -> str:
    return _dump({key: to_json(value) for key, value in row.items()} if row else None)


def _load_row(table: str, text: str) -> Row | None:
    found = json.loads(text)
    if found is None:
        return None
    return {key: from_json(table, key, value) for key, value in found.items()}


def _id() -> str:
    return str(uuid.uuid4())
