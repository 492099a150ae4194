"""Brings data/directory into the database; it never alters a row that staff verified."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, Select, delete, insert, or_, select
from sqlalchemy.orm import Session

from referrals import enforcement_models, place_models, seed_records
from referrals.importing import enforcement_files, place_files
from referrals.importing.national_lines import read_national_lines
from referrals.importing.office_rows import BadRow, read_offices
from referrals.model_parts import Table
from referrals.models import (
    Address,
    Language,
    Location,
    Organization,
    OrganizationIdentifier,
    Phone,
    SeedRun,
    Service,
    ServiceArea,
)

# Raise it when the same files must give other rows.
_EDITION = "3"
_SEED = "data/directory"
_BATCH = 10_000
_INSERT_ORDER = (
    Organization,
    OrganizationIdentifier,
    Location,
    Address,
    Service,
    Phone,
    Language,
    ServiceArea,
)


@dataclass(frozen=True)
class SeedReport:
    """What a run did: `changed` is False when the files were the same as last time."""

    changed: bool
    counts: dict[str, int]
    bad_rows: tuple[BadRow, ...]


def seed(engine: Engine, folder: Path, tell: Callable[[str], None]) -> SeedReport:
    """Read every file first, then write all in one transaction; `tell` receives progress lines.

    Raises RefusedPhone, with nothing written, when a file carries a refused number.
    """
    fingerprint = fingerprint_of(folder)
    with Session(engine) as session, session.begin():
        run = session.get(SeedRun, _SEED)
        if run and run.fingerprint == fingerprint:
            tell("seed.unchanged")
            return SeedReport(False, {}, ())
        records, bad_rows = _read_help(folder)
        for row in bad_rows:
            tell(f"seed.bad_row file={row.file} line={row.line} reason={row.reason!r}")
        counts = _replace_places(session, folder, tell) | _replace_help(session, records, tell)
        counts |= _replace_enforcement(session, folder, tell)
        session.merge(SeedRun(name=_SEED, fingerprint=fingerprint))
    tell("seed.done")
    return SeedReport(True, counts, tuple(bad_rows))


def fingerprint_of(folder: Path) -> str:
    """Return a hash of the names and bytes of every data file below a folder."""
    digest = hashlib.sha256(_EDITION.encode())
    for path in sorted((*folder.rglob("*.csv"), *folder.rglob("*.toml"))):
        digest.update(f"\0{path.relative_to(folder).as_posix()}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _read_help(folder: Path) -> tuple[seed_records.Records, list[BadRow]]:
    lines = read_national_lines(folder / "national_lines.toml")
    national = {line.phone.e164 for line in lines}
    offices, bad_rows = [], []
    for row in read_offices(folder / "organizations.csv"):
        if isinstance(row, BadRow):
            bad_rows.append(row)
        elif row.phone is None or row.phone.e164 not in national:
            offices.append(row)
    return seed_records.make_records(offices, lines), bad_rows


def _replace_places(session: Session, folder: Path, tell: Callable[[str], None]) -> dict[str, int]:
    sources: tuple[tuple[type[Table], Iterable[place_files.Record]], ...] = (
        (place_models.PlaceZip, place_files.read_zips(folder)),
        (place_models.PlaceZipCounty, place_files.read_zip_counties(folder)),
        (place_models.PlaceCounty, place_files.read_counties(folder)),
        (place_models.PlaceName, place_files.read_names(folder)),
    )
    return _replace(session, sources, tell)


def _replace_enforcement(
    session: Session, folder: Path, tell: Callable[[str], None]
) -> dict[str, int]:
    """Read ICE's lists; a directory without them has none."""
    lists = folder / "enforcement"
    if not lists.exists():
        return {}
    days = enforcement_files.read_lists(lists)
    names = place_files.read_names(folder)
    counties = enforcement_files.counties_by_name(names)
    tables = enforcement_models
    agreements = enforcement_files.read_agreements(lists, days["agreements"], counties)
    offices = enforcement_files.read_offices(lists, days["field_offices"])
    facilities = enforcement_files.read_facilities(
        lists, days["facilities"], enforcement_files.large_cities(names)
    )
    sources: tuple[tuple[type[Table], Iterable[place_files.Record]], ...] = (
        (tables.Agreement, agreements),
        (tables.FieldOffice, offices),
        (tables.OfficeArea, enforcement_files.read_areas(lists)),
        (tables.DetentionFacility, facilities),
    )
    return _replace(session, sources, tell)


