"""Draws the report's plot as SVG; it counts nothing."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import matplotlib

matplotlib.use("svg")
from matplotlib import pyplot as plt

BARS = {"top1": "best topic right", "top3": "among three", "urgent_recall": "urgent seen"}


def draw(
    figures: Mapping[str, Mapping[str, float]], curve: Sequence[tuple[float, float]], path: Path
) -> None:
    """Draw accuracy by language, and how often the model is right at each confidence."""
    plt.rcParams["svg.hashsalt"] = "amparo"
    figure, (left, right) = plt.subplots(1, 2, figsize=(11, 3.6), width_ratios=(3, 1))
    languages = list(figures)
    for number, (name, label) in enumerate(BARS.items()):
        places = [place + (number - 1) * 0.27 for place in range(len(languages))]
        heights = [figures[language].get(name, 0.0) for language in languages]
        left.bar(places, heights, 0.25, label=label)
    left.set_xticks(range(len(languages)), languages)
    left.set_ylim(0.6, 1.0)
    left.set_title("Share of questions")
    left.legend(ncols=3, loc="lower right", fontsize=8)
    right.plot([0, 1], [0, 1], linestyle=":", color="gray")
    right.plot([sure for sure, _ in curve], [share for _, share in curve], marker="o")
    right.set_title("Confidence and share right")
    figure.tight_layout()
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, metadata={"Date": None})
    plt.close(figure)
