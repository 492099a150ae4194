"""A phrase that names only its topic speaks for the division that its neighbours are of."""

import numpy as np
import pytest

from bot.nlu.divisions import NEIGHBOURS, divided

DRIVER, PASSENGER, BUS = np.eye(3)


def placed(*phrases):
    """Divide phrases of (label, direction, is open), each direction a few times where it is known."""
    repeated = [p for p in phrases for _ in range(1 if p[2] else NEIGHBOURS)]
    labels, vectors, is_open = zip(*repeated)
    return divided(labels, np.array(vectors), is_open)


def test_an_open_phrase_gets_the_division_of_its_neighbours():
    known = [("car", DRIVER, False), ("car/passenger", PASSENGER, False)]
    assert placed(*known, ("car", PASSENGER, True))[-1] == "car/passenger"
    assert placed(*known, ("car", DRIVER, True))[-1] == "car"


def test_neighbours_of_another_topic_have_no_say():
    known = [("car", DRIVER, False), ("bus/seat", PASSENGER, False)]
    assert placed(*known, ("car", PASSENGER, True))[-1] == "car"


@pytest.mark.parametrize("is_open", [True, False])
def test_a_phrase_with_a_division_keeps_it(is_open):
    labels = placed(("car", DRIVER, False), ("car/passenger", DRIVER, is_open))
    assert labels[-1] == "car/passenger"


def test_a_topic_of_open_phrases_alone_stays_itself():
    assert placed(("ferry", BUS, True)) == ["ferry"]
