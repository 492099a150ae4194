"""Sets apart phrases that were written with only their topic in mind; it knows no sentence.

Phrases that are marked `open: true` tell what is happening now from what is not, and stand under a
topic. They say nothing of its divisions: under the topic itself they would all speak for the
topic's own answer, also "they took my passenger". So they are learned as a division of their own,
which is never an answer: it counts for its topic alone.
"""

from __future__ import annotations

from typing import List, Sequence

TOPIC_SIGN, OPEN = "/", "~"


def topic_of(label: str) -> str:
    """Return the topic of a division: "car_stop" of "car_stop/passenger"."""
    return label.partition(TOPIC_SIGN)[0]


def is_answer(label: str) -> bool:
    """Say whether a learned label can be answered."""
    return not label.endswith(TOPIC_SIGN + OPEN)


def set_apart(labels: Sequence[str], is_open: Sequence[bool]) -> List[str]:
    """Return the labels to learn: open phrases of a divided topic get a division of their own."""
    divided = {topic_of(label) for label in labels if TOPIC_SIGN in label}
    return [
        f"{label}{TOPIC_SIGN}{OPEN}" if apart and label in divided else label
        for label, apart in zip(labels, is_open)
    ]
