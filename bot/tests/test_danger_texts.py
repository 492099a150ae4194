"""What frightened people text is seen by the rule that it needs, in every language."""

from pathlib import Path

import pytest
import yaml

from bot.nlu.safety import Rules, read_rules

ROOT = Path(__file__).parents[2]
WRITTEN = read_rules(ROOT / "data/safety")
RULES = Rules(WRITTEN)
TEXTS = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in sorted(Path(__file__).with_name("danger_texts").glob("*.yml"))
}
FEWEST, FEWEST_CALM = 10, 5
CALM = "calm"


def of(kind_is):
    return [
        (language, kind, text)
        for language, kinds in TEXTS.items()
        for kind, texts in kinds.items()
        if kind_is(kind)
        for text in texts
    ]


@pytest.mark.parametrize(("language", "rule", "text"), of(lambda kind: kind != CALM))
def test_a_text_of_danger_meets_its_rule(language, rule, text):
    assert (RULES.match(text) or {"rule": None})["rule"] == rule


@pytest.mark.parametrize(("language", "kind", "text"), of(lambda kind: kind == CALM))
def test_a_calm_text_with_the_same_words_meets_none(language, kind, text):
    assert RULES.match(text) is None


def test_there_are_texts_for_every_rule_in_every_language_that_has_phrases():
    with_phrases = {
        language
        for language, rules in WRITTEN.items()
        if any(rule["phrases"] for rule in rules.values())
    }
    assert with_phrases <= set(TEXTS)
    for language, kinds in TEXTS.items():
        assert set(kinds) == {*WRITTEN[language], CALM}, language
        for kind, texts in kinds.items():
            assert len(texts) >= (FEWEST_CALM if kind == CALM else FEWEST), (language, kind)
