"""Learns labels from words and sentence vectors together; it knows nothing of Rasa.

Two views are averaged in log space: a linear SVM over character n-grams and words, and a logistic
regression over the vector. Each is right where the other fails: unaccented or misspelt words are
noise to the vector, unseen wording is noise to the n-grams (docs/decisions/0007-classifier.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Sequence

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.pipeline import FeatureUnion
from sklearn.svm import LinearSVC

SVM_SHARPNESS = 5.0
"""What makes the margins of the SVM as decided as the log odds of the regression."""

SHARPNESS_TRIED = np.geomspace(0.5, 6.0, 16)


@dataclass
class Classifier:
    """Probabilities of labels from plain texts and their vectors."""

    words: FeatureUnion
    mean: np.ndarray
    svm: LinearSVC
    logistic: LogisticRegression
    sharpness: float = 1.0

    @property
    def labels(self) -> np.ndarray:
        """The labels in the order of the probability columns."""
        return self.logistic.classes_

    def probabilities(self, texts: Sequence[str], vectors: np.ndarray) -> np.ndarray:
        """Return one row a text, summing to 1; `texts` are plain, `vectors` their embeddings."""
        return np.exp(_log_softmax(self.scores(texts, vectors) * self.sharpness))

    def scores(self, texts: Sequence[str], vectors: np.ndarray) -> np.ndarray:
        """Return the mean of both views' log probabilities, not yet calibrated."""
        centred = _centre(vectors, self.mean)
        spelt = self.svm.decision_function(self.words.transform(texts))
        meant = self.logistic.decision_function(centred)
        if spelt.ndim == 1:  # two labels: scikit-learn gives one column
            spelt, meant = (np.column_stack([-s, s]) for s in (spelt, meant))
        return (_log_softmax(spelt * SVM_SHARPNESS) + _log_softmax(meant)) / 2


def learn(texts: Sequence[str], vectors: np.ndarray, labels: Sequence[str]) -> Classifier:
    """Fit on plain texts, then choose the sharpness that makes held-out confidence honest."""
    known = np.asarray(labels)
    classifier = _fit(texts, vectors, known)
    classifier.sharpness = _sharpness(list(texts), vectors, known)
    return classifier


def _fit(texts: Sequence[str], vectors: np.ndarray, labels: np.ndarray) -> Classifier:
    words = FeatureUnion(
        [
            ("characters", _tfidf(analyzer="char_wb", ngram_range=(2, 5), min_df=2)),
            ("words", _tfidf(token_pattern=r"\S+", ngram_range=(1, 2))),
        ]
    )
    counted = words.fit_transform(texts)
    mean = vectors.mean(axis=0)
    centred = _centre(vectors, mean)
    svm = LinearSVC(C=0.5, random_state=0).fit(counted, labels)
    svm.coef_ = svm.coef_.astype(np.float32)
    logistic = LogisticRegression(C=20.0, max_iter=400).fit(centred, labels)
    return Classifier(words, mean, svm, logistic)


def _sharpness(texts: list[str], vectors: np.ndarray, labels: np.ndarray) -> float:
    """Return the factor with the smallest log loss on one held-out third of the examples."""
    folds = StratifiedKFold(3, shuffle=True, random_state=0)
    seen, held = next(folds.split(vectors, labels))
    part = _fit([texts[i] for i in seen], vectors[seen], labels[seen])
    scores = part.scores([texts[i] for i in held], vectors[held])
    column = np.searchsorted(part.labels, labels[held])
    losses = [
        -_log_softmax(scores * factor)[np.arange(len(held)), column].mean()
        for factor in SHARPNESS_TRIED
    ]
    return float(SHARPNESS_TRIED[int(np.argmin(losses))])


def _tfidf(**options: object) -> TfidfVectorizer:
    return TfidfVectorizer(sublinear_tf=True, lowercase=False, dtype=np.float32, **options)


def _centre(vectors: np.ndarray, mean: np.ndarray) -> np.ndarray:
    moved = vectors - mean
    return moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-9)


def _log_softmax(scores: np.ndarray) -> np.ndarray:
    shifted = scores - scores.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
