"""Brings data/directory into the database; it never alters a row that staff verified."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine, delete, func, insert, select
from sqlalchemy.orm import Session

from referrals import enforcement_models, place_models, seed_records
from referrals.changes import differences
from referrals.history import Author, carry_out, removed_by_staff
from referrals.history_models import SeedRun
from referrals.importing import enforcement_files, place_files
from referrals.importing.national_lines import read_national_lines
from referrals.importing.office_rows import BadRow, read_offices
from referrals.model_parts import Table
from referrals.needs import read_needs
from referrals.records import Records, read_records
from referrals.refreshing import refresh

# Raise it when the same files must give other rows.
_EDITION = "5"
_SEED = "data/directory"
_BATCH = 10_000


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
        counts = _replace_places(session, folder, tell) | _refresh_help(
            session, records, datetime.now(UTC), tell
        )
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


def _read_help(folder: Path) -> tuple[Records, list[BadRow]]:
    lines = read_national_lines(folder / "national_lines.toml")
    national = {line.phone.e164 for line in lines}
    offices, bad_rows = [], []
    for row in read_offices(folder / "organizations.csv"):
        if isinstance(row, BadRow):
            bad_rows.append(row)
        elif row.phone is None or row.phone.e164 not in national:
            offices.append(row)
    records = seed_records.make_records(offices, lines)
    needs = folder / "needs.toml"
    if needs.exists():
        records |= seed_records.make_needs(read_needs(needs))
    return records, bad_rows


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
    """Read ICE's lists; agreements of a newer day, which staff brought, stay."""
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
    newest = session.scalar(select(func.max(tables.Agreement.list_date)))
    brought: tuple[tuple[type[Table], Iterable[place_files.Record]], ...] = (
        () if newest and newest > days["agreements"] else ((tables.Agreement, agreements),)
    )
    sources: tuple[tuple[type[Table], Iterable[place_files.Record]], ...] = (
        *brought,
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


def _refresh_help(
    session: Session, records: Records, now: datetime, tell: Callable[[str], None]
) -> dict[str, int]:
    """Bring in the public rows; what staff verified, set or removed stays as it is."""
    current = read_records(session)
    sources = seed_records.list_sources(records)
    found = refresh(current, records, sources, removed_by_staff(session))
    author = Author("system", "seed", "Public data that comes with the project", now)
    carry_out(session, differences(current, found.wanted, found.removed), author)
    for table, rows in records.items():
        tell(f"seed.help table={table} rows={len(rows)}")
    return {table: len(rows) for table, rows in records.items()}


def _insert(session: Session, table: type[Table], rows: list[dict[str, object]]) -> int:
    for start in range(0, len(rows), _BATCH):
        session.execute(insert(table.__table__), rows[start : start + _BATCH])  # type: ignore[arg-type]
    return len(rows)
