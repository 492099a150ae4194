"""Writes bot/vectors.npz, the vectors of the phrases as they are now: `python -m bot.vectors`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import List

from rasa.shared.nlu.constants import TEXT

from bot.nlu.embedding import SHIPPED
from bot.nlu.encoder import Encoder, RememberedVectors, key_of, read_vectors, write_vectors
from bot.training import Phrases

CACHE = Path("var/cache/vectors.npz")


def phrases() -> List[str]:
    """Return every training text of data/nlu."""
    examples = Phrases(training_data_paths=["data/nlu"]).get_nlu_data().training_examples
    return [example.get(TEXT) for example in examples]


def main() -> int:
    """Compute what is missing and write exactly the phrases of today."""
    texts = phrases()
    rows = RememberedVectors(CACHE, Encoder(), SHIPPED).vectors(texts)
    write_vectors(SHIPPED, {key_of(text): row for text, row in zip(texts, rows)})
    print(
        f"{len(read_vectors(SHIPPED))} vectors in {SHIPPED}, {SHIPPED.stat().st_size / 1e6:.1f} MB"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
