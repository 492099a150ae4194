"""Finds the division of phrases that were written with only their topic in mind.

The phrases of `happening_now.yml` tell what is happening now from what is not, and stand under a
topic. Left there, they would all speak for the topic's own answer, also "they took my passenger".
"""

from __future__ import annotations

from collections import Counter
from typing import List, Sequence

import numpy as np

from bot.nlu.classifier import topic_of

NEIGHBOURS = 7
"""How many of the nearest phrases of the topic decide."""


def divided(labels: Sequence[str], vectors: np.ndarray, is_open: Sequence[bool]) -> List[str]:
    """Return the labels, where `is_open` those of the nearest phrases of the same topic.

    `vectors` are of unit length, a row a phrase, around what all have in common.
    """
    found = list(labels)
    topics = np.array([topic_of(label) for label in labels])
    undecided = np.array(is_open) & (topics == np.array(labels))
    for topic in np.unique(topics[undecided]):
        asked = np.flatnonzero(undecided & (topics == topic))
        known = np.flatnonzero(~undecided & (topics == topic))
        for row, near in zip(asked, _nearest(vectors[asked], vectors[known])):
            votes = Counter(labels[number] for number in known[near])
            found[row] = votes.most_common(1)[0][0] if votes else topic
    return found


def _nearest(asked: np.ndarray, known: np.ndarray) -> np.ndarray:
    return np.argsort(-(asked @ known.T), axis=1)[:, :NEIGHBOURS]
