"""Loads and validates data/answers: what we say about the law, with status, date and sources."""

import datetime
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from phrasebook.content import InvalidContent

STATUSES = (
    "constitutional",
    "statute",
    "in_force",
    "partly_blocked",
    "blocked",
    "revoked",
    "proposed",
    "history",
    "service",
)
PROBLEMS = (
    "removal_defense",
    "detention",
    "asylum",
    "status",
    "work",
    "victims",
    "children",
    "civil_rights",
    "none",
)
_OPTIONAL = {"more", "reviewed", "facts", "sources", "related", "problem", "urgent", "asks"}
_REQUIRED = ("title", "text", "status", "as_of")
_KEYS = {*_REQUIRED, *_OPTIONAL, "withdrawn"}


@dataclass(frozen=True)
class Source:
    """Where an answer comes from; `url` is empty when only a mirror's address is known."""

    org: str
    title: str
    url: str = ""


@dataclass(frozen=True)
class Answer:
    """One table of data/answers. The keys are described in docs/editors.md."""

    id: str
    group: str
    title: str
    text: str
    status: str
    as_of: datetime.date
    more: str = ""
    reviewed: Mapping[str, Any] | None = None
    facts: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    related: tuple[str, ...] = ()
    problem: str = "none"
    urgent: bool = False
    asks: str = ""
    withdrawn: str = ""


def load_answers(folder: Path) -> dict[str, Answer]:
    """Return the answers by id; raise InvalidContent naming every problem found."""
    answers: dict[str, Answer] = {}
    problems: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        for name, table in tomllib.loads(path.read_text(encoding="utf-8")).items():
            found = list(_problems_of(name, table))
            if name in answers:
                found.append(f"{name}: written twice")
            problems += found
            if not found:
                answers[name] = _answer(name, path.stem, table)
    problems += _dangling(answers)
    if problems:
        raise InvalidContent(problems)
    return answers


def _answer(name: str, group: str, table: Mapping[str, Any]) -> Answer:
    fields = dict(table)
    fields["sources"] = tuple(Source(**source) for source in table.get("sources", ()))
    for key in ("facts", "related"):
        fields[key] = tuple(table.get(key, ()))
    return Answer(id=name, group=group, **fields)


def _problems_of(name: str, table: Mapping[str, Any]) -> Iterator[str]:
    for key in set(table) - _KEYS:
        yield f"{name}: unknown key {key}"
    for key in _REQUIRED:
        if not table.get(key):
            yield f"{name}: {key} is missing"
    if table.get("status") not in STATUSES:
        yield f"{name}: status is not one of {', '.join(STATUSES)}"
    yield from _problems_of_days(name, table)
    if table.get("problem", "none") not in PROBLEMS:
        yield f"{name}: problem is not one of {', '.join(PROBLEMS)}"
    if table.get("status") != "service" and not table.get("sources"):
        yield f"{name}: a statement about the law needs a source"
    for source in table.get("sources", ()):
        if not set(source) <= {"org", "title", "url"} or not {"org", "title"} <= set(source):
            yield f"{name}: a source has org, title and perhaps url"


def _problems_of_days(name: str, table: Mapping[str, Any]) -> Iterator[str]:
    if not _is_day(table.get("as_of")):
        yield f"{name}: as_of is not a date"
    if "reviewed" in table and not _is_review(table["reviewed"]):
        yield f"{name}: reviewed has on, a date, and by, a name"


def _is_day(value: object) -> bool:
    return isinstance(value, datetime.date) and not isinstance(value, datetime.datetime)


def _is_review(value: object) -> bool:
    return isinstance(value, dict) and _is_day(value.get("on")) and bool(value.get("by"))


def _dangling(answers: Mapping[str, Answer]) -> Iterator[str]:
    for answer in answers.values():
        for label in answer.related:
            if label not in answers:
                yield f"{answer.id}: related answer {label} does not exist"
