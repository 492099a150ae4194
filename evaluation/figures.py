"""Counts how well questions were understood; it predicts nothing and writes nothing."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Prediction = Mapping[str, Any]
"""A line of `make evaluate`: the question's own fields and what the model says of it."""

NOT_ASKED = ("offtopic", "places")
"""Sets that are counted apart from questions on rights."""

ENOUGH_WORDS = 3
BINS = 10


@dataclass(frozen=True)
class Confusion:
    """How often questions on `topic` were taken for `taken_for`, and how many were urgent."""

    topic: str
    taken_for: str
    count: int
    urgent: int


def figures(predictions: Iterable[Prediction], law: frozenset[str]) -> dict[str, dict[str, float]]:
    """Return {language or "all": {figure: share, 0 to 1}}; `law` names the topics that are law.

    "all" weighs every question alike. A figure without questions is left out.
    """
    by_language: dict[str, list[Prediction]] = defaultdict(list)
    for prediction in predictions:
        by_language[str(prediction["lang"])].append(prediction)
    everything = [each for found in by_language.values() for each in found]
    rows = {"all": everything, **dict(sorted(by_language.items()))}
    return {name: _figures(found, law) for name, found in rows.items()}


def _figures(found: Sequence[Prediction], law: frozenset[str]) -> dict[str, float]:
    asked = [each for each in found if each["set"] not in NOT_ASKED]
    off = [each for each in found if each["set"] == "offtopic"]
    urgent = [each for each in asked if each["urgent_asked"]]
    calm = [each for each in asked if not each["urgent_asked"]]
    worded = [each for each in asked if words_in(each["text"]) >= ENOUGH_WORDS]
    answered = [each for each in asked if each["outcome"] == "answer"]
    shares = {
        "top1": _share(asked, is_right),
        "top3": _share(asked, lambda each: _among(each, 3)),
        "urgent_recall": _share(urgent, lambda each: each["urgent"]),
        "false_alarms": _share(calm, lambda each: each["urgent"]),
        "offtopic_as_law": _share(off, lambda e: e["outcome"] == "answer" and e["topic"] in law),
        "language": _share(worded, lambda each: each["language"] == each["lang"]),
        "clarify": _share(asked, lambda each: each["outcome"] == "clarify"),
        "fallback": _share(asked, lambda each: each["outcome"] == "fallback"),
        "right_if_answered": _share(answered, is_right),
        "calibration_error": calibration_error(asked) if asked else None,
    }
    counts = {"questions": float(len(asked)), "urgent_questions": float(len(urgent))}
    return {**counts, **{name: share for name, share in shares.items() if share is not None}}


def is_right(prediction: Prediction) -> bool:
    """Say whether the best topic is the question's, or one that is as good an answer."""
    return prediction["topic"] in _accepted(prediction)


def calibration_error(asked: Sequence[Prediction]) -> float:
    """Return the expected calibration error: how far confidence is from being right, on average."""
    gaps = [len(bin_) * abs(right - sure) for sure, right, bin_ in calibration(asked)]
    return sum(gaps) / len(asked)


def calibration(
    asked: Sequence[Prediction],
) -> list[tuple[float, float, Sequence[Prediction]]]:
    """Return (mean confidence, share right, predictions) for each tenth of confidence in use."""
    bins: dict[int, list[Prediction]] = defaultdict(list)
    for prediction in asked:
        bins[min(BINS - 1, int(float(prediction["confidence"]) * BINS))].append(prediction)
    return [
        (
            sum(float(each["confidence"]) for each in held) / len(held),
            sum(is_right(each) for each in held) / len(held),
            held,
        )
        for _, held in sorted(bins.items())
    ]


def confusions(predictions: Iterable[Prediction], most: int = 20) -> list[Confusion]:
    """Return what is confused most: urgent questions first, then by count."""
    counts: Counter[tuple[str, str]] = Counter()
    urgent: Counter[tuple[str, str]] = Counter()
    for each in predictions:
        if each["set"] not in NOT_ASKED and not is_right(each):
            pair = (str(each["asked_topic"]), str(each["topic"]))
            counts[pair] += 1
            urgent[pair] += bool(each["urgent_asked"])
    found = [Confusion(*pair, count, urgent[pair]) for pair, count in counts.items()]
    return sorted(found, key=lambda c: (-c.count - c.urgent, c.topic, c.taken_for))[:most]


def words_in(text: str) -> int:
    """Return how many words a text has; two Chinese characters count as one."""
    han = sum("\u3400" <= letter <= "\u9fff" for letter in text)
    rest = "".join(" " if "\u3400" <= letter <= "\u9fff" else letter for letter in text)
    return len(rest.split()) + han // 2


def _accepted(prediction: Prediction) -> set[str]:
    return {prediction["asked_topic"], *prediction.get("also", ())}


def _among(prediction: Prediction, most: int) -> bool:
    ranked = [name for name, _ in prediction["ranking"][:most]]
    return bool(_accepted(prediction) & set(ranked))


def _share(found: Sequence[Prediction], holds: Any) -> float | None:
    return sum(bool(holds(each)) for each in found) / len(found) if found else None
