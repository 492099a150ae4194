"""Builds what people would use instead: Rasa as `rasa init` sets it up, on the same phrases."""

from collections.abc import Iterable, Mapping
from math import ceil
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent

FEWEST = 2
"""How many phrases a label keeps, whatever the share."""
UNDIVIDED = "itself"
"""The division of the phrases that ask for a divided topic as such; Rasa wants one for each."""

Phrases = Mapping[str, list[str]]
"""Phrases by label, in the order of their languages."""

PIPELINE: tuple[dict[str, object], ...] = (
    {"name": "WhitespaceTokenizer"},
    {"name": "RegexFeaturizer"},
    {"name": "LexicalSyntacticFeaturizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
    {"name": "DIETClassifier", "epochs": 100, "constrain_similarities": True},
    {"name": "EntitySynonymMapper"},
    {"name": "ResponseSelector", "epochs": 100, "constrain_similarities": True},
    {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
)
POLICIES: tuple[dict[str, object], ...] = (
    {"name": "MemoizationPolicy"},
    {"name": "RulePolicy"},
    {"name": "UnexpecTEDIntentPolicy", "max_history": 5, "epochs": 100},
    {"name": "TEDPolicy", "max_history": 5, "epochs": 100, "constrain_similarities": True},
)
"""What Rasa 3.6.21 fills in where the configuration of `rasa init` leaves both empty."""


def phrases() -> dict[str, list[str]]:
    """Return every phrase of data/nlu by label; a file may hold none."""
    found: dict[str, list[str]] = {}
    for path in sorted((ROOT / "data/nlu").glob("*/*.yml")):
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        for block in content["nlu"] or []:
            lines = (line.strip() for line in block["examples"].splitlines())
            found.setdefault(block["intent"], []).extend(line[2:] for line in lines if line)
    return found


def thinned(available: Phrases, share: float) -> dict[str, list[str]]:
    """Return a share of each label's phrases, evenly spaced and so alike in every language."""
    return {label: _spaced(held, share) for label, held in available.items()}


def count(held: Phrases) -> int:
    """Return how many phrases there are."""
    return sum(map(len, held.values()))


def write_project(folder: Path, learned: Phrases, epochs: int) -> None:
    """Write a stock project into `folder`; `epochs` replaces Rasa's 100.

    A divided topic becomes a retrieval intent, so that its divisions are told apart as well.
    """
    named = _as_intents(learned)
    topics = sorted({name.partition("/")[0] for name in named})
    _write(folder / "config.yml", _config(epochs))
    _write(
        folder / "domain.yml",
        {
            "version": "3.1",
            "intents": topics,
            "responses": {f"utter_{name}": [{"text": f"answer {name}"}] for name in sorted(named)},
        },
    )
    blocks = [{"intent": name, "examples": _listed(held)} for name, held in named.items()]
    _write(folder / "data/nlu.yml", {"version": "3.1", "nlu": blocks})
    steps = [
        {"story": f"ask {topic}", "steps": [{"intent": topic}, {"action": f"utter_{topic}"}]}
        for topic in topics
    ]
    _write(folder / "data/stories.yml", {"version": "3.1", "stories": steps})
    _write(folder / "credentials.yml", {"rest": None})
    _write(folder / "endpoints.yml", {})


def _config(epochs: int) -> dict[str, object]:
    def trained(part: dict[str, object]) -> dict[str, object]:
        return part | {"epochs": epochs} if "epochs" in part else part

    return {
        "recipe": "default.v1",
        "assistant_id": "stock",
        "language": "en",
        "pipeline": [trained(part) for part in PIPELINE],
        "policies": [trained(part) for part in POLICIES],
    }


def _spaced(held: list[str], share: float) -> list[str]:
    kept = min(len(held), max(FEWEST, ceil(len(held) * share)))
    return [held[number * len(held) // kept] for number in range(kept)]


def _as_intents(learned: Phrases) -> dict[str, list[str]]:
    divided = {label.partition("/")[0] for label in learned if "/" in label}
    return {
        f"{label}/{UNDIVIDED}" if label in divided else label: held
        for label, held in learned.items()
    }


def _listed(held: Iterable[str]) -> str:
    return "".join(f"- {phrase}\n" for phrase in held)


def _write(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
