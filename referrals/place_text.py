"""Cuts a text into words that compare equal however they are written; it knows no place."""

import re
import unicodedata
from dataclasses import dataclass

MAX_CHARACTERS = 400
MAX_WORDS = 60
_WORD = re.compile(r"(?:[^\W\d_]\.){1,5}[^\W\d_]\b\.?|[^\W_]+(?:['’ʻ][^\W_]+)*")
_BREAK = re.compile(r"[,;:!?¿¡()\n\"。，、！？；：؟،]|\.(?=\s|$)")
# French writes "l'Ohio" and "d'Atlanta" as one word.
_ELISION = re.compile(r"\b([djlnDJLN])['’](?=\w)")
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
    "cty": "county",
}
_ONE_LETTER = str.maketrans(
    {"đ": "d", "Đ": "D", "ø": "o", "ł": "l", "ı": "i", "ـ": None}
    | {"ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "گ": "ك", "پ": "ب", "چ": "ج", "ڤ": "ف"}
)
# "condado de Cook", "comté de Cook" and "County of Cook" compare equal to "Cook County".
_COUNTY_FIRST = frozenset({"condado", "county", "comte", "konte", "quan", "hat", "distrito"})
_OF = frozenset({"de", "del", "of", "d", "du", "ng", "do", "da"})


@dataclass(frozen=True)
class Word:
    """One word: as compared, as written, and whether a clause ends after it."""

    folded: str
    raw: str
    ends_clause: bool


def cut_words(text: str) -> tuple[Word, ...]:
    """Return the first words of a text, with their clause ends; the end of the text is one."""
    text = unicodedata.normalize("NFC", text[:MAX_CHARACTERS])
    text = _ELISION.sub(r"\1 ", text)
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
    return join_words([word.folded for word in cut_words(name)])


def join_words(folded: list[str]) -> str:
    """Return folded words as one name; the word for a county stands last in every language."""
    if len(folded) > 1 and folded[0] in _COUNTY_FIRST:
        of = folded[1] in _OF and len(folded) > 2
        if folded[0] == "county" and not of:
            return " ".join(folded)
        rest = folded[2:] if of else folded[1:]
        if "county" not in rest:
            return " ".join([*rest, "county"])
    return " ".join(folded)


def fold_word(raw: str) -> str:
    """Return one word without accents, case and dots, in the one spelling of its abbreviations."""
    plain = plain_letters(raw)
    return _ONE_SPELLING.get(plain, plain)


def plain_letters(raw: str) -> str:
    """Return the letters of a word without accents and marks, in lower case."""
    apart = unicodedata.normalize("NFKD", raw.translate(_ONE_LETTER))
    bare = "".join(mark for mark in apart if mark.isalnum()).casefold()
    return unicodedata.normalize("NFC", bare)
