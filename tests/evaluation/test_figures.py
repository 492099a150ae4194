"""The figures of understanding count what they say, and a floor that is crossed is named."""

from typing import Any

import pytest

from evaluation.figures import confusions, figures, words_in
from evaluation.report import crossed, law, questions, written

LAW = frozenset({"door", "car"})


def predicted(asked: str, found: str, **more: Any) -> dict[str, Any]:
    told: dict[str, Any] = {
        "text": "one two three",
        "lang": "en",
        "set": "en",
        "asked_topic": asked,
        "also": [],
        "urgent_asked": False,
        "topic": found,
        "ranking": [[found, 0.9], ["other", 0.05], [asked, 0.01]],
        "confidence": 0.9,
        "urgent": False,
        "outcome": "answer",
        "language": "en",
    }
    return told | more


def test_a_second_acceptable_topic_counts_as_right():
    found = figures([predicted("door", "car", also=["car"]), predicted("door", "car")], LAW)
    assert found["en"]["top1"] == 0.5
    assert found["en"]["top3"] == 1.0


def test_urgency_is_counted_on_both_sides():
    asked = [
        predicted("door", "door", urgent_asked=True, urgent=True),
        predicted("door", "door", urgent_asked=True),
        predicted("door", "door", urgent=True),
        predicted("door", "door"),
    ]
    assert figures(asked, LAW)["all"]["urgent_recall"] == 0.5
    assert figures(asked, LAW)["all"]["false_alarms"] == 0.5


def test_off_topic_texts_count_only_where_law_was_answered():
    off = {"set": "offtopic"}
    asked = [
        predicted("smalltalk", "door", **off),
        predicted("smalltalk", "door", **off, outcome="fallback"),
        predicted("smalltalk", "smalltalk", **off),
        predicted("smalltalk", "spam", **off),
        predicted("door", "door"),
    ]
    found = figures(asked, LAW)["all"]
    assert found["offtopic_as_law"] == 0.25
    assert found["questions"] == 1


def test_language_is_not_counted_on_one_or_two_words():
    asked = [predicted("door", "door", language="es", text="la migra"), predicted("door", "door")]
    assert figures(asked, LAW)["all"]["language"] == 1.0


def test_calibration_is_how_far_confidence_is_from_being_right():
    sure = [predicted("door", "door", confidence=0.95) for _ in range(19)]
    assert figures([*sure, predicted("door", "car", confidence=0.95)], LAW)["all"][
        "calibration_error"
    ] == pytest.approx(0.0)
    assert figures([predicted("door", "car", confidence=0.95)], LAW)["all"][
        "calibration_error"
    ] == pytest.approx(0.95)


@pytest.mark.parametrize(
    ("text", "words"), [("", 0), ("a b c", 3), ("移民局在敲门", 3), ("ICE 来了", 2)]
)
def test_words_are_counted_in_chinese_too(text, words):
    assert words_in(text) == words


def test_what_is_confused_most_comes_first_and_urgent_counts_double():
    asked = [predicted("door", "car", urgent_asked=True)] * 2 + [predicted("car", "door")] * 3
    first, second = confusions(asked)
    assert (first.topic, first.taken_for, first.count, first.urgent) == ("door", "car", 2, 2)
    assert (second.count, second.urgent) == (3, 0)


def test_a_figure_below_its_floor_or_missing_is_named():
    floors = {
        "all": {"top1": 0.9},
        "each": {"top1": 0.8, "false_alarms": 0.1},
        "es": {"top1": 0.95},
    }
    found = {
        "all": {"top1": 0.91},
        "en": {"top1": 0.85, "false_alarms": 0.2},
        "es": {"top1": 0.94},
    }
    assert crossed(found, floors) == [
        "en: false_alarms is 0.200, its floor 0.1",
        "es: top1 is 0.940, its floor 0.95",
        "es: false_alarms was not measured",
    ]


def test_a_language_without_any_question_is_named():
    assert crossed({}, {"all": {"top1": 0.9}, "each": {}, "es": {}}) == [
        "all: was not measured",
        "es: was not measured",
    ]


def test_the_report_shows_the_change_since_the_last():
    found = figures([predicted("door", "door"), predicted("door", "car")], LAW)
    text = written(found, {"all": {"top1": 0.4}, "en": {"top1": 0.5}}, confusions([]))
    assert "0.500 (+10.0)" in text
    assert "| en | 2 | 0.500 |" in text


def test_there_are_questions_in_every_language_that_is_spoken():
    asked = list(questions())
    counts = {tag: sum(each["set"] == tag for each in asked) for tag in {e["lang"] for e in asked}}
    assert set(counts) == {"en", "es", "zh-Hans", "vi", "ht", "pt-BR", "fr", "ar", "ru", "ko", "tl"}
    assert min(counts.values()) >= 40
    assert min(counts["en"], counts["es"]) >= 200
    assert {each["asked_topic"] for each in asked if each["set"] == "en"} & law()
