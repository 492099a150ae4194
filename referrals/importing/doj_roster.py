"""Reads the DOJ's roster of recognized organizations and its list of pro bono providers.

Both are tables with a row for each office. A row that is not Active is left out with the rest
that is no longer listed; names of representatives are never read.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pydantic_core import PydanticCustomError

from referrals.importing.formats import (
    Context,
    Format,
    Problem,
    Reading,
    UnreadableFile,
    register,
)
from referrals.importing.office_rows import Office, read_date
from referrals.importing.sheets import ENDINGS, Line, fold, read_sheet
from referrals.importing.template_row import read_day, read_phone, read_state, read_zip
from referrals.ownership import Key, parts_of
from referrals.records import Records
from referrals.seed_records import make_records

ROSTER = "EOIR R&A roster"
PRO_BONO = "EOIR List of Pro Bono Legal Service Providers"
_EVERY = 200
_NAMES = {
    "organization": ("organization", "organization name", "name", "recognized organization"),
    "street": ("street", "address", "street address"),
    "city": ("city",),
    "state": ("state",),
    "zip": ("zip", "zip code", "postal code"),
    "phone": ("phone", "phone number", "telephone"),
    "expires": ("recognition expires", "recognition expiration date", "expiration date"),
    "pending": ("renewal pending", "pending renewal"),
    "status": ("doj status", "status"),
    "day": ("roster date", "list date", "source date"),
    "email": ("email", "e mail"),
    "website": ("website", "web site"),
    "languages": ("languages",),
    "services": ("case types and limits", "services", "case types"),
    "intake": ("intake policy", "intake"),
}
_OFFICE = ("organization", "location", "address", "service", "service_at_location", "phone")
_ALWAYS = frozenset((*_OFFICE, "organization_identifier"))
_SAYS_NOTHING = ("", None, ())


@dataclass(frozen=True)
class _List:
    source: str
    is_roster: bool


def read_roster(_file_name: str, content: bytes, context: Context) -> Reading:
    """Read the roster of recognition and accreditation; raises UnreadableFile."""
    return _read(content, context, _List(ROSTER, True))


def read_pro_bono(_file_name: str, content: bytes, context: Context) -> Reading:
    """Read the List of Pro Bono Legal Service Providers; raises UnreadableFile."""
    return _read(content, context, _List(PRO_BONO, False))


def _read(content: bytes, context: Context, kind: _List) -> Reading:
    sheet = read_sheet(content)
    columns = _columns(sheet.headings)
    offices: list[Office] = []
    problems: list[Problem] = []
    for count, line in enumerate(sheet.lines, start=1):
        cells = {key: line.cells.get(name, "") for key, name in columns.items()}
        if not kind.is_roster or cells.get("status", "").casefold() in ("", "active"):
            found = list(_office(line, cells, context, kind))
            offices += [each for each in found if isinstance(each, Office)]
            problems += [each for each in found if isinstance(each, Problem)]
        if count % _EVERY == 0:
            context.tell(count, len(sheet.lines))
    lines, numbers = _national_lines(context.current)
    local = [each for each in offices if not (each.phone and each.phone.e164 in numbers)]
    records = _only_what_is_said(make_records(local, ()))
    for table, key in lines:
        records.setdefault(table, {}).setdefault(key, {"id": key})
    return Reading(
        records,
        tuple(problems),
        len(sheet.lines),
        sources={kind.source: max((office.source_date for office in offices), default=context.day)},
        tables=_ALWAYS - (set() if kind.is_roster else {"organization_identifier"}),
    )


def _national_lines(current: Records) -> tuple[set[Key], set[str]]:
    """Return nationwide services with all around them, which come from elsewhere, and numbers."""
    services = {
        str(row["service_id"])
        for row in current.get("service_area", {}).values()
        if row["extent_type"] == "country"
    }
    keys = {("service", key) for key in services}
    keys |= parts_of(current, keys)
    owners = {str(current["service"][key]["organization_id"]) for key in services}
    keys |= {("organization", key) for key in owners}
    phones = [current["phone"][key] for table, key in keys if table == "phone"]
    return keys, {str(row["number"]) for row in phones}


def _columns(headings: tuple[str, ...]) -> dict[str, str]:
    """Return the headings of the file by what they mean."""
    folded = [fold(heading) for heading in headings]
    found = {}
    for key, names in _NAMES.items():
        mine = [name for name in names if name in folded]
        if mine:
            found[key] = mine[0]
    missing = [key for key in ("organization", "city", "state", "phone") if key not in found]
    if missing:
        raise UnreadableFile("not_the_roster", ", ".join(headings)[:200], ", ".join(missing))
    return found


def _office(
    line: Line, cells: Mapping[str, str], context: Context, kind: _List
) -> Iterator[Office | Problem]:
    read = _Cells(line.number, cells)
    for key in ("organization", "city", "state"):
        if not cells[key]:
            read.problems.append(Problem(line.number, key, "missing"))
    state = read.value("state", read_state, "")
    zip_code = read.value("zip", read_zip, "")
    phone = read.value("phone", read_phone, None, is_needed=False)
    expires = read.value("expires", read_day, None)
    day = read.value("day", _read_month, None) or context.day
    if day is None:
        read.problems.append(Problem(line.number, "roster date", "missing", right="2026-09-19"))
    yield from read.problems
    if day is None or any(problem.row_is_left_out for problem in read.problems):
        return
    point = context.points.get(zip_code[:5])
    yield _made(cells, kind, state, zip_code, phone, expires, day, point)


def _made(
    cells: Mapping[str, str],
    kind: _List,
    state: str,
    zip_code: str,
    phone: object,
    expires: date | None,
    day: date,
    point: tuple[Decimal, Decimal] | None,
) -> Office:
    return Office(
        organization=re.sub(r"\s+", " ", cells["organization"]),
        street=cells.get("street", ""),
        city=cells["city"],
        state=state,
        zip=zip_code,
        phone=phone,  # type: ignore[arg-type]
        languages=tuple(filter(None, map(str.strip, cells.get("languages", "").split(";")))),
        services=cells.get("services", ""),
        fee="" if kind.is_roster else "pro bono",
        intake=cells.get("intake", ""),
        email=cells.get("email", ""),
        website=cells.get("website", ""),
        doj_recognized=kind.is_roster,
        recognition_expires=expires,
        renewal_pending=cells.get("pending", "").casefold() in ("true", "yes", "y", "x"),
        source=kind.source,
        source_date=day,
        lat=point[0] if point else None,
        lon=point[1] if point else None,
        geo_precision="zip" if point else "",
    )


class _Cells:
    """Reads cells one by one and keeps what is wrong with them."""

    def __init__(self, number: int, cells: Mapping[str, str]) -> None:
        self.number, self.cells = number, cells
        self.problems: list[Problem] = []

    def value[T](
        self, key: str, read: Callable[[str], T], otherwise: T, is_needed: bool = True
    ) -> T:
        """Return a cell's value; a number that must never be sent costs the row in any case."""
        text = self.cells.get(key, "")
        try:
            return read(text)
        except PydanticCustomError as problem:
            said = problem.context or {}
            code, right = str(said["code"]), str(said["right"])
            is_lost = is_needed or code == "refused_number"
            self.problems.append(Problem(self.number, key, code, text, right, is_lost))
            return otherwise


def _read_month(text: str) -> date | None:
    """Read a day, or a month as its first day."""
    return read_date(text) if re.fullmatch(r"\d{4}-\d\d", text) else read_day(text)


def _only_what_is_said(records: Records) -> Records:
    """Leave out empty values, so that a list with fewer columns hides nothing of another's."""
    return {
        table: {
            key: {name: value for name, value in row.items() if value not in _SAYS_NOTHING}
            for key, row in rows.items()
        }
        for table, rows in records.items()
    }


DOJ_ROSTER = register(Format("doj_roster", ENDINGS, read_roster, asks_day="optional"))
DOJ_PRO_BONO = register(Format("doj_pro_bono", ENDINGS, read_pro_bono, asks_day="optional"))
