"""Makes a text comparable before anything looks at it; it never decides what the text means."""

import re
import unicodedata

LONGEST_READ = 500
"""Characters of a text that are read: an embedding's cost grows with the square of the length."""

_INVISIBLE = re.compile("[\u0000-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2060\ufeff\ud800-\udfff]+")
_NOT_WORD = re.compile(r"[^\w]+", re.UNICODE)


LONGEST_SCANNED = 10_000
"""Characters in which rules look for danger, which people often name last."""


def readable(text: str, longest: int = LONGEST_READ) -> str:
    """Return the text in NFC, without control characters, cut to `longest`."""
    visible = _INVISIBLE.sub(" ", text)
    return " ".join(unicodedata.normalize("NFC", visible).split())[:longest]


def plain(text: str, longest: int = LONGEST_READ) -> str:
    """Return lower-case words without diacritics or punctuation, one space between them.

    "¿Están AQUÍ?" and "estan aqui" become the same.
    """
    decomposed = unicodedata.normalize("NFD", readable(text, longest).casefold())
    stripped = "".join(c for c in decomposed if unicodedata.category(c) != "Mn")
    return _NOT_WORD.sub(" ", unicodedata.normalize("NFC", stripped)).strip()


def has_letters(text: str) -> bool:
    """Tell whether there is at least one letter or digit to read."""
    return any(c.isalnum() for c in text)
