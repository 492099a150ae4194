"""What a text costs and how it is cut, against Twilio's own vectors; it judges no wording."""

import json
from pathlib import Path

import pytest
import smsutil  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from gateway.sms.gsm7 import BASIC, EXTENSION, septets
from gateway.sms.segments import clusters, plan

VECTORS = json.loads(
    (Path(__file__).parents[2] / "vectors" / "segments.json").read_text(encoding="utf-8")
)
COUNTED = VECTORS["vectors"] + VECTORS["language_samples"]
BITS = {"GSM-7": 7, "UCS-2": 16}
HEADER_BITS = 48


def facts_of(body: str) -> dict[str, object]:
    planned = plan(body)
    bits = planned.units * BITS[planned.encoding]
    headers = planned.segments * HEADER_BITS if planned.segments > 1 else 0
    return {
        "encoding": planned.encoding,
        "segments": planned.segments,
        "message_bits": bits,
        "total_bits": bits + headers,
        "characters": planned.characters,
        "unicode_scalars": len(body),
        "non_gsm": [c for c in clusters(body) if any(septets(s) is None for s in c)],
    }


@pytest.mark.parametrize("vector", COUNTED, ids=lambda v: v["id"])
def test_counts_are_those_of_twilio(vector):
    facts = facts_of(vector["body"])
    facts["non_gsm"] = list(dict.fromkeys(facts["non_gsm"]))
    assert {name: facts[name] for name in vector["expect"]} == vector["expect"]


def test_all_seventy_vectors_are_here():
    assert len(COUNTED) == 70


@given(st.text(alphabet=sorted(BASIC | EXTENSION), max_size=400))
def test_gsm7_texts_are_divided_as_smsutil_divides_them(text):
    oracle = smsutil.split(text)
    assert "".join(plan(text).parts) == text
    assert list(plan(text).parts) == [part.content for part in oracle.parts if text]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200))
def test_ucs2_texts_are_divided_as_smsutil_divides_them(text):
    wide = "字" + text
    oracle = smsutil.split(wide)
    assert plan(wide).encoding == "UCS-2"
    assert list(plan(wide).parts) == [part.content for part in oracle.parts]


@given(st.text(alphabet=st.characters(categories=None), max_size=400))
def test_any_text_can_be_planned_and_its_parts_join_to_it(text):
    planned = plan(text)
    assert "".join(planned.parts) == text
    assert len(planned.parts) == planned.segments
    assert all(planned.parts)


@given(st.text(max_size=400))
def test_no_segment_is_over_its_limit(text):
    planned = plan(text)
    limits = {
        ("GSM-7", True): 160,
        ("GSM-7", False): 153,
        ("UCS-2", True): 70,
        ("UCS-2", False): 67,
    }
    limit = limits[planned.encoding, planned.segments <= 1]
    for part in planned.parts:
        if planned.encoding == "GSM-7":
            assert sum(septets(character) or 0 for character in part) <= limit
        else:
            assert len(part.encode("utf-16-be")) // 2 <= limit


def test_the_empty_text_has_no_segment():
    assert plan("").segments == 0
    assert plan("").parts == ()


def test_an_escape_sequence_moves_whole_into_the_next_segment():
    planned = plan("a" * 152 + "€" + "a" * 20)
    assert [len(part) for part in planned.parts] == [152, 21]


def test_a_surrogate_pair_moves_whole_into_the_next_segment():
    planned = plan("ж" * 66 + "😀" + "ж" * 20)
    assert [len(part) for part in planned.parts] == [66, 21]


def test_a_lone_escape_code_is_not_gsm7():
    assert plan("\x1b").encoding == "UCS-2"


@pytest.mark.parametrize("whole", ["e\u0301", "🏳️‍🌈", "👍🏽", "🇮🇹", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "ق\u0651", "\r\n"])
def test_what_a_person_sees_as_one_character_stays_whole(whole):
    assert whole in list(clusters("x" + whole + "x"))


def test_two_flags_side_by_side_are_two_characters():
    assert list(clusters("🇮🇹🇫🇷")) == ["🇮🇹", "🇫🇷"]


@given(st.text(max_size=200))
def test_clusters_join_to_the_text(text):
    assert "".join(clusters(text)) == text
