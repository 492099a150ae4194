"""The facts that answers rest on are read whole; a file that cannot be read is named."""

from pathlib import Path

import pytest

from phrasebook.answers import load_answers
from phrasebook.content import InvalidContent
from phrasebook.facts import load_facts

ROOT = Path(__file__).resolve().parents[2]


def test_every_fact_that_an_answer_names_is_read_with_text_and_source():
    facts = load_facts(ROOT / "data/facts")
    named = {name for a in load_answers(ROOT / "data/answers").values() for name in a.facts}
    assert len(named) > 100
    assert named <= set(facts)
    assert [name for name in named if not facts[name].text or not facts[name].sources] == []


@pytest.mark.parametrize("text", ["entries: [", "entries: 3", "[]", "entries:\n- id: a", ""])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, text):
    (tmp_path / "broken.yml").write_text(text)
    with pytest.raises(InvalidContent, match=r"broken\.yml"):
        load_facts(tmp_path)
