"""The texts of the pages for staff in other languages; no text for a person who asks is here.

The msgid is the English text as the page has it; a fuzzy translation is not used.
"""

import gettext
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from babel import Locale
from babel.dates import format_time
from babel.messages.pofile import read_po

from phrasebook.catalogue import folder_name, write_date
from phrasebook.languages import SOURCE_LANGUAGE

DOMAIN = "admin"


@dataclass
class _Texts:
    single: dict[str, str] = field(default_factory=dict)
    plural: dict[str, tuple[str, ...]] = field(default_factory=dict)
    form_of: Callable[[int], int] = int


class PageTexts:
    """All translations of locales/<language>/LC_MESSAGES/admin.po, read once."""

    def __init__(self, folder: Path, tags: Sequence[str]) -> None:
        self.tags = tuple(tags)
        self._texts = {tag: _read(folder, tag) for tag in tags if tag != SOURCE_LANGUAGE}

    def text(self, english: str, tag: str) -> str:
        """Return the translation, or the English text where there is none."""
        return self._texts.get(tag, _Texts()).single.get(english, english)

    def counted(self, one: str, many: str, number: int, tag: str) -> str:
        """Return the form of a text that a number takes in the language."""
        texts = self._texts.get(tag, _Texts())
        forms = texts.plural.get(one)
        if forms:
            return forms[texts.form_of(number)]
        return one if number == 1 else many


def write_day(day: date, tag: str) -> str:
    """Return a day as staff write it: "Mar 5, 2026"."""
    return write_date(day, tag)


def write_moment(moment: datetime, tag: str) -> str:
    """Return a time to the minute, in UTC: "Mar 5, 2026, 3:04 PM UTC"."""
    zoned = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    locale = Locale.parse(tag, sep="-")
    hour = format_time(zoned.astimezone(UTC), "short", tzinfo=UTC, locale=locale)
    return f"{write_date(zoned.astimezone(UTC).date(), tag)}, {hour} UTC"


def _read(folder: Path, tag: str) -> _Texts:
    texts = _Texts()
    path = folder / folder_name(tag) / "LC_MESSAGES" / f"{DOMAIN}.po"
    if not path.exists():
        return texts
    with path.open("rb") as file:
        catalog = read_po(file, locale=folder_name(tag), abort_invalid=True)
    texts.form_of = gettext.c2py(catalog.plural_expr)
    for message in catalog:
        if not message.id or message.fuzzy:
            continue
        if isinstance(message.id, tuple):
            forms = tuple(str(form) for form in message.string or ())
            if all(forms):
                texts.plural[str(message.id[0])] = forms
        elif message.string:
            texts.single[str(message.id)] = str(message.string)
    return texts
