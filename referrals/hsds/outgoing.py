"""What of the directory leaves the house, and how its values are written; it reads no file."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from referrals.hsds.found import AS_WRITTEN, MARKS
from referrals.hsds.shapes import METADATA, columns_of, pointer, references, row_validator, shapes
from referrals.hsds.values import mend_uri
from referrals.records import TABLES, Records, Row

PRIVATE = frozenset({"staff_notes", "kept_fields", "assurer_email"})
"""Columns that only an export with notes has."""

_HISTORY_OWN = frozenset({"change_set_id", "position"})
_TIMES = frozenset({"opens_at", "closes_at"})
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?")
_STANDS_ALONE = frozenset({"organization", "location", "taxonomy", "taxonomy_term", "unit"})


@dataclass(frozen=True)
class Outgoing:
    """Rows to write, and what is told of their history; `with_notes` says it is for staff alone."""

    records: Records
    history: tuple[Row, ...]
    with_notes: bool


def choose(records: Records, history: Iterable[Row], with_notes: bool = False) -> Outgoing:
    """Return what an export holds.

    Without notes: no staff notes, nothing of what staff keep or who they are, and no service that
    staff withheld. Rows of `metadata` come without the columns that are ours alone.
    """
    told = ({k: v for k, v in row.items() if k not in _HISTORY_OWN} for row in history)
    if with_notes:
        return Outgoing(records, tuple(told), True)
    shown = _without_withheld(records)
    return Outgoing(shown, tuple(row for one in told if (row := _publish(shown, one))), False)


def columns_to_write(table: str, with_notes: bool) -> list[str]:
    """Return the columns of a table, those of HSDS first, in its order."""
    own = [column.name for column in columns_of(table).columns]
    official = [name for name in shapes()[table].plain if name in own]
    hidden = frozenset() if with_notes else PRIVATE
    hidden |= _HISTORY_OWN if table == METADATA else frozenset()
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
    if table in MARKS:
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


def _without_withheld(records: Records) -> Records:
    """Return the rows without withheld services and what belongs to them alone."""
    shown = {table: dict(records.get(table, {})) for table in TABLES}
    gone = {("service", key) for key, row in shown["service"].items() if row.get("is_withheld")}
    while gone:
        for table, key in gone:
            del shown[table][key]
        gone = {
            (table, key)
            for table in TABLES
            if table not in _STANDS_ALONE
            for key, row in shown[table].items()
            if _belongs_to_gone(shown, table, row)
        }
    return shown


def _belongs_to_gone(shown: Records, table: str, row: Row) -> bool:
    if columns := pointer(table):
        entity = str(row[columns[1]])
        return entity in TABLES and row[columns[0]] not in shown[entity]
    owners = [(target, row[name]) for name, target in references(table).items() if row.get(name)]
    lost = [target for target, key in owners if key not in shown[target]]
    return bool(lost) and (len(lost) == len(owners) or table == "service_at_location")


def _publish(shown: Records, row: Row) -> Row | None:
    """Return a row of history as anybody may read it, or None where it tells what is private."""
    table, key, field = (str(row[name]) for name in ("resource_type", "resource_id", "field_name"))
    if field in PRIVATE or key not in shown.get(table, {}):
        return None
    values = {name: _public_text(row[name]) for name in ("previous_value", "replacement_value")}
    by = row["updated_by"]
    return {**row, **values, "updated_by": "staff" if "@" in str(by) else by}


def _public_text(value: object) -> object:
    """Return the JSON of a whole record without what is private; any other text as it is."""
    if not str(value).startswith("{"):
        return value
    try:
        found = json.loads(str(value))
    except ValueError:
        return value
    if not isinstance(found, Mapping):
        return value
    public = {name: inner for name, inner in found.items() if name not in PRIVATE}
    return json.dumps(public, ensure_ascii=False, sort_keys=True)
