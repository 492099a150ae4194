"""Reads every offer of help in one pass of plain selects; it ranks nothing and writes nothing."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Float, Select, cast, or_, select
from sqlalchemy.orm import Session

from referrals.model_details import (
    Address,
    Language,
    OrganizationIdentifier,
    Phone,
    ServiceArea,
)
from referrals.model_terms import NEEDS, Attribute, Taxonomy, TaxonomyTerm
from referrals.models import Location, Organization, Service, ServiceAtLocation
from referrals.offers import Offer, Recognition
from referrals.phones import SILENT
from referrals.place_models import PlaceCounty, PlaceZip, PlaceZipCounty
from referrals.seed_records import DOJ
from referrals.spoken import language_key
from referrals.verification import due_day

_BATCH = 2_000
_NOWHERE: tuple[None] = (None,)

type Point = tuple[float | None, float | None]


@dataclass
class _Tables:
    """What belongs to services and locations, by the id of what it belongs to."""

    sites: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    points: dict[str, Point] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)
    phones: dict[str, tuple[str, str]] = field(default_factory=dict)
    languages: Mapping[str, frozenset[str]] = field(default_factory=dict)
    interpreters: set[str] = field(default_factory=set)
    areas: Mapping[str, frozenset[str]] = field(default_factory=dict)
    parts: Mapping[str, frozenset[str]] = field(default_factory=dict)
    needs: Mapping[str, frozenset[str]] = field(default_factory=dict)
    marks: dict[str, Recognition] = field(default_factory=dict)


def read_offers(session: Session, pause: Callable[[], None] = lambda: None) -> Iterator[Offer]:
    """Yield the offers of every service that is active and not withheld.

    `pause` is called every few thousand rows, so that others can have the processor.
    """
    tables = _read_tables(session, pause)
    columns = (
        Service.id,
        Service.organization_id,
        Organization.name,
        Service.kind,
        Service.taking_cases,
        Service.detained,
        Service.cost,
        Service.assured_date,
        Service.due_date,
        Service.interpretation_services,
    )
    query = select(*columns).join(Organization, Service.organization_id == Organization.id)
    query = query.where(Service.status == "active", Service.is_withheld.is_(False))
    for row in _rows(session, query, pause):
        for site in tables.sites.get(row[0], _NOWHERE):
            yield _offer(row, site, tables)


def _offer(row: Any, site: tuple[str, str] | None, tables: _Tables) -> Offer:
    service, organization, name, kind, taking, detained, cost, assured, due, interpretation = row
    link, location = site or (None, None)
    owners = [key for key in (service, link, location, organization) if key]
    phone_id, phone = next((tables.phones[o] for o in owners if o in tables.phones), (None, None))
    speakers = [key for key in (service, location, phone_id) if key]
    lat, lon = tables.points.get(location or "", (None, None))
    return Offer(
        service_id=service,
        organization_id=organization,
        organization=name,
        kind=kind,
        location_id=location,
        phone_id=phone_id,
        phone=phone,
        lat=lat,
        lon=lon,
        state=tables.states.get(location or ""),
        areas=_joined(tables.areas, [key for key in (service, link) if key]),
        parts=_joined(tables.parts, [key for key in (service, link) if key]),
        needs=_joined(tables.needs, [service]),
        languages=_joined(tables.languages, speakers),
        has_interpreter=bool(interpretation) or service in tables.interpreters,
        taking_cases=taking,
        detained=detained,
        cost=cost,
        assured_date=assured,
        due_date=due_day(assured, due),
        recognition=tables.marks.get(organization),
    )


def _joined(sets: Mapping[str, frozenset[str]], keys: Iterable[str]) -> frozenset[str]:
    found = [sets[key] for key in keys if key in sets]
    return found[0] if len(found) == 1 else frozenset[str]().union(*found)


def _read_tables(session: Session, pause: Callable[[], None]) -> _Tables:
    def rows(*columns: Any) -> Iterator[Any]:
        return _rows(session, select(*columns), pause)

    tables = _Tables()
    for service, location, link in rows(
        ServiceAtLocation.service_id, ServiceAtLocation.location_id, ServiceAtLocation.id
    ):
        tables.sites.setdefault(service, []).append((link, location))
    degrees = (cast(Location.latitude, Float), cast(Location.longitude, Float))
    tables.points = {key: (lat, lon) for key, lat, lon in rows(Location.id, *degrees)}
    addresses = select(Address.location_id, Address.state_province)
    for location, state in _rows(session, addresses.order_by(Address.id.desc()), pause):
        tables.states[location] = state
    tables.phones = _phones(session, pause)
    _read_languages(tables, rows(*_LANGUAGE))
    _read_areas(session, tables, pause)
    terms = select(Attribute.link_id, TaxonomyTerm.code).join(
        TaxonomyTerm, Attribute.taxonomy_term_id == TaxonomyTerm.id
    )
    terms = terms.outerjoin(Taxonomy, TaxonomyTerm.taxonomy_id == Taxonomy.id)
    terms = terms.where(
        Attribute.link_entity == "service",
        TaxonomyTerm.code.is_not(None),
        or_(TaxonomyTerm.taxonomy == NEEDS, Taxonomy.name == NEEDS),
    )
    tables.needs = _grouped(_rows(session, terms, pause))
    mark = OrganizationIdentifier
    doj = select(mark.organization_id, mark.expires, mark.renewal_pending)
    doj = doj.where(mark.identifier_type == DOJ).order_by(mark.expires)
    for organization, expires, pending in _rows(session, doj, pause):
        tables.marks[organization] = Recognition(expires, pending)
    return tables


def _phones(session: Session, pause: Callable[[], None]) -> dict[str, tuple[str, str]]:
    """Return the number that each owner gives to people: that of the lowest position."""
    owners = (Phone.service_at_location_id, Phone.service_id, Phone.location_id)
    query = select(Phone.id, Phone.number, Phone.type, *owners, Phone.organization_id)
    found: dict[str, tuple[str, str]] = {}
    for key, number, kind, *ids in _rows(session, query.order_by(Phone.position, Phone.id), pause):
        if (kind or "voice").casefold() not in SILENT:
            for owner in filter(None, ids):
                found.setdefault(owner, (key, number))
    return found


_LANGUAGE = (
    Language.service_id,
    Language.location_id,
    Language.phone_id,
    Language.code,
    Language.name,
)


def _read_languages(tables: _Tables, rows: Iterable[Any]) -> None:
    """Sort languages by what speaks them; a row on interpreters names none."""
    found: list[tuple[str, str]] = []
    for service, location, phone, code, name in rows:
        key = language_key(code, name)
        if key:
            found += [(owner, key) for owner in (service, location, phone) if owner]
        elif service and "interpret" in (name or "").casefold():
            tables.interpreters.add(service)
    tables.languages = _grouped(found)


def _read_areas(session: Session, tables: _Tables, pause: Callable[[], None]) -> None:
    owners = (ServiceArea.service_id, ServiceArea.service_at_location_id)
    query = select(*owners, ServiceArea.extent_type, ServiceArea.extent)
    query = query.where(ServiceArea.extent_type.in_(("country", "state", "county", "zip")))
    areas, wanted = [], set()
    for service, link, kind, extent in _rows(session, query, pause):
        key = f"{kind}:{(extent or '').strip().upper()}"
        areas.append((service or link or "", key))
        wanted.add(key)
    tables.areas = _grouped(areas)
    lies_in = _lies_in(session, wanted, pause) if wanted else {}
    tables.parts = _grouped((owner, part) for owner, key in areas for part in lies_in.get(key, ()))


def _lies_in(
    session: Session, wanted: set[str], pause: Callable[[], None]
) -> Mapping[str, frozenset[str]]:
    """Return the state of each county, and the counties and state of each ZIP among the areas."""
    pairs = (
        ("county:{}", "state:{}", select(PlaceCounty.fips, PlaceCounty.state)),
        ("zip:{}", "state:{}", select(PlaceZip.zip, PlaceZip.state)),
        ("zip:{}", "county:{}", select(PlaceZipCounty.zip, PlaceZipCounty.county)),
    )
    kinds = {key.partition(":")[0] for key in wanted}
    return _grouped(
        (key, outer.format(whole))
        for inner, outer, query in pairs
        if inner.partition(":")[0] in kinds
        for part, whole in _rows(session, query, pause)
        if (key := inner.format(part)) in wanted
    )


def _grouped(pairs: Iterable[Any]) -> dict[str, frozenset[str]]:
    """Gather (owner, value) pairs; equal sets are one object, for there are few of them."""
    gathered: dict[str, set[str]] = {}
    for owner, value in pairs:
        gathered.setdefault(owner, set()).add(value)
    alike: dict[frozenset[str], frozenset[str]] = {}
    found = {owner: frozenset(values) for owner, values in gathered.items()}
    return {owner: alike.setdefault(values, values) for owner, values in found.items()}


def _rows(
    session: Session, query: Select[*tuple[Any, ...]], pause: Callable[[], None]
) -> Iterator[Any]:
    for part in session.connection().execute(query).partitions(_BATCH):
        yield from part
        pause()
