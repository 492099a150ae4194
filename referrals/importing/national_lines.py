"""Reads national_lines.toml into checked lines; it takes nothing without a source and a date."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from referrals.phones import Number, RefusedPhone, parse_phone

_REQUIRED = ("organization", "phone", "source", "source_date")


@dataclass(frozen=True)
class NationalLine:
    """A phone line for the whole country; `eligibility` "detained" means detained people only."""

    organization: str
    phone: Number
    phone_description: str
    description: str
    eligibility: str | None
    website: str
    fee: str
    source: str
    source_date: date


def read_national_lines(path: Path) -> list[NationalLine]:
    """Read the file; raises ValueError for a missing key, RefusedPhone for a refused number."""
    tables = tomllib.loads(path.read_text(encoding="utf-8")).get("line", [])
    return [_line(table, f"national_lines.toml, line {n}") for n, table in enumerate(tables, 1)]


def _line(table: dict[str, object], where: str) -> NationalLine:
    missing = [key for key in _REQUIRED if not table.get(key)]
    source_date = table.get("source_date")
    if missing or not isinstance(source_date, date):
        raise ValueError(f"{where}: missing or wrong: {', '.join(missing) or 'source_date'}")
    try:
        phone = parse_phone(str(table["phone"]))
    except RefusedPhone as problem:
        raise RefusedPhone(f"{where}: {problem}") from problem
    return NationalLine(
        organization=str(table["organization"]),
        phone=phone,
        phone_description=str(table.get("phone_description", "")),
        description=str(table.get("description", "")),
        eligibility=str(table["eligibility"]) if table.get("eligibility") else None,
        website=str(table.get("website", "")),
        fee=str(table.get("fee", "")),
        source=str(table["source"]),
        source_date=source_date,
    )
