"""Translations count only while they are of the English of today and a translator is sure."""

import datetime
from pathlib import Path

import pytest
from babel.messages.pofile import PoFileError

from phrasebook.catalogue import Catalogue, folder_name, write_date, write_number
from phrasebook.speech import Speech
from phrasebook.utterance import Utterance
from tests.phrasebook.conftest import Change

DAY = datetime.date(2026, 3, 5)


def test_a_translation_is_found_by_id_and_english(root: Path):
    catalogue = Catalogue(root / "locales", ["en", "es"])
    assert catalogue.find("door", "Keep the door closed.", "es") == "No abra la puerta."
    assert catalogue.find("car", "Keep the door closed.", "es") is None


def test_when_the_english_changes_people_get_the_new_english(root: Path, change: Change):
    before = Speech(root).words(Utterance("door", "es"))
    change("Keep the door closed.", "Open the door only for a judge's warrant.")
    after = Speech(root).words(Utterance("door", "es"))
    assert before == "No abra la puerta."
    assert after == "Open the door only for a judge's warrant."


def test_a_fuzzy_translation_is_not_used(root: Path):
    catalogue = Catalogue(root / "locales", ["en", "es"])
    assert catalogue.find("door.more", "A judge signs a warrant.", "es") is None


def test_a_fuzzy_translation_is_used_once_a_translator_clears_the_mark(root: Path):
    path = root / "locales/es/LC_MESSAGES/answers.po"
    path.write_text(path.read_text(encoding="utf-8").replace("#, fuzzy\n", ""), encoding="utf-8")
    catalogue = Catalogue(root / "locales", ["en", "es"])
    assert catalogue.find("door.more", "A judge signs a warrant.", "es") == "Un juez firma."


def test_english_is_its_own_translation(root: Path):
    assert Catalogue(root / "locales", ["en"]).find("anything", "Any text", "en") == "Any text"


def test_a_language_without_files_falls_back_to_english(root: Path):
    catalogue = Catalogue(root / "locales", ["en", "fr"])
    assert catalogue.find("door", "Keep the door closed.", "fr") is None
    assert catalogue.phrase("door", "Keep the door closed.", "fr") == "Keep the door closed."


def test_a_damaged_file_stops_the_start(root: Path):
    path = root / "locales/es/LC_MESSAGES/answers.po"
    path.write_text('msgctxt "door"\nmsgid "Keep\n', encoding="utf-8")
    with pytest.raises(PoFileError):
        Catalogue(root / "locales", ["en", "es"])


@pytest.mark.parametrize(
    ("tag", "date", "number"),
    [
        ("en", "Mar 5, 2026", "12,345"),
        ("es", "5 mar 2026", "12.345"),
        ("pt-BR", "5 de mar. de 2026", "12.345"),
        ("zh-Hans", "2026年3月5日", "12,345"),
        ("ar", "5 مارس 2026", "12,345"),
        ("ko", "2026년 3월 5일", "12,345"),
        ("not a tag", "Mar 5, 2026", "12,345"),
    ],
)
def test_dates_and_numbers_are_written_as_in_the_language(tag, date, number):
    assert (write_date(DAY, tag), write_number(12345, tag)) == (date, number)


def test_folders_are_spelled_as_babel_does():
    assert folder_name("pt-BR") == "pt_BR"
