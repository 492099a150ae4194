"""Looks for danger by rules that people can read, before and above the model; it guesses nothing.

The rules are in data/safety/<language>.yml and are carried inside the trained model.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Dict, List, Set, Text, Tuple

import yaml
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.text import LONGEST_SCANNED, plain

SAFETY = "safety"
"""Message property: {"rule": name, "topic": label or None}, or None where no rule matches."""

_ORDER = ("self_harm", "danger", "violence", "child_alone", "now")


_UNSPACED = re.compile("[\u0e00-\u0eff\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
"""Letters of languages that are written without spaces, or with endings and spaces at will."""

_ANY = ""
"""The first word of a phrase that can begin anywhere."""


def compile_phrase(phrase: Text) -> re.Pattern:
    """Turn `took|take ... dad` or `-if|what_if ice comes` into a pattern over plain words.

    Chinese and Korean phrases are found anywhere, with or without spaces; there `...` is up to
    eight letters.
    """
    words = _as_matched(phrase).split()
    is_unspaced = bool(_UNSPACED.search(phrase))
    first, last = _ends(words)
    edge, space = ("", " ?") if is_unspaced else (r"\b", " ")
    body = _letters(words[first:last]) if is_unspaced else _words(words[first:last])
    before = (sign for word in words[:first] for sign in word[1:].replace("_", " ").split("|"))
    after = "|".join(_choice(word[1:]) for word in words[last:])
    not_before = "".join(rf"(?<!{edge}{sign})(?<!{edge}{sign} )" for sign in before)
    not_after = rf"(?! ?(?:{after}){edge})" if after else ""
    return re.compile(not_before + (body + not_after).replace("_", space))


def _letters(words: List[Text]) -> Text:
    return " ?".join(".{0,8}?" if w == "..." else _choice(w.replace("*", "")) for w in words)


def _words(words: List[Text]) -> Text:
    parts = (r"(?:\w+ ){0,3}" if word == "..." else _choice(word) + " " for word in words)
    return r"\b" + "".join(parts).rstrip() + r"\b"


def _choice(word: Text) -> Text:
    """Return the pattern of a word, or of several of which any will do."""
    escaped = (re.escape(part).replace(r"\*", r"\w*") for part in word.split("|"))
    return "(?:" + "|".join(escaped) + ")" if "|" in word else next(escaped)


def _ends(words: List[Text]) -> Tuple[int, int]:
    """Return where a phrase itself begins and ends between words that may not stand beside it."""
    said = [n for n, word in enumerate(words) if not word.startswith("-")]
    return said[0], said[-1] + 1


class Rules:
    """The rules of all languages, looked at in the order of how bad a miss would be."""

    def __init__(self, by_language: Dict[Text, Dict[Text, Any]]) -> None:
        self._patterns: Dict[Text, Dict[Text, List[re.Pattern]]] = {n: {} for n in _ORDER}
        self._topics: Dict[Text, Text | None] = {name: None for name in _ORDER}
        for rules in by_language.values():
            for name, rule in rules.items():
                self._topics[name] = rule.get("topic")
                for phrase in rule["phrases"]:
                    pattern = compile_phrase(phrase)
                    for beginning in _beginnings(phrase):
                        self._patterns[name].setdefault(beginning, []).append(pattern)

    def match(self, text: Text) -> Dict[Text, Any] | None:
        """Return the first rule that the text meets, worst danger first."""
        words = plain(text, LONGEST_SCANNED)
        beginnings = {_ANY, *(word[:_BEGINNING] for word in words.split())}
        for name in _ORDER:
            known = self._patterns[name]
            near = (pattern for begins in beginnings & known.keys() for pattern in known[begins])
            if any(pattern.search(words) for pattern in near):
                return {"rule": name, "topic": self._topics[name]}
        return None


_BEGINNING = 2
"""Letters by which phrases are looked up, so that a text meets only those it can begin."""


def _beginnings(phrase: Text) -> Set[Text]:
    """Return how a text's word may begin for the phrase to start there."""
    words = _as_matched(phrase).split()
    firsts = [re.split("[*_]", word)[0] for word in words[_ends(words)[0]].split("|")]
    if _UNSPACED.search(phrase) or min(map(len, firsts)) < _BEGINNING:
        return {_ANY}
    return {first[:_BEGINNING] for first in firsts}


def _as_matched(phrase: Text) -> Text:
    """Return a phrase as plain words, with its signs."""
    return " ".join(_plain_sign(word) for word in phrase.split())


def _plain_sign(word: Text) -> Text:
    if word == "...":
        return word
    choices = word.removeprefix("-").split("|")
    said = "|".join("*".join(plain(part) for part in choice.split("*")) for choice in choices)
    return ("-" if word.startswith("-") else "") + said


def read_rules(folder: Path) -> Dict[Text, Dict[Text, Any]]:
    """Read every <language>.yml of the folder; an unknown rule name is an error."""
    by_language = {}
    for path in sorted(folder.glob("*.yml")):
        rules = yaml.safe_load(path.read_text(encoding="utf-8"))
        unknown = set(rules) - set(_ORDER)
        if unknown:
            raise ValueError(f"{path.name}: unknown safety rules {sorted(unknown)}")
        by_language[path.stem] = rules
    return by_language


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class SafetyRules(GraphComponent):
    """Marks a message with the safety rule it meets."""

    def __init__(
        self, rules: Rules, raw: Dict[Text, Any], storage: ModelStorage, resource: Resource
    ):
        self._rules, self._raw, self._storage, self._resource = rules, raw, storage, resource

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """Where the rules are, from the project's root."""
        return {"folder": "data/safety"}

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SafetyRules:
        raw = read_rules(Path(config["folder"]))
        return cls(Rules(raw), raw, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Keep the rules with the model; there is nothing to learn."""
        with self._storage.write_to(self._resource) as folder:
            (folder / "rules.json").write_text(json.dumps(self._raw, ensure_ascii=False))
        return self._resource

    @classmethod
    def load(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> SafetyRules:
        with model_storage.read_from(resource) as folder:
            raw = json.loads((folder / "rules.json").read_text())
        return cls(Rules(raw), raw, model_storage, resource)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Training texts need no mark."""
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        """Set SAFETY on each message."""
        for message in messages:
            found = self._rules.match(message.get(TEXT) or "")
            message.set(SAFETY, found, add_to_output=True)
        return messages
