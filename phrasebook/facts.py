"""Loads data/facts: the single statements that answers rest on; it says nothing to a person."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from phrasebook.answers import Source
from phrasebook.content import InvalidContent

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml where it is there: ten times as fast."""


@dataclass(frozen=True)
class Fact:
    """One statement; `id` is "entry#n" as answers name it, `as_of` its day as the file has it."""

    id: str
    text: str
    as_of: str
    sources: tuple[Source, ...]


def load_facts(folder: Path) -> dict[str, Fact]:
    """Return the facts by id; raise InvalidContent naming each file that cannot be read."""
    facts: dict[str, Fact] = {}
    problems: list[str] = []
    for path in sorted(folder.glob("*.yml")):
        try:
            text = path.read_text(encoding="utf-8")
            entries = yaml.load(text, Loader=_LOADER)["entries"]
            facts |= {fact.id: fact for entry in entries for fact in _facts(entry)}
        except (yaml.YAMLError, KeyError, TypeError) as error:
            problems.append(f"{path.name}: {type(error).__name__}")
    if problems:
        raise InvalidContent(problems)
    return facts


def _facts(entry: Mapping[str, Any]) -> Iterator[Fact]:
    for row in entry["facts"]:
        sources = tuple(
            Source(s["org"], s["title"], s.get("url") or "") for s in row.get("sources", ())
        )
        yield Fact(f"{entry['id']}#{row['n']}", row["text"], str(row.get("as_of", "")), sources)
