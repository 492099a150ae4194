"""Builds var/answers.html: every answer with status, sources, lengths and what changed since its
review, for lawyers and editors. `make answers`; no script and no network is needed to read it."""

import datetime
import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from gateway.sms.segments import plan, tidy
from phrasebook.answers import Answer
from phrasebook.extraction import answer_id
from phrasebook.languages import SOURCE_LANGUAGE
from phrasebook.reviews import Review
from phrasebook.speech import Speech
from phrasebook.utterance import Utterance
from tools.environment import ROOT

PAGE = ROOT / "var" / "answers.html"
_PARTS = {"text": "first text", "more": "longer text"}


@dataclass(frozen=True)
class Words:
    """One part of an answer in one language, with what it costs to send."""

    tag: str
    language: str
    direction: str
    part: str
    text: str
    units: int
    segments: int
    encoding: str
    is_missing: bool


@dataclass(frozen=True)
class Piece:
    """A run of words that was taken out ("-"), put in ("+") or kept ("")."""

    kind: str
    text: str


@dataclass(frozen=True)
class Entry:
    """All that the page says of an answer."""

    answer: Answer
    anchor: str
    status: str
    words: tuple[Words, ...]
    review: str
    changes: tuple[tuple[Piece, ...], ...]


def entry_of(speech: Speech, answer: Answer) -> Entry:
    """Return what the page says of an answer."""
    return Entry(
        answer,
        answer.id.replace("/", "-"),
        speech.words(Utterance(f"status.{answer.status}", SOURCE_LANGUAGE)),
        tuple(_words_of(speech, answer)),
        _review_of(answer),
        tuple(changes_since(answer.review, answer)) if answer.review else (),
    )


def changes_since(review: Review, answer: Answer) -> Iterator[tuple[Piece, ...]]:
    """Yield, for each part that is not as it was read, what was taken out and put in."""
    for read, now in ((review.text, answer.text), (review.more, answer.more)):
        if read != now:
            yield tuple(_pieces(read.split(), now.split()))


def counts_of(entries: list[Entry]) -> dict[str, int]:
    """Return how many answers are reviewed, changed since, never reviewed and withdrawn."""
    answers = [entry.answer for entry in entries]
    return {
        "reviewed": sum(answer.is_reviewed for answer in answers),
        "changed": sum(bool(answer.review) and not answer.is_reviewed for answer in answers),
        "never": sum(answer.review is None for answer in answers),
        "withdrawn": sum(bool(answer.withdrawn) for answer in answers),
    }


def page(speech: Speech, today: datetime.date) -> str:
    """Return the page as HTML."""
    loader = FileSystemLoader(ROOT / "tools")
    env = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    entries = [entry_of(speech, answer) for answer in speech.answers.values()]
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.answer.group, []).append(entry)
    return env.get_template("answers.html.j2").render(
        entries=entries,
        groups=[_group(name, found) for name, found in groups.items()],
        counts=counts_of(entries),
        languages=[speech.languages[tag].endonym for tag in speech.languages.spoken()],
        today=today,
    )


def _group(name: str, entries: list[Entry]) -> dict[str, Any]:
    return {"name": name, "title": name.replace("_", " ").capitalize(), "entries": entries}


def _words_of(speech: Speech, answer: Answer) -> Iterator[Words]:
    for part, named in _PARTS.items():
        english = getattr(answer, part)
        for tag in speech.languages.spoken() if english else ():
            identity = answer_id(answer.id, part)
            text = speech.catalogue.find(identity, english, tag)
            planned = plan(tidy(text or english, tag))
            row = speech.languages[tag]
            yield Words(
                tag if text else SOURCE_LANGUAGE,
                row.endonym,
                row.direction,
                named,
                text or english,
                planned.units,
                planned.segments,
                planned.encoding,
                text is None,
            )


def _review_of(answer: Answer) -> str:
    if answer.review is None:
        return "never reviewed by a lawyer"
    read = f"reviewed on {answer.review.on} by {answer.review.by}"
    return read if answer.is_reviewed else f"changed since it was {read}: counts as not reviewed"


def _pieces(read: list[str], now: list[str]) -> Iterator[Piece]:
    for kind, a, b, c, d in difflib.SequenceMatcher(None, read, now, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece("", " ".join(read[a:b]))
            continue
        if b > a:
            yield Piece("-", " ".join(read[a:b]))
        if d > c:
            yield Piece("+", " ".join(now[c:d]))


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(Speech(ROOT), datetime.datetime.now(datetime.UTC).date()), "utf-8")
    print(PAGE.relative_to(ROOT))
