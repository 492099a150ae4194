"""Texts and times of the pages for staff."""

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from phrasebook.pages import PageTexts, write_day, write_moment

PO = """
msgid "Sign in"
msgstr "Entrar"

msgid "Not yet"
msgstr ""

#, fuzzy
msgid "Old"
msgstr "Viejo"

msgid "%(num)s record"
msgid_plural "%(num)s records"
msgstr[0] "%(num)s registro"
msgstr[1] "%(num)s registros"
"""


@pytest.fixture
def texts(tmp_path: Path) -> PageTexts:
    """A catalogue of four texts."""
    folder = tmp_path / "es" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "admin.po").write_text(PO, encoding="utf-8")
    return PageTexts(tmp_path, ["en", "es", "vi"])


@pytest.mark.parametrize(
    ("english", "tag", "said"),
    [
        ("Sign in", "es", "Entrar"),
        ("Sign in", "en", "Sign in"),
        ("Sign in", "vi", "Sign in"),
        ("Sign in", "xx", "Sign in"),
        ("Not yet", "es", "Not yet"),
        ("Old", "es", "Old"),
        ("Unknown", "es", "Unknown"),
        ("", "es", ""),
    ],
)
def test_a_text_is_translated_or_stays_english(texts, english, tag, said):
    assert texts.text(english, tag) == said


@pytest.mark.parametrize(
    ("number", "tag", "said"),
    [
        (1, "es", "%(num)s registro"),
        (0, "es", "%(num)s registros"),
        (2, "es", "%(num)s registros"),
        (1, "en", "%(num)s record"),
        (0, "en", "%(num)s records"),
    ],
)
def test_a_number_chooses_the_form(texts, number, tag, said):
    assert texts.counted("%(num)s record", "%(num)s records", number, tag) == said


def test_days_and_times_are_written_as_the_language_does():
    assert write_day(date(2026, 3, 5), "en") == "Mar 5, 2026"
    moment = datetime(2026, 3, 5, 15, 4, 9, tzinfo=UTC)
    assert write_moment(moment, "en") == "Mar 5, 2026, 3:04\u202fPM UTC"
    assert write_moment(moment, "es") == "5 mar 2026, 15:04 UTC"


def test_a_time_without_a_zone_is_utc_and_another_zone_is_turned_into_it():
    assert write_moment(datetime(2026, 3, 5, 15, 4), "es") == "5 mar 2026, 15:04 UTC"
    late = datetime(2026, 3, 5, 23, 0, tzinfo=timezone(-timedelta(hours=6)))
    assert write_moment(late, "es") == "6 mar 2026, 5:00 UTC"
