"""Reads out of a text which legal problem it names and which language help should speak.

It is pure but for reading its own data files once, guesses nothing, and keeps nothing of the text.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from referrals.place_text import plain_letters

_FOLDER = Path(__file__).parents[1] / "data" / "directory"
_MOST_CHARACTERS = 1600
_WORD = re.compile(r"[^\W_]+")
# Scripts that write words without spaces or join small words to them.
_JOINED = re.compile(r"[\u0620-\u06d3\u3400-\u9fff가-힣]")


@dataclass(frozen=True)
class Need:
    """A legal problem: what staff see, by language, and the words that name it."""

    id: str
    name: Mapping[str, str]
    description: Mapping[str, str]
    words: tuple[str, ...]


@cache
def read_needs(path: Path = _FOLDER / "needs.toml") -> Mapping[str, Need]:
    """Return every need by its id, in the order of the file."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    needs = {
        key: Need(key, row["name"], row["description"], tuple(row["words"]))
        for key, row in table.items()
    }
    return MappingProxyType(needs)


def needs_in(text: str) -> tuple[str, ...]:
    """Return the ids of the needs that a text names, in the order of the file; often none."""
    folded = f" {_fold(text)} "
    return tuple(key for key, pattern in _patterns().items() if pattern.search(folded))


def language_wanted(text: str) -> str | None:
    """Return the BCP 47 tag of the language that a text wants help in, or None.

    "A lawyer who speaks Creole" wants it; "I speak Creole" does too; a language that is merely
    named does not.
    """
    folded = f" {_fold(text)} "
    found = _wanted_pattern().search(folded)
    if not found:
        return None
    name = next(value for value in found.groups() if value)
    return _names()[name]


def _fold(text: str) -> str:
    words = _WORD.findall(text[:_MOST_CHARACTERS])
    return " ".join(plain_letters(word) for word in words)


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    return {
        need.id: re.compile("|".join(sorted(map(_as_pattern, need.words), key=len, reverse=True)))
        for need in read_needs().values()
        if need.words
    }


def _as_pattern(word: str) -> str:
    parts = [
        re.escape(_fold(part)) + (r"\w*" if part.endswith("*") else "") for part in word.split()
    ]
    whole = " ".join(part for part in parts if part)
    return whole if _JOINED.search(word) else f"(?<= ){whole}(?= )"


@cache
def _languages() -> Mapping[str, Any]:
    return tomllib.loads((_FOLDER / "languages_wanted.toml").read_text(encoding="utf-8"))


@cache
def _names() -> Mapping[str, str]:
    return {_fold(name): tag for tag, names in _languages()["names"].items() for name in names}


@cache
def _wanted_pattern() -> re.Pattern[str]:
    words = _languages()
    apart = _either(name for name in _names() if not _JOINED.search(name))
    joined = _either(name for name in _names() if _JOINED.search(name))
    before, after = (_either(map(_fold, words[key])) for key in ("before", "after"))
    between = rf"(?:(?:{_either(words['between'])}) ){{0,2}}"
    return re.compile(
        rf"(?<= )(?:{before}) {between}({apart})(?= )"
        rf"|(?<= )({apart}) (?:{after})(?= )"
        rf"|(?:{_either(words['joined_before'])}) ?(?:ب|بال|ال|بـ)?({joined})"
        rf"|({joined}) ?(?:로|를|을|도|말|어|的)? ?(?:{_either(words['joined_after'])})"
    )


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))
