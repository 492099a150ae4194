"""A check of a translation holds for the words that were checked, and is told honestly."""

import datetime
from pathlib import Path

import pytest

from phrasebook.content import InvalidContent
from phrasebook.speech import Speech
from phrasebook.translation_reviews import (
    TranslationReview,
    fingerprint,
    load_translation_reviews,
    state_of,
)

DAY = datetime.date(2026, 11, 28)
ENGLISH, SPANISH = "Keep the door closed.", "No abra la puerta."


def row(state: str) -> str:
    words = fingerprint(ENGLISH, SPANISH)
    return f'[door]\nstate = "{state}"\non = 2026-11-28\nwords = "{words}"\n'


def write(root: Path, text: str) -> None:
    (root / "locales/es/reviews.toml").write_text(text, encoding="utf-8")


def test_without_a_check_a_translation_is_a_draft(root: Path):
    assert load_translation_reviews(root / "locales/es/reviews.toml") == {}
    assert Speech(root).translation_state("door", "es") == "drafted"


@pytest.mark.parametrize("state", ["drafted", "back_translated", "native_read", "lawyer_read"])
def test_the_state_is_that_of_the_row(root: Path, state: str):
    write(root, row(state))
    assert Speech(root).translation_state("door", "es") == state
    assert Speech(root).translation_state("door.title", "es") == "drafted"


def test_a_changed_english_or_translation_makes_it_a_draft_again(root: Path):
    kept = TranslationReview("native_read", DAY, fingerprint(ENGLISH, SPANISH))
    assert state_of(kept, ENGLISH, SPANISH) == "native_read"
    assert state_of(kept, ENGLISH + " Now.", SPANISH) == "drafted"
    assert state_of(kept, ENGLISH, SPANISH + " Ya.") == "drafted"


def test_english_is_the_original(root: Path):
    assert Speech(root).translation_state("door", "en") == "lawyer_read"


@pytest.mark.parametrize(
    "table", ["state = 'perfect'", "state = 'drafted'", "state = 'drafted'\nwords = 'x'\non = 1"]
)
def test_a_row_that_says_too_little_is_refused_by_name(root: Path, table: str):
    write(root, f"[door]\n{table}\n")
    with pytest.raises(InvalidContent) as refusal:
        Speech(root)
    assert "door" in refusal.value.problems[0]
