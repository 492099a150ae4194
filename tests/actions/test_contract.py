"""Domain, rules and actions name the same actions: none is missing, none is left over."""

import ast
from pathlib import Path
from typing import Any

import pytest
import yaml
from rasa_sdk.executor import ActionExecutor

BOT = Path(__file__).parents[2] / "bot"


def named_in_the_domain() -> set[str]:
    return set(_yaml("domain/domain.yml")["actions"])


def named_in_rules() -> set[str]:
    steps = [step for rule in _yaml("rules/rules.yml")["rules"] for step in rule["steps"]]
    return {step["action"] for step in steps if "action" in step}


def general_action() -> str:
    """Return the action of every label that no rule names, as written in bot/training.py."""
    tree = ast.parse((BOT / "training.py").read_text(encoding="utf-8"))
    values = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "GENERAL_ACTION"
    ]
    return str(ast.literal_eval(values[0]))


def _yaml(name: str) -> Any:
    return yaml.safe_load((BOT / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def registered() -> set[str]:
    """The actions that rasa-sdk finds in our package."""
    executor = ActionExecutor()
    executor.register_package("actions")
    return set(executor.actions)


def test_every_action_of_the_domain_exists(registered: set[str]):
    assert named_in_the_domain() - registered == set()


def test_every_action_of_a_rule_is_in_the_domain():
    assert named_in_rules() | {general_action()} <= named_in_the_domain()


def test_no_action_exists_that_nothing_uses(registered: set[str]):
    assert registered - named_in_rules() - {general_action()} == set()


def test_the_domain_names_no_action_that_nothing_uses():
    assert named_in_the_domain() == named_in_rules() | {general_action()}


def test_every_intent_of_a_rule_is_a_label_or_in_the_domain():
    intents = {
        step["intent"]
        for rule in _yaml("rules/rules.yml")["rules"]
        for step in rule["steps"]
        if "intent" in step
    }
    labels = {
        block["intent"]
        for path in (BOT.parent / "data/nlu/en").glob("*.yml")
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]
    }
    assert intents - labels - set(_yaml("domain/domain.yml")["intents"]) == set()
