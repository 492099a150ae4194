"""Finds the translation of a text and writes dates and numbers; the only reader of gettext files.

A translation counts only while its msgid is the English text of today: when the law and with it the
English changes, people get the new English, never the old law in their own language.
"""

import datetime
import gettext
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.units import format_unit

from phrasebook.languages import SOURCE_LANGUAGE

DOMAINS = ("answers", "interface")

_Key = tuple[str, str]


@dataclass
class _Texts:
    """What a language's files hold: single texts, and plural forms with the rule that chooses."""

    single: dict[_Key, str] = field(default_factory=dict)
    plural: dict[_Key, tuple[str, ...]] = field(default_factory=dict)
    form_of: Callable[[int], int] = int


class Catalogue:
    """All translations under locales/<language>/LC_MESSAGES, read once."""

    def __init__(self, folder: Path, tags: list[str]) -> None:
        self._texts = {tag: _read(folder, tag) for tag in tags if tag != SOURCE_LANGUAGE}

    def find(self, identity: str, english: str, tag: str) -> str | None:
        """Return the translation of a text as it is today, or None when there is none.

        Of a text that counts it is the form for many.
        """
        if tag == SOURCE_LANGUAGE:
            return english
        return self._texts.get(tag, _Texts()).single.get((identity, english))

    def forms(self, identity: str, english: str, tag: str) -> tuple[str, ...]:
        """Return the forms of a text that counts, in gettext's order; none when untranslated."""
        return self._texts.get(tag, _Texts()).plural.get((identity, english), ())

    def phrase(self, identity: str, english: str, tag: str) -> str:
        """Return the translation, or the English text where there is none."""
        return self.find(identity, english, tag) or english

    def counted(self, identity: str, one: str, many: str, tag: str, number: int) -> str:
        """Return the form of a text that a number takes in the language, by the rules of CLDR."""
        forms = self.forms(identity, many, tag)
        if forms:
            return forms[self._texts[tag].form_of(number)]
        return one if number == 1 else many


def write_date(day: datetime.date, tag: str) -> str:
    """Return a date as it is written in the language, without a weekday: "Mar 5, 2026".

    Where the usual form is in numbers alone, as in Arabic, the month is written out: 5/3 and 3/5
    are not the same day to everybody.
    """
    usual = format_date(day, format="medium", locale=_locale(tag))
    has_month = any(letter.isalpha() for letter in usual)
    return usual if has_month else format_date(day, format="long", locale=_locale(tag))


def write_number(number: int, tag: str) -> str:
    """Return a whole number with the language's digits and groups."""
    return format_decimal(number, locale=_locale(tag))


def write_distance(miles: int, tag: str) -> str:
    """Return a distance in miles as the language abbreviates it: "3 mi", "3 dặm"."""
    return format_unit(miles, "length-mile", length="short", locale=_locale(tag))


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


def _read(folder: Path, tag: str) -> _Texts:
    texts = _Texts()
    for domain in DOMAINS:
        path = folder / folder_name(tag) / "LC_MESSAGES" / f"{domain}.po"
        if path.exists():
            _add(texts, _parse(path, tag))
    return texts


def _parse(path: Path, tag: str) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=folder_name(tag), abort_invalid=True)


def _add(texts: _Texts, catalog: Catalog) -> None:
    texts.form_of = gettext.c2py(catalog.plural_expr)
    for message in catalog:
        if not message.context or not message.string or message.fuzzy:
            continue
        if isinstance(message.id, tuple):
            forms = tuple(str(form) for form in message.string)
            if all(forms):
                key = (message.context, str(message.id[1]))
                texts.plural[key], texts.single[key] = forms, forms[-1]
        else:
            texts.single[(message.context, str(message.id))] = str(message.string)
