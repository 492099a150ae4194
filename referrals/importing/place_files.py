"""Reads the place files into rows of the place tables; it computes no geography."""

import csv
from collections.abc import Iterator
from pathlib import Path

from referrals.place_text import fold_name

type Record = dict[str, object]
# A state outweighs every town of its name, but not the cities that people call by these names.
_STATE_WEIGHT = 1000.0
_STATES_CALLED_LIKE_A_CITY = {"washington": 40.0, "la": 1.0, "dc": 1.0}


def read_zips(folder: Path) -> Iterator[Record]:
    """Yield the rows of place_zip."""
    for path in sorted((folder / "zips").glob("*.csv")):
        for row in _rows(path):
            yield {**row, **_point(row)}


def read_zip_counties(folder: Path) -> Iterator[Record]:
    """Yield the rows of place_zip_county."""
    for path in sorted((folder / "zip_counties").glob("*.csv")):
        for row in _rows(path):
            yield {**row, "ratio": float(row["ratio"])}


def read_counties(folder: Path) -> Iterator[Record]:
    """Yield the rows of place_county."""
    for row in _rows(folder / "counties.csv"):
        yield {**row}


def read_names(folder: Path) -> list[Record]:
    """Return the rows of place_name: towns, boroughs, counties, states and nicknames."""
    names = [
        _name(row, row["name"])
        for path in sorted((folder / "names").glob("*.csv"))
        for row in _rows(path)
    ]
    counties = [_in_spanish(record) for record in names if record["kind"] == "county"]
    nicknames = list(_nicknames(folder / "nicknames.csv", names))
    return [
        *names,
        *filter(None, counties),
        *_states(folder / "states.csv"),
        *nicknames,
    ]


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)


def _name(row: dict[str, str], written: str) -> Record:
    return {
        "normalized": fold_name(written),
        "kind": row["kind"],
        "display": row["name"],
        "state": row["state"],
        "weight": float(row["weight"]),
        "counties": row["counties"],
        **_point(row),
    }


def _point(row: dict[str, str]) -> Record:
    return {"lat": row["lat"] or None, "lon": row["lon"] or None}


def _in_spanish(county: Record) -> Record | None:
    """Say "condado de Cook" for "Cook County"."""
    stem, _, last = str(county["normalized"]).rpartition(" ")
    return {**county, "normalized": f"condado de {stem}"} if last == "county" else None


def _states(path: Path) -> Iterator[Record]:
    for row in _rows(path):
        place: Record = {"kind": "state", "display": row["name"], "state": row["code"]}
        place |= {"lat": None, "lon": None, "counties": ""}
        names = [fold_name(name) for name in (row["name"], *row["also"].split(";")) if name]
        for name in dict.fromkeys((row["code"].lower(), *names)):
            weight = _STATES_CALLED_LIKE_A_CITY.get(name, _STATE_WEIGHT)
            yield {**place, "normalized": name, "weight": weight}


def _nicknames(path: Path, names: list[Record]) -> Iterator[Record]:
    known = {(record["display"], record["state"]): record for record in names}
    taken = {(record["normalized"], record["state"]) for record in names}
    for row in _rows(path):
        place = known[row["place"], row["state"]]  # a KeyError names the row that is wrong
        name = (fold_name(row["name"]), row["state"])
        if name not in taken:
            taken.add(name)
            kind = "nickname" if place["kind"] == "city" else place["kind"]
            yield {**place, "normalized": name[0], "kind": kind}
