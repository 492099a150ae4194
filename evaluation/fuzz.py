"""`make fuzz`: hostile texts at safety and embedding, for SECONDS, told in a short report.

A child process reads the texts and is started again whenever one of them ends it, so that a fault
in a native library is counted like any other. The raw embedding library is given the same texts as
they are read but for what bot/nlu/encoder.py does to them, which shows what that is good for.
"""

import multiprocessing
import os
import signal
import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np

from bot.nlu.encoder import DIMENSIONS, E5, Encoder
from bot.nlu.safety import Rules, read_rules
from bot.nlu.text import LONGEST_READ, LONGEST_SCANNED, has_letters, plain, readable
from evaluation.fuzz_texts import Text, Texts

SAFETY = Path(__file__).parent.parent / "data/safety"
USUAL_SECONDS = 60.0
PATIENCE = 60.0
"""Seconds after which a text that is still being read counts as one that hangs."""

OURS, LIBRARY = "our understanding", "the raw embedding library"
SHOWN, SHOWN_LETTERS = 10, 40


@dataclass
class Found:
    """What happened to the texts so far."""

    texts: Counter[str] = field(default_factory=Counter)
    faults: dict[str, list[tuple[str, str, str]]] = field(default_factory=lambda: defaultdict(list))
    seconds: list[tuple[float, str, int]] = field(default_factory=list)

    def fault(self, where: str, what: str, text: Text) -> None:
        """Keep a fault with the kind and the beginning of the text."""
        self.faults[where].append((what, text[0], ascii(text[1][:SHOWN_LETTERS])))


class Understanding:
    """Safety and embedding as a message meets them, and the embedding library alone."""

    def __init__(self) -> None:
        self._rules = Rules(read_rules(SAFETY))
        self._encoder, self._library = Encoder(), E5()

    def parse(self, text: str) -> np.ndarray:
        """Do what is done to a message; return its vector."""
        self._rules.match(text)
        return self._encoder.vectors([text])[0]

    def faults_of_ours(self, text: str, vector: np.ndarray) -> Iterator[str]:
        """Yield what is wrong with the vector of a text and with what was read of it."""
        yield from _faults_of(vector, is_read=bool(readable(text)))
        if not np.array_equal(vector, self._encoder.vectors([text])[0]):
            yield "another vector the second time"
        for longest in (LONGEST_READ, LONGEST_SCANNED):
            if max(len(readable(text, longest)), len(plain(text, longest))) > longest:
                yield "more read than may be"
        found = self._rules.match(text)
        if found and not has_letters(text):
            yield "a danger without letters"

    def faults_of_the_library(self, text: str) -> Iterator[str]:
        """Yield what is wrong with the vector that the library gives for what is read."""
        words = readable(text)
        vector = self._library.query(words)
        yield from _faults_of(vector, is_read=True)
        if not np.array_equal(vector, self._library.query(words)):
            yield "another vector the second time"


def _faults_of(vector: np.ndarray, is_read: bool) -> Iterator[str]:
    if vector.shape != (DIMENSIONS,) or vector.dtype != np.float32:
        yield f"a vector of {vector.shape} {vector.dtype}"
    elif not np.isfinite(vector).all():
        yield "a vector that is not finite"
    elif abs(float(np.linalg.norm(vector)) - is_read) > 1e-3:
        yield f"a vector of length {np.linalg.norm(vector):.3f}"


def read_all(understanding: Understanding, parent: Connection) -> None:
    """Read texts until there are no more; answer each with its faults and its seconds, twice."""
    while (text := parent.recv()) is not None:
        parent.send(_read(lambda text=text: _ours(understanding, text)))
        parent.send(_read(lambda text=text: (0.0, [*understanding.faults_of_the_library(text)])))
