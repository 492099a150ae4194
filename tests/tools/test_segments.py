"""The table of costs counts what would leave, and refuses a price that is none."""

import pytest

from tests.content.material import SPEECH, SPOKEN
from tools.segments import PARTS, Cost, costs, main, table


@pytest.fixture(scope="module")
def found() -> list[Cost]:
    """The costs of all that can be said; it takes a while to count."""
    return list(costs(SPEECH))


def test_each_language_has_its_first_replies_and_longer_texts(found: list[Cost]):
    assert [(cost.language, cost.part) for cost in found] == [
        (tag, part) for tag in SPOKEN for part in PARTS
    ]
    assert {cost.texts for cost in found if cost.part == PARTS[0]} == {len(SPEECH.answers)}


def test_the_dear_alphabet_shows_and_costs_more(found: list[Cost]):
    by_language = {c.language: c for c in found if c.part == PARTS[0]}
    assert by_language["en"].encoding == "GSM-7"
    assert by_language["ru"].encoding == f"{len(SPEECH.answers)} of {len(SPEECH.answers)} UCS-2"
    assert by_language["ru"].mean > by_language["en"].mean


def test_a_price_adds_what_a_text_costs(found: list[Cost]):
    priced = table(iter(found), 0.01)
    assert len(priced.columns) == len(table(iter(found), None).columns) + 2


@pytest.mark.parametrize("price", ["cheap", "1,5", "$1"])
def test_a_price_that_is_no_number_is_refused(price: str, capsys: pytest.CaptureFixture[str]):
    assert main([price]) == 2
    assert "PRICE" in capsys.readouterr().err