def _replace(
    session: Session,
    sources: Iterable[tuple[type[Table], Iterable[place_files.Record]]],
    tell: Callable[[str], None],
) -> dict[str, int]:
    counts = {}
    for table, rows in sources:
        session.execute(delete(table))
        counts[table.__tablename__] = _insert(session, table, list(rows))
        tell(f"seed.table name={table.__tablename__} rows={counts[table.__tablename__]}")
    return counts


def _replace_help(
    session: Session, records: seed_records.Records, tell: Callable[[str], None]
) -> dict[str, int]:
    _remove_unverified(session, list(seed_records.list_sources(records)))
    kept = _kept_ids(session)
    counts = {}
    for table in _INSERT_ORDER:
        name = table.__tablename__
        rows = [row for row in records[name].values() if not _belongs_to(row, kept)]
        counts[name] = _insert(session, table, rows)
        tell(f"seed.help table={name} rows={counts[name]}")
    return counts


def _insert(session: Session, table: type[Table], rows: list[dict[str, object]]) -> int:
    for start in range(0, len(rows), _BATCH):
        session.execute(insert(table.__table__), rows[start : start + _BATCH])  # type: ignore[arg-type]
    return len(rows)


def _remove_unverified(session: Session, sources: list[str]) -> None:
    """Take out what earlier editions brought, so that a changed number leaves no old twin."""
    services = _stale(Service.id, Service, sources).where(
        or_(
            Service.location_id.is_(None),
            Service.location_id.not_in(
                select(Location.id).where(Location.assured_date.is_not(None))
            ),
        )
    )
    for table in (Language, ServiceArea, Phone):
        session.execute(delete(table).where(table.service_id.in_(services)))
    session.execute(delete(Service).where(Service.id.in_(services)))
    in_use = select(Service.location_id).where(Service.location_id.is_not(None))
    locations = _stale(Location.id, Location, sources).where(Location.id.not_in(in_use))
    for part in (Address, Phone):
        session.execute(delete(part).where(part.location_id.in_(locations)))
    session.execute(delete(Location).where(Location.id.in_(locations)))
    owners = select(Service.organization_id).union(select(Location.organization_id))
    bodies = _stale(Organization.id, Organization, sources).where(Organization.id.not_in(owners))
    mark = OrganizationIdentifier
    session.execute(delete(mark).where(mark.organization_id.in_(bodies)))
    session.execute(delete(Organization).where(Organization.id.in_(bodies)))


def _stale(
    column: object, table: type[Service | Location | Organization], sources: list[str]
) -> Select[tuple[str]]:
    return select(column).where(table.source.in_(sources), table.assured_date.is_(None))  # type: ignore[call-overload, no-any-return]


def _kept_ids(session: Session) -> set[str]:
    kept: set[str] = set()
    for table in (Organization, Location, Service):
        kept.update(session.scalars(select(table.id)))
    return kept


def _belongs_to(row: dict[str, object], kept: set[str]) -> bool:
    """Say whether a row is, or is a part of, something that staff keep.

    A part belongs to its nearest owner; a service or a location itself belongs to nobody else.
    """
    if row["id"] in kept:
        return True
    owner = row.get("service_id") or row.get("location_id")
    if "status" in row or "location_type" in row:
        return False
    return bool((owner or row.get("organization_id")) in kept)
