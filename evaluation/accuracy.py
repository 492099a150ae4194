"""How often the best topic is right, ours and stock Rasa's, on the same questions.

All development questions on rights are asked. A topic is right when it is the question's own or one
that is as good an answer; divisions (`car_stop/passenger`) count as their topic. What stock Rasa
does not understand has an intent that is no topic, and so counts as wrong.
"""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import httpx

from evaluation.figures import NOT_ASKED, Prediction, is_right
from evaluation.report import predict, questions
from evaluation.serving import ADDRESS
from evaluation.stock import ROOT

OVERALL = "all"


def asked() -> list[dict[str, Any]]:
    """Return the questions that are counted."""
    return [each for each in questions() if each["set"] not in NOT_ASKED]


def of_ours(folder: Path = ROOT) -> dict[str, float]:
    """Return the accuracy of the model trained in a folder, predicted as `make evaluate` does."""
    return accuracy(each for each in predict(folder) if each["set"] not in NOT_ASKED)


def of_stock() -> dict[str, float]:
    """Return the accuracy of the stock server that is running; it needs --enable-api."""
    with httpx.Client(timeout=60) as client:
        return accuracy({**each, "topic": _topic(client, each["text"])} for each in asked())


def accuracy(predictions: Iterable[Prediction]) -> dict[str, float]:
    """Return {"top1_<language>": share right, "questions_<language>": count}, also for OVERALL."""
    right: dict[str, list[bool]] = defaultdict(list)
    for prediction in predictions:
        for name in (OVERALL, str(prediction["lang"])):
            right[name].append(is_right(prediction))
    shares = {f"top1_{name}": sum(found) / len(found) for name, found in right.items()}
    return shares | {f"questions_{name}": float(len(found)) for name, found in right.items()}


def _topic(client: httpx.Client, text: str) -> str:
    reply = client.post(f"{ADDRESS}/model/parse", json={"text": text})
    reply.raise_for_status()
    return topic_of(reply.json())


def topic_of(parsed: dict[str, Any]) -> str:
    """Return the topic that stock Rasa names; empty when it names no intent."""
    name: str = (parsed.get("intent") or {}).get("name") or ""
    return name.partition("/")[0]
