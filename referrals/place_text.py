"""Cuts a text into words that compare equal however they are written; it knows no place."""

import re
import unicodedata
from dataclasses import dataclass

MAX_CHARACTERS = 400
MAX_WORDS = 60
_WORD = re.compile(r"(?:[^\W\d_]\.){1,5}[^\W\d_]\b\.?|[^\W_]+(?:['’ʻ][^\W_]+)*")
_BREAK = re.compile(r"[,;:!?¿¡()\n\"]|\.(?=\s|$)")
_ONE_SPELLING = {
    "st": "saint",
    "ft": "fort",
    "mount": "mt",  # not the other way round: MT is also Montana
    "hts": "heights",
    "spgs": "springs",
    "bch": "beach",
    "jct": "junction",
    "twp": "township",
    "cnty": "county",
}
_STROKED = str.maketrans({"đ": "d", "Đ": "D", "ø": "o", "ł": "l", "ı": "i"})


@dataclass(frozen=True)
class Word:
    """One word: as compared, as written, and whether a clause ends after it."""

    folded: str
    raw: str
    ends_clause: bool


def cut_words(text: str) -> tuple[Word, ...]:
    """Return the first words of a text, with their clause ends; the end of the text is one."""
    text = unicodedata.normalize("NFC", text[:MAX_CHARACTERS])
    found = list(_WORD.finditer(text))[:MAX_WORDS]
    ends = [*(match.start() for match in found[1:]), len(text)][: len(found)]
    words = []
    for match, next_start in zip(found, ends, strict=True):
        raw, gap = match.group(), text[match.end() : next_start]
        folded = fold_word(raw)
        abbreviated = folded != plain_letters(raw) and gap.startswith(". ")
        ends_clause = next_start == len(text) or (bool(_BREAK.search(gap)) and not abbreviated)
        words.append(Word(folded, raw, ends_clause))
    return tuple(words)


def fold_name(name: str) -> str:
    """Return a name as look-ups compare it: "Ft. Worth" and "FORT WORTH" are "fort worth"."""
    return " ".join(word.folded for word in cut_words(name))


def fold_word(raw: str) -> str:
    """Return one word without accents, case and dots, in the one spelling of its abbreviations."""
    plain = plain_letters(raw)
    return _ONE_SPELLING.get(plain, plain)


def plain_letters(raw: str) -> str:
    """Return the letters of a word without accents and marks, in lower case."""
    apart = unicodedata.normalize("NFKD", raw.translate(_STROKED))
    return "".join(mark for mark in apart if mark.isalnum()).casefold()
