"""Ranks the topics of a message and says how urgent it is; it decides nothing."""

from __future__ import annotations

import pickle
from typing import Any, Dict, List, Text

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, METADATA, METADATA_INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.classifier import Classifier, learn
from bot.nlu.embedding import vector_of
from bot.nlu.text import plain

RANKING = "topic_ranking"
"""Message property: [{"name": label, "confidence": 0..1}], best first, RANKED long."""

URGENCY = "urgency"
"""Message property: the model's probability that it is happening now, 0..1."""

RANKED = 5


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicClassifier(GraphComponent):
    """Topic and urgency, learned from the phrases in data/nlu."""

    def __init__(self, storage: ModelStorage, resource: Resource) -> None:
        self._storage, self._resource = storage, resource
        self._exact: Dict[Text, Text] = {}
        self._topics: Classifier | None = None
        self._urgency: Classifier | None = None

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
        labels = [m.get(INTENT) for m in examples]
        vectors = np.array([vector_of(m) for m in examples])
        self._exact = _unambiguous(texts, labels)
        self._topics = learn(texts, vectors, labels)
        self._urgency = learn(texts, vectors, [_is_urgent(m) for m in examples])
        with self._storage.write_to(self._resource) as folder:
            learned = (self._exact, self._topics, self._urgency)
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
        loaded._exact, loaded._topics, loaded._urgency = learned
        return loaded

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Training texts have their topic already."""
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        """Set RANKING and URGENCY on each message."""
        for message in messages:
            words, vector = plain(message.get(TEXT) or ""), vector_of(message)[np.newaxis, :]
            message.set(RANKING, self._ranking(words, vector))
            urgency = self._urgency.probabilities([words], vector)[0]
            message.set(URGENCY, float(urgency[list(self._urgency.labels).index("urgent")]))
        return messages

    def _ranking(self, words: Text, vector: np.ndarray) -> List[Dict[Text, Any]]:
        odds = self._topics.probabilities([words], vector)[0]
        if words in self._exact:  # reply words and stock phrases are never a matter of degree
            odds[list(self._topics.labels).index(self._exact[words])] = 1.0
        best = np.argsort(-odds)[:RANKED]
        return [{"name": str(self._topics.labels[i]), "confidence": float(odds[i])} for i in best]


def _is_urgent(message: Message) -> Text:
    about = (message.get(METADATA) or {}).get(METADATA_INTENT) or {}
    return "urgent" if about.get("urgent") else "calm"


def _unambiguous(texts: List[Text], labels: List[Text]) -> Dict[Text, Text]:
    meanings: Dict[Text, set] = {}
    for text, label in zip(texts, labels):
        meanings.setdefault(text, set()).add(label)
    return {text: found.pop() for text, found in meanings.items() if text and len(found) == 1}
