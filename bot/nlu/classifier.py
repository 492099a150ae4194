"""Learns labels from words and sentence vectors together; it knows nothing of Rasa.

Two views are averaged in log space: a linear SVM over character n-grams and words, which knows
topics, and a logistic regression over the vector, which knows topics and their divisions. Each is
right where the other fails: unaccented or misspelt words are noise to the vector, unseen wording is
noise to the n-grams. Divisions of a topic are told apart by the vector alone, which does it better
(docs/decisions/0009-eleven-languages.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Sequence

import numpy as np
from scipy.sparse import csr_matrix
from scipy.special import log_softmax
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.pipeline import FeatureUnion
from sklearn.svm import LinearSVC

from bot.nlu.divisions import is_answer, topic_of

SVM_SHARPNESS = 5.0
"""What makes the margins of the SVM as decided as the log odds of the regression."""

SHARPNESS_TRIED = np.geomspace(0.5, 6.0, 16)

ROUNDS = 60
"""Steps of the regression; more of them learn the phrases by heart and understand no better."""


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
        """The labels that can be answered, in the order of the probability columns."""
        return self.logistic.classes_[self._answers()]

    @property
    def topics(self) -> np.ndarray:
        """The topics in the order of `topic_scores`."""
        return self.svm.classes_

    def probabilities(
        self, texts: Sequence[str], vectors: np.ndarray, trust_words: float = 1.0
    ) -> np.ndarray:
        """Return one row a text, summing to 1; `texts` are plain, `vectors` their embeddings.

        `trust_words` is how much more the n-grams count than the vector.
        """
        meant = log_softmax(self._meant(vectors), axis=1)
        scores = self._topic_scores(self.counted(texts), meant, trust_words)
        topics = log_softmax(scores * self.sharpness, axis=1)
        of_topic, answers = self._topic_columns()[self._answers()], meant[:, self._answers()]
        starts = np.searchsorted(of_topic, np.arange(len(self.topics)))
        within = answers - np.logaddexp.reduceat(answers, starts, axis=1)[:, of_topic]
        return np.exp(topics[:, of_topic] + within)

    def topic_scores(self, counted: csr_matrix, vectors: np.ndarray) -> np.ndarray:
        """Return the mean of both views' log probabilities of topics, not yet calibrated."""
        return self._topic_scores(counted, log_softmax(self._meant(vectors), axis=1), 1.0)

    def counted(self, texts: Sequence[str]) -> csr_matrix:
        """Return the n-grams of plain texts, a row a text."""
        return self.words.transform(texts)

    def centred(self, vectors: np.ndarray) -> np.ndarray:
        """Return vectors of unit length around what all the phrases have in common."""
        return _centre(vectors, self.mean)

    def _topic_scores(
        self, counted: csr_matrix, meant: np.ndarray, trust_words: float
    ) -> np.ndarray:
        spelt = log_softmax(
            two_columns(self.svm.decision_function(counted)) * SVM_SHARPNESS, axis=1
        )
        return (trust_words * spelt + self._by_topic(meant)) / (trust_words + 1)

    def _meant(self, vectors: np.ndarray) -> np.ndarray:
        return two_columns(self.logistic.decision_function(self.centred(vectors)))

    def _by_topic(self, log_odds: np.ndarray) -> np.ndarray:
        """Return the log of the sum over each topic's divisions."""
        of_topic = self._topic_columns()
        member = of_topic[:, np.newaxis] == np.arange(len(self.topics))
        return np.log(np.exp(log_odds) @ member + 1e-12)

    def _answers(self) -> np.ndarray:
        return np.array([is_answer(label) for label in self.logistic.classes_])

    def _topic_columns(self) -> np.ndarray:
        """Return for each learned label the column of its topic, in rising order."""
        learned = self.logistic.classes_
        return np.searchsorted(self.topics, [topic_of(label) for label in learned])


def learn(texts: Sequence[str], vectors: np.ndarray, labels: Sequence[str]) -> Classifier:
    """Fit on plain texts, then choose the sharpness that makes held-out confidence honest."""
    known = np.asarray(labels)
    words = counted_words()
    counted = words.fit_transform(texts)
    classifier = _fit(words, counted, vectors, known)
    classifier.sharpness = _sharpness(words, counted, vectors, known)
    return classifier


def counted_words() -> FeatureUnion:
    """Return what counts the n-grams of plain texts: letters within words, and words."""
    return FeatureUnion(
        [
            ("characters", _tfidf(analyzer="char_wb", ngram_range=(2, 5), min_df=3)),
            ("words", _tfidf(token_pattern=r"\S+", ngram_range=(1, 2), min_df=2)),
        ]
    )


def _fit(
    words: FeatureUnion, counted: csr_matrix, vectors: np.ndarray, labels: np.ndarray
) -> Classifier:
    mean = vectors.mean(axis=0)
    topics = np.array([topic_of(label) for label in labels])
    svm = LinearSVC(C=0.5, tol=0.1, random_state=0).fit(counted, topics)
    svm.coef_ = svm.coef_.astype(np.float32)
    logistic = LogisticRegression(C=20.0, max_iter=ROUNDS).fit(_centre(vectors, mean), labels)
    return Classifier(words, mean, svm, logistic)


def _sharpness(
    words: FeatureUnion, counted: csr_matrix, vectors: np.ndarray, labels: np.ndarray
) -> float:
    """Return the best factor for the half of the examples that the other half has not seen."""
    folds = StratifiedKFold(2, shuffle=True, random_state=0)
    seen, held = next(folds.split(vectors, labels))
    part = _fit(words, counted[seen], vectors[seen], labels[seen])
    scores = part.topic_scores(counted[held], vectors[held])
    columns = np.searchsorted(part.topics, [topic_of(label) for label in labels[held]])
    return sharpest(scores, columns)


def sharpest(scores: np.ndarray, columns: np.ndarray) -> float:
    """Return the factor that makes scores log odds: the one with the smallest log loss.

    `columns` says which score of each row is the right one.
    """
    rows = np.arange(len(columns))
    losses = [
        -log_softmax(scores * factor, axis=1)[rows, columns].mean() for factor in SHARPNESS_TRIED
    ]
    return float(SHARPNESS_TRIED[int(np.argmin(losses))])


def two_columns(scores: np.ndarray) -> np.ndarray:
    """Return a column a label also where scikit-learn gives one for two labels."""
    return np.column_stack([-scores, scores]) if scores.ndim == 1 else scores


def _tfidf(**options: object) -> TfidfVectorizer:
    return TfidfVectorizer(sublinear_tf=True, lowercase=False, dtype=np.float32, **options)


def _centre(vectors: np.ndarray, mean: np.ndarray) -> np.ndarray:
    moved = vectors - mean
    return moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-9)
