"""Orders are recognised by number or by the answer before; sections lead to answers that exist."""

from pathlib import Path

import pytest

from phrasebook.content import InvalidContent
from phrasebook.sections import load_sections
from tests.content.material import ROOT, SPEECH

SECTIONS = load_sections(ROOT / "data/sections.toml", SPEECH.answers)


@pytest.mark.parametrize("text", ["EO 14159", "section 6 of 14,159", "orden 14 159", "14159 sec 6"])
def test_an_order_is_known_by_its_number(text: str):
    assert SECTIONS.order_in(text) == "14159"


@pytest.mark.parametrize("text", ["section 6", "14159 and 14165", "order 14160", "77036"])
def test_none_or_two_orders_are_no_order(text: str):
    assert SECTIONS.order_in(text) is None


def test_the_answer_before_tells_the_order():
    assert SECTIONS.order_of("eo_14165_dna", SPEECH.answers) == "14165"
    assert SECTIONS.order_of("door_home", SPEECH.answers) is None
    assert SECTIONS.order_of(None, SPEECH.answers) is None


def test_the_twelve_sections_of_one_order_are_known_and_only_checked_ones_of_the_other():
    assert set(SECTIONS.orders["14165"]) == set(range(1, 13))
    assert set(SECTIONS.orders["14159"]) <= {1, 2, 6, 7, 15, 17}
    assert len(SECTIONS.orders["14159"]) >= 4


def test_a_section_without_an_answer_is_refused(tmp_path: Path):
    path = tmp_path / "sections.toml"
    path.write_text('["14159"]\nwhole = "door_home"\n6 = "nowhere"\n', encoding="utf-8")
    with pytest.raises(InvalidContent) as refusal:
        load_sections(path, SPEECH.answers)
    assert refusal.value.problems == ["14159: no answer nowhere"]
