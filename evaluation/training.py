"""How long training takes, ours and stock Rasa's; the trained model in var stays as it is."""

import shutil
import subprocess
import time
from pathlib import Path

from evaluation.serving import PYTHON, RASA
from evaluation.stock import ROOT
from tools.environment import environment

READ = ("config.yml", "bot", "data")
"""What our training reads, from the folder that it runs in."""
VECTORS = "var/cache/vectors.npz"


def train_ours(folder: Path) -> float:
    """Train our model in `folder` and return the seconds.

    The folder has links to what training reads and a copy of the remembered vectors: what is
    written stays in it, and the time is that of `make train` after the first.
    """
    (folder / VECTORS).parent.mkdir(parents=True)
    for name in READ:
        (folder / name).symlink_to(ROOT / name)
    if (ROOT / VECTORS).exists():
        shutil.copy(ROOT / VECTORS, folder / VECTORS)
    return _seconds([str(PYTHON), "-W", "ignore", "-m", "bot.train"], folder)


def train_stock(folder: Path) -> float:
    """Train the stock project in `folder` to models/stock.tar.gz and return the seconds."""
    options = ("--quiet", "--skip-validation", "--fixed-model-name", "stock")
    return _seconds([*RASA, "train", *options], folder)


def _seconds(command: list[str], folder: Path) -> float:
    began = time.monotonic()
    subprocess.run(command, cwd=folder, env=environment(), check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - began
