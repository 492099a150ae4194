"""Reads ICE's own lists into rows of their tables; it corrects county names and nothing else."""

import csv
import re
import tomllib
from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from rapidfuzz import fuzz, process

from referrals.phones import parse_phone
from referrals.place_text import fold_name

type Record = dict[str, object]
type Counties = Mapping[tuple[str, str], str]
"""(state, folded name of a county or town) -> FIPS codes, "fips fips"."""

_LARGE_CITY = 8.0  # in tens of thousands of people
_ALIKE = 85.0  # "frankin county" is 96 from "franklin county"
_KIND_OF_AGENCY = re.compile(
    r"\b(police|sheriffs?|marshals?|constables?|department|public safety|office)\b.*"
)
_OF = re.compile(r"^(city|town|village|borough|township) of ")
# What names of places of detention have in common; what is left is a name's own part.
_COMMON_WORDS = """
    a adult and annex center centre co complex contract corr correction correctional corrections cca
    county ctr d dept department det detention facility fci fdc fed federal house ice immigration
    in inst institution ipc jail justice main mdc metro new of office parish penitentiary prison
    processing processsing public regional safety secure service sheriff sheriffs single spc
    staging state system the to us camp east north south west northern southern male female central
"""
_STATES = frozenset(
    ["california", "florida", "louisiana", "nevada", "ohio", "tennessee", "texas", "virginia"]
)
_COMMON = frozenset(_COMMON_WORDS.split())


def read_lists(folder: Path) -> dict[str, date]:
    """Return the day of each list: agreements, field_offices, facilities."""
    return tomllib.loads((folder / "lists.toml").read_text(encoding="utf-8"))


def read_agreements(folder: Path, day: date, counties: Counties) -> Iterator[Record]:
    """Yield the rows of `agreement`; the county is the list's own, else that of the named town."""
    for number, row in enumerate(_rows(folder / "agreements_287g.csv"), start=1):
        yield {
            "id": number,
            "state": row["state"],
            "agency": row["agency"],
            "agency_type": row["agency_type"],
            "support_type": row["support_type"],
            "counties": county_codes(row, counties),
            "signed": date.fromisoformat(row["signed"]),
            "list_date": day,
        }


def read_offices(folder: Path, day: date) -> Iterator[Record]:
    """Yield the rows of `field_office`; raises BadPhone or RefusedPhone."""
    for row in _rows(folder / "ice_field_offices.csv"):
        if row["phone"]:
            parse_phone(row["phone"])
        yield {**row, "list_date": day}


def read_areas(folder: Path) -> Iterator[Record]:
    """Yield the rows of `office_area`."""
    for row in _rows(folder / "ice_areas.csv"):
        yield {**row}


def read_facilities(folder: Path, day: date, cities: Container[str] = ()) -> Iterator[Record]:
    """Yield the rows of `detention_facility`; one named as a city or state needs all its words."""
    for number, row in enumerate(_rows(folder / "ice_detention_facilities.csv"), start=1):
        own = own_part(row["name"])
        if own in cities or own in _STATES:
            own = fold_name(row["name"].partition("(")[0])
        yield {"id": number, "normalized": own, **row, "list_date": day}


def own_part(name: str) -> str:
    """Return what tells a place of detention from others: "stewart" of its full name."""
    words = fold_name(name.partition("(")[0]).split()
    own = [word for word in words if word not in _COMMON]
    return " ".join(own or words)


def large_cities(names: Iterable[Mapping[str, object]]) -> frozenset[str]:
    """Return the folded names of the cities that people mean by their name alone."""
    return frozenset(
        str(row["normalized"])
        for row in names
        if row["kind"] in ("city", "borough") and float(str(row["weight"])) >= _LARGE_CITY
    )


def counties_by_name(names: Iterable[Mapping[str, object]]) -> dict[tuple[str, str], str]:
    """Return the counties of every county and town of place_name's rows."""
    return {
        (str(row["state"]), str(row["normalized"])): str(row["counties"])
        for row in names
        if row["kind"] in ("county", "city", "borough")
    }


def county_codes(row: Mapping[str, str], counties: Counties) -> str:
    """Return the FIPS codes of an agreement's county, else of the town that its agency names."""
    state = row["state"]
    if row["county"]:
        found = counties.get((state, fold_name(row["county"]))) or _alike(row, counties)
        if found:
            return found
    if row["agency_type"] == "State Agency":
        return ""
    town = _OF.sub("", _KIND_OF_AGENCY.sub("", fold_name(row["agency"])).strip())
    return counties.get((state, town), "")


def _alike(row: Mapping[str, str], counties: Counties) -> str:
    """Return the county of the state whose name is most like a misspelt one, or nothing."""
    ends = (" county", " parish", " borough")
    mine = {n: fips for (state, n), fips in counties.items() if state == row["state"]}
    names = [name for name in mine if name.endswith(ends)]
    found = process.extractOne(
        fold_name(row["county"]), names, scorer=fuzz.ratio, score_cutoff=_ALIKE
    )
    return mine[found[0]] if found else ""


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)
