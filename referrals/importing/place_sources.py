"""Reads the raw inputs of the place files into plain rows; it writes nothing."""

import csv
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Postal machinery that has a ZIP code and a city name but no inhabitants.
_NOT_TOWNS = {"parcel return service", "north pole dc", "dhs", "apo", "fpo", "dpo"}
_MILITARY = {"AA", "AE", "AP"}
# County names that no ZIP of the sources votes for, and Connecticut's planning regions,
# which replaced its counties in Census codes from 2022 on.
_KNOWN_COUNTIES = {
    "51580": ("Covington City", "VA"),
    "51690": ("Martinsville City", "VA"),
    "66010": ("Guam", "GU"),
    "69100": ("Rota", "MP"),
    "69110": ("Saipan", "MP"),
    "69120": ("Tinian", "MP"),
    "78010": ("Saint Croix", "VI"),
    "78020": ("Saint John", "VI"),
    "78030": ("Saint Thomas", "VI"),
    "09110": ("Capitol Region", "CT"),
    "09120": ("Greater Bridgeport Region", "CT"),
    "09130": ("Lower Connecticut River Valley Region", "CT"),
    "09140": ("Naugatuck Valley Region", "CT"),
    "09150": ("Northeastern Connecticut Region", "CT"),
    "09160": ("Northwest Hills Region", "CT"),
    "09170": ("South Central Connecticut Region", "CT"),
    "09180": ("Southeastern Connecticut Region", "CT"),
    "09190": ("Western Connecticut Region", "CT"),
}


@dataclass(frozen=True)
class RawZip:
    """One ZIP code in use: `standard` is False for PO boxes and single large receivers."""

    zip: str
    city: str
    state: str
    county: str
    other_cities: tuple[str, ...]
    lat: float | None
    lon: float | None
    kind: str

    @property
    def standard(self) -> bool:
        """Say whether people live in it."""
        return self.kind == "STANDARD"


def read_zips(centroids: Path) -> list[RawZip]:
    """Read the active ZIPs of the `zipcodes` package; Census points fill its gaps."""
    import zipcodes  # only here: a running service reads the files that were made from it

    points = _read_centroids(centroids)
    everything: list[dict[str, Any]] = zipcodes.list_all()
    rows = [row for row in everything if row["active"] and _is_a_town(row)]
    return [_raw_zip(row, points) for row in rows]


def read_shares(crosswalk: Path) -> dict[str, list[tuple[str, float]]]:
    """Read HUD's ZIP-to-county file: ZIP -> (county FIPS, share of addresses), largest first."""
    shares: dict[str, list[tuple[str, float]]] = defaultdict(list)
    with crosswalk.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            county = row["COUNTY"].zfill(5)
            if not county.startswith("000"):  # freely associated states have no counties
                shares[row["ZIP"]].append((county, round(float(row["TOT_RATIO"]), 4)))
    for rows in shares.values():
        rows.sort(key=lambda share: (-share[1], share[0]))
    return dict(shares)


def name_counties(
    zips: list[RawZip], shares: dict[str, list[tuple[str, float]]]
) -> dict[str, tuple[str, str]]:
    """Return FIPS -> (name, state): the name that most ZIPs chiefly in that county carry."""
    votes: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for row in zips:
        if row.zip in shares and row.county:
            votes[shares[row.zip][0][0]][row.county, row.state] += 1
    named = {fips: counter.most_common(1)[0][0] for fips, counter in votes.items()}
    return named | _KNOWN_COUNTIES


def _read_centroids(path: Path) -> dict[str, tuple[float, float]]:
    with path.open(newline="", encoding="utf-8") as file:
        rows = csv.DictReader(file)
        return {row["GEOID"]: (float(row["LAT"]), float(row["LONG"])) for row in rows}


def _is_a_town(row: dict[str, Any]) -> bool:
    city = row["city"].casefold()
    if row["zip_code"] == "88888" or (row["state"] not in _MILITARY and city in _NOT_TOWNS):
        return False
    return city not in _NOT_TOWNS or row["state"] in _MILITARY


def _raw_zip(row: dict[str, Any], points: dict[str, tuple[float, float]]) -> RawZip:
    lat, lon = float(row["lat"] or 0), float(row["long"] or 0)
    known = (lat, lon) if lat and lon else points.get(row["zip_code"])
    return RawZip(
        zip=row["zip_code"],
        city=_spell(row["city"]),
        state=row["state"],
        county=_county_name(row["county"], row["state"]),
        other_cities=tuple(_spell(name) for name in row["acceptable_cities"]),
        lat=known[0] if known else None,
        lon=known[1] if known else None,
        kind=row["zip_code_type"],
    )


def _spell(city: str) -> str:
    """Give back the capital that the source takes from "McAllen"."""
    return re.sub(r"\bMc([a-z])", lambda match: "Mc" + match[1].upper(), city)


def _county_name(county: str, state: str) -> str:
    if county.endswith(" city"):
        return county.removesuffix("city") + "City"
    if state == "PR" and county and not county.endswith("Municipio"):
        return f"{county} Municipio"
    return "Anchorage Municipality" if county == "Municipality of Anchorage" else county
