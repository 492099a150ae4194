"""Loads locales/<language>/reviews.toml: who has checked which translation, and in which words.

A check holds for the English and the translation that were read: once either says anything else,
the entry is a draft again. An entry without a row is a draft.
"""

import datetime
import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from phrasebook.content import InvalidContent

STATES = ("drafted", "back_translated", "native_read", "lawyer_read")
"""How far a translation has come; each is more than the one before."""

READ_BY_PEOPLE = frozenset({"native_read", "lawyer_read"})

_KEYS = {"state", "on", "by", "result", "words"}


@dataclass(frozen=True)
class TranslationReview:
    """One check of one entry; `words` is the fingerprint of what was read."""

    state: str
    on: datetime.date
    words: str
    by: str = ""
    result: str = ""


def fingerprint(english: str, translation: str) -> str:
    """Return what tells whether an entry still is what was read."""
    return hashlib.sha256(f"{english}\n{translation}".encode()).hexdigest()[:16]


def state_of(review: TranslationReview | None, english: str, translation: str) -> str:
    """Return the state of an entry as it stands."""
    holds = review is not None and review.words == fingerprint(english, translation)
    return review.state if review and holds else STATES[0]


def load_translation_reviews(path: Path) -> dict[str, TranslationReview]:
    """Return the checks by msgctxt; no file is no checks. Raises InvalidContent."""
    if not path.exists():
        return {}
    reviews: dict[str, TranslationReview] = {}
    problems: list[str] = []
    for identity, table in tomllib.loads(path.read_text(encoding="utf-8")).items():
        if _is_review(table):
            reviews[identity] = TranslationReview(**table)
        else:
            problems.append(f"{path.parent.name}: {identity}: a check has state, on and words")
    if problems:
        raise InvalidContent(problems)
    return reviews


def _is_review(table: Any) -> bool:
    if not isinstance(table, Mapping) or not set(table) <= _KEYS:
        return False
    return (
        table.get("state") in STATES
        and isinstance(table.get("on"), datetime.date)
        and isinstance(table.get("words"), str)
    )
