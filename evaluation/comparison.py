"""Writes what the bench found as docs/benchmark.md: rows with ratios, and what they rest on."""

import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from evaluation.accuracy import OVERALL
from evaluation.latency import TEXTS

RASA_EPOCHS = 100
"""What Rasa trains for where nobody says otherwise."""

PROCESSES = ("bot", "actions", "gateway")
ROWS = (
    ("top-1 topic accuracy", f"top1_{OVERALL}", 3),
    ("training, s", "train_s", 0),
    ("model file, MB", "model_mb", 1),
    ("model file and sentence encoder, MB", "installed_mb", 1),
    ("one person, p50, ms", "p50_1_ms", 0),
    ("one person, p99, ms", "p99_1_ms", 0),
    ("eight at once, p50, ms", "p50_8_ms", 0),
    ("eight at once, p99, ms", "p99_8_ms", 0),
    ("load of the bot, s", "load_s", 0),
    ("start of all processes, s", "start_s", 0),
    ("memory of all processes, MB", "memory_mb", 0),
)

Found = Mapping[str, float]


@dataclass(frozen=True)
class Training:
    """How both were trained, on `phrases` of the `available` ones, stock for `epochs`."""

    epochs: int
    phrases: int
    available: int


def written(ours: Found, stock: Found, training: Training) -> str:
    """Return the report in Markdown."""
    lines = ["# Benchmark", "", *_opening(), "", *_how_trained(training, ours), ""]
    lines += ["| | ours | stock | ours / stock |", "|---|---|---|---|"]
    lines += [_row(name, ours[key], stock[key], digits) for name, key, digits in ROWS]
    parts = ", ".join(f"{name} {ours[f'{name}_mb']:.0f} MB" for name in PROCESSES)
    lines += ["", f"Our processes: {parts}.", "", "## Accuracy by language", ""]
    return "\n".join([*lines, *_by_language(ours, stock), ""])


def _opening() -> Iterator[str]:
    made = time.strftime("%Y-%m-%d")
    yield f"Made by `make bench` on {made}, {os.cpu_count()} cores, all in one run."
    yield "Stock is Rasa 3.6.21 as `rasa init` sets it up, asked at its REST channel; ours is asked"
    yield "at the Twilio webhook, with gateway, actions and directory. The times to answer are"
    yield f"those of {TEXTS} texts, as many in each language. Accuracy is the share of the"
    yield "development questions whose best topic is right; our model was tuned while looking at"
    yield "them. Machines differ: read the ratios."


def _how_trained(training: Training, ours: Found) -> Iterator[str]:
    unit = "epoch" if training.epochs == 1 else "epochs"
    yield f"**Stock was trained for {training.epochs} {unit}; Rasa's default is {RASA_EPOCHS}.**"
    if training.epochs < RASA_EPOCHS:
        yield "With Rasa's default its training takes longer and its accuracy may be higher."
    if training.phrases < training.available:
        yield f"**For accuracy and training both learned {training.phrases} of the"
        yield f"{training.available} phrases**, evenly drawn from every label. Our times to answer,"
        yield "load, memory and sizes are those of the model of all phrases that people get; it is"
        yield f"right in {ours['top1_of_all_phrases']:.3f} of the questions."
    else:
        yield f"Both were trained on the same {training.available} phrases."
    yield "Our training reads the vectors of phrases that it has met before; the first one on a new"
    yield "machine computes those that do not come with the repository, and takes longer than this."


def _by_language(ours: Found, stock: Found) -> Iterator[str]:
    yield "| language | questions | ours | stock | ours / stock |"
    yield "|---|---|---|---|---|"
    for name in sorted(key.removeprefix("questions_") for key in ours if "questions_" in key):
        first = f"{name} | {ours[f'questions_{name}']:.0f}"
        yield _row(first, ours[f"top1_{name}"], stock[f"top1_{name}"], 3)


def _row(name: str, ours: float, stock: float, digits: int) -> str:
    ratio = f"{ours / stock:.2f}" if stock else "-"
    return f"| {name} | {ours:.{digits}f} | {stock:.{digits}f} | {ratio} |"
