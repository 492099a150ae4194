"""The legal terms of docs/glossary: where an English text has one, and a translation its word."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from tests.content.material import ROOT

FOLDER = ROOT / "docs/glossary"
_EDGES = {
    "zh-Hans": ("", ""),
    "ko": (r"(?<!\w)", ""),
    "ar": (r"(?<!\w)[وف]?(?:[بك]?(?:ال)?|لل?)?", ""),
}
"""What stands before and after a form where particles or whole words are joined to it."""
_A_WORD = (r"(?<!\w)", r"(?!\w)")
MARKS_TELL_WORDS_APART = frozenset({"vi"})
"""Languages in which words that differ by a mark alone have nothing to do with each other."""
_ENGLISH_ALSO = {
    "sign": r"sign(?:s|ed|ing)?(?! of| up)",
    "deport": "deport|deported|deporting|deportation",
    "expedited removal": r"(?:fast|expedited)\)?(?: \(expedited\))? (?:removal|deportation)",
    "Executive Order": "Executive Orders?",
}
"""How a term is spelt in English texts, where that is not the term with or without an s."""


@cache
def glossary(tag: str) -> Mapping[str, tuple[str, ...]]:
    """Return {English term: what a translation has for it, and the forms that are recognised}."""
    return read(FOLDER / f"{tag}.md")


def read(path: Path) -> dict[str, tuple[str, ...]]:
    """Read the table of a glossary; its third column lists further forms, with commas between."""
    rows = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("|") and len(cells) == 3 and not cells[0].startswith(("English", "-")):
            forms = [cells[1], *cells[2].split(",")]
            rows[cells[0]] = tuple(form.strip() for form in forms if form.strip())
    return rows


def asks_for(term: str, english: str) -> bool:
    """Tell whether an English text has a term, as words of its own."""
    spelt = _ENGLISH_ALSO.get(term, rf"{re.escape(term)}s?")
    return bool(re.search(rf"(?<![\w-])(?:{spelt})(?![\w-])", english, re.IGNORECASE))


def has_form(words: str, forms: Sequence[str], tag: str) -> bool:
    """Tell whether a translation has one of a term's forms, as words of its own.

    A word of a form that ends in a hyphen may go on: "abogad-" is abogado and abogadas.
    """
    return bool(re.search(_pattern(tuple(forms), tag), plain(words, tag)))


@cache
def _pattern(forms: tuple[str, ...], tag: str) -> str:
    begin, end = _EDGES.get(tag, _A_WORD)
    spelt = [" ".join(_word(word, tag) for word in form.split()) for form in forms]
    return f"{begin}(?:{'|'.join(spelt)}){end}"


def _word(word: str, tag: str) -> str:
    return re.escape(plain(word, tag)) + (r"\w*" if word.endswith("-") else "")


def plain(words: str, tag: str) -> str:
    """Return the words without case and punctuation, and without marks where they mean little."""
    lowered = unicodedata.normalize("NFC", words).casefold()
    if tag not in MARKS_TELL_WORDS_APART:
        decomposed = unicodedata.normalize("NFD", lowered)
        lowered = "".join(c for c in decomposed if unicodedata.category(c) != "Mn")
    return " ".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFC", lowered)))
