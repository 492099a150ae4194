"""The vectors that come with the repository: fresh enough, and as good as computed ones."""

import numpy as np

from bot.nlu.embedding import SHIPPED
from bot.nlu.encoder import DIMENSIONS, RememberedVectors, key_of, read_vectors, write_vectors
from bot.vectors import phrases

MISSING_AT_MOST = 0.1
"""Each missing vector costs the first training some 30 ms; beyond this share, `make vectors`."""


class NoEncoder:
    """Stands where a computed vector would be a fault."""

    def vectors(self, texts):
        raise AssertionError("nothing had to be computed")


def test_nearly_every_phrase_comes_with_its_vector():
    shipped, texts = read_vectors(SHIPPED), phrases()
    missing = [text for text in texts if key_of(text) not in shipped]
    assert len(missing) <= MISSING_AT_MOST * len(texts)


def test_shipped_vectors_have_the_length_of_computed_ones():
    rows = np.array(list(read_vectors(SHIPPED).values()))
    assert rows.shape[1] == DIMENSIONS
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1.0, atol=0.02)


def test_a_byte_a_number_keeps_the_direction(tmp_path):
    row = np.random.default_rng(0).normal(size=DIMENSIONS).astype(np.float32)
    write_vectors(tmp_path / "kept.npz", {"one": row})
    kept = read_vectors(tmp_path / "kept.npz")["one"]
    assert kept @ row / np.linalg.norm(kept) / np.linalg.norm(row) > 0.999


def test_a_known_text_is_not_computed_again(tmp_path):
    row = np.ones(DIMENSIONS, dtype=np.float32)
    write_vectors(tmp_path / "shipped.npz", {key_of("hola"): row})
    remembered = RememberedVectors(tmp_path / "own.npz", NoEncoder(), tmp_path / "shipped.npz")
    np.testing.assert_allclose(remembered.vectors(["hola"])[0], row, rtol=0.01)
