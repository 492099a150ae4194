"""Asks the database for help near a place; it reads only, and ranking is done elsewhere."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session, selectinload

from referrals.geometry import Box, box_around
from referrals.matching import Candidate, Page, Recognition, cut_page, rank_anywhere, rank_near
from referrals.model_details import Address, Phone, ServiceArea
from referrals.models import Location, Organization, Service, ServiceAtLocation
from referrals.place_answers import Found
from referrals.seed_records import DOJ

__all__ = ["nearest"]

_DETAINED = "only"


def nearest(
    session: Session,
    place: Found,
    limit: int = 3,
    offset: int = 0,
    radius_miles: float = 60,
    today: date | None = None,
) -> Page:
    """Return help within the radius, else in the state, else for the whole country.

    Distances are from the middle of the place, so they are about right and no more.
    """
    day = today or datetime.now(UTC).date()
    point = (place.lat, place.lon) if place.lat is not None and place.lon is not None else None
    if point:
        near = _candidates(session, _in_box(box_around(*point, radius_miles)))
        matches = rank_near(near, *point, radius_miles, day)
        if matches:
            return cut_page(matches, "near", limit, offset)
    in_state = rank_anywhere(_candidates(session, _in_state(place.state)), day, point)
    if in_state:
        return cut_page(in_state, "state", limit, offset)
    return cut_page(
        rank_anywhere(_candidates(session, _national()), day), "national", limit, offset
    )


type Filter = Callable[[Select[Service]], Select[Service]]


def _candidates(session: Session, where: Filter) -> list[Candidate]:
    joined = select(Service).outerjoin(Service.at_locations).outerjoin(ServiceAtLocation.location)
    query = where(joined).where(Service.status == "active", Service.is_withheld.is_(False))
    at_location = selectinload(Service.at_locations).selectinload(ServiceAtLocation.location)
    query = query.options(
        selectinload(Service.languages),
        selectinload(Service.phones),
        selectinload(Service.organization).selectinload(Organization.identifiers),
        at_location.selectinload(Location.phones),
        at_location.selectinload(Location.addresses),
    )
    return [_candidate(service) for service in session.scalars(query).unique()]


def _in_box(box: Box) -> Filter:
    lat, lon = Location.latitude, Location.longitude
    parts: list[ColumnElement[bool]] = [lon >= box.west, lon <= box.east]
    sides = and_(*parts) if box.west <= box.east else or_(*parts)
    return lambda query: query.where(lat >= box.south, lat <= box.north, sides)


def _in_state(state: str) -> Filter:
    here = select(Address.location_id).where(Address.state_province == state)
    return lambda query: query.where(ServiceAtLocation.location_id.in_(here))


def _national() -> Filter:
    nationwide = select(ServiceArea.service_id).where(
        ServiceArea.extent == "US", ServiceArea.extent_type == "country"
    )
    return lambda query: query.where(Service.id.in_(nationwide))


def _candidate(service: Service) -> Candidate:
    location = service.at_locations[0].location if service.at_locations else None
    phone = _first_phone(service.phones, location.phones if location else ())
    address = location.addresses[0] if location and location.addresses else None
    return Candidate(
        organization_id=service.organization_id,
        organization=service.organization.name,
        e164=phone.number if phone else None,
        extension=phone.extension if phone else None,
        lat=_degrees(location.latitude) if location else None,
        lon=_degrees(location.longitude) if location else None,
        recognition=_recognition(service.organization),
        source=service.source,
        source_date=service.source_date,
        assured_date=service.assured_date,
        city=address.city if address else None,
        state=address.state_province if address else None,
        languages=tuple(sorted(row.code for row in service.languages if row.code)),
        intake=service.application_process,
        services=service.description or None,
        pro_bono=service.cost == "free",
        detained_only=service.detained == _DETAINED,
        service_id=service.id,
    )


def _first_phone(own: Iterable[Phone], at_location: Iterable[Phone]) -> Phone | None:
    """Choose a service's own number before its office's; the same one each time."""
    for phones in (own, at_location):
        ordered = sorted(phones, key=lambda phone: phone.id)
        if ordered:
            return ordered[0]
    return None


def _recognition(organization: Organization) -> Recognition | None:
    marks = [mark for mark in organization.identifiers if mark.identifier_type == DOJ]
    if not marks:
        return None
    return Recognition(marks[0].expires, marks[0].renewal_pending)


def _degrees(value: object) -> float | None:
    return None if value is None else float(str(value))
