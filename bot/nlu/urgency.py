"""Learns to tell what is happening now from what was, may be or is asked in general.

Two views again: a linear SVM over the n-grams, which sees tenses and words such as "right now", and
a small network over the sentence vector, which sees situations. Calm texts are many more, so both
weigh the urgent ones up. What was tried is in docs/decisions/0009-eleven-languages.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import List

import numpy as np
from scipy.special import erf, expit
from sklearn.svm import LinearSVC

SVM_WEIGHT, NETWORK_WEIGHT = 2.0, 0.6
SPREAD = 8.0
"""What brings vectors of unit length to the size that a network learns from."""

HIDDEN, EPOCHS, SEED = 256, 12, 0


@dataclass
class Urgency:
    """How urgent a text is, from its counted n-grams and its centred vector."""

    svm: LinearSVC
    layers: List[np.ndarray]

    def probability(self, counted: object, centred: np.ndarray) -> np.ndarray:
        """Return a number from 0 to 1 a text: the higher, the more it is happening now."""
        spelt = self.svm.decision_function(counted)
        return expit(SVM_WEIGHT * spelt + NETWORK_WEIGHT * self._meant(centred))

    def _meant(self, centred: np.ndarray) -> np.ndarray:
        weights, biases, last, bias = self.layers
        hidden = centred * SPREAD @ weights + biases
        hidden = hidden * 0.5 * (1 + erf(hidden / np.sqrt(2)))  # gelu, as it was trained
        return (hidden @ last + bias)[:, 0]


def learn_urgency(counted: object, centred: np.ndarray, urgent: np.ndarray) -> Urgency:
    """Fit on counted n-grams, centred vectors and a true or false a text."""
    svm = LinearSVC(C=0.3, class_weight="balanced", random_state=SEED).fit(counted, urgent)
    svm.coef_ = svm.coef_.astype(np.float32)
    return Urgency(svm, _trained_layers(centred, urgent))


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
