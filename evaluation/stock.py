"""Builds what people would use instead: Rasa as `rasa init` sets it up, on the same phrases."""

from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent

PIPELINE = (
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
POLICIES = (
    {"name": "MemoizationPolicy"},
    {"name": "RulePolicy"},
    {"name": "UnexpecTEDIntentPolicy", "max_history": 5, "epochs": 100},
    {"name": "TEDPolicy", "max_history": 5, "epochs": 100, "constrain_similarities": True},
)
"""What Rasa 3.6.21 fills in where the configuration of `rasa init` leaves both empty."""


def write_project(folder: Path, epochs: int) -> None:
    """Write a stock project into `folder`; `epochs` replaces Rasa's 100."""
    folder.mkdir(parents=True, exist_ok=True)
    phrases = _phrases()
    labels = sorted(phrases)
    _write(folder / "config.yml", _config(epochs))
    _write(
        folder / "domain.yml",
        {
            "version": "3.1",
            "intents": labels,
            "responses": {f"utter_{label}": [{"text": f"answer {label}"}] for label in labels},
        },
    )
    _write(
        folder / "data/nlu.yml",
        {"version": "3.1", "nlu": [{"intent": k, "examples": v} for k, v in phrases.items()]},
    )
    steps = [
        {"story": f"ask {label}", "steps": [{"intent": label}, {"action": f"utter_{label}"}]}
        for label in labels
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


def _phrases() -> dict[str, str]:
    phrases: dict[str, str] = {}
    for path in sorted((ROOT / "data/nlu").glob("*/*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            label = block["intent"]
            phrases[label] = phrases.get(label, "") + block["examples"]
    return phrases


def _write(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
