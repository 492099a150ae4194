"""Finds organizations that may be one and the same, and says why; it merges none by itself."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

from referrals.place_text import fold_name
from referrals.records import Records, Row

ALIKE = 88
_LOOSELY_ALIKE = 70
_BY_PHONE, _BY_ADDRESS = 45, 30
_MOST_AT_ONE = 40  # a number or address that more share than this tells nothing
_EMPTY_WORDS = frozenset(
    ["inc", "llc", "incorporated", "corp", "corporation", "the", "of", "for", "and", "at"]
)
_SHORT = {"street": "st", "avenue": "ave", "suite": "ste", "road": "rd", "boulevard": "blvd"}


@dataclass(frozen=True)
class Pair:
    """Two organizations that may be one, the likelier the higher `score` (0 to 100).

    `reasons` are codes with what is alike: ("name", "97"), ("phone", "+17135550100"),
    ("address", "100 main st, houston tx").
    """

    one: str
    other: str
    score: int
    reasons: tuple[tuple[str, str], ...]


@dataclass
class _Marks:
    """What an organization can be known by."""

    name: str
    phones: set[str]
    addresses: set[str]
    cities: set[str]


def find_pairs(records: Records, at_least: int = 60) -> Sequence[Pair]:
    """Return pairs of organizations, best first; no pair comes twice.

    Names alone count only within a city: many cities have a Catholic Charities of their own.
    """
    marks = _marks(records)
    pairs = (_pair(marks, *sorted(keys)) for keys in _candidates(marks))
    found = [pair for pair in pairs if pair.score >= at_least]
    return sorted(found, key=lambda pair: (-pair.score, pair.one, pair.other))


def address_key(row: Row) -> str:
    """Return an address as we compare it, or "" where it names no street."""
    street = re.sub(r"[^\w\s]", " ", str(row.get("address_1") or "").casefold())
    words = [_SHORT.get(word, word) for word in street.split()]
    if not words:
        return ""
    place = f"{fold_name(str(row['city']))} {str(row['state_province']).casefold()}"
    return f"{' '.join(words)}, {place}"


def plain_name(name: str) -> str:
    """Return an organization's name as we compare it: "The Casa, Inc." and "casa" are one."""
    words: Iterable[str] = re.sub(r"[^\w\s]", " ", fold_name(name)).split()
    return " ".join(word for word in words if word not in _EMPTY_WORDS) or fold_name(name)


def _marks(records: Records) -> dict[str, _Marks]:
    found = {
        key: _Marks(plain_name(str(row["name"])), set(), set(), set())
        for key, row in records.get("organization", {}).items()
    }
    services, locations = records.get("service", {}), records.get("location", {})
    for row in records.get("phone", {}).values():
        for key in _owners(row, services, locations):
            if key in found and row["number"]:
                found[key].phones.add(str(row["number"]))
    for row in records.get("address", {}).values():
        for key in _owners(row, services, locations):
            if key in found:
                found[key].cities.add(f"{fold_name(str(row['city']))} {row['state_province']}")
                found[key].addresses |= {address_key(row)} - {""}
    return found


def _owners(row: Row, services: dict[str, Row], locations: dict[str, Row]) -> Iterator[str]:
    if row.get("organization_id"):
        yield str(row["organization_id"])
    for column, rows in (("service_id", services), ("location_id", locations)):
        above = rows.get(str(row.get(column)))
        if above:
            yield str(above["organization_id"])


def _candidates(marks: dict[str, _Marks]) -> set[frozenset[str]]:
    found: set[frozenset[str]] = set()
    by_mark: dict[str, set[str]] = defaultdict(set)
    by_city: dict[str, list[str]] = defaultdict(list)
    for key, mine in sorted(marks.items()):
        for mark in mine.phones | mine.addresses:
            by_mark[mark].add(key)
        for city in mine.cities:
            by_city[city].append(key)
    for keys in by_mark.values():
        if len(keys) <= _MOST_AT_ONE:
            found |= {frozenset(pair) for pair in combinations(sorted(keys), 2)}
    for mates in by_city.values():
        found |= set(_alike(marks, mates))
    return found


def _alike(marks: dict[str, _Marks], keys: Sequence[str]) -> Iterator[frozenset[str]]:
    """Yield pairs of a city with like names."""
    for number, key in enumerate(keys):
        for other in keys[number + 1 :]:
            one, two = marks[key].name, marks[other].name
            if fuzz.token_sort_ratio(one, two, score_cutoff=ALIKE):
                yield frozenset((key, other))


def _pair(marks: dict[str, _Marks], one: str, other: str) -> Pair:
    mine, theirs = marks[one], marks[other]
    reasons: list[tuple[str, str]] = []
    alike = round(fuzz.token_sort_ratio(mine.name, theirs.name))
    score = 0
    if alike >= _LOOSELY_ALIKE:
        reasons.append(("name", str(alike)))
        near = bool(mine.cities & theirs.cities)
        score += 60 + (alike - ALIKE) if near and alike >= ALIKE else 30 if near else 15
    for code, points, both in (
        ("phone", _BY_PHONE, mine.phones & theirs.phones),
        ("address", _BY_ADDRESS, mine.addresses & theirs.addresses),
    ):
        reasons += [(code, mark) for mark in sorted(both)]
        score += points if both else 0
    return Pair(one, other, min(100, score), tuple(reasons))
