"""Loads data/sections.toml: which answer says what a numbered section of an order says."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from phrasebook.answers import Answer
from phrasebook.content import InvalidContent

_NUMBER = re.compile(r"\d+")
_APART = re.compile(r"(?<=\d)[,. ](?=\d)")


@dataclass(frozen=True)
class Sections:
    """Orders by number; each has the answer of the whole and those of its sections."""

    orders: Mapping[str, Mapping[int, str]]
    wholes: Mapping[str, str]
    names: Mapping[str, tuple[str, ...]]

    def order_in(self, text: str) -> str | None:
        """Return the one order that a text names, as in "EO 14,159" or "the border order"."""
        said = text.casefold()
        named = set(_NUMBER.findall(_APART.sub("", text))) & set(self.orders)
        named = named or {order for order, words in self.names.items() if _has(said, words)}
        return named.pop() if len(named) == 1 else None

    def order_of(self, identity: str | None, answers: Mapping[str, Answer]) -> str | None:
        """Return the order that an answer is about, by the file it is written in."""
        answer = answers.get(identity or "")
        order = answer.group.removeprefix("orders_") if answer else ""
        return order if order in self.orders else None


def _has(said: str, names: tuple[str, ...]) -> bool:
    return any(re.search(rf"\b{re.escape(name)}\b", said) for name in names)


def load_sections(path: Path, answers: Mapping[str, Answer]) -> Sections:
    """Read the tables; raise InvalidContent naming each section that no answer says."""
    orders: dict[str, dict[int, str]] = {}
    wholes: dict[str, str] = {}
    names: dict[str, tuple[str, ...]] = {}
    problems: list[str] = []
    for order, table in tomllib.loads(path.read_text(encoding="utf-8")).items():
        orders[order] = {int(key): value for key, value in table.items() if key.isdecimal()}
        wholes[order] = table.get("whole", "")
        names[order] = tuple(table.get("names", ()))
        for identity in (wholes[order], *orders[order].values()):
            if identity not in answers:
                problems.append(f"{order}: no answer {identity or 'for the whole'}")
    if problems:
        raise InvalidContent(problems)
    return Sections(orders, wholes, names)
