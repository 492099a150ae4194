"""Names the language of one message from its letters; it knows no conversation.

A script that one of our languages has for itself decides at once. Latin letters, and Arabic and
Russian written with them, are told apart by a model learned from data/nlu, which does it better
than the libraries that were tried (docs/decisions/0009-eleven-languages.md).
"""

from __future__ import annotations

import pickle
import re
from dataclasses import dataclass
from typing import Any, Dict, List, Text

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.special import softmax
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from bot.nlu.classifier import sharpest, two_columns
from bot.nlu.text import plain, readable
from bot.training import LANGUAGE_KEY

LANGUAGE = "language"
"""Message property: {"tag": BCP 47 tag, "confidence": 0..1}; 1 where the script decides."""

CERTAIN = 1.0
NEARLY = 0.999
"""The most that the model may be sure of: only a script is certain."""

_SCRIPTS = {
    "ko": re.compile("[\uac00-\ud7a3\u1100-\u11ff]"),
    "ja": re.compile("[\u3040-\u30ff]"),
    "zh-Hans": re.compile("[\u4e00-\u9fff]"),
    "ar": re.compile("[\u0600-\u06ff]"),
    "ru": re.compile("[\u0400-\u04ff]"),
    "hi": re.compile("[\u0900-\u097f]"),
    "bn": re.compile("[\u0980-\u09ff]"),
    "pa": re.compile("[\u0a00-\u0a7f]"),
    "th": re.compile("[\u0e00-\u0e7f]"),
    "am": re.compile("[\u1200-\u137f]"),
    "el": re.compile("[\u0370-\u03ff]"),
    "hy": re.compile("[\u0530-\u058f]"),
    "ka": re.compile("[\u10a0-\u10ff]"),
    "my": re.compile("[\u1000-\u109f]"),
    "he": re.compile("[\u0590-\u05ff]"),
}
"""Scripts of languages that we speak or that people here write; the latter are told that we do not
speak theirs."""


def by_script(text: Text) -> Text | None:
    """Return the tag of a language whose script makes up a third of the letters, else None."""
    letters = sum(c.isalpha() for c in text)
    for tag, script in _SCRIPTS.items():
        if letters and len(script.findall(text)) * 3 >= letters:
            return tag
    return None


@dataclass
class LatinLanguages:
    """Tells languages in Latin letters apart by the letters next to each other."""

    letters: TfidfVectorizer
    svm: LinearSVC
    sharpness: float

    def odds(self, text: Text) -> np.ndarray:
        """Return the probabilities of `svm.classes_` for a text in small letters."""
        scores = two_columns(self.svm.decision_function(self.letters.transform([text])))
        return softmax(scores * self.sharpness, axis=1)[0]


def learn_languages(texts: List[Text], tags: List[Text]) -> LatinLanguages:
    """Learn from texts in small letters, each also without its accents."""
    written, known = texts + [plain(text) for text in texts], np.array(tags * 2)
    letters = TfidfVectorizer(
        analyzer="char_wb", ngram_range=(1, 4), min_df=2, lowercase=False, dtype=np.float32
    )
    counted = letters.fit_transform(written)
    held = np.arange(len(known)) % 3 == 0
    part = LinearSVC(C=0.5, random_state=0).fit(counted[~held], known[~held])
    scores = two_columns(part.decision_function(counted[held]))
    sharpness = sharpest(scores, np.searchsorted(part.classes_, known[held]))
    return LatinLanguages(letters, LinearSVC(C=0.5, random_state=0).fit(counted, known), sharpness)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class LanguageIdentifier(GraphComponent):
    """Scripts by rule, Latin letters by what was learned from data/nlu."""

    def __init__(self, storage: ModelStorage, resource: Resource) -> None:
        self._storage, self._resource = storage, resource
        self._model: LatinLanguages | None = None

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
        """Learn from the phrases that are in Latin letters."""
        examples = [m for m in training_data.intent_examples if m.get(LANGUAGE_KEY)]
        written = [(readable(m.get(TEXT)).casefold(), m.get(LANGUAGE_KEY)) for m in examples]
        latin = [(text, tag) for text, tag in written if by_script(text) is None]
        self._model = learn_languages([text for text, _ in latin], [tag for _, tag in latin])
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
            return {"tag": tag, "confidence": CERTAIN}
        if not any(c.isalpha() for c in words):
            return {"tag": "en", "confidence": 0.0}
        odds = self._model.odds(words)
        best = int(np.argmax(odds))
        confidence = min(NEARLY, float(odds[best]))
        return {"tag": str(self._model.svm.classes_[best]), "confidence": confidence}
