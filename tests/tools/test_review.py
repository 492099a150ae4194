"""A lawyer's review is written down with the words that were read."""

import datetime
from pathlib import Path

import pytest

from phrasebook.reviews import load_reviews
from phrasebook.translation_reviews import load_translation_reviews, state_of
from tests.content.material import SPEECH
from tools import review
from tools.review import add_reading, add_review

DAY = datetime.date(2026, 11, 22)


def test_what_was_read_is_kept_and_holds(tmp_path: Path):
    path = tmp_path / "reviews.toml"
    for label in ("door_home", "car_stop"):
        add_review(path, SPEECH.answers[label], "an office", DAY)
    kept = load_reviews(path)
    assert list(kept) == ["car_stop", "door_home"]
    door = SPEECH.answers["door_home"]
    assert kept["door_home"].holds_for(door.text, door.more)
    assert (kept["door_home"].on, kept["door_home"].by) == (DAY, "an office")


def test_a_second_review_takes_the_place_of_the_first(tmp_path: Path):
    path = tmp_path / "reviews.toml"
    for by in ("an office", "another"):
        add_review(path, SPEECH.answers["door_home"], by, DAY)
    assert [kept.by for kept in load_reviews(path).values()] == ["another"]


@pytest.mark.parametrize(
    "arguments", [[], ["door_home"], ["door_home", ""], ["no_such_answer", "an office"]]
)
def test_a_review_of_nothing_or_by_nobody_is_refused(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(review, "REVIEWS", tmp_path / "reviews.toml")
    assert review.main(arguments) == 2
    assert not (tmp_path / "reviews.toml").exists()


def test_a_native_speakers_reading_holds_for_the_words_that_were_read(tmp_path: Path):
    (tmp_path / "es").mkdir()
    door = SPEECH.answers["door_home"]
    assert add_reading(tmp_path, SPEECH, door, "es", "a reader", DAY) == 3
    read = load_translation_reviews(tmp_path / "es/reviews.toml")
    spanish = SPEECH.catalogue.phrase("door_home", door.text, "es")
    assert state_of(read["door_home"], door.text, spanish) == "native_read"
    assert state_of(read["door_home"], door.text, spanish + " Ya.") == "drafted"
    assert state_of(read["door_home"], door.text + " Now.", spanish) == "drafted"


@pytest.mark.parametrize("tag", ["en", "xx"])
def test_a_reading_of_no_translation_is_refused(tag: str, tmp_path: Path, monkeypatch):
    monkeypatch.setattr(review, "LOCALES", tmp_path)
    assert review.main(["door_home", "a reader", tag]) == 2
    assert list(tmp_path.iterdir()) == []
