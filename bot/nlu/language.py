"""Names the language of one message from its letters; it knows no conversation."""

from __future__ import annotations

import pickle
import re
from typing import Any, Dict, List, Text

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline

from bot.nlu.text import plain, readable
from bot.training import LANGUAGE_KEY

LANGUAGE = "language"
"""Message property: {"tag": BCP 47 tag, "confidence": 0..1}."""

_SCRIPTS = {
    "ko": re.compile("[\uac00-\ud7a3\u1100-\u11ff]"),
    "ja": re.compile("[\u3040-\u30ff]"),
    "zh-Hans": re.compile("[\u4e00-\u9fff]"),
    "ar": re.compile("[\u0600-\u06ff]"),
    "ru": re.compile("[\u0400-\u04ff]"),
    "hi": re.compile("[\u0900-\u097f]"),
}


def by_script(text: Text) -> Text | None:
    """Return the tag of a language whose script makes up a third of the letters, else None."""
    letters = sum(c.isalpha() for c in text)
    for tag, script in _SCRIPTS.items():
        if letters and len(script.findall(text)) * 3 >= letters:
            return tag
    return None


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class LanguageIdentifier(GraphComponent):
    """Scripts by rule, Latin letters by character n-grams learned from data/nlu."""

    def __init__(self, storage: ModelStorage, resource: Resource) -> None:
        self._storage, self._resource = storage, resource
        self._model: Pipeline | None = None

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LanguageIdentifier:
        return cls(model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the phrases, each with and without its accents."""
        examples = [m for m in training_data.intent_examples if m.get(LANGUAGE_KEY)]
        written = [readable(m.get(TEXT)).casefold() for m in examples]
        tags = [m.get(LANGUAGE_KEY) for m in examples]
        self._model = make_pipeline(
            TfidfVectorizer(analyzer="char_wb", ngram_range=(1, 4), min_df=2, lowercase=False),
            LogisticRegression(C=30.0, max_iter=300),
        )
        self._model.fit(written + [plain(text) for text in written], tags * 2)
        with self._storage.write_to(self._resource) as folder:
            (folder / "language.pickle").write_bytes(pickle.dumps(self._model))
        return self._resource

    @classmethod
    def load(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> LanguageIdentifier:
        loaded = cls(model_storage, resource)
        with model_storage.read_from(resource) as folder:
            loaded._model = pickle.loads((folder / "language.pickle").read_bytes())
        return loaded

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Training texts have their language already."""
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        """Set LANGUAGE on each message."""
        for message in messages:
            message.set(LANGUAGE, self._identify(message.get(TEXT) or ""), add_to_output=True)
        return messages

    def _identify(self, text: Text) -> Dict[Text, Any]:
        words = readable(text).casefold()
        tag = by_script(words)
        if tag:
            return {"tag": tag, "confidence": 0.99}
        if not any(c.isalpha() for c in words):
            return {"tag": "en", "confidence": 0.0}
        odds = self._model.predict_proba([words])[0]
        best = int(np.argmax(odds))
        return {"tag": str(self._model.classes_[best]), "confidence": float(odds[best])}
