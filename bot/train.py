"""Trains the model from config.yml, bot/domain, bot/rules and data/nlu: `python -m bot.train`."""

from __future__ import annotations

import logging
import sys
import time
from pathlib import Path

MODEL = Path("var/models/amparo.tar.gz")


def main() -> int:
    """Write MODEL; return 1 when the training data cannot be used."""
    import rasa
    from rasa.utils.log_utils import configure_structlog

    logging.basicConfig(level=logging.WARNING)
    configure_structlog(logging.WARNING)
    began = time.monotonic()
    result = rasa.train(
        domain="bot/domain",
        config="config.yml",
        training_files=["data/nlu", "bot/rules"],
        output=str(MODEL.parent),
        fixed_model_name=MODEL.name.removesuffix(".tar.gz"),
        force_training=True,
    )
    if result.code != 0 or not MODEL.exists():
        print("Training failed; the reason is above.", file=sys.stderr)
        return 1
    MODEL.touch()
    size = MODEL.stat().st_size / 1e6
    print(f"Trained in {time.monotonic() - began:.0f} s: {MODEL}, {size:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
