"""Learns to tell what is happening now from what was, may be or is asked in general.

Three views: a linear SVM over the n-grams, which sees tenses and words such as "right now", a small
network over the sentence vector, which sees situations, and how often texts on the same topics are
urgent. Calm texts are many more, so the first two weigh the urgent ones up. What was tried is in
docs/decisions/0009-eleven-languages.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import List

import numpy as np
from scipy.special import erf, expit
from sklearn.svm import LinearSVC

SVM_WEIGHT, NETWORK_WEIGHT, TOPIC_WEIGHT = 3.0, 0.4, 0.4
SPREAD = 8.0
"""What brings vectors of unit length to the size that a network learns from."""

HIDDEN, EPOCHS, SEED = 256, 12, 0


@dataclass
class Urgency:
    """How urgent a text is, from its counted n-grams, its centred vector and its topics."""

    svm: LinearSVC
    layers: List[np.ndarray]
    leanings: np.ndarray
    """Log odds that a phrase of a topic is urgent, in the order of the topics."""

    def probability(self, counted: object, centred: np.ndarray, topics: np.ndarray) -> np.ndarray:
        """Return a number from 0 to 1 a text: the higher, the more it is happening now.

        `topics` are the probabilities of the topics, a row a text.
        """
        spelt = self.svm.decision_function(counted)
        usual = topics @ self.leanings
        said = SVM_WEIGHT * spelt + NETWORK_WEIGHT * self._meant(centred)
        return expit(said + TOPIC_WEIGHT * usual)

    def _meant(self, centred: np.ndarray) -> np.ndarray:
        weights, biases, last, bias = self.layers
        hidden = centred * SPREAD @ weights + biases
        hidden = hidden * 0.5 * (1 + erf(hidden / np.sqrt(2)))  # gelu, as it was trained
        return (hidden @ last + bias)[:, 0]


def learn_urgency(
    counted: object, centred: np.ndarray, columns: np.ndarray, urgent: np.ndarray
) -> Urgency:
    """Fit on counted n-grams, centred vectors, the column of the topic and a true or false."""
    svm = LinearSVC(C=0.3, class_weight="balanced", random_state=SEED).fit(counted, urgent)
    svm.coef_ = svm.coef_.astype(np.float32)
    now, calm = (np.bincount(columns, weights=known) + 0.5 for known in (urgent, ~urgent))
    return Urgency(svm, _trained_layers(centred, urgent), np.log(now / calm))


def _trained_layers(centred: np.ndarray, urgent: np.ndarray) -> List[np.ndarray]:
    import tensorflow as tf

    tf.keras.utils.set_random_seed(SEED)
    network = tf.keras.Sequential(
        [
            tf.keras.layers.Dropout(0.1),
            tf.keras.layers.Dense(HIDDEN, activation="gelu"),
            tf.keras.layers.Dropout(0.5),
            tf.keras.layers.Dense(1),
        ]
    )
    loss = tf.keras.losses.BinaryCrossentropy(from_logits=True)
    network.compile(tf.keras.optimizers.Adam(1e-3), loss)
    known = urgent.astype(np.float32)
    weights = {0: 1.0, 1: float((known == 0).sum() / max(1.0, known.sum()))}
    batch = min(256, max(1, len(known) // 4))
    network.fit(
        centred * SPREAD,
        known,
        batch_size=batch,
        epochs=EPOCHS,
        class_weight=weights,
        verbose=0,
    )
    return network.get_weights()
