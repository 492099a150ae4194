"""What of the directory leaves the house, and how its values are written; it reads no file."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from referrals.hsds.found import AS_WRITTEN, MARKS
from referrals.hsds.shapes import HISTORY_OWN, METADATA, columns_of, row_validator, shapes
from referrals.hsds.values import mend_uri
from referrals.hsds.withheld import Hidden, find_hidden, without_hidden
from referrals.records import Records, Row

PRIVATE = frozenset({"staff_notes", "kept_fields", "assurer_email"})
"""Columns that only an export with notes has."""

_TIMES = frozenset({"opens_at", "closes_at"})
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?")


@dataclass(frozen=True)
class Outgoing:
    """Rows to write, and what is told of their history; `with_notes` says it is for staff alone."""

    records: Records
    history: tuple[Row, ...]
    with_notes: bool


def choose(
    records: Records,
    history: Iterable[Row],
    with_notes: bool = False,
    hidden: Hidden | None = None,
) -> Outgoing:
    """Return what an export holds.

    Without notes: no staff notes, nothing of what staff keep or who they are, nothing of what they
    withheld, and no history, since that holds what staff blanked. `hidden` is what is withheld,
    where the rows are a part of the directory that does not tell; else it is found in them.
    """
    if with_notes:
        told = ({k: v for k, v in row.items() if k not in HISTORY_OWN} for row in history)
        return Outgoing(records, tuple(told), True)
    hidden = find_hidden(records) if hidden is None else hidden
    return Outgoing(without_hidden(records, hidden), (), False)


def columns_to_write(table: str, with_notes: bool) -> list[str]:
    """Return the columns of a table, those of HSDS first, in its order."""
    own = [column.name for column in columns_of(table).columns]
    official = [name for name in shapes()[table].plain if name in own]
    hidden = frozenset() if with_notes else PRIVATE
    hidden |= HISTORY_OWN if table == METADATA else frozenset()
    return [name for name in dict.fromkeys((*official, *own)) if name not in hidden]


def to_properties(table: str, row: Row, with_notes: bool) -> dict[str, object]:
    """Return the plain values of a row as JSON has them, valid under the schema of its table.

    A value that the schema does not allow stands under a name that ends in `AS_WRITTEN`, beside
    what can be made of it.
    """
    said: dict[str, object] = {}
    for name in columns_to_write(table, with_notes):
        value = row.get(name)
        if value is None or value == [] or value == {}:
            continue
        said |= _written(table, name, value)
    if table in MARKS and (table != "service" or row.get("assured_date")):
        mark, word = MARKS[table]
        said[mark] = word
    for error in row_validator(table).iter_errors(said):
        if error.absolute_path:
            name = str(error.absolute_path[0])
            if name not in shapes()[table].needed:
                said[name + AS_WRITTEN] = text = said.pop(name)
                if (mended := mend_uri(str(text))) != text:
                    said[name] = mended
    return said


def _written(table: str, name: str, value: object) -> dict[str, object]:
    if isinstance(value, datetime):
        moment = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        text = moment.isoformat().replace("+00:00", "Z")
        if table == METADATA:
            return {name: moment.date().isoformat(), name + AS_WRITTEN: text}
        return {name: text}
    if isinstance(value, date):
        return {name: value.isoformat()}
    if isinstance(value, Decimal):
        return {name: int(value) if value == value.to_integral_value() else float(value)}
    if name in _TIMES:
        if not _TIME.fullmatch(str(value)):
            return {name + AS_WRITTEN: value}
        return {name: f"{value}:00" if len(str(value)) == 5 else value}
    return {name: value}
