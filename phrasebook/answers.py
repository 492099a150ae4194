"""Loads and validates data/answers: what we say about the law, with status, date and sources.

A label may be divided as people ask: `car_stop` is the topic's own answer, `car_stop/passenger`
a division of it, an answer like any other.
"""

import datetime
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from phrasebook.content import InvalidContent
from phrasebook.reviews import Review, load_reviews

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
ASKS = ("", "place", "agreements", "office")
"""What a place that comes next is looked up for: legal help, 287(g) agreements, ICE's office."""

_CHOSEN = (("status", None, STATUSES), ("problem", "none", PROBLEMS), ("asks", "", ASKS))
_NAME = re.compile(r"[a-z][a-z0-9_]*(/[a-z][a-z0-9_]*)?")
_OPTIONAL = {"more", "facts", "sources", "related", "problem", "urgent", "asks", "card"}
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
    review: Review | None = None
    facts: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    related: tuple[str, ...] = ()
    problem: str = "none"
    urgent: bool = False
    asks: str = ""
    card: str = ""
    withdrawn: str = ""

    @property
    def topic(self) -> str:
        """The label that this answer is, or is a division of."""
        return topic_of(self.id)

    @property
    def is_reviewed(self) -> bool:
        """Whether a lawyer has read the answer in the words it has today."""
        return self.review is not None and self.review.holds_for(self.text, self.more)


def topic_of(identity: str) -> str:
    """Return the topic of an answer's id: "car_stop" of "car_stop/passenger"."""
    return identity.partition("/")[0]


def load_answers(folder: Path) -> dict[str, Answer]:
    """Return the answers by id; raise InvalidContent naming every problem found.

    Reviews are read from reviews.toml beside the folder.
    """
    answers: dict[str, Answer] = {}
    reviews = load_reviews(folder.parent / "reviews.toml")
    problems: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        for name, table in tomllib.loads(path.read_text(encoding="utf-8")).items():
            found = list(_problems_of(name, table))
            if name in answers:
                found.append(f"{name}: written twice")
            problems += found
            if not found:
                answers[name] = _answer(name, path.stem, table, reviews.get(name))
    problems += _dangling(answers)
    problems += [f"{name}: reviewed, but no such answer" for name in reviews if name not in answers]
    if problems:
        raise InvalidContent(problems)
    return answers


def _answer(name: str, group: str, table: Mapping[str, Any], review: Review | None) -> Answer:
    fields = dict(table)
    fields["sources"] = tuple(Source(**source) for source in table.get("sources", ()))
    for key in ("facts", "related"):
        fields[key] = tuple(table.get(key, ()))
    return Answer(id=name, group=group, review=review, **fields)


def _problems_of(name: str, table: Mapping[str, Any]) -> Iterator[str]:
    if not _NAME.fullmatch(name):
        yield f"{name}: a name is a label or label/division, in small letters"
    for key in set(table) - _KEYS:
        yield f"{name}: unknown key {key}"
    for key in _REQUIRED:
        if not table.get(key):
            yield f"{name}: {key} is missing"
    if not _is_day(table.get("as_of")):
        yield f"{name}: as_of is not a date"
    for key, default, known in _CHOSEN:
        if table.get(key, default) not in known:
            yield f"{name}: {key} is not one of {', '.join(each for each in known if each)}"
    yield from _problems_of_sources(name, table)


def _problems_of_sources(name: str, table: Mapping[str, Any]) -> Iterator[str]:
    if table.get("status") != "service" and not table.get("sources"):
        yield f"{name}: a statement about the law needs a source"
    for source in table.get("sources", ()):
        if not set(source) <= {"org", "title", "url"} or not {"org", "title"} <= set(source):
            yield f"{name}: a source has org, title and perhaps url"


def _is_day(value: object) -> bool:
    return isinstance(value, datetime.date) and not isinstance(value, datetime.datetime)


def _dangling(answers: Mapping[str, Answer]) -> Iterator[str]:
    for answer in answers.values():
        for label in answer.related:
            if label not in answers:
                yield f"{answer.id}: related answer {label} does not exist"
        if answer.topic not in answers:
            yield f"{answer.id}: its topic {answer.topic} does not exist"
