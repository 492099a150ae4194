"""Reads the place files into rows of the place tables; it computes no geography."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from referrals.place_scripts import has_other_script, script_key
from referrals.place_text import fold_name

type Record = dict[str, object]
# A state outweighs every town of its name, but not the cities that people call by these names.
_STATE_WEIGHT = 5000.0
# A quarter is meant like a town of this size; a row of this size is a town, not an alias.
_QUARTER, _NO_ALIAS = 3.0, 0.5
_DIRECTIONS = {"n": "north", "s": "south", "e": "east", "w": "west", "no": "north", "so": "south"}
_STATES_CALLED_LIKE_A_CITY = {"washington": 500.0, "la": 1.0, "dc": 1.0}


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
    """Return the rows of place_name: towns, boroughs, counties, states and their other names."""
    names = [
        _name(row, row["name"])
        for path in sorted((folder / "names").glob("*.csv"))
        for row in _rows(path)
    ]
    _write_out(names)
    states = [*_states(folder / "states.csv"), *_other_states(folder)]
    others, quarters = _other_names(folder, names), _quarters(folder)
    renamed = {(row["normalized"], row["state"]) for row in others} | quarters.keys()
    kept = [row for row in names if (row["normalized"], row["state"]) not in renamed]
    return [*kept, *states, *others, *(row for rows in quarters.values() for row in rows)]


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)


def _name(row: dict[str, str], written: str) -> Record:
    return {
        "normalized": fold_name(written),
        "kind": row["kind"],
        "display": row.get("shown") or row["name"],
        "state": row["state"],
        "weight": float(row["weight"]),
        "counties": row["counties"],
        **_point(row),
    }


def _point(row: dict[str, str]) -> Record:
    return {"lat": row["lat"] or None, "lon": row["lon"] or None}


def _states(path: Path) -> Iterator[Record]:
    for row in _rows(path):
        names = [fold_name(name) for name in (row["name"], *row["also"].split(";")) if name]
        for name in dict.fromkeys((row["code"].lower(), *names)):
            weight = _STATES_CALLED_LIKE_A_CITY.get(name, _STATE_WEIGHT)
            yield _state(row["code"], row["name"], name, weight)


def _state(code: str, display: str, normalized: str, weight: float) -> Record:
    place: Record = {"kind": "state", "display": display, "state": code, "counties": ""}
    return {**place, "lat": None, "lon": None, "normalized": normalized, "weight": weight}


def _other_states(folder: Path) -> Iterator[Record]:
    """Yield the names that states have in other languages."""
    path = folder / "state_names.csv"
    if not path.exists():
        return
    shown = {row["code"]: row["name"] for row in _rows(folder / "states.csv")}
    for row in _rows(path):
        like_a_city = bool(row["shared_with_a_city"])
        weight = _STATES_CALLED_LIKE_A_CITY["washington"] if like_a_city else _STATE_WEIGHT
        yield _state(row["code"], shown[row["code"]], _key(row["name"]), weight)


def _other_names(folder: Path, names: list[Record]) -> list[Record]:
    """Return nicknames, and names in other languages and scripts; a KeyError names a wrong row.

    A nickname of a region, as Long Island, stands for each county that the file gives it.
    """
    known = {(record["normalized"], record["state"]): record for record in names}
    files = [folder / "nicknames.csv", folder / "exonyms.csv"]
    files += sorted((folder / "other_names").glob("*.csv"))
    found: dict[tuple[object, ...], Record] = {}
    for path, row in _rows_of(files):
        place = known[fold_name(row["place"]), row["state"]]
        name = (_key(row["name"]), row["state"])
        namesake = known.get(name, {"weight": 0.0})
        is_free = path.stem == "nicknames" or float(str(namesake["weight"])) < _NO_ALIAS
        if name[0] and is_free:
            nickname = "translation" if has_other_script(row["name"]) else "nickname"
            kind = nickname if place["kind"] == "city" else place["kind"]
            of = place["display"] if place["kind"] == "county" else None
            found.setdefault((*name, of), {**place, "normalized": name[0], "kind": kind})
    return list(found.values())


def _write_out(names: list[Record]) -> None:
    """Let "N Las Vegas" be North Las Vegas, where both are names of one state."""
    known = {(row["normalized"], row["state"]): row for row in names}
    for row in names:
        first, _, rest = str(row["normalized"]).partition(" ")
        whole = known.get((f"{_DIRECTIONS.get(first, first)} {rest}", row["state"]))
        if first in _DIRECTIONS and whole:
            row |= {**whole, "normalized": row["normalized"]}


def _rows_of(files: list[Path]) -> Iterator[tuple[Path, dict[str, str]]]:
    for path in files:
        if path.exists():
            yield from ((path, row) for row in _rows(path))


def _quarters(folder: Path) -> dict[tuple[object, object], list[Record]]:
    """Return quarters of large cities, which show the city and lie where their ZIP does."""
    path = folder / "neighborhoods.csv"
    rows = list(_rows(path)) if path.exists() else []
    wanted = {row["zip"] for row in rows}
    points = {
        row["zip"]: {"lat": row["lat"], "lon": row["lon"]}
        for row in read_zips(folder)
        if row["zip"] in wanted
    }
    counties: dict[object, list[str]] = defaultdict(list)
    for share in sorted(read_zip_counties(folder), key=lambda row: -float(str(row["ratio"]))):
        if share["zip"] in wanted:
            counties[share["zip"]].append(str(share["county"]))
    found: dict[tuple[object, object], list[Record]] = defaultdict(list)
    for row in rows:
        place: Record = {"kind": "quarter", "display": row["place"], "state": row["state"]}
        place = place | {"counties": " ".join(counties[row["zip"]][:2]), "weight": _QUARTER}
        name = _key(row["name"])
        found[name, row["state"]].append({**place, **points[row["zip"]], "normalized": name})
    return found


def _key(name: str) -> str:
    return script_key(name) if has_other_script(name) else fold_name(name)
