"""Puts rows into one another as HSDS nests them; it knows no file and no database."""

from collections import defaultdict
from collections.abc import Iterable

from referrals.hsds.outgoing import Outgoing, to_properties
from referrals.hsds.shapes import METADATA, owner_column, pointer, references, shapes
from referrals.records import Row

type Tree = dict[str, object]

_UPWARD = frozenset({"taxonomy_terms"})


class Trees:
    """The records of an export, each with all that lies in it."""

    def __init__(self, outgoing: Outgoing) -> None:
        self._rows = outgoing.records
        self._with_notes = outgoing.with_notes
        self._inside: dict[tuple[str, str, object], list[Row]] = defaultdict(list)
        for table, rows in outgoing.records.items():
            self._index(table, rows.values())
        self._index(METADATA, outgoing.history)
        self.told: set[str] = set()

    def holds(self, table: str, key: str) -> bool:
        """Say whether a record is among what may be shown."""
        return key in self._rows.get(table, {})

    def organization(self, key: str, with_services: bool = True) -> Tree:
        """Return organization_full, with its services in full or without them."""
        return self._full("organization", key, () if with_services else ("services",))

    def service(self, key: str) -> Tree:
        """Return service_full: its organization comes without services and locations."""
        tree = self._full("service", key, ())
        owner = str(self._rows["service"][key]["organization_id"])
        if owner in self._rows.get("organization", {}):
            skip = ("services", "locations", "metadata")
            tree["organization"] = self._full("organization", owner, skip)
        return tree

    def service_at_location(self, key: str) -> Tree:
        """Return service_at_location_full, with its service and location."""
        tree = self._full("service_at_location", key, ())
        service = str(self._rows["service_at_location"][key]["service_id"])
        tree["service"] = self.service(service)
        return tree

    def record(self, table: str, key: str) -> Tree:
        """Return a location, taxonomy or any other record with all that lies in it."""
        return self._full(table, key, ())

    def plain(self, table: str, key: str) -> Tree:
        """Return a record alone."""
        return to_properties(table, self._rows[table][key], self._with_notes)

    def _full(self, table: str, key: str, skip: Iterable[str]) -> Tree:
        row = self._rows[table][key]
        shape = shapes()[table]
        tree = to_properties(table, row, self._with_notes)
        for name, (child, column) in shape.objects.items():
            inner = str(row.get(column))
            if child in ("organization", "service") or inner not in self._rows.get(child, {}):
                continue
            tree[name] = self._full(child, inner, ("metadata",))
        for name, child in shape.lists.items():
            if name in skip or name in _UPWARD:
                continue
            parts = [self._part(child, part) for part in self._parts(table, key, child)]
            if parts:
                tree[name] = parts
        return tree

    def _part(self, table: str, row: Row) -> Tree:
        if table == METADATA:
            self.told.add(str(row["id"]))
            return to_properties(METADATA, row, self._with_notes)
        return self._full(table, str(row["id"]), ())

    def _parts(self, table: str, key: str, child: str) -> list[Row]:
        column = owner_column(table, child)
        return self._inside.get((child, column or table, key), [])

    def _index(self, table: str, rows: Iterable[Row]) -> None:
        columns = pointer(table)
        for row in rows:
            if columns:
                self._inside[table, str(row[columns[1]]), row[columns[0]]].append(row)
                continue
            for column in references(table):
                if row.get(column) is not None:
                    self._inside[table, column, row[column]].append(row)
