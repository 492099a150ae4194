"""What a search for a place can answer, as plain data; it computes nothing."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class County:
    """A county by its five-digit FIPS code."""

    fips: str
    name: str
    state: str


@dataclass(frozen=True)
class Found:
    """One place; a state has no point, and a few ZIPs have none either."""

    kind: Literal["zip", "city", "borough", "county", "state"]
    label: str
    state: str
    lat: float | None
    lon: float | None
    zip: str | None
    counties: tuple[County, ...]


@dataclass(frozen=True)
class Ambiguous:
    """A name that several places carry; at most three choices, the largest first."""

    name: str
    choices: tuple[Found, ...]


@dataclass(frozen=True)
class Unknown:
    """No place; "zip" when the text has a ZIP code that does not exist."""

    kind: Literal["zip", "none"]


type Answer = Found | Ambiguous | Unknown
