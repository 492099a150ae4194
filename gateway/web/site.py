"""A website that carries the chat: its fields, and how they are written as JSON; it checks none."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

NEUTRAL_PAGE = "https://www.weather.gov/"


@dataclass(frozen=True)
class Site:
    """`origins` are where its pages come from; `starters` are ids, none for all of them."""

    key: str
    name: str
    origins: tuple[str, ...] = ()
    is_on: bool = True
    accent: str = "#0b5fff"
    on_accent: str = "#ffffff"
    title: str = ""
    starters: tuple[str, ...] = ()
    leave_to: str = NEUTRAL_PAGE
    remember: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return the site as the admin is told it."""
        return {
            "key": self.key,
            "name": self.name,
            "origins": list(self.origins),
            "is_on": self.is_on,
            "colors": {"accent": self.accent, "on_accent": self.on_accent},
            "title": self.title,
            "starters": list(self.starters),
            "leave_to": self.leave_to,
            "remember": self.remember,
        }


def from_row(row: Mapping[str, Any]) -> Site:
    """Return the site that a row of the store holds."""
    lists = {name: tuple(row[name]) for name in ("origins", "starters")}
    return Site(**{**row, **lists})
