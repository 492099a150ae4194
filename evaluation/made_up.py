"""Writes a directory of made-up services spread like the real ZIP codes; none of them exists."""

import csv
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, insert, text
from sqlalchemy.orm import Session

from referrals.history_models import DirectoryVersion
from referrals.identity import record_id
from referrals.model_details import Address, Language, Phone, ServiceArea
from referrals.model_terms import NEEDS, Attribute, TaxonomyTerm
from referrals.models import Location, Organization, Service, ServiceAtLocation
from referrals.place_answers import County, Found

ROOT = Path(__file__).resolve().parent.parent
ZIPS = ROOT / "data/directory/zips"
COUNTIES = ROOT / "data/directory/zip_counties"
LANGUAGES = ("es", "en", "zh", "vi", "ht", "ar", "fr", "ru", "pt", "ko", "tl")
_NEEDS = ("asylum", "detention", "daca", "family", "work", "u_visa", "children", "appeals")
_BATCH = 5_000
_TABLES = (
    TaxonomyTerm,
    Organization,
    Location,
    Address,
    Service,
    ServiceAtLocation,
    Phone,
    Language,
    ServiceArea,
    Attribute,
)

type Row = dict[str, Any]


def real_zips() -> list[Found]:
    """Return every ZIP code that has a point, as the search for places would."""
    county_of: dict[str, list[County]] = {}
    for row in _lines(COUNTIES):
        county_of.setdefault(row["zip"], []).append(County(row["county"], "", ""))
    return [
        Found(
            "zip",
            f"{row['city']}, {row['state']} {row['zip']}",
            row["state"],
            float(row["lat"]),
            float(row["lon"]),
            row["zip"],
            tuple(county_of.get(row["zip"], ())),
        )
        for row in _lines(ZIPS)
        if row["lat"]
    ]


def write_services(engine: Engine, count: int, places: list[Found], today: date) -> None:
    """Write `count` services, each with one location; equal counts give equal directories."""
    chance = random.Random(count)
    rows: dict[str, list[Row]] = {table.__tablename__: [] for table in _TABLES}
    for code in _NEEDS:
        term = {"id": record_id("need", code), "code": code, "name": code, "taxonomy": NEEDS}
        rows["taxonomy_term"].append({**term, "description": ""})
    for number in range(count):
        for table, row in _service(number, chance, chance.choice(places), today):
            rows[table].append(row)
    with Session(engine) as session, session.begin():
        for table in _TABLES:
            mine = rows[table.__tablename__]
            for start in range(0, len(mine), _BATCH):
                session.execute(insert(table), mine[start : start + _BATCH])
        session.merge(DirectoryVersion(id=1, version=count))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for tidying in ("VACUUM", "ANALYZE"):  # what a database in use has done long before
            connection.execute(text(tidying))


def _service(
    number: int, chance: random.Random, place: Found, today: date
) -> Iterator[tuple[str, Row]]:
    """Yield the rows of one service: two of three have an organization of their own."""
    key = f"{number:036d}"
    organization = key
    origin = {"source": "made up", "source_date": today}
    assured = today - timedelta(days=chance.randrange(200)) if chance.random() < 0.5 else None
    yield "organization", {"id": key, "name": f"Made-up Office {number}", **origin}
    if place.lat is not None and place.lon is not None:
        lat, lon = place.lat + chance.uniform(-0.1, 0.1), place.lon + chance.uniform(-0.1, 0.1)
        yield "location", {"id": key, "latitude": f"{lat:.6f}", "longitude": f"{lon:.6f}", **origin}
    yield (
        "address",
        {"id": key, "location_id": key, "city": place.label, "state_province": place.state},
    )
    yield (
        "service",
        {
            "id": key,
            "organization_id": organization,
            "name": "Legal help",
            "status": "active",
            "taking_cases": chance.choice((True, True, None, False)),
            "detained": chance.choice((None, None, "also", "no", "only")),
            "cost": chance.choice(("free", "low", None, "full")),
            "assured_date": assured,
            "due_date": assured + timedelta(days=90) if assured else None,
            **origin,
        },
    )
    yield "service_at_location", {"id": key, "service_id": key, "location_id": key}
    yield "phone", {"id": key, "service_id": key, "number": f"+1000{number:07d}", **origin}
    for language in chance.sample(LANGUAGES, chance.randrange(3)):
        yield "language", {"id": f"{key[3:]}-{language}", "service_id": key, "code": language}
    for need in chance.sample(_NEEDS, chance.randrange(3)):
        term = record_id("need", need)
        link = {"link_id": key, "link_entity": "service", "taxonomy_term_id": term}
        yield "attribute", {"id": f"{key[8:]}-{need[:6]}", **link}
    yield from _area(key, chance, place)


def _area(key: str, chance: random.Random, place: Found) -> Iterator[tuple[str, Row]]:
    """Yield what three in ten services declare: mostly a county, some a state, a few the country"""
    drawn = chance.random()
    found = ("country", "US") if drawn < 0.01 else ("state", place.state) if drawn < 0.06 else None
    if drawn >= 0.06 and drawn < 0.3 and place.counties:
        found = ("county", place.counties[0].fips)
    if found:
        kind, extent = found
        row = {"id": key, "service_id": key, "extent_type": kind, "extent": extent}
        yield "service_area", row


def _lines(folder: Path) -> Iterator[dict[str, str]]:
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8") as file:
            yield from csv.DictReader(file)
