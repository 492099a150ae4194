"""The shape that crosses the wire: what is written is read again, anything else is refused."""

from typing import Any

import pytest

from phrasebook.utterance import MalformedUtterance, Utterance, from_json


def test_what_is_written_is_read_again():
    utterance = Utterance("refer.near", "es", {"place": "Houston, TX", "number": 3})
    assert from_json(utterance.to_json()) == utterance


def test_the_wire_has_these_three_keys():
    assert Utterance("door", "en", {"n": 1}).to_json() == {
        "say": "door",
        "with": {"n": 1},
        "language": "en",
    }


def test_values_may_be_left_out():
    assert from_json({"say": "door", "language": "en"}) == Utterance("door", "en")


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        (None, "not an object"),
        ([], "not an object"),
        ("door", "not an object"),
        ({"language": "en"}, "say"),
        ({"say": "", "language": "en"}, "say"),
        ({"say": 5, "language": "en"}, "say"),
        ({"say": "door"}, "language"),
        ({"say": "door", "language": ["en"]}, "language"),
        ({"say": "door", "language": "en", "with": []}, "with"),
        ({"say": "door", "language": "en", "with": {"n": None}}, "with"),
        ({"say": "door", "language": "en", "with": {"n": {"x": 1}}}, "with"),
    ],
)
def test_anything_else_is_refused_by_the_name_of_its_field(raw: Any, field: str):
    with pytest.raises(MalformedUtterance) as refusal:
        from_json(raw)
    assert str(refusal.value) == field


def test_a_refusal_does_not_repeat_what_was_written():
    canary = "my name is in here"
    with pytest.raises(MalformedUtterance) as refusal:
        from_json({"say": "door", "language": "en", "with": {canary: [canary]}})
    assert canary not in str(refusal.value)
