"""Loads data/reviews.toml: which answers a lawyer has read, when, and in which words.

A review holds for the words that were read: once the answer says anything else, it counts as not
reviewed again, and the page of `make answers` shows what has changed since.
"""

import datetime
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from phrasebook.content import InvalidContent

_KEYS = {"on", "by", "text", "more"}


@dataclass(frozen=True)
class Review:
    """What was read: `text` and `more` in English as they stood on the day `on`; `by` says who."""

    on: datetime.date
    by: str
    text: str
    more: str = ""

    def holds_for(self, text: str, more: str) -> bool:
        """Say whether an answer still says what was read."""
        return (self.text, self.more) == (text, more)


def load_reviews(path: Path) -> dict[str, Review]:
    """Return the reviews by answer id; a missing file is no reviews. Raises InvalidContent."""
    if not path.exists():
        return {}
    reviews: dict[str, Review] = {}
    problems: list[str] = []
    for name, table in tomllib.loads(path.read_text(encoding="utf-8")).items():
        if _is_review(table):
            reviews[name] = Review(**table)
        else:
            problems.append(f"{name}: a review has on, a date, by, a name, text and perhaps more")
    if problems:
        raise InvalidContent(problems)
    return reviews


def _is_review(table: Any) -> bool:
    if not isinstance(table, dict) or not set(table) <= _KEYS:
        return False
    has_day = isinstance(table.get("on"), datetime.date)
    return has_day and all(
        isinstance(table.get(key), str) and bool(table[key]) for key in ("by", "text")
    )
