"""Ranks the topics of a message and says how urgent it is; it decides nothing.

A topic that holds several questions is divided as Rasa divides a retrieval intent: `car_stop` is
the topic, `car_stop/passenger` a division. One classifier learns the divisions; a topic is as
probable as its divisions together.
"""

from __future__ import annotations

import pickle
import re
from typing import Any, Dict, List, Set, Text

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import (
    INTENT,
    INTENT_RESPONSE_KEY,
    METADATA,
    METADATA_INTENT,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.special import softmax

from bot.nlu.classifier import Classifier, learn
from bot.nlu.divisions import set_apart, topic_of
from bot.nlu.embedding import vector_of
from bot.nlu.language import LANGUAGE
from bot.nlu.text import plain, readable
from bot.nlu.urgency import Urgency, learn_urgency

RANKING = "topic_ranking"
"""Message property, best first: [{"name": topic, "confidence": 0..1, "answer": the topic or its
division that fits best}]."""

DIVISIONS = "divisions"
"""Message property: [{"name": topic or division, "confidence": 0..1}], best first: what a text may
mean in a conversation that is about one of them."""

GOES_ON = "goes_on"
"""Message property: whether the text, word for word, is one that means several things alone."""

URGENCY = "urgency"
"""Message property: the model's probability that it is happening now, 0..1."""

RANKED = 5

TRUST_IN_WORDS = 2.0
_OTHERWISE_SPELT = frozenset({"ar", "ru", "vi"})

MOST_DIVISIONS, LEAST_CONFIDENCE = 40, 0.002

_ORDER = re.compile(r"eo_(\d+)_")
_DIGITS_APART = re.compile(r"(?<=\d)[ ,.](?=\d)")
OTHER_ORDER = 0.02
"""How probable another order is in a text that names one, beside what the model says."""

DIVISION_FROM, DIVISION_LEAD = 0.4, 1.25
"""The share of its topic that a division needs, and how many times more probable than the topic's
own answer it has to be; else that is given."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicClassifier(GraphComponent):
    """Topic and urgency, learned from the phrases in data/nlu."""

    def __init__(self, storage: ModelStorage, resource: Resource) -> None:
        self._storage, self._resource = storage, resource
        self._exact: Dict[Text, Text] = {}
        self._open: Set[Text] = set()
        self._topics: Classifier | None = None
        self._urgency: Urgency | None = None

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TopicClassifier:
        return cls(model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn topics and urgency, and remember each training text word for word."""
        examples = [m for m in training_data.intent_examples if m.get(TEXT)]
        texts = [plain(m.get(TEXT)) for m in examples]
        vectors = np.array([vector_of(m) for m in examples])
        labels = [m.get(INTENT_RESPONSE_KEY) or m.get(INTENT) for m in examples]
        meanings = _meanings(texts, labels)
        self._exact = {text: min(found) for text, found in meanings.items() if len(found) == 1}
        self._open = {text for text, found in meanings.items() if len(found) > 1}
        is_open = [_is_marked(m, "open") for m in examples]
        self._topics = learn(texts, vectors, set_apart(labels, is_open))
        counted, centred = self._topics.counted(texts), self._topics.centred(vectors)
        urgent = np.array([_is_marked(m, "urgent") for m in examples])
        columns = np.searchsorted(self._topics.topics, [topic_of(label) for label in labels])
        self._urgency = learn_urgency(counted, centred, columns, urgent)
        with self._storage.write_to(self._resource) as folder:
            learned = (self._exact, self._open, self._topics, self._urgency)
            (folder / "topics.pickle").write_bytes(pickle.dumps(learned))
        return self._resource

    @classmethod
    def load(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> TopicClassifier:
        loaded = cls(model_storage, resource)
        with model_storage.read_from(resource) as folder:
            learned = pickle.loads((folder / "topics.pickle").read_bytes())
        loaded._exact, loaded._open, loaded._topics, loaded._urgency = learned
        return loaded

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Training texts have their topic already."""
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        """Set RANKING, DIVISIONS, GOES_ON and URGENCY on each message."""
        for message in messages:
            words, vector = plain(message.get(TEXT) or ""), vector_of(message)[np.newaxis, :]
            odds = self._odds(words, vector, trust_in_words(message))
            message.set(DIVISIONS, divisions_of(odds), add_to_output=True)
            message.set(GOES_ON, words in self._open, add_to_output=True)
            if words in self._exact:  # reply words and stock phrases are never a matter of degree
                odds[self._exact[words]] = 1.0
            message.set(RANKING, ranking_of(odds))
            message.set(URGENCY, self._probability_of_now(words, vector))
        return messages

    def _probability_of_now(self, words: Text, vector: np.ndarray) -> float:
        counted, centred = self._topics.counted([words]), self._topics.centred(vector)
        topics = softmax(self._topics.topic_scores(counted, vector), axis=1)
        return float(self._urgency.probability(counted, centred, topics)[0])

    def _odds(self, words: Text, vector: np.ndarray, trust: float) -> Dict[Text, float]:
        found = self._topics.probabilities([words], vector, trust)[0]
        odds = {str(name): float(p) for name, p in zip(self._topics.labels, found)}
        return of_the_named_order(words, odds)


def trust_in_words(message: Message) -> float:
    """Return how much more a text's words count than its vector, which knows proper spelling only.

    Arabic and Russian in Latin letters and Vietnamese without marks are noise to the vector.
    """
    tag = (message.get(LANGUAGE) or {}).get("tag")
    is_bare = readable(message.get(TEXT) or "").isascii()
    return TRUST_IN_WORDS if is_bare and tag in _OTHERWISE_SPELT else 1.0


def of_the_named_order(words: Text, odds: Dict[Text, float]) -> Dict[Text, float]:
    """Make the topics of other orders improbable when a text names one order by its number."""
    orders = {found.group(1) for name in odds if (found := _ORDER.match(name))}
    named = {order for order in orders if order in _DIGITS_APART.sub("", words)}
    if not named:
        return odds
    weighed = {
        name: p
        * (OTHER_ORDER if (found := _ORDER.match(name)) and found.group(1) not in named else 1)
        for name, p in odds.items()
    }
    total = sum(weighed.values())
    return {name: p / total for name, p in weighed.items()}


def ranking_of(odds: Dict[Text, float]) -> List[Dict[Text, Any]]:
    """Return the RANKED best topics, each with the answer that fits best."""
    topics: Dict[Text, float] = {}
    for name, confidence in odds.items():
        topics[topic_of(name)] = min(1.0, topics.get(topic_of(name), 0.0) + confidence)
    best = sorted(topics, key=lambda topic: -topics[topic])[:RANKED]
    return [
        {"name": topic, "confidence": topics[topic], "answer": _answer_of(topic, topics, odds)}
        for topic in best
    ]


def divisions_of(odds: Dict[Text, float]) -> List[Dict[Text, Any]]:
    """Return what is probable at all, topics and divisions alike, best first."""
    best = sorted(odds, key=lambda name: -odds[name])[:MOST_DIVISIONS]
    return [
        {"name": name, "confidence": odds[name]} for name in best if odds[name] >= LEAST_CONFIDENCE
    ]


def _answer_of(topic: Text, topics: Dict[Text, float], odds: Dict[Text, float]) -> Text:
    mine = [name for name in odds if topic_of(name) == topic]
    best = max(mine, key=lambda name: odds[name])
    leads = odds[best] >= DIVISION_LEAD * odds.get(topic, 0.0)
    return best if leads and odds[best] >= DIVISION_FROM * topics[topic] else topic


def _is_marked(message: Message, mark: Text) -> bool:
    about = (message.get(METADATA) or {}).get(METADATA_INTENT) or {}
    return bool(about.get(mark))


def _meanings(texts: List[Text], labels: List[Text]) -> Dict[Text, Set[Text]]:
    meanings: Dict[Text, Set[Text]] = {}
    for text, label in zip(texts, labels):
        if text:
            meanings.setdefault(text, set()).add(label)
    return meanings
