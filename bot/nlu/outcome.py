"""Decides whether to answer, to ask back or to say that it did not understand; it never guesses.

Runs last. The intent that leaves here is the label to answer, or one of the routes below.
"""

from __future__ import annotations

import re
from typing import Any, Dict, List, Text

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.safety import SAFETY
from bot.nlu.text import has_letters, plain, readable
from bot.nlu.topic import DIVISIONS, RANKING, URGENCY

OUTCOME, TOPIC, ANSWER, URGENT = "outcome", "topic", "answer", "urgent"
"""Message properties: "answer" | "clarify" | "fallback"; the best topic; the topic or its division
that fits best; True when it is now."""

FALLBACK_ROUTE, CLARIFY_ROUTE, CHOICE_ROUTE = "nlu_fallback", "nlu_clarify", "choice"
CERTAIN = 1.0
"""The confidence of a rule and of a text that is word for word a training phrase."""

FINDS_HELP, NO_MEANING = "find_legal_help", "gibberish"

_ONLY_ZIP = re.compile(r"\d{5}(-\d{4})?")
_GIVES_ZIP = re.compile(r"(zip|postal|vivo|estoy|soy|live|i m|im|i am)\b.*\b\d{5}")
_MOST_WORDS_WITH_ZIP = 7
_SECTION = re.compile(r"1\D?[34]\D?\d\D?\d\D?\d|^\W*\d+\W*[.-]\W*\d+\W*$")
_ONLY_NUMBERS = re.compile(r"\d{6,}\D*|\d+(\D+\d+)+\D*")
_ONLY_CHOICE = re.compile(r"[1-9]\d?[.)]?")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class Outcome(GraphComponent):
    """Turns a ranking into a route by thresholds set in config.yml."""

    def __init__(self, config: Dict[Text, Any]) -> None:
        self._config = config

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """All are probabilities between 0 and 1, explained in config.yml."""
        return {
            "answer_from": 0.35,
            "clear_lead": 0.12,
            "clarify_from": 0.25,
            "long_words": 20,
            "long_from": 0.18,
            "urgent_from": 0.47,
        }

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Outcome:
        return cls(config)

    def process(self, messages: List[Message]) -> List[Message]:
        """Set the intent, its ranking, OUTCOME, TOPIC, ANSWER and URGENT on each message."""
        for message in messages:
            ranking = self._with_rules(message)
            if ranking[0]["name"] == NO_MEANING and ranking[0]["confidence"] == CERTAIN:
                message.set(DIVISIONS, [], add_to_output=True)
            outcome = self._outcome(ranking, len(plain(message.get(TEXT) or "").split()))
            route = {"fallback": FALLBACK_ROUTE, "clarify": CLARIFY_ROUTE}.get(outcome)
            best = ranking[0]
            intent = {"name": route or best["name"], "confidence": best["confidence"]}
            if _ONLY_CHOICE.fullmatch(readable(message.get(TEXT) or "")):
                intent = {"name": CHOICE_ROUTE, "confidence": 1.0}
            message.set(INTENT, intent, add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
            message.set(OUTCOME, outcome, add_to_output=True)
            message.set(TOPIC, best["name"], add_to_output=True)
            message.set(ANSWER, best["answer"], add_to_output=True)
            message.set(URGENT, self._is_urgent(message), add_to_output=True)
        return messages

    def _outcome(self, ranking: List[Dict[Text, Any]], words: int) -> Text:
        first, second = ranking[0]["confidence"], ranking[1]["confidence"]
        if first == CERTAIN:
            return "answer"
        if words >= self._config["long_words"] and first >= self._config["long_from"]:
            return "answer"
        if first >= self._config["answer_from"] and first - second >= self._config["clear_lead"]:
            return "answer"
        if first + second >= self._config["answer_from"] and second >= self._config["clarify_from"]:
            return "clarify"
        return "answer" if first >= self._config["answer_from"] else "fallback"

    def _with_rules(self, message: Message) -> List[Dict[Text, Any]]:
        """Put what a rule is sure of on top of what the model ranked."""
        ranking = message.get(RANKING)
        text = readable(message.get(TEXT) or "")
        safety = message.get(SAFETY) or {}
        if safety.get("topic"):
            return _on_top(safety["topic"], ranking)
        is_known_phrase = ranking[0]["confidence"] == CERTAIN  # "14159" is an order, not a ZIP
        if _gives_zip(text) and not is_known_phrase and not safety:
            return _on_top(FINDS_HELP, ranking)
        if not has_letters(text) or (_is_numbers(text) and not is_known_phrase):
            return _on_top(NO_MEANING, ranking)
        return ranking

    def _is_urgent(self, message: Message) -> bool:
        return bool(message.get(SAFETY)) or message.get(URGENCY) >= self._config["urgent_from"]


def _gives_zip(text: Text) -> bool:
    """Say whether a text is a ZIP code, or a short "my zip is 77036"."""
    words = plain(text)
    is_short = len(words.split()) <= _MOST_WORDS_WITH_ZIP
    return bool(_ONLY_ZIP.fullmatch(text) or (is_short and _GIVES_ZIP.search(words)))


def _is_numbers(text: Text) -> bool:
    """Say whether a text is numbers that name nothing: "48 15 16", "830471"; not "14 159"."""
    has_words = any(c.isalpha() for c in text)
    return not has_words and bool(_ONLY_NUMBERS.fullmatch(text)) and not _SECTION.search(text)


def _on_top(label: Text, ranking: List[Dict[Text, Any]]) -> List[Dict[Text, Any]]:
    rest = [r for r in ranking if r["name"] != label]
    return [{"name": label, "confidence": CERTAIN, "answer": label}] + rest[: len(ranking) - 1]
