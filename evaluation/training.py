"""How long training takes, ours and stock Rasa's; the trained model in var stays as it is."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from evaluation.serving import PYTHON, RASA
from evaluation.stock import ROOT, Phrases
from tools.environment import environment

READ = ("config.yml", "bot")
"""What our training reads besides data, from the folder that it runs in."""
NLU = ROOT / "data/nlu"
VECTORS = "var/cache/vectors.npz"


def train_ours(folder: Path, learned: Phrases) -> float:
    """Train our model in `folder` on some phrases and return the seconds.

    The folder has links to what training reads and a copy of the remembered vectors: what is
    written stays in it, and the time is that of `make train` after the first.
    """
    (folder / VECTORS).parent.mkdir(parents=True)
    for name in READ:
        (folder / name).symlink_to(ROOT / name)
    _write_data(folder / "data", learned)
    if (ROOT / VECTORS).exists():
        shutil.copy(ROOT / VECTORS, folder / VECTORS)
    return _seconds([str(PYTHON), "-W", "ignore", "-m", "bot.train"], folder)


def _write_data(data: Path, learned: Phrases) -> None:
    """Link everything in data but the phrases, of which only those to learn are written."""
    for source in (ROOT / "data").iterdir():
        if source.name != NLU.name:
            (data / source.name).parent.mkdir(exist_ok=True)
            (data / source.name).symlink_to(source)
    kept = {label: set(held) for label, held in learned.items()}
    for source in sorted(NLU.glob("*/*.yml")):
        content = yaml.load(source.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        blocks = [each for block in content["nlu"] or [] for each in _thinned_block(block, kept)]
        target = data / source.relative_to(NLU.parent)
        target.parent.mkdir(parents=True, exist_ok=True)
        written = yaml.safe_dump({**content, "nlu": blocks}, allow_unicode=True, sort_keys=False)
        target.write_text(written, encoding="utf-8")


def _thinned_block(block: dict[str, Any], kept: dict[str, set[str]]) -> Iterator[dict[str, Any]]:
    """Yield the block with the phrases that are learned, or nothing where none is."""
    lines = [line.strip() for line in block["examples"].splitlines()]
    left = [line for line in lines if line[2:] in kept.get(block["intent"], ())]
    if left:
        yield {**block, "examples": "".join(f"{line}\n" for line in left)}


def train_stock(folder: Path) -> float:
    """Train the stock project in `folder` to models/stock.tar.gz and return the seconds."""
    options = ("--quiet", "--skip-validation", "--fixed-model-name", "stock")
    return _seconds([*RASA, "train", *options], folder)


def _seconds(command: list[str], folder: Path) -> float:
    began = time.monotonic()
    subprocess.run(command, cwd=folder, env=environment(), check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - began
