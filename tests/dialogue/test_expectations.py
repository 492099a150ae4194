"""The runner itself: a conversation that is not kept is noticed, a mistaken file is refused."""

from pathlib import Path

import pytest

from tests.dialogue.conversation import Step, UnreadableConversation, read_conversation
from tests.dialogue.expectations import problems_of
from tests.dialogue.wording import Wording

GREETING = "Hello. This is Amparo, an automatic assistant."


@pytest.mark.parametrize(
    "written",
    [
        "- text: hello\n  says: [greeting]\n  language: en\n  mood: kind\n",
        "- says: [greeting]\n  language: en\n",
        "- text: hello\n",
        "- text: hello\n  says: [greeting]\n",
        "- text: hello\n  contains: Hello\n",
        "- text: 77036\n  contains: [Houston]\n",
        "- text: hello\n  contains: [Hello]\n  number: third\n",
        "- text: hello\n  contains: [Hello]\n  language: it\n",
        "- text: STOP\n  silent: true\n  contains: [STOP]\n",
        "text: hello\n",
        "",
    ],
)
def test_a_mistaken_file_is_refused(tmp_path: Path, written: str):
    path = tmp_path / "person_says_hello.yml"
    path.write_text(written, encoding="utf-8")
    with pytest.raises((UnreadableConversation, TypeError)):
        read_conversation(path)


def _problems(wording: Wording, reply: str, **expected: object) -> list[str]:
    return list(problems_of(Step(text="hello", **expected), [reply], wording))


def test_a_silent_reply_where_words_are_due_is_noticed(wording: Wording):
    assert list(problems_of(Step("hello", contains=()), [], wording)) == ["silent"]
    assert _problems(wording, GREETING, silent=True) == ["not silent"]


@pytest.mark.parametrize("number", ["1-866-347-2423", "(866) 347 2423", "866-DHS-2-ICE"])
def test_the_tip_line_is_noticed_however_it_is_written(wording: Wording, number: str):
    assert "the tip line" in _problems(wording, f"Call {number} to report.")


def test_the_wrong_language_is_noticed(wording: Wording):
    words = "¿Donde esta usted? Envie su codigo ZIP, o su ciudad y estado."
    assert _problems(wording, words, language="es") == []
    assert _problems(wording, words, language="en") == ["in ['es']"]


def test_two_languages_in_one_reply_are_noticed(wording: Wording):
    words = (
        "¿Dónde está usted? Envíe su código ZIP, o su ciudad y estado. I will answer in English."
    )
    assert _problems(wording, words, language="es") == ["in ['en', 'es']"]


def test_an_answer_that_is_not_the_one_expected_or_not_first_is_noticed(wording: Wording):
    words = "I will answer in English. Where are you? Text your ZIP code or your city and state."
    said = {"says": ("language.changed", "refer.ask_place"), "language": "en"}
    assert _problems(wording, words, **said) == []
    for ids in (("refer.ask_place",), ("refer.ask_place", "language.changed"), ("greeting",)):
        assert _problems(wording, words, says=ids, language="en") == [f"does not say {ids}"]


def test_a_sentence_that_must_not_come_is_noticed(wording: Wording):
    words = f"{GREETING} Where are you? Text your ZIP code or your city and state."
    asked = {"contains": ("Hello",), "language": "en"}
    assert _problems(wording, words, says_not=("refer.near",), **asked) == []
    assert _problems(wording, words, says_not=("refer.ask_place",), **asked) == [
        "says refer.ask_place"
    ]


def test_missing_and_unwanted_pieces_and_a_long_reply_are_noticed(wording: Wording):
    assert _problems(wording, GREETING, contains=("988",)) == ["has no '988'"]
    assert _problems(wording, GREETING, contains_not=("Amparo",)) == ["has 'Amparo'"]
    assert _problems(wording, GREETING * 9, segments_at_most=2) == ["3 segments"]


def test_a_hole_in_a_sentence_is_noticed(wording: Wording):
    assert _problems(wording, "Legal help near {place}:") == ["a placeholder is not filled"]
