"""The directory with what a file says laid over it, part by part; it never touches a database."""

from collections import defaultdict
from collections.abc import Iterator

from referrals.identity import record_id
from referrals.model_terms import NEEDS
from referrals.ownership import Key
from referrals.records import Records, Row

_OWNED_BY = {
    "phone": ("service_id", "location_id"),
    "language": ("service_id",),
    "schedule": ("service_id",),
    "service_area": ("service_id",),
    "required_document": ("service_id",),
    "address": ("location_id",),
    "attribute": ("link_id",),
    "organization_identifier": ("organization_id",),
    "service_at_location": ("service_id",),
}


class Book:
    """Rows as they are and as they shall be.

    `written` holds only the columns that the file speaks of, `dropped` the parts that it no
    longer names. Looking shows rows as they were, so that the order of lines does not matter.
    """

    def __init__(self, current: Records) -> None:
        self.current = current
        self.written: Records = defaultdict(dict)
        self.dropped: set[Key] = set()
        self._parts: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
        for table, columns in _OWNED_BY.items():
            for row in current.get(table, {}).values():
                for column in columns:
                    if row.get(column):
                        self._parts[table, column, str(row[column])].append(row)
        self.needs = _needs(current)
        self.organizations = {
            str(row["name"]).casefold(): key
            for key, row in sorted(current.get("organization", {}).items())
        }

    def row(self, table: str, key: str) -> Row:
        """Return a row as it was, empty where there was none."""
        return self.current.get(table, {}).get(key, {})

    def parts(self, table: str, column: str, owner: str) -> list[Row]:
        """Return the parts of a record as they were, in an order that stays."""
        rows = self._parts.get((table, column, owner), [])
        return sorted(rows, key=lambda row: (row.get("position") or 0, str(row["id"])))

    def put(self, table: str, key: str, **columns: object) -> None:
        """Say what columns of a row shall be; without any, only that the row is there."""
        row = self.written[table].setdefault(key, {"id": key})
        row.update(columns)
        self.dropped.discard((table, key))

    def drop(self, table: str, key: str) -> None:
        """Say that a part is no longer."""
        if key not in self.written[table]:
            self.dropped.add((table, key))

    def new_id(self, table: str, *parts: str) -> str:
        """Return the id of a new row; another one where an older row has taken it."""
        key = record_id(table, *parts)
        while key in self.current.get(table, {}):
            key = record_id(table, key, *parts)
        return key

    def wanted(self, table: str, key: str, column: str) -> object:
        """Return a value as it shall be."""
        mine = self.written[table].get(key, {})
        return mine[column] if column in mine else self.row(table, key).get(column)


def _needs(current: Records) -> dict[str, str]:
    """Return the codes of legal problems with the ids of their terms."""
    return {code: key for key, code in _need_terms(current)}


def _need_terms(current: Records) -> Iterator[tuple[str, str]]:
    lists = current.get("taxonomy", {})
    for key, row in sorted(current.get("taxonomy_term", {}).items()):
        of = lists.get(str(row["taxonomy_id"]), {})
        if row["code"] and NEEDS in (row["taxonomy"], of.get("name")):
            yield key, str(row["code"])
