"""Turns checked offices and lines into table rows; it is pure and never sees a database."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import date

from referrals.identity import record_id
from referrals.importing.national_lines import NationalLine
from referrals.importing.office_rows import Office
from referrals.model_terms import NEEDS
from referrals.needs import Need
from referrals.phones import Number
from referrals.records import Records, Row

DOJ = "DOJ R&A"
SERVICE_NAME = "Immigration legal help"
_CODES = {
    "english": "en",
    "spanish": "es",
    "french": "fr",
    "arabic": "ar",
    "portuguese": "pt",
    "russian": "ru",
    "farsi": "fa",
    "haitian creole": "ht",
}


def make_records(offices: Iterable[Office], lines: Iterable[NationalLine]) -> Records:
    """Return the rows of every table; offices that several lists carry become one."""
    records: Records = defaultdict(dict)
    groups: dict[tuple[str, ...], list[Office]] = defaultdict(list)
    for office in sorted(offices, key=lambda office: office.source_date):
        groups[office.key].append(office)
        _add_recognition(records, office)
    for key, members in groups.items():
        _add_office(records, key, _merge(members))
    for line in lines:
        _add_line(records, line)
    return records


def make_needs(needs: Mapping[str, Need]) -> Records:
    """Return the taxonomy of legal problems: one term each, with what staff and partners see."""
    taxonomy = record_id("taxonomy", NEEDS)
    named: Row = {
        "id": taxonomy,
        "name": NEEDS,
        "description": "Legal problems that help is sorted by",
    }
    terms: dict[str, Row] = {
        record_id("taxonomy_term", NEEDS, key): {
            "id": record_id("taxonomy_term", NEEDS, key),
            "code": key,
            "name": need.name["en"],
            "description": need.description["en"],
            "taxonomy": NEEDS,
            "taxonomy_id": taxonomy,
            "language": "en",
        }
        for key, need in needs.items()
    }
    return {"taxonomy": {taxonomy: named}, "taxonomy_term": terms}


def organization_id(name: str) -> str:
    """Return the id of the organization of that name, however it is capitalised."""
    return record_id("organization", name.casefold())


def _merge(members: list[Office]) -> Office:
    """Lay the newer editions over the older; an empty value never hides a known one."""
    merged = members[0]
    for newer in members[1:]:
        known = {f.name: getattr(newer, f.name) for f in fields(newer) if getattr(newer, f.name)}
        merged = replace(merged, **known)
    return merged


def _add_recognition(records: Records, office: Office) -> None:
    """Keep the newest expiry of an organization; extension offices share its recognition."""
    if not office.doj_recognized:
        return
    organization = organization_id(office.organization)
    key = record_id("identifier", organization, DOJ)
    older = records["organization_identifier"].get(key)
    if older and older["expires"] and not office.recognition_expires:
        return
    records["organization_identifier"][key] = {
        "id": key,
        "organization_id": organization,
        "identifier_type": DOJ,
        "identifier": office.organization,
        "expires": office.recognition_expires,
        "renewal_pending": office.renewal_pending,
        **_origin(office.source, office.source_date),
    }


def _add_office(records: Records, key: tuple[str, ...], office: Office) -> None:
    location, service = record_id("location", *key), record_id("service", *key)
    organization = _add_organization(records, office)
    origin = _origin(office.source, office.source_date)
    _add_location(records, location, organization, office)
    _put(
        records,
        "service",
        id=service,
        organization_id=organization,
        name=SERVICE_NAME,
        description=office.services,
        status="active",
        application_process=office.intake or None,
        fees_description=office.fee or None,
        cost=_cost(office.fee),
        **origin,
    )
    _put(
        records,
        "service_at_location",
        id=record_id("service_at_location", service, location),
        service_id=service,
        location_id=location,
    )
    _add_phone(records, location, office.phone, location_id=location, **origin)
    for name in office.languages:
        code = _CODES.get(name.casefold())
        key_of_language = record_id("language", service, name)
        _put(
            records,
            "language",
            id=key_of_language,
            service_id=service,
            name=name,
            code=code,
        )


def _add_location(records: Records, location: str, organization: str, office: Office) -> None:
    kind = "postal" if office.street.upper().startswith(("P.O.", "PO BOX")) else "physical"
    _put(
        records,
        "location",
        id=location,
        organization_id=organization,
        location_type=kind,
        name=None,
        latitude=office.lat,
        longitude=office.lon,
        geo_precision=office.geo_precision or None,
        **_origin(office.source, office.source_date),
    )
    _put(
        records,
        "address",
        id=record_id("address", location),
        location_id=location,
        address_1=office.street,
        city=office.city,
        state_province=office.state,
        postal_code=office.zip,
        country="US",
        address_type=kind,
    )


def _add_line(records: Records, line: NationalLine) -> None:
    service = record_id("service", "national", line.phone.e164)
    origin = _origin(line.source, line.source_date)
    _put(
        records,
        "service",
        id=service,
        organization_id=_add_organization(records, line),
        name=SERVICE_NAME,
        description=line.description,
        status="active",
        application_process=line.phone_description or None,
        fees_description=line.fee or None,
        cost=_cost(line.fee),
        eligibility_description=line.eligibility,
        detained="only" if line.eligibility == "detained" else None,
        **origin,
    )
    area = record_id("service_area", service)
    _put(
        records,
        "service_area",
        id=area,
        service_id=service,
        extent="US",
        extent_type="country",
    )
    _add_phone(records, service, line.phone, service_id=service, **origin)


def _add_organization(records: Records, row: Office | NationalLine) -> str:
    key = organization_id(row.organization)
    older = records["organization"].get(key, {})
    _put(
        records,
        "organization",
        id=key,
        name=row.organization,
        description="",
        email=getattr(row, "email", None) or older.get("email"),
        website=row.website or older.get("website"),
        **_origin(row.source, row.source_date),
    )
    return key


def _add_phone(records: Records, owner: str, phone: Number | None, **columns: object) -> None:
    if phone is None:
        return
    _put(
        records,
        "phone",
        **{"location_id": None, "service_id": None, "description": None} | columns,
        id=record_id("phone", owner, phone.e164),
        number=phone.e164,
        extension=phone.extension,
    )


def _cost(fee: str | None) -> str | None:
    """Return "free" where the source says pro bono; recognition alone says nothing of fees."""
    return "free" if fee == "pro bono" else None


def _put(records: Records, table: str, **columns: object) -> None:
    records[table][str(columns["id"])] = columns


def _origin(source: str, source_date: date) -> dict[str, object]:
    return {"source": source, "source_date": source_date}


def list_sources(records: Records) -> dict[str, date | None]:
    """Return the sources that the rows come from, each with the day of its newest row."""
    found: dict[str, date | None] = {}
    for row in records["service"].values():
        source, day = str(row["source"]), row["source_date"]
        known = found.setdefault(source, None)
        if isinstance(day, date) and (known is None or day > known):
            found[source] = day
    return found
