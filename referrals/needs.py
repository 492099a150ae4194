"""Reads out of a text which legal problem it names and which language help should speak.

It is pure but for reading its own data file once, guesses nothing, and keeps nothing of the text.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from referrals.needs_languages import SPEAKS, SPEAKS_AFTER, TAGS
from referrals.place_text import plain_letters

_FILE = Path(__file__).parents[1] / "data" / "directory" / "needs.toml"
_MOST_CHARACTERS = 1600
_WORD = re.compile(r"[^\W_]+")
# Scripts that write words without spaces or join small words to them.
_JOINED = re.compile(r"[\u0620-\u06d3\u3400-\u9fff가-힣]")
_NOT = frozenset({"not", "no", "isnt", "nunca", "pas", "nao", "pa", "khong", "не", "hindi"})


@dataclass(frozen=True)
class Need:
    """A legal problem: what staff see, by language, and the words that name it."""

    id: str
    name: Mapping[str, str]
    description: Mapping[str, str]
    words: tuple[str, ...]


@cache
def read_needs(path: Path = _FILE) -> Mapping[str, Need]:
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
def _names() -> Mapping[str, str]:
    return {_fold(name): tag for tag, names in TAGS.items() for name in names}


@cache
def _wanted_pattern() -> re.Pattern[str]:
    apart = _either(name for name in _names() if not _JOINED.search(name))
    joined = _either(name for name in _names() if _JOINED.search(name))
    before, after = _either(map(_fold, SPEAKS)), _either(map(_fold, SPEAKS_AFTER))
    filler = r"(?:(?:in|en|em|a|el|la|le|l|o|ng|sa|na|to|my|mi|po|ki|на|по|que|qui|bien|well|good|fluent|fluently|only|solo|nan|bang|tieng) ){0,2}"
    return re.compile(
        rf"(?<= )(?:{before}) {filler}({apart})(?= )"
        rf"|(?<= )({apart}) (?:{after})(?= )"
        rf"|(?:{_either(_SPEAKS_JOINED)}) ?(?:ب|بال|ال|بـ)?({joined})"
        rf"|({joined}) ?(?:로|를|을|도|말|어|的)? ?(?:{_either(_AFTER_JOINED)})"
    )


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_SPEAKS_JOINED = (
    *("说", "講", "讲", "会说", "會說", "會講", "会讲", "懂", "用", "讲的", "能说"),
    *(
        "يتكلم",
        "تتكلم",
        "يتحدث",
        "تتحدث",
        "بيحكي",
        "يحكي",
        "بيتكلم",
        "يعرف",
        "يتقن",
        "ناطق",
        "اتكلم",
        "احكي",
    ),
)
_AFTER_JOINED = (
    *("律师", "律師", "服务", "服務", "翻译", "翻譯", "的律师", "的人", "工作人员"),
    *(
        "하는",
        "할 수",
        "하시는",
        "가능",
        "통역",
        "변호사",
        "되는",
        "말하는",
        "쓰는",
        "상담",
        "구사",
    ),
)
