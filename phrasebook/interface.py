"""Loads data/interface.toml: the sentences around the answers, with the kinds of their values."""

import string
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from phrasebook.content import InvalidContent

KINDS = ("date", "number", "title", "sentence", "language")


@dataclass(frozen=True)
class Sentence:
    """English text with {placeholders}; `values` says what kind each value is."""

    id: str
    text: str
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def placeholders(self) -> set[str]:
        """The names in braces."""
        return placeholders(self.text)


def placeholders(text: str) -> set[str]:
    """Return the names in braces of a text."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def load_interface(path: Path) -> dict[str, Sentence]:
    """Return the sentences by id ("refer.heading"); raise InvalidContent for unknown kinds."""
    sentences: dict[str, Sentence] = {}
    problems: list[str] = []
    for group, tables in tomllib.loads(path.read_text(encoding="utf-8")).items():
        for name, table in tables.items():
            identity = f"{group}.{name}"
            found = _problems_of(identity, table)
            problems += found
            if not found:
                sentences[identity] = Sentence(identity, table["text"], table.get("values", {}))
    if problems:
        raise InvalidContent(problems)
    return sentences


def _problems_of(identity: str, table: Any) -> list[str]:
    if not isinstance(table, dict) or not table.get("text"):
        return [f"{identity}: text is missing"]
    unknown = set(table.get("values", {}).values()) - set(KINDS)
    missing = set(table.get("values", {})) - placeholders(table["text"])
    return [f"{identity}: {kind} is not a kind of value" for kind in sorted(unknown)] + [
        f"{identity}: no placeholder {name}" for name in sorted(missing)
    ]
