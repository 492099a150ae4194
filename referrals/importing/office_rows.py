"""Reads organizations.csv into checked offices; it reports a bad row and never mends one."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from referrals.phones import BadPhone, Number, RefusedPhone, parse_phone


@dataclass(frozen=True)
class BadRow:
    """A row that was left out, or lost its phone: where it stands and why."""

    file: str
    line: int
    reason: str


@dataclass(frozen=True)
class Office:
    """One office of one organization, as its source states it."""

    organization: str
    street: str
    city: str
    state: str
    zip: str
    phone: Number | None
    languages: tuple[str, ...]
    services: str
    fee: str
    intake: str
    email: str
    website: str
    doj_recognized: bool
    recognition_expires: date | None
    renewal_pending: bool
    source: str
    source_date: date
    lat: Decimal | None
    lon: Decimal | None
    geo_precision: str

    @property
    def key(self) -> tuple[str, ...]:
        """What makes an office the same one in another list and in the next edition."""
        number = self.phone.e164 if self.phone else ""
        return (self.organization.casefold(), self.city, self.state, number)


def read_offices(path: Path) -> Iterator[Office | BadRow]:
    """Yield offices and the rows that have a fault; a refused phone number raises RefusedPhone."""
    with path.open(newline="", encoding="utf-8") as file:
        for line, row in enumerate(csv.DictReader(file), start=2):
            yield from _read_row({key: (value or "").strip() for key, value in row.items()}, line)


def _read_row(row: dict[str, str], line: int) -> Iterator[Office | BadRow]:
    missing = [name for name in ("organization", "city", "state", "source") if not row[name]]
    if missing:
        yield BadRow("organizations.csv", line, "no " + ", no ".join(missing))
        return
    phone: Number | None = None
    try:
        phone = parse_phone(row["phone"]) if row["phone"] else None
    except BadPhone as problem:
        yield BadRow("organizations.csv", line, f"phone left out: {problem}")
    except RefusedPhone as problem:
        raise RefusedPhone(f"organizations.csv line {line}: {problem}") from problem
    try:
        yield _office(row, phone)
    except (ValueError, InvalidOperation) as problem:
        yield BadRow("organizations.csv", line, f"row left out: {problem}")


def _office(row: dict[str, str], phone: Number | None) -> Office:
    return Office(
        organization=row["organization"],
        street=row["street"],
        city=row["city"],
        state=_state(row["state"]),
        zip=row["zip"],
        phone=phone,
        languages=tuple(part.strip() for part in row["languages"].split(";") if part.strip()),
        services=row["services"],
        fee=row["fee"],
        intake=row["intake"],
        email=row["email"],
        website=row["website"],
        doj_recognized=row["doj_recognized"] == "true",
        recognition_expires=read_date(row["recognition_expires"]),
        renewal_pending=row["renewal_pending"] == "true",
        source=row["source"],
        source_date=read_date(row["source_date"]) or _no_date(),
        lat=_coordinate(row["lat"], 90),
        lon=_coordinate(row["lon"], 180),
        geo_precision=row["geo_precision"],
    )


def read_date(text: str) -> date | None:
    """Read an ISO date; a bare month is its first day, an empty text is None."""
    if not text:
        return None
    return date.fromisoformat(f"{text}-01" if len(text) == 7 else text)


def _no_date() -> date:
    raise ValueError("no source date")


def _state(text: str) -> str:
    if len(text) != 2 or not text.isalpha() or not text.isupper():
        raise ValueError("the state is not a two-letter code")
    return text


def _coordinate(text: str, limit: int) -> Decimal | None:
    if not text:
        return None
    value = Decimal(text)
    if not -limit <= value <= limit:
        raise ValueError("a coordinate is off the globe")
    return value
