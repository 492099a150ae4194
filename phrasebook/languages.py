"""The list of languages: names, direction, words that are commands; it translates nothing."""

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from phrasebook.content import InvalidContent

SOURCE_LANGUAGE = "en"
"""The language in which answers are written; every other is a translation."""


@dataclass(frozen=True)
class Language:
    """One row of locales/languages.toml."""

    tag: str
    endonym: str
    direction: str
    spoken: bool
    words: Mapping[str, Sequence[str]] = field(default_factory=dict)
    replies: Mapping[str, str] = field(default_factory=dict)
    names: Sequence[str] = ()
    numbers: Sequence[Sequence[str]] = ()
    openers: Sequence[str] = ()
    section: Sequence[str] = ()
    script: str = ""


class Languages:
    """All languages we know of; those with `spoken` are answered in."""

    def __init__(self, rows: Mapping[str, Language]) -> None:
        self._rows = dict(rows)
        self._by_name = {
            _folded(name): row.tag for row in rows.values() for name in (row.endonym, *row.names)
        }
        self._by_script = {row.script: row.tag for row in rows.values() if row.script}
        self._sections = _section_patterns(n for row in rows.values() for n in row.section)

    def __getitem__(self, tag: str) -> Language:
        """Return the row of a tag, or the source language's for one that we do not know."""
        return self._rows.get(tag, self._rows[SOURCE_LANGUAGE])

    def spoken(self) -> list[str]:
        """Return the tags of the languages in which answers are given."""
        return [row.tag for row in self._rows.values() if row.spoken]

    def known(self) -> list[str]:
        """Return every tag of the list."""
        return list(self._rows)

    def named(self, text: str) -> str | None:
        """Return the tag of the language that a text names ("espanol por favor"), if just one."""
        words = _folded(text)
        found = {tag for name, tag in self._by_name.items() if _is_in(name, words)}
        return found.pop() if len(found) == 1 else None

    def written_in(self, text: str) -> str | None:
        """Return the tag of the language whose own script most letters are of; None for Latin."""
        scripts = Counter(_script(letter) for letter in text if letter.isalpha())
        found = [script for script, _ in scripts.most_common(1) if script in self._by_script]
        return self._by_script[found[0]] if found else None

    def number(self, text: str) -> int | None:
        """Return the number that a whole text means as a choice: "2", "2.", "la segunda"."""
        word = _folded(text)
        if word.isdecimal() and len(word) <= 2:
            return int(word)
        for row in self._rows.values():
            for number, said in enumerate(row.numbers, start=1):
                if word in map(_folded, said):
                    return number
        return None

    def reply_number(self, text: str, kind: str) -> int | None:
        """Return the number that a text says with a reply word of any language: 2 of "NOWORK 2".

        0 when the text is the word alone, in one word or in several; None for any other text.
        """
        said = _folded(text).replace(" ", "")
        for row in self._rows.values():
            word = _folded(row.replies.get(kind, "")).replace(" ", "")
            if word and said.startswith(word):
                number = said.removeprefix(word)
                found = 0 if not number else self.number(number)
                if found is not None:
                    return found
        return None

    def is_going_on(self, text: str, tag: str) -> bool:
        """Say whether a text begins as one that goes on with what was said: "and my kids?".

        Only openers of the language and of English count: French "ai-je" is not Portuguese "aí".
        """
        said = _folded(text) + " "
        openers = [*map(_folded, (*self[tag].openers, *self[SOURCE_LANGUAGE].openers))]
        return any(said.startswith(o if _is_unspaced(o) else o + " ") for o in openers)

    def section_number(self, text: str) -> int | None:
        """Return the number of the section that a text asks for: 6 of "what does section 6 say"."""
        said = _folded(text)
        hits = (pattern.search(said) for pattern in self._sections)
        return next((int(hit.group(1)) for hit in hits if hit), None)

    def command_words(self) -> dict[str, dict[str, list[str]]]:
        """Return {tag: {"stop": [...], "start": [...], "help": [...], "erase": [...]}}."""
        return {
            tag: {kind: list(words) for kind, words in row.words.items()}
            for tag, row in self._rows.items()
        }


def load_languages(path: Path) -> Languages:
    """Read locales/languages.toml; raise InvalidContent when a row cannot be used."""
    rows, problems = {}, []
    for tag, table in tomllib.loads(path.read_text(encoding="utf-8")).items():
        try:
            rows[tag] = Language(tag=tag, **table)
        except TypeError:
            problems.append(f"{tag}: a key is missing or unknown")
        if table.get("direction") not in ("ltr", "rtl"):
            problems.append(f"{tag}: direction is ltr or rtl")
        if not isinstance(table.get("script", ""), str):
            problems.append(f"{tag}: script is the first word of its letters' Unicode names")
    if SOURCE_LANGUAGE not in rows:
        problems.append(f"{SOURCE_LANGUAGE} is missing")
    if problems:
        raise InvalidContent(problems)
    return Languages(rows)


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    kept = (c for c in decomposed if unicodedata.category(c) != "Mn")
    return " ".join("".join(c if c.isalnum() else " " for c in kept).split())


def _script(letter: str) -> str:
    """Return the first word of a letter's Unicode name: "LATIN", "CYRILLIC", "CJK", "HANGUL"."""
    return unicodedata.name(letter, "").partition(" ")[0]


def _is_unspaced(name: str) -> bool:
    """Say whether a name is in letters that are written without spaces, or with spaces at will."""
    return any(_script(letter) in ("CJK", "HANGUL") for letter in name)


def _is_in(name: str, words: str) -> bool:
    """Say whether a text has a name; where it may take endings, as part of a word too."""
    if any(_script(letter) == "LATIN" for letter in name):
        return f" {name} " in f" {words} "
    return name in words


def _section_patterns(names: Iterable[str]) -> list[re.Pattern[str]]:
    """Return patterns of "section 6", then of "6 section" as some languages say it."""
    spelt = "|".join(sorted({re.escape(_folded(name)) for name in names}, key=len, reverse=True))
    if not spelt:
        return []
    number = r"(?<!\d)(\d{1,2})(?!\d)"
    return [
        re.compile(rf"(?<!\w)(?:{spelt})\s*{number}"),
        re.compile(rf"{number}\s*(?:{spelt})(?![a-z])"),
    ]
