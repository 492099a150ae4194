"""Loads data/interface.toml: the sentences around the answers, with the kinds of their values."""

import string
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from phrasebook.content import InvalidContent

KINDS = ("date", "number", "distance", "title", "sentence", "language")


@dataclass(frozen=True)
class Sentence:
    """English text with {placeholders}; `values` says what kind each value is.

    A sentence that counts has its singular in `one`; its one value of the kind "number" counts.
    """

    id: str
    text: str
    values: Mapping[str, str] = field(default_factory=dict)
    one: str = ""

    @property
    def placeholders(self) -> set[str]:
        """The names in braces."""
        return placeholders(self.text)

    @property
    def counted(self) -> str:
        """The name of the value that chooses between singular and plural; "" without a plural."""
        numbers = [name for name, kind in self.values.items() if kind == "number"]
        return numbers[0] if self.one and numbers else ""


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
                sentences[identity] = Sentence(
                    identity, table["text"], table.get("values", {}), table.get("one", "")
                )
    if problems:
        raise InvalidContent(problems)
    return sentences


def _problems_of(identity: str, table: Any) -> list[str]:
    if not isinstance(table, dict) or not table.get("text"):
        return [f"{identity}: text is missing"]
    unknown = set(table.get("values", {}).values()) - set(KINDS)
    missing = set(table.get("values", {})) - placeholders(table["text"])
    if table.get("one") and list(table.get("values", {}).values()).count("number") != 1:
        return [f"{identity}: a sentence with a singular counts just one number"]
    return [f"{identity}: {kind} is not a kind of value" for kind in sorted(unknown)] + [
        f"{identity}: no placeholder {name}" for name in sorted(missing)
    ]
