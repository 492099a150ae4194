"""Translations say what the English says: complete, with its placeholders, dates and numbers."""

import calendar
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from phrasebook.catalogue import DOMAINS, folder_name
from phrasebook.extraction import texts_of
from phrasebook.interface import placeholders
from tests.content.material import ROOT, SPEECH, TRANSLATED, Text, texts

_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+(?!\d)")
_SUM = re.compile(r"(\d+(?:\.\d+)?) (million|billion)")
_IN_MYRIADS = {"million": 100, "billion": 10}
"""Chinese and Korean count in 万 and 亿: "4.8 million" is 480万, "170 billion" 1,700亿."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_MONTHS = {name: str(number) for number, name in enumerate(calendar.month_name) if number}
_PLACEHOLDER = re.compile(r"\{\w+\}\W*")
_PHONE = re.compile(r"(?<!\d)(?:(?:\d-)?\d{3}-\d{3}-\d{4}|911|988)(?!\d)")


def lint_complete(catalog: Catalog, wanted: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Name each text, given as id and English, that has no translation of today or a fuzzy one."""
    known = {(message.context, _many(message.id)): message for message in catalog if message.id}
    for identity, english in wanted:
        message = known.get((identity, english))
        if message is None or not _is_whole(message.string):
            yield f"{identity}: missing"
        elif message.fuzzy:
            yield f"{identity}: fuzzy"


def _many(english: str | Sequence[str]) -> str:
    """Return the English of many, where a text is written for one and for many."""
    return english if isinstance(english, str) else english[-1]


def _is_whole(translation: str | Sequence[str]) -> bool:
    """Say whether there are words, in each plural form of the language if it has several."""
    forms = [translation] if isinstance(translation, str) else translation
    return bool(forms) and all(forms)


def lint_placeholders(found: Iterable[Text]) -> Iterator[str]:
    """Name each translation whose placeholders are not those of the English."""
    for text in found:
        if placeholders(text.words) != placeholders(text.english):
            yield f"{text.where}: {placeholders(text.words) ^ placeholders(text.english)}"


def lint_numbers(found: Iterable[Text]) -> Iterator[str]:
    """Name each translation with other numbers; how often one is repeated is free.

    Thousands are divided as the language divides them, a month may be written as a number, and
    Chinese and Korean may count large sums in their own units.
    """
    for text in found:
        english, words = numbers(text.english), numbers(text.words)
        months = {number for name, number in _MONTHS.items() if name in text.english}
        for number, large in (
            _SUM.findall(text.english) if text.language in ("zh-Hans", "ko") else ()
        ):
            other = f"{float(number) * _IN_MYRIADS[large]:g}"
            if other in words:
                english, words = english - {number}, words - {other}
        if english - words or words - english - months:
            yield f"{text.where}: {sorted(english ^ words)}"


def numbers(text: str) -> set[str]:
    """Return the numbers of a text without what divides thousands, a comma as a point."""
    joined = _THOUSANDS.sub(lambda found: re.sub(r"\D", "", found.group()), text)
    return {number.replace(",", ".") for number in _NUMBER.findall(joined)}


def lint_phones(found: Iterable[Text]) -> Iterator[str]:
    """Name each translation with other phone numbers."""
    for text in found:
        english, words = (
            list(dict.fromkeys(_PHONE.findall(e))) for e in (text.english, text.words)
        )
        if sorted(english) != sorted(words):
            yield f"{text.where}: {english} became {words}"


def lint_untranslated(found: Iterable[Text]) -> Iterator[str]:
    """Name each translation of five words or more that is the English again."""
    for text in found:
        if text.words == text.english and len(_PLACEHOLDER.sub("", text.words).split()) >= 5:
            yield text.where


def translations() -> list[Text]:
    return [text for text in texts() if text.language in TRANSLATED]


def read(path: Path, tag: str) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=folder_name(tag))


def catalog_of(folder: Path, lines: str) -> Catalog:
    path = folder / "sample.po"
    path.write_text(lines, encoding="utf-8")
    return read(path, "es")


@pytest.mark.parametrize("tag", TRANSLATED)
@pytest.mark.parametrize("domain", DOMAINS)
def test_every_text_is_translated_and_no_translation_is_fuzzy(domain: str, tag: str):
    path = ROOT / "locales" / folder_name(tag) / "LC_MESSAGES" / f"{domain}.po"
    wanted = [(identity, english) for identity, english, _ in texts_of(ROOT, domain)]
    assert list(lint_complete(read(path, tag), wanted)) == []


def test_placeholders_are_those_of_the_english():
    assert list(lint_placeholders(translations())) == []


def test_numbers_are_those_of_the_english():
    assert list(lint_numbers(translations())) == []


def test_phone_numbers_are_those_of_the_english():
    assert list(lint_phones(translations())) == []


def test_no_translation_is_the_english_again():
    assert list(lint_untranslated(translations())) == []


def test_reply_words_of_a_language_are_complete():
    english = set(SPEECH.languages["en"].replies)
    assert all(set(SPEECH.languages[tag].replies) == english for tag in TRANSLATED)


def test_missing_stale_and_fuzzy_translations_are_found(tmp_path: Path):
    catalog = catalog_of(
        tmp_path,
        'msgctxt "a"\nmsgid "A"\nmsgstr "Á"\n\nmsgctxt "b"\nmsgid "B"\nmsgstr ""\n\n'
        '#, fuzzy\nmsgctxt "c"\nmsgid "C"\nmsgstr "Ç"\n\nmsgctxt "d"\nmsgid "Old"\nmsgstr "X"\n',
    )
    wanted = [("a", "A"), ("b", "B"), ("c", "C"), ("d", "New"), ("e", "E")]
    found = list(lint_complete(catalog, wanted))
    assert found == ["b: missing", "c: fuzzy", "d: missing", "e: missing"]


@pytest.mark.parametrize("words", ["Ayuda cerca:", "Ayuda cerca de {lugar}:", "{place} {city}"])
def test_other_placeholders_are_found(words: str):
    assert list(lint_placeholders([Text("x", "es", words, "Help near {place}:")]))


@pytest.mark.parametrize(
    "words", ["En 2025", "En 2026 y 2027", "En junio", "10,500 en 2026", "10,000 en 2026 el 5"]
)
def test_other_numbers_are_found(words: str):
    assert list(lint_numbers([Text("x", "es", words, "10,000 in 2026")]))


@pytest.mark.parametrize("words", ["Llame al 911.", "Llame al 1-800-799-7223.", "Llame."])
def test_other_phone_numbers_are_found(words: str):
    assert list(lint_phones([Text("x", "es", words, "Call 911 or 1-800-799-7233.")]))


def test_english_in_place_of_a_translation_is_found():
    english = "Keep the door closed, always."
    assert list(lint_untranslated([Text("x", "es", english, english)])) == ["x [es]"]
    assert list(lint_untranslated([Text("x", "es", "Order 14159", "Order 14159")])) == []
