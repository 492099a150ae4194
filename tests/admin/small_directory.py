"""A small directory for tests of its pages: a clinic in Houston, another in Katy, and places."""

from datetime import date
from decimal import Decimal

from sqlalchemy import insert
from sqlalchemy.orm import Session

from referrals.history import bump_version
from referrals.place_models import PlaceCounty, PlaceName, PlaceZip, PlaceZipCounty
from referrals.records import Records, complete
from tests.admin.browsing import Place
from tests.referrals.small_records import all_of, office, put, together

CLINIC, SERVICE = "o Casa Segura", "s Casa Segura Houston"
HOUSTON, PHONE = "l Casa Segura Houston", "p Casa Segura Houston"
KATY = "s Casa Segura Katy"
OTHER, OTHER_SERVICE = "o Puente Legal", "s Puente Legal Katy"
DAY = date(2026, 1, 5)
_ZIPS = (
    ("77036", "29.698400", "-95.540500", "Houston", "TX", "48201"),
    ("77449", "29.835000", "-95.736000", "Katy", "TX", "48201"),
    ("70112", "29.956000", "-90.077000", "New Orleans", "LA", "22071"),
)
_COUNTIES = (
    ("48201", "Harris County", "TX"),
    ("48157", "Fort Bend County", "TX"),
    ("22071", "Orleans Parish", "LA"),
)


def records() -> Records:
    """Return two organizations, the first with two services, one of which has a bit of all."""
    found = together(
        office(day=DAY),
        office(city="Katy", number="+17135550101", day=DAY),
        office("Puente Legal", "Katy", "+17135550102", day=DAY),
    )
    found["service"][SERVICE] |= {
        "description": "Asylum and family cases.",
        "cost": "low",
        "detained": "also",
        "taking_cases": True,
        "staff_notes": "Ask for the front desk.",
        "minimum_age": Decimal("18.0"),
        "texts": {"es": {"description": "Casos de asilo y de familia."}},
    }
    _add(found, "service_area", "area", service_id=SERVICE, extent_type="county", extent="48201")
    _add(found, "service_area", "odd", service_id=SERVICE, extent_type="other", extent="downtown")
    _add(found, "required_document", "paper", service_id=SERVICE, document="A photo ID")
    _add(
        found,
        "schedule",
        "hours",
        service_id=SERVICE,
        freq="WEEKLY",
        byday="MO,TU,WE,TH,FR",
        opens_at="09:00",
        closes_at="17:00",
    )
    _add(found, "language", "mam", service_id=SERVICE, name="Mam")
    mark = {"identifier_type": "DOJ R&A", "identifier": "Casa Segura", "expires": date(2027, 1, 31)}
    _add(found, "organization_identifier", "mark", organization_id=CLINIC, **mark)
    return found


def add_directory(place: Place) -> None:
    """Put the small directory into the database of an admin."""
    put(place.app.database.engine, records())
    with place.database() as database:
        add_places(database)
        bump_version(database)
        database.commit()


def add_places(database: Session) -> None:
    """Write the tables of places."""
    for zip_code, lat, lon, city, state, county in _ZIPS:
        row = {"lat": Decimal(lat), "lon": Decimal(lon), "city": city, "state": state}
        database.execute(insert(PlaceZip), {"zip": zip_code, **row})
        database.execute(insert(PlaceZipCounty), {"zip": zip_code, "county": county, "ratio": 1.0})
        name = {"normalized": city.casefold(), "kind": "city", "display": city, "state": state}
        point = {"lat": Decimal(lat), "lon": Decimal(lon), "weight": 1.0, "counties": county}
        database.execute(insert(PlaceName), {**name, **point})
    for fips, name_of, state in _COUNTIES:
        database.execute(insert(PlaceCounty), {"fips": fips, "name": name_of, "state": state})


def directory(place: Place) -> Records:
    """Return every row of the directory."""
    return all_of(place.app.database.engine)


def _add(found: Records, table: str, key: str, **columns: object) -> None:
    found.setdefault(table, {})[key] = complete(table, {"id": key, **columns})
