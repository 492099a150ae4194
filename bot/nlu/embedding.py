"""Gives every message its sentence vector as a dense Rasa feature; it decides nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, List, Text

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.encoder import DIMENSIONS, Encoder, RememberedVectors

ORIGIN = "SentenceEmbedding"

SHIPPED = Path("bot/vectors.npz")
"""Written by `make vectors`; it keeps the first training on a new machine short."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEmbedding(GraphComponent):
    """A dense featurizer over the whole sentence."""

    def __init__(self, kept: Path, shipped: Path) -> None:
        self._encoder = Encoder()
        self._kept, self._shipped = kept, shipped

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """Where the vectors of training texts are: computed here, and come with the repository."""
        return {"kept": "var/cache/vectors.npz", "shipped": str(SHIPPED)}

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEmbedding:
        return cls(Path(config["kept"]), Path(config["shipped"]))

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add vectors to the training texts, computing only those that are new."""
        remembered = RememberedVectors(self._kept, self._encoder, self._shipped)
        examples = [m for m in training_data.training_examples if m.get(TEXT)]
        for message, row in zip(examples, remembered.vectors([m.get(TEXT) for m in examples])):
            _add(message, row)
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        """Add a vector to each message; what a person sent is not remembered."""
        for message in messages:
            _add(message, self._encoder.vectors([message.get(TEXT) or ""])[0])
        return messages


def vector_of(message: Message) -> np.ndarray:
    """Return the sentence vector added above, zeros when there is none."""
    _, sentence = message.get_dense_features(TEXT, [ORIGIN])
    return sentence.features[0] if sentence else np.zeros(DIMENSIONS, dtype=np.float32)


def _add(message: Message, row: np.ndarray) -> None:
    message.add_features(Features(row[np.newaxis, :], FEATURE_TYPE_SENTENCE, TEXT, ORIGIN))
