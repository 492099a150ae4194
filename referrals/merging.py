"""Makes two organizations one, with all that belongs to them; it mixes no services that differ."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from sqlalchemy.orm import Session

from referrals.changes import Difference, same
from referrals.duplicates import address_key
from referrals.history import Author, carry_out
from referrals.history_models import MergedRecord
from referrals.ownership import Key, kept_fields, mark_kept
from referrals.place_text import fold_name
from referrals.records import Records, Row, read_records
from referrals.refreshing import references
from referrals.verification import VERIFIED

_PARTS = {
    "organization": (
        *("organization_identifier", "phone", "contact", "url", "funding", "program", "attribute"),
    ),
    "location": (
        *("address", "phone", "language", "schedule", "accessibility", "contact", "attribute"),
    ),
    "service": (
        *("service_at_location", "phone", "language", "schedule", "service_area", "cost_option"),
        *("required_document", "contact", "url", "funding", "attribute"),
    ),
}
_SAID = ("phone", "service_area", "schedule", "cost_option")
"""Parts of a service that make it another one where they differ; of the rest both have all."""

_OWN = frozenset({"id", "source", "source_date", "kept_fields", "position", "texts"})
_TEXTS = ("service", "texts")  # services that are one say the same, in every language
_NOT_SAID = (_OWN - {"texts"}) | {
    "name",
    "organization_id",
    "program_id",
    "last_modified",
    *VERIFIED,
}
"""Columns in which services that are one may differ; `_offer` compares names and programs."""


def merge(
    session: Session,
    keep: str,
    drop: str,
    choices: Mapping[str, str],
    author: Author,
) -> str:
    """Make two organizations one; return the id of the change set, which `history.undo` takes back.

    `choices` maps columns of the organization to "keep" or "drop"; where it is silent the kept
    one's value stays, and an empty one takes the other's. All that belongs to `drop` moves to
    `keep`; what both have, as a number or an address, is not doubled. Two services become one
    where all that is said of them agrees, or one says nothing. `author.kind` should be "merge".
    The caller commits. Raises KeyError for an unknown organization, ValueError for one and the
    same.
    """
    current = read_records(session)
    known = current["organization"]
    if keep == drop:
        raise ValueError("an organization cannot be merged with itself")
    chosen = {c: known[drop][c] for c, side in choices.items() if side == "drop" and c not in _OWN}
    work = _Merge(current)
    work.absorb("organization", known[keep]["id"], known[drop]["id"])  # KeyError before any change
    work.rows["organization"][keep].update(chosen)
    made = carry_out(session, mark_kept(current, list(work.differences())), author)
    for (table, key), into in work.into.items():
        session.merge(MergedRecord(resource_type=table, resource_id=key, into_id=into))
    session.flush()
    return made


class _Merge:
    """A copy of the directory in which records become one; `into` tells which became which."""

    def __init__(self, current: Records) -> None:
        self.current = current
        self.rows: Records = {
            table: {key: dict(row) for key, row in rows.items()} for table, rows in current.items()
        }
        self.into: dict[Key, str] = {}
        self._points: dict[Key, set[tuple[str, str, str]]] = defaultdict(set)
        for table, rows in self.rows.items():
            for key, row in rows.items():
                for column, target in _links(table, row):
                    self._points[target, str(row[column])].add((table, column, key))

    def differences(self) -> Iterator[Difference]:
        """Yield what the copy changed."""
        for table, rows in self.current.items():
            for key, before in rows.items():
                after = self.rows[table].get(key)
                if after is None or any(not same(before[c], after[c]) for c in before):
                    yield Difference(table, key, before, after)

    def absorb(self, table: str, keep: object, drop: object) -> None:
        """Let one record take the place of another, with all that points at it."""
        kept, dropped = str(keep), str(drop)
        for name, column, key in sorted(self._points.pop((table, dropped), set())):
            row = self.rows[name].get(key)
            if row is not None and row[column] == dropped and (name, key) != (table, kept):
                row[column] = kept
                self._points[table, kept].add((name, column, key))
        self._fill(table, self.rows[table][kept], self.rows[table].pop(dropped))
        self.into[table, dropped] = kept
        if table == "organization":
            self._join("location", (table, kept), self._place)
            self._join("service", (table, kept), self._offer, self._agree)
        for part in _PARTS.get(table, ()):
            self._join(part, (table, kept), partial(_content, part))

    def _join(
        self,
        table: str,
        owner: Key,
        mark: Callable[[Row], object],
        agree: Callable[[str, str], bool] = lambda one, other: True,
    ) -> None:
        """Make those of an owner's records one that have the same mark, and agree."""
        seen: dict[object, list[str]] = defaultdict(list)
        mine = {key for name, _, key in self._points[owner] if name == table}
        for key in sorted(mine):
            row = self.rows[table].get(key)
            found = mark(row) if row else None
            if found is None:
                continue
            one = next((one for one in seen[found] if agree(one, key)), None)
            if one is None:
                seen[found].append(key)
            else:
                self.absorb(table, one, key)

    def _place(self, row: Row) -> object:
        """Return what makes a location the same as another: its address."""
        points = self._points["location", str(row["id"])]
        parts = sorted(key for table, _, key in points if table == "address")
        keys = [address_key(self.rows["address"][k]) for k in parts if k in self.rows["address"]]
        return next((key for key in keys if key), None)

    def _offer(self, row: Row) -> object:
        """Return what a service must have in common with another to be one with it."""
        name, places = fold_name(str(row["name"])), self._places(str(row["id"]))
        return (name, row["kind"], row["program_id"], places)

    def _agree(self, one: str, other: str) -> bool:
        """Say whether two services say the same, or one says nothing where the other does.

        An area that nobody wrote down says something where there is a place: its surroundings.
        """
        rows = self.rows["service"][one], self.rows["service"][other]
        if any(_contradict(*(row[c] for row in rows)) for c in rows[0] if c not in _NOT_SAID):
            return False
        for table in _SAID:
            mine, theirs = (self._contents(table, key) for key in (one, other))
            may_lack = table != "service_area" or not self._places(one)
            if mine != theirs and not (may_lack and (not mine or not theirs)):
                return False
        return True

    def _places(self, service: str) -> frozenset[object]:
        links = self.rows["service_at_location"].values()
        return frozenset(link["location_id"] for link in links if link["service_id"] == service)

    def _contents(self, table: str, service: str) -> set[object]:
        """Return what the parts of a service, or of it at its places, say."""
        links = self.rows["service_at_location"].items()
        owners = {service, *(key for key, link in links if link["service_id"] == service)}
        mine = (
            row
            for row in self.rows[table].values()
            if owners & {row.get("service_id"), row.get("service_at_location_id")}
        )
        return {_said(table, row) for row in mine}

    def _fill(self, table: str, kept: Row, dropped: Row) -> None:
        """Give the kept record what only the other one knows."""
        later = dropped.get("assured_date"), kept.get("assured_date")
        if table == "service" and later[0] and (not later[1] or str(later[0]) > str(later[1])):
            kept.update({column: dropped[column] for column in VERIFIED})
        if table == "organization_identifier" and str(dropped["expires"] or "") > str(
            kept["expires"] or ""
        ):
            kept.update(expires=dropped["expires"], renewal_pending=dropped["renewal_pending"])
        links = {column for column, _ in references(table)}
        for column, value in dropped.items():
            is_its_own = column in links or (column in _OWN and (table, column) != _TEXTS)
            if not is_its_own and same(kept[column], None):
                kept[column] = value
        if "kept_fields" in kept:
            kept["kept_fields"] = sorted({*kept_fields(kept), *kept_fields(dropped)})


def _links(table: str, row: Row) -> Iterator[tuple[str, str]]:
    if table == "attribute":
        yield "link_id", str(row["link_entity"])
    for column, target in references(table):
        if row.get(column):
            yield column, target


def _content(table: str, row: Row) -> object:
    match table:
        case "phone":
            return (row["number"], row["extension"])
        case "language":
            return row["code"] or fold_name(str(row["name"] or ""))
        case "address":
            return address_key(row) or None
        case "organization_identifier":
            return row["identifier_type"]
    return tuple(sorted((c, str(v)) for c, v in row.items() if c not in _OWN))


def _contradict(one: object, other: object) -> bool:
    return not (same(one, other) or same(one, None) or same(other, None))


def _said(table: str, row: Row) -> object:
    """Return what a part of a service says, whichever service it is of."""
    if table == "service_area":
        return (row["extent_type"], row["extent"] or row["name"])
    links = {column for column, _ in references(table)}
    return _content(table, {c: v for c, v in row.items() if table == "phone" or c not in links})
