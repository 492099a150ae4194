"""What frightened people text is seen by its rule or a worse one; calm texts by none."""

from pathlib import Path

import pytest
import yaml

from bot.nlu.safety import Rules, read_rules

HERE = Path(__file__).parent
RULES = Rules(read_rules(HERE.parents[1] / "data/safety"))
ORDER = ("self_harm", "danger", "violence", "child_alone", "now")
WRITTEN = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in sorted((HERE / "danger_texts").glob("*.yml"))
}
FEWEST, FEWEST_CALM = 10, 5


def found(text):
    match = RULES.match(text)
    return match and match["rule"]


def test_every_rule_is_tried_in_every_language():
    assert set(WRITTEN) == {
        path.stem for path in (HERE.parents[1] / "data/safety").glob("*.yml")
    } - {"pa"}
    for texts in WRITTEN.values():
        assert set(texts) == {*ORDER, "calm"}
        assert all(len(texts[name]) >= FEWEST for name in ORDER)
        assert len(texts["calm"]) >= FEWEST_CALM


@pytest.mark.parametrize("rule", ORDER)
@pytest.mark.parametrize("language", WRITTEN)
def test_a_text_of_danger_meets_its_rule_or_a_worse_one(language, rule):
    enough = ORDER[: ORDER.index(rule) + 1]
    assert [text for text in WRITTEN[language][rule] if found(text) not in enough] == []


@pytest.mark.parametrize("language", WRITTEN)
def test_a_calm_text_meets_no_rule(language):
    assert [text for text in WRITTEN[language]["calm"] if found(text)] == []
