"""A phrase that names only its topic speaks for the topic and for none of its answers."""

import numpy as np

from bot.nlu.classifier import learn
from bot.nlu.divisions import is_answer, set_apart, topic_of

LABELS = ["car", "car/passenger", "door", "car"]


def test_open_phrases_of_a_divided_topic_are_set_apart():
    learned = set_apart([*LABELS, "car/passenger"], [False, False, True, True, True])
    assert learned[:3] == LABELS[:3]
    assert not is_answer(learned[3])
    assert topic_of(learned[3]) == "car"
    assert learned[4] == "car/passenger"


def test_what_was_set_apart_counts_for_its_topic_and_is_never_an_answer():
    """Three directions, a few phrases each: driver, passenger, and a cry in the car."""
    driver, passenger, cry, door = np.eye(4)
    known = [("car", driver, False), ("car/passenger", passenger, False)]
    known += [("car", cry, True), ("door", door, False)]
    phrases = [(f"{name} {n}", *rest) for n in range(6) for name, *rest in _worded(known)]
    texts, labels, vectors, is_open = zip(*phrases)
    classifier = learn(texts, np.array(vectors), set_apart(labels, is_open))
    assert [*classifier.labels] == ["car", "car/passenger", "door"]
    odds = classifier.probabilities(["help"] * 2, np.array([cry, cry + passenger]))
    assert np.allclose(odds.sum(axis=1), 1)
    assert odds[0, 2] < odds[0, :2].sum()
    assert odds[1].argmax() == 1


def _worded(known):
    return [("word" + str(n), *phrase) for n, phrase in enumerate(known)]
