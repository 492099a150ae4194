"""The one shape in which processes tell each other what is to be said: no words, only ids."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Value = str | int


class MalformedUtterance(ValueError):
    """What came over the wire is not an utterance. The message names the field, not its content."""


@dataclass(frozen=True)
class Utterance:
    """Say `say` in `language` (a BCP 47 tag), with `values` put into its placeholders."""

    say: str
    language: str
    values: Mapping[str, Value] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return {"say": id, "with": values, "language": tag}."""
        return {"say": self.say, "with": dict(self.values), "language": self.language}


def from_json(raw: Any) -> Utterance:
    """Read what `to_json` wrote; raise MalformedUtterance for anything else."""
    if not isinstance(raw, dict):
        raise MalformedUtterance("not an object")
    say, language, values = raw.get("say"), raw.get("language"), raw.get("with", {})
    if not isinstance(say, str) or not say:
        raise MalformedUtterance("say")
    if not isinstance(language, str) or not language:
        raise MalformedUtterance("language")
    if not isinstance(values, dict) or not all(isinstance(v, Value) for v in values.values()):
        raise MalformedUtterance("with")
    return Utterance(say, language, values)
