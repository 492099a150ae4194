"""How much of the country has help that is known to be right; it reads and counts, no more."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from referrals.geometry import miles_to
from referrals.history_models import DirectoryVersion, NumberReport
from referrals.model_details import OrganizationIdentifier
from referrals.models import Location, Organization, Service, ServiceAtLocation
from referrals.place_models import PlaceCounty, PlaceName
from referrals.verification import DUE_DAYS, count_due

NO_HELP_MILES = 50.0
SOON_DAYS = 90


@dataclass(frozen=True)
class Figures:
    """The dashboard: services listed, verified in DUE_DAYS, due; numbers reported, unsettled.

    `bare_counties` are the FIPS codes of counties with no help within NO_HELP_MILES of their
    middle; `bare_states` the postal codes of states of which that is true of every county.
    """

    services: int
    verified: int
    due: int
    reported: int
    bare_counties: tuple[str, ...]
    bare_states: tuple[str, ...]

    @property
    def share_verified(self) -> float:
        """The verified among the listed, 0 to 1."""
        return self.verified / self.services if self.services else 0.0


@dataclass(frozen=True)
class CountyHelp:
    """A county, its middle in degrees, and the miles to the nearest help; inf without any."""

    fips: str
    name: str
    state: str
    lat: float
    lon: float
    miles: float


def figures(
    session: Session, today: date, counties: Sequence["CountyHelp"] | None = None
) -> Figures:
    """Return what the dashboard shows; `counties` where who asks holds `help_by_county` already."""
    listed = (Service.status == "active", Service.is_withheld.is_(False))
    lately = Service.assured_date > today - timedelta(days=DUE_DAYS)
    count = select(func.count()).select_from(Service).where(*listed)
    unsettled = select(func.count(NumberReport.service_id.distinct())).where(
        NumberReport.is_settled.is_(False)
    )
    by_state: dict[str, list[bool]] = defaultdict(list)
    counties = help_by_county(session) if counties is None else counties
    for county in counties:
        by_state[county.state].append(county.miles > NO_HELP_MILES)
    return Figures(
        session.scalar(count) or 0,
        session.scalar(count.where(lately)) or 0,
        count_due(session, today),
        session.scalar(unsettled) or 0,
        tuple(county.fips for county in counties if county.miles > NO_HELP_MILES),
        tuple(sorted(state for state, bare in by_state.items() if all(bare))),
    )


@dataclass(frozen=True)
class Expiring:
    """An organization whose recognition runs out, or has; `is_pending`: it asked to renew."""

    organization_id: str
    organization: str
    expires: date
    is_pending: bool


def expiring_recognitions(session: Session, today: date, limit: int = 500) -> list[Expiring]:
    """Return the recognitions that ran out or will within SOON_DAYS, the earliest first."""
    mark = OrganizationIdentifier
    query = (
        select(Organization.id, Organization.name, mark.expires, mark.renewal_pending)
        .join(mark, mark.organization_id == Organization.id)
        .where(mark.expires <= today + timedelta(days=SOON_DAYS))
        .order_by(mark.expires, Organization.name)
        .limit(limit)
    )
    return [Expiring(row[0], row[1], row[2], row[3]) for row in session.execute(query) if row[2]]


def directory_version(session: Session) -> int:
    """Return the number that grows with every change of the directory."""
    return session.scalar(select(DirectoryVersion.version)) or 0


def state_names(session: Session) -> dict[str, str]:
    """Return the English name of each state and territory by its postal code."""
    query = select(PlaceName.state, PlaceName.display).where(PlaceName.kind == "state").distinct()
    return {row[0]: row[1] for row in session.execute(query)}


def help_by_county(session: Session) -> list[CountyHelp]:
    """Return every county that has a middle, by FIPS code, with the way to the nearest help."""
    lats, lons = _points_of_help(session)
    found = []
    for fips, name, state, lat, lon in _middles(session):
        miles = float(miles_to(lat, lon, lats, lons).min()) if len(lats) else float("inf")
        found.append(CountyHelp(fips, name, state, lat, lon, miles))
    return found


def _points_of_help(session: Session) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    query = (
        select(Location.latitude, Location.longitude)
        .join(ServiceAtLocation, ServiceAtLocation.location_id == Location.id)
        .join(Service, Service.id == ServiceAtLocation.service_id)
        .where(Service.status == "active", Service.is_withheld.is_(False))
        .where(Location.latitude.is_not(None), Location.longitude.is_not(None))
        .distinct()
    )
    points = np.array(
        [(float(lat), float(lon)) for lat, lon in session.execute(query) if lat and lon]
    ).reshape(-1, 2)
    return points[:, 0], points[:, 1]


def _middles(session: Session) -> list[tuple[str, str, str, float, float]]:
    """Return the middle of each county: that of the name that stands for it alone."""
    rows = select(PlaceName.counties, PlaceName.lat, PlaceName.lon).where(
        PlaceName.kind == "county", PlaceName.lat.is_not(None)
    )
    middles = {
        fips: (float(lat), float(lon)) for fips, lat, lon in session.execute(rows) if lat and lon
    }
    query = select(PlaceCounty).order_by(PlaceCounty.fips)
    return [
        (county.fips, county.name, county.state, *middles[county.fips])
        for county in session.scalars(query)
        if county.fips in middles
    ]
