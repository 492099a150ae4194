"""Counts how well places, needs and languages were read out of texts; it predicts nothing.

A question names what it expects: `place` (a label, several that are all right, or null for none;
among several, "ask" stands for asking back and null for none), `zip`, `state` or `ambiguous` with
`choices`, and perhaps `need` and `language_wanted`.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

type Row = Mapping[str, Any]


def read_questions(path: Path) -> list[Row]:
    """Return the questions of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def place_is_right(question: Row, prediction: Row) -> bool:
    """Say whether the place is the one expected, or was rightly asked for."""
    if question.get("ambiguous"):
        wanted = question.get("choices")
        asked = bool(prediction["ambiguous"]) and 2 <= len(prediction["choices"]) <= 3
        return asked and (wanted is None or prediction["choices"] == wanted)
    if "zip" in question:
        return bool(prediction["zip"] == question["zip"])
    if "state" in question:
        alone = prediction["city"] is None and prediction["county"] is None
        return alone and bool(prediction["state"] == question["state"])
    expected = question["place"]
    allowed = expected if isinstance(expected, list) else [expected]
    return _label(prediction) in allowed


def _label(prediction: Row) -> str | None:
    if prediction["ambiguous"]:
        return "ask"
    name = prediction["city"] or prediction["county"]
    return f"{name}, {prediction['state']}" if name else prediction["state"]


def place_figures(questions: Iterable[Row], predictions: Iterable[Row]) -> dict[str, float]:
    """Return shares from 0 to 1: places right, ambiguous ones asked, needs and languages right."""
    pairs = list(zip(questions, predictions, strict=True))
    right = [place_is_right(question, prediction) for question, prediction in pairs]
    unclear = [prediction["ambiguous"] for question, prediction in pairs if _is_unclear(question)]
    clear = [prediction["ambiguous"] for question, prediction in pairs if not _is_unclear(question)]
    needs = [p["need"] == q["need"] for q, p in pairs if "need" in q]
    languages = [
        p["language_wanted"] == q["language_wanted"] for q, p in pairs if "language_wanted" in q
    ]
    unasked = [p["language_wanted"] is None for q, p in pairs if "language_wanted" not in q]
    return {
        "questions": float(len(pairs)),
        "right": _share(right),
        "ambiguous_asked": _share(unclear),
        "asked_needlessly": _share(clear),
        "needs": _share(needs),
        "languages": _share(languages),
        "no_language_invented": _share(unasked),
    }


def _is_unclear(question: Row) -> bool:
    return bool(question.get("ambiguous"))


def _share(values: Sequence[bool]) -> float:
    return sum(map(bool, values)) / len(values) if values else 1.0
