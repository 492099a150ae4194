"""Finds the translation of a text and writes dates and numbers; the only reader of gettext files.

A translation counts only while its msgid is the English text of today: when the law and with it the
English changes, people get the new English, never the old law in their own language.
"""

import datetime
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from phrasebook.languages import SOURCE_LANGUAGE

DOMAINS = ("answers", "interface")


class Catalogue:
    """All translations under locales/<language>/LC_MESSAGES, read once."""

    def __init__(self, folder: Path, tags: list[str]) -> None:
        self._texts: dict[str, dict[tuple[str, str], str]] = {
            tag: _read(folder, tag) for tag in tags if tag != SOURCE_LANGUAGE
        }

    def find(self, identity: str, english: str, tag: str) -> str | None:
        """Return the translation of a text as it is today, or None when there is none."""
        if tag == SOURCE_LANGUAGE:
            return english
        return self._texts.get(tag, {}).get((identity, english))

    def phrase(self, identity: str, english: str, tag: str) -> str:
        """Return the translation, or the English text where there is none."""
        return self.find(identity, english, tag) or english


def write_date(day: datetime.date, tag: str) -> str:
    """Return a date as it is written in the language, without a weekday: "Mar 5, 2026"."""
    return format_date(day, format="medium", locale=_locale(tag))


def write_number(number: int, tag: str) -> str:
    """Return a whole number with the language's digits and groups."""
    return format_decimal(number, locale=_locale(tag))


def write_language(tag: str, into: str) -> str:
    """Return the name of the language `tag` as the language `into` calls it: "Spanish"."""
    return _locale(tag).get_language_name(_locale(into).language) or tag


def folder_name(tag: str) -> str:
    """Return the folder of a tag below locales: Babel's spelling, "pt_BR" for "pt-BR"."""
    return tag.replace("-", "_")


def _locale(tag: str) -> Locale:
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(SOURCE_LANGUAGE)


def _read(folder: Path, tag: str) -> dict[tuple[str, str], str]:
    texts: dict[tuple[str, str], str] = {}
    for domain in DOMAINS:
        path = folder / folder_name(tag) / "LC_MESSAGES" / f"{domain}.po"
        if path.exists():
            texts.update(_texts_of(_parse(path, tag)))
    return texts


def _parse(path: Path, tag: str) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=folder_name(tag), abort_invalid=True)


def _texts_of(catalog: Catalog) -> dict[tuple[str, str], str]:
    return {
        (message.context, str(message.id)): str(message.string)
        for message in catalog
        if message.context and message.string and not message.fuzzy
    }
