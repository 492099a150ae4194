"""What follows from the phrases: an intent for each label, and a rule where none is written."""

from collections import Counter
from pathlib import Path

import pytest

from bot.training import LANGUAGE_KEY, Phrases

ROOT = Path(__file__).parents[2]

DOMAIN = """
version: "3.1"
intents: [nlu_fallback]
actions: [action_answer, action_refer, action_fallback]
"""
RULES = """
version: "3.1"
rules:
  - rule: help
    steps: [{intent: find_legal_help}, {action: action_refer}]
  - rule: fallback
    steps: [{intent: nlu_fallback}, {action: action_fallback}]
"""


def phrases(label, *texts):
    lines = "".join(f"    - {text}\n" for text in texts)
    return f"- intent: {label}\n  examples: |\n{lines}"


@pytest.fixture
def importer(tmp_path):
    files = {
        "config.yml": "recipe: default.v1\nlanguage: en\n",
        "bot/domain/domain.yml": DOMAIN,
        "bot/rules/rules.yml": RULES,
        "data/nlu/en/a.yml": phrases("door_home", "who is there", "open or not"),
        "data/nlu/en/b.yml": phrases("find_legal_help", "a lawyer near me"),
        "data/nlu/es/a.yml": phrases("door_home", "quien toca") + phrases("ferry", "en el ferry"),
    }
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        head = 'version: "3.1"\nnlu:\n' if "/nlu/" in name else ""
        path.write_text(head + content, encoding="utf-8")
    folders = [str(tmp_path / "data/nlu"), str(tmp_path / "bot/rules")]
    return Phrases(str(tmp_path / "config.yml"), str(tmp_path / "bot/domain"), folders)


def rules_of(importer):
    """Return (intent, action) of every rule."""
    return [
        tuple(
            getattr(event, "intent_name", None) or event.action_name for event in step.events[-2:]
        )
        for step in importer.get_stories().story_steps
    ]


def test_every_label_becomes_an_intent_beside_the_written_ones(importer):
    intents = set(importer.get_domain().intents)
    assert {"door_home", "ferry", "find_legal_help", "nlu_fallback"} <= intents


def test_a_label_without_a_rule_is_answered_by_the_general_action(importer):
    assert {("door_home", "action_answer"), ("ferry", "action_answer")} <= set(rules_of(importer))


def test_a_written_rule_is_kept_and_not_doubled(importer):
    followed = Counter(rules_of(importer))
    assert followed[("find_legal_help", "action_refer")] == 1
    assert followed[("find_legal_help", "action_answer")] == 0
    assert set(followed.values()) == {1}
    assert len(followed) == 4


def test_every_phrase_is_marked_with_the_folder_it_comes_from(importer):
    examples = importer.get_nlu_data().intent_examples
    assert {(e.get("text"), e.get(LANGUAGE_KEY)) for e in examples} == {
        ("who is there", "en"),
        ("open or not", "en"),
        ("a lawyer near me", "en"),
        ("quien toca", "es"),
        ("en el ferry", "es"),
    }


def test_in_the_project_every_label_is_followed_by_one_action_that_exists():
    importer = Phrases(
        str(ROOT / "config.yml"),
        str(ROOT / "bot/domain"),
        [str(ROOT / "data/nlu"), str(ROOT / "bot/rules")],
    )
    domain = importer.get_domain()
    followed = Counter(intent for intent, _ in rules_of(importer))
    assert importer.get_nlu_data().intents <= set(followed)
    assert [label for label, times in followed.items() if times != 1] == []
    assert {action for _, action in rules_of(importer)} <= set(domain.user_actions)
