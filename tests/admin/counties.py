"""Three counties with their middles, and their states, for tests of what is near."""

from decimal import Decimal

from sqlalchemy import insert
from sqlalchemy.orm import Session

from referrals.place_models import PlaceCounty, PlaceName

COUNTIES = (
    ("48201", "Harris County", "TX", "29.8578", "-95.3936"),
    ("48141", "El Paso County", "TX", "31.7687", "-106.2350"),
    ("30063", "Missoula County", "MT", "47.0366", "-113.9235"),
)
STATES = (("TX", "Texas"), ("MT", "Montana"))


def add_counties(session: Session) -> None:
    """Put the counties and states in; help in Houston is near the first alone."""
    for fips, name, state, lat, lon in COUNTIES:
        session.execute(insert(PlaceCounty), {"fips": fips, "name": name, "state": state})
        about = {"normalized": name.lower(), "display": name, "state": state, "weight": 1.0}
        where = {"lat": Decimal(lat), "lon": Decimal(lon), "counties": fips}
        session.execute(insert(PlaceName), about | where | {"kind": "county"})
    for code, name in STATES:
        about = {"normalized": name.lower(), "display": name, "state": code, "weight": 1.0}
        session.execute(insert(PlaceName), about | {"kind": "state", "counties": ""})
