"""Two views of a text are better than one, and their confidence is a probability."""

import numpy as np
import pytest

from bot.nlu.classifier import SHARPNESS_TRIED, learn

WORDS = {
    "court": ["court date", "judge hearing", "my court hearing", "the judge said", "court letter"],
    "door": ["knock at door", "open the door", "officers at the door", "the door chain", "my door"],
    "work": ["raid at work", "my boss called", "papers at work", "the boss asks", "work permit"],
}
CENTRES = dict(zip(WORDS, np.eye(8)))


def examples(labels, seed=0, spread=0.1):
    random = np.random.default_rng(seed)
    texts = [text for label in labels for text in WORDS[label]] * 3
    known = [label for label in labels for _ in WORDS[label]] * 3
    vectors = np.array([CENTRES[label] for label in known])
    return texts, vectors + random.normal(0, spread, vectors.shape), known


@pytest.fixture(scope="module")
def three():
    return learn(*examples(list(WORDS)))


def best(classifier, text, vector):
    odds = classifier.probabilities([text], np.array([vector]))[0]
    return classifier.labels[int(np.argmax(odds))]


def test_what_was_learned_is_known(three):
    texts, vectors, known = examples(list(WORDS), seed=1)
    odds = three.probabilities(texts, vectors)
    assert [three.labels[i] for i in np.argmax(odds, axis=1)] == known


def test_each_row_is_a_probability_over_the_labels(three):
    odds = three.probabilities(["the door", "zzz"], np.zeros((2, 8)))
    assert odds.shape == (2, 3)
    assert list(three.labels) == sorted(WORDS)
    assert np.allclose(odds.sum(axis=1), 1)
    assert (odds >= 0).all()


def test_two_labels_are_learned_like_many():
    texts, vectors, known = examples(["court", "door"])
    classifier = learn(texts, vectors, known)
    odds = classifier.probabilities(texts, vectors)
    assert odds.shape == (len(texts), 2)
    assert np.allclose(odds.sum(axis=1), 1)
    assert [classifier.labels[i] for i in np.argmax(odds, axis=1)] == known


@pytest.mark.parametrize("label", list(WORDS))
def test_unseen_words_are_known_by_their_vector(three, label):
    assert best(three, "xylophone quartz", CENTRES[label]) == label


@pytest.mark.parametrize("label", list(WORDS))
def test_words_are_known_although_the_vector_is_noise(three, label):
    far_from_all = np.eye(8)[7] * 3
    assert best(three, WORDS[label][0], far_from_all) == label


def test_the_order_of_the_texts_does_not_matter(three):
    texts, vectors, _ = examples(list(WORDS), seed=2)
    there = three.probabilities(texts, vectors)
    back = three.probabilities(texts[::-1], vectors[::-1])[::-1]
    assert np.allclose(there, back)


def test_learning_twice_gives_the_same():
    again = [learn(*examples(list(WORDS))) for _ in range(2)]
    texts, vectors, _ = examples(list(WORDS), seed=3)
    assert np.array_equal(*(each.probabilities(texts, vectors) for each in again))


def test_confidence_is_low_where_the_examples_contradict_each_other(three):
    texts, vectors, known = examples(list(WORDS), spread=1.0)
    shuffled = np.random.default_rng(0).permutation(known).tolist()
    unsure = learn(texts, vectors, shuffled)
    assert unsure.sharpness == SHARPNESS_TRIED[0] < three.sharpness
