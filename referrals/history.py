"""Carries out differences in one transaction and writes down what was done; it undoes them too."""

import json
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from referrals.changes import Difference, same
from referrals.history_models import Change, ChangeSet, DirectoryVersion
from referrals.records import TABLES, Row, complete, from_json, in_order, to_json

_BATCH = 5_000
WHOLE = "*"


class UndoRefused(Exception):
    """A record has been changed since; `records` names them as (table, id, field)."""

    def __init__(self, records: Sequence[tuple[str, str, str]]) -> None:
        super().__init__(f"{len(records)} values were changed since")
        self.records = tuple(records)


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
    _write(session, found, tell)
    lines = list(_lines(found, made, author))
    for start in range(0, len(lines), _BATCH):
        session.execute(insert(Change), lines[start : start + _BATCH])
    bump_version(session)
    return made


def undo(session: Session, change_set_id: str, author: Author) -> str:
    """Take a change set back; raises UndoRefused, with nothing written, where others came after."""
    changes = session.scalars(
        select(Change).where(Change.change_set_id == change_set_id).order_by(Change.position.desc())
    ).all()
    back = list(_reversed(session, changes))
    return carry_out(session, back, author)


def bump_version(session: Session) -> None:
    """Let every process that holds part of the directory know that it is old."""
    done = session.execute(update(DirectoryVersion).values(version=DirectoryVersion.version + 1))
    if not done.rowcount:  # type: ignore[attr-defined]
        session.execute(insert(DirectoryVersion), {"id": 1, "version": 1})


def _write(session: Session, found: Sequence[Difference], tell: Callable[[int], None]) -> None:
    done = 0
    for name, table in TABLES.items():
        mine = [d for d in found if d.table == name]
        new = in_order(
            name, [complete(name, d.after) for d in mine if d.before is None and d.after]
        )
        for start in range(0, len(new), _BATCH):
            session.execute(insert(table), new[start : start + _BATCH])
            tell(done := done + len(new[start : start + _BATCH]))
        for d in mine:
            if d.action == "update" and d.after:
                values = {key: d.after[key] for key in d.fields}
                session.execute(update(table).where(table.__table__.c.id == d.id).values(values))
                tell(done := done + 1)
    for name, table in reversed(TABLES.items()):
        gone = [d for d in found if d.table == name and d.after is None]
        rows = in_order(name, [d.before for d in gone if d.before])
        for row in reversed(rows):
            session.execute(delete(table).where(table.__table__.c.id == row["id"]))
            tell(done := done + 1)


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


def _reversed(session: Session, changes: Sequence[Change]) -> Iterator[Difference]:
    """Yield what takes changes back, one difference a record."""
    refused: list[tuple[str, str, str]] = []
    by_record: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        by_record.setdefault((change.resource_type, change.resource_id), []).append(change)
    ready = []
    for (table, key), mine in by_record.items():
        current = _current(session, table, key)
        before, after = _state_before(table, current, mine, refused)
        ready.append(Difference(table, key, before, after))
    if refused:
        raise UndoRefused(refused)
    yield from ready


def _state_before(
    table: str, current: Row | None, changes: Sequence[Change], refused: list[tuple[str, str, str]]
) -> tuple[Row | None, Row | None]:
    state = dict(current) if current else None
    for change in changes:
        where = (table, change.resource_id, change.field_name)
        if change.field_name == WHOLE:
            expected = _load_row(table, change.replacement_value)
            if not _agree(state, expected):
                refused.append(where)
            state = _load_row(table, change.previous_value)
        elif state is None or not same(
            state[change.field_name],
            from_json(table, change.field_name, json.loads(change.replacement_value)),
        ):
            refused.append(where)
        else:
            old = from_json(table, change.field_name, json.loads(change.previous_value))
            state[change.field_name] = old
    return current, state


def _agree(one: Row | None, other: Row | None) -> bool:
    if one is None or other is None:
        return one is other
    return all(same(one[key], other[key]) for key in one if key in other)


def _current(session: Session, table: str, key: str) -> Row | None:
    columns = TABLES[table].__table__
    found = session.execute(select(columns).where(columns.c.id == key)).mappings().first()
    return dict(found) if found else None


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
