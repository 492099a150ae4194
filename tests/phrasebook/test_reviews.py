"""A review holds for the words that were read, and for no others."""

import datetime
from pathlib import Path

import pytest

from phrasebook.answers import load_answers
from phrasebook.content import InvalidContent
from phrasebook.reviews import load_reviews
from tests.phrasebook.test_answers import table

READ = '[door]\non = 2026-04-01\nby = "a lawyer"\ntext = "Text."\n'


def answers_with(folder: Path, reviews: str, **changes: str):
    answers = folder / "answers"
    answers.mkdir()
    (answers / "group.toml").write_text(table("door", **changes), encoding="utf-8")
    (folder / "reviews.toml").write_text(reviews, encoding="utf-8")
    return load_answers(answers)


def test_an_answer_is_reviewed_in_the_words_that_were_read(tmp_path: Path):
    door = answers_with(tmp_path, READ)["door"]
    assert (door.is_reviewed, door.review.on) == (True, datetime.date(2026, 4, 1))


@pytest.mark.parametrize("changes", [{"text": '"Another text."'}, {"more": '"More."'}])
def test_a_change_after_the_review_undoes_it(tmp_path: Path, changes: dict[str, str]):
    door = answers_with(tmp_path, READ, **changes)["door"]
    assert door.review is not None
    assert not door.is_reviewed


def test_without_a_review_an_answer_is_not_reviewed(tmp_path: Path):
    assert not answers_with(tmp_path, "")["door"].is_reviewed


def test_a_review_of_nothing_is_refused(tmp_path: Path):
    with pytest.raises(InvalidContent) as refusal:
        answers_with(tmp_path, READ.replace("door", "window"))
    assert refusal.value.problems == ["window: reviewed, but no such answer"]


@pytest.mark.parametrize(
    "wrong",
    [
        '[door]\non = "today"\nby = "a lawyer"\ntext = "Text."\n',
        '[door]\non = 2026-04-01\ntext = "Text."\n',
        '[door]\non = 2026-04-01\nby = ""\ntext = "Text."\n',
        READ + 'mood = "good"\n',
        'door = "yes"\n',
    ],
)
def test_a_review_that_cannot_be_read_is_refused(tmp_path: Path, wrong: str):
    path = tmp_path / "reviews.toml"
    path.write_text(wrong, encoding="utf-8")
    with pytest.raises(InvalidContent):
        load_reviews(path)
