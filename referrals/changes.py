"""Differences between what the directory holds and what it shall hold; it is pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Literal

from referrals.records import Records, Row, settle

type Action = Literal["create", "update", "delete"]

_NEVER_COMPARED = frozenset({"kept_fields"})


@dataclass(frozen=True)
class Difference:
    """One record before and after; None where it is not there."""

    table: str
    id: str
    before: Row | None
    after: Row | None

    @property
    def action(self) -> Action:
        """What happens to the record."""
        if self.before is None:
            return "create"
        return "delete" if self.after is None else "update"

    @property
    def fields(self) -> tuple[str, ...]:
        """The columns that an update changes; "*" for a record that is made or removed."""
        if self.before is None or self.after is None:
            return ("*",)
        return tuple(k for k in self.after if not same(self.before.get(k), self.after[k]))


def differences(
    current: Records,
    wanted: Records,
    removed: Iterable[tuple[str, str]] = (),
    by_staff: bool = False,
) -> list[Difference]:
    """Return what makes `current` into `wanted`; only the named records are removed.

    A column that staff set (`kept_fields`) keeps its value, but where the word is theirs. Rows of
    `wanted` may lack columns, which then stay as they are.
    """
    found = []
    for table, rows in wanted.items():
        for key, row in rows.items():
            before = current.get(table, {}).get(key)
            after = _merged(before, settle(table, row), by_staff)
            if before is None or any(not same(before.get(k), after[k]) for k in after):
                found.append(Difference(table, key, before, after))
    for table, key in removed:
        if before := current.get(table, {}).get(key):
            found.append(Difference(table, key, before, None))
    return found


def same(one: object, other: object) -> bool:
    """Say whether two values are equal to a reader: 29.7 and 29.700000, "" and nothing.

    A time without a zone is one of UTC, as SQLite gives it back.
    """
    if isinstance(one, datetime) and isinstance(other, datetime):
        return _in_utc(one) == _in_utc(other)
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, Decimal | int | float) and isinstance(other, Decimal | int | float):
        return Decimal(str(one)) == Decimal(str(other))
    if _empty(one) or _empty(other):
        return _empty(one) and _empty(other)
    return one == other


def _in_utc(time: datetime) -> datetime:
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _empty(value: object) -> bool:
    return value is None or value == "" or value == [] or value == {}


def _merged(before: Mapping[str, object] | None, row: Row, by_staff: bool) -> Row:
    if before is None:
        return row
    kept = before.get("kept_fields")
    mine = set(kept) if isinstance(kept, list) and not by_staff else set()
    return dict(before) | {
        key: value for key, value in row.items() if key not in mine | _NEVER_COMPARED
    }
