"""What the page of an import shows of its preview; it decides nothing about the import."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from admin.problem_words import problem_words, right_words
from admin.record_words import field_words, table_words, value_words

PROBLEMS_A_PAGE = 100
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_COUNTS = ("added", "changed", "removed", "untouched", "kept")


@dataclass(frozen=True)
class ShownProblem:
    """A bad row in words; `line` is "" where it is the file as a whole."""

    line: str
    column: str
    value: str
    words: str
    right: str
    is_left_out: bool


@dataclass(frozen=True)
class ShownField:
    """A field of a record before and after the import."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class ShownRecord:
    """A record that is added, changed or removed, with its fields."""

    title: str
    fields: Sequence[ShownField]


def headline(preview: Mapping[str, Any]) -> Mapping[str, int] | None:
    """Return how many services, or agreements, are added, changed and so on; None before that."""
    counts = preview.get("counts") or {}
    found: Mapping[str, int] | None = preview.get("services") or counts.get("agreement")
    return found


def tables(preview: Mapping[str, Any]) -> Sequence[tuple[str, Sequence[int]]]:
    """Return the counts of each table of which there are any: (its name, five numbers)."""
    counts: Mapping[str, Mapping[str, int]] = preview.get("counts") or {}
    lines = [(table_words(name), [told[each] for each in _COUNTS]) for name, told in counts.items()]
    return [(name, numbers) for name, numbers in lines if any(numbers)]


def records(preview: Mapping[str, Any], kind: str) -> Sequence[ShownRecord]:
    """Return the first records that are "added", "changed" or "removed"."""
    return [
        ShownRecord(
            f"{each['title']} ({table_words(each['table'])})".strip(),
            [
                _field(_label(each["table"], line), line["field"], line["before"], line["after"])
                for line in each["fields"]
            ],
        )
        for each in preview.get(kind) or ()
    ]


def kept(preview: Mapping[str, Any]) -> Sequence[tuple[str, ShownField]]:
    """Return what staff set and the file does not change: (record, what stays, what it says)."""
    return [
        (
            str(each["title"]),
            _field(field_words(each["field"]), each["field"], each["value"], each["offered"]),
        )
        for each in preview.get("kept") or ()
    ]


def problems(preview: Mapping[str, Any]) -> Sequence[ShownProblem]:
    """Return every bad row in words, those that are left out first."""
    told: Sequence[Mapping[str, Any]] = preview.get("problems") or ()
    lost_first = sorted(told, key=lambda each: not each["row_is_left_out"])
    return [
        ShownProblem(
            str(each["line"] or ""),
            str(each["column"]),
            str(each["value"])[:200],
            problem_words(str(each["code"])),
            right_words(str(each["code"]), str(each["right"])),
            bool(each["row_is_left_out"]),
        )
        for each in lost_first
    ]


def left_out(found: Sequence[ShownProblem]) -> int:
    """Return how many rows are left out; several things can be wrong with one."""
    return len({each.line or each.column for each in found if each.is_left_out})


def _field(label: str, field: str, before: object, after: object) -> ShownField:
    return ShownField(label, _value(field, before), _value(field, after))


def _value(field: str, value: object) -> str:
    """Return a value out of JSON, where days are written as text; ids have no names here."""
    if isinstance(value, str) and _DAY.fullmatch(value):
        return value_words(field, date.fromisoformat(value), _no_name)
    return value_words(field, value, _no_name)


def _no_name(_key: str) -> None:
    return None


def _label(owner: str, line: Mapping[str, Any]) -> str:
    label = field_words(str(line["field"]))
    return label if line["table"] == owner else f"{table_words(str(line['table']))}: {label}"
