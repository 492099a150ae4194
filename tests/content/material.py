"""Everything that editors, lawyers and translators write, read once for the content tests."""

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from phrasebook.extraction import texts_of
from phrasebook.speech import Speech

ROOT = Path(__file__).parents[2]
SPEECH = Speech(ROOT)
SPOKEN = SPEECH.languages.spoken()
TRANSLATED = [tag for tag in SPOKEN if tag != "en"]


@dataclass(frozen=True)
class Text:
    """One text that a person can receive: its msgctxt, its language and its words."""

    identity: str
    language: str
    words: str
    english: str

    @property
    def where(self) -> str:
        """How a lint names it."""
        return f"{self.identity} [{self.language}]"


@dataclass(frozen=True)
class Phrase:
    """One training text with its label; one that goes on may stand under several."""

    label: str
    language: str
    words: str
    goes_on: bool = False


@cache
def texts() -> tuple[Text, ...]:
    """Return every text of answers and interface in every spoken language, where it exists."""
    return tuple(_texts())


def _texts() -> Iterator[Text]:
    for domain in ("answers", "interface"):
        for identity, english, _ in texts_of(ROOT, domain):
            for tag in SPOKEN:
                words = SPEECH.catalogue.find(identity, english, tag)
                if words:
                    yield Text(identity, tag, words, english)


@cache
def phrases() -> tuple[Phrase, ...]:
    """Return every training text."""
    found = []
    for path in sorted((ROOT / "data/nlu").glob("*/*.yml")):
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            for line in block["examples"].splitlines():
                words = line.strip().removeprefix("-").strip()
                if words:
                    goes_on = bool(block.get("metadata", {}).get("follow_up"))
                    found.append(Phrase(block["intent"], path.parent.name, words, goes_on))
    return tuple(found)


@cache
def questions() -> tuple[str, ...]:
    """Return the texts on which the model is measured."""
    files = sorted((ROOT / "evaluation/questions").glob("*.jsonl"))
    lines = [line for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    return tuple(json.loads(line)["text"] for line in lines if line.strip())


@cache
def fact_entries() -> tuple[dict[str, Any], ...]:
    """Return the entries of data/facts, hotlines too."""
    files = sorted((ROOT / "data/facts").glob("*.yml"))
    return tuple(
        entry
        for path in files
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["entries"]
    )


@cache
def fact_links() -> dict[str, frozenset[str]]:
    """Return the addresses that each fact lists, by "entry-id#n"."""
    return {
        f"{entry['id']}#{fact['n']}": frozenset(source["url"] for source in fact["sources"])
        for entry in fact_entries()
        for fact in entry["facts"]
    }


def normalized(text: str) -> str:
    """Return the words without case, accents and punctuation; a text of signs stays as it is."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    plain = "".join(c for c in decomposed if unicodedata.category(c) != "Mn")
    return " ".join(re.findall(r"[^\W_]+", plain)) or text.strip()
