"""How hard the English texts are to read: school grades by Flesch and Kincaid, as promised."""

import statistics
from collections.abc import Iterable, Iterator

import pytest
from textstat import textstat

from tests.content.material import SPEECH, Text, texts

MOST, MEDIAN = 9.0, 6.0
_WORDS_WORTH_A_GRADE = 5


def grade(words: str) -> float:
    """Return the Flesch-Kincaid grade of an English text."""
    return float(textstat.flesch_kincaid_grade(words))


def lint_grade(found: Iterable[Text]) -> Iterator[str]:
    """Name each English text that is harder than grade MOST; labels of a few words are none."""
    for text in found:
        if text.language == "en" and len(text.words.split()) >= _WORDS_WORTH_A_GRADE:
            measured = grade(text.words)
            if measured > MOST:
                yield f"{text.where}: grade {measured}"


def lint_median(found: Iterable[Text]) -> Iterator[str]:
    """Tell the median grade if it is above MEDIAN."""
    measured = statistics.median(grade(text.words) for text in found if text.language == "en")
    if measured > MEDIAN:
        yield f"median grade {measured}"


def answers() -> list[Text]:
    """Return first and longer texts; titles are no sentences."""
    found = [text for text in texts() if text.identity not in SPEECH.sentences]
    return [text for text in found if not text.identity.endswith(".title")]


def test_no_text_is_above_grade_nine():
    sentences = [text for text in texts() if text.identity in SPEECH.sentences]
    assert list(lint_grade([*answers(), *sentences])) == []


def test_the_median_is_grade_six_or_lower():
    assert list(lint_median(answers())) == []


@pytest.mark.parametrize(
    "words",
    [
        "Notwithstanding constitutional protections, administrative immigration documentation "
        "remains insufficient authorization for residential entry.",
        "Individuals encountering enforcement personnel should unequivocally articulate their "
        "unwillingness to participate in interrogation.",
    ],
)
def test_a_hard_text_is_found(words: str):
    hard = [Text("x", "en", words, "")]
    assert list(lint_grade(hard))
    assert list(lint_median(hard))


def test_a_plain_text_is_left_alone():
    plain = [Text("x", "en", "Keep the door closed. You do not have to open it.", "")]
    assert list(lint_grade(plain)) == []
    assert list(lint_median(plain)) == []
