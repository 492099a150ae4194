"""Makes a text comparable before anything looks at it; it never decides what the text means."""

import re
import unicodedata
from functools import cache

import opencc

LONGEST_READ = 500
"""Characters of a text that are read: an embedding's cost grows with the square of the length."""

_INVISIBLE = re.compile("[\u0000-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2060\ufeff\ud800-\udfff]+")
_PILE = re.compile(r"([^\w\s]{30})[^\w\s]+")
"""More signs in a row than say anything: the cost of putting the marks on a letter in order grows
with the square of their number, and Unicode's stream-safe texts have 30 at most."""

_NOT_WORD = re.compile(r"[^\w]+", re.UNICODE)
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")

_SAME = str.maketrans({"đ": "d", "ة": "ه", "ى": "ي", "ـ": None})
"""Letters that people write one for the other and that are no accents: Vietnamese without marks,
Arabic endings, the Arabic stretching line."""


LONGEST_SCANNED = 10_000
"""Characters in which rules look for danger, which people often name last."""


_MOST_MARKS = 4
"""Characters that a composed one may be written with; what is beyond is not looked at."""


def readable(text: str, longest: int = LONGEST_READ) -> str:
    """Return the text in NFC, without control characters, cut to `longest`.

    Traditional Chinese becomes Simplified, in which the phrases are written.
    """
    visible = _PILE.sub(r"\1", _INVISIBLE.sub(" ", text[: longest * _MOST_MARKS]))
    composed = " ".join(unicodedata.normalize("NFC", visible).split())[:longest]
    return _simplified().convert(composed) if _HAN.search(composed) else composed


def plain(text: str, longest: int = LONGEST_READ) -> str:
    """Return lower-case words without diacritics or punctuation, one space between them.

    "¿Están AQUÍ?" and "estan aqui" become the same. A letter can become three ("ﬃ"), so that what
    is folded is cut to `longest` once more.
    """
    folded = readable(text, longest).casefold()[:longest].translate(_SAME)
    decomposed = unicodedata.normalize("NFD", folded)
    stripped = "".join(c for c in decomposed if unicodedata.category(c) != "Mn")
    return _NOT_WORD.sub(" ", unicodedata.normalize("NFC", stripped)).strip()


def has_letters(text: str) -> bool:
    """Tell whether there is at least one letter or digit to read."""
    return any(c.isalnum() for c in text)


@cache
def _simplified() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")
