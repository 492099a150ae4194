"""Reads packages of HSDS 1.0 and 1.1 as records of 3.1; it judges no value."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from referrals.hsds.cells import Sheet, read_sheet
from referrals.hsds.files import Member
from referrals.hsds.found import Found
from referrals.hsds.problems import Problem, Refused
from referrals.hsds.reading_tables import typed
from referrals.hsds.values import is_uuid

type Cells = dict[str, str]


@dataclass(frozen=True)
class Older:
    """A table of HSDS 1: what it is in 3.1, its columns' new names, and what every row gets."""

    table: str
    renamed: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)
    id_begins: str = ""


_LINK = Older(
    "attribute",
    {"service_id": "link_id", "taxonomy_id": "taxonomy_term_id", "taxonomy_detail": "value"},
    {"link_entity": "service"},
    "service",
)
_AT = Older("service_at_location")
_TABLES: dict[str, Older] = {
    "organizations": Older("organization", {"url": "website"}),
    "programs": Older("program"),
    "services": Older("service"),
    "locations": Older("location", {}, {"location_type": "physical"}),
    "services_at_location": _AT,
    "services_at_locations": _AT,
    "service_at_locations": _AT,
    "service_at_location": _AT,
    "phones": Older("phone"),
    "contacts": Older("contact"),
    "physical_addresses": Older("address", {}, {"address_type": "physical"}, "physical"),
    "postal_addresses": Older("address", {}, {"address_type": "postal"}, "postal"),
    "holiday_schedules": Older(
        "schedule", {"start_date": "valid_from", "end_date": "valid_to"}, {}, "holiday"
    ),
    "funding": Older("funding"),
    "service_areas": Older("service_area", {"service_area": "name"}),
    "required_documents": Older("required_document"),
    "payments_accepted": Older("cost_option", {"payment": "option"}, {}, "payment"),
    "languages": Older("language", {"language": "name"}),
    "accessibility_for_disabilities": Older("accessibility", {"accessibility": "description"}),
    "taxonomy": Older("taxonomy_term", {"vocabulary": "taxonomy"}),
    "services_taxonomy": _LINK,
    "service_taxonomy": _LINK,
    "service_attributes": _LINK,
    "other_attributes": Older(
        "attribute", {"link_type": "link_entity", "taxonomy_id": "taxonomy_term_id"}, {}, "other"
    ),
    "metadata": Older("metadata"),
    "meta_table_descriptions": Older("meta_table_description"),
}
_SCHEDULES, _ELIGIBILITY = "regular_schedules", "eligibility"
_ONLY_OLD = frozenset(_TABLES) - {
    *("organizations", "programs", "services", "locations", "service_at_location", "phones"),
    *("contacts", "funding", "service_areas", "required_documents", "languages", "metadata"),
    "meta_table_descriptions",
} | {_SCHEDULES, _ELIGIBILITY}
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_TIME = re.compile(r"^(\d{1,2})(?::(\d\d))?(?::\d\d)?\s*([ap])?\.?m?\.?$", re.I)


def is_older(members: Iterable[Member]) -> bool:
    """Say whether tables are those of HSDS 1, by their names and the columns of organizations."""
    for member in members:
        stem = _stem(member)
        header = member.text.partition("\n")[0].lower().replace('"', "").strip().split(",")
        if stem in _ONLY_OLD or (stem == "organizations" and "url" in header):
            return True
    return False


def read_members(members: list[Member]) -> Iterator[Found | Problem]:
    """Yield every record as one of 3.1; raises Refused where no file is a table of HSDS 1."""
    sheets = {
        _stem(member): read_sheet(member.name, member.text)
        for member in members
        if _stem(member) in {*_TABLES, _SCHEDULES, _ELIGIBILITY}
    }
    if not sheets:
        right = "organizations.csv, services.csv, physical_addresses.csv, ..."
        raise Refused(Problem("no_tables", "the package", right=right))
    for member in members:
        if _stem(member) not in sheets:
            yield Problem("unknown_table", member.name, stops=False)
    eligible = _eligibility(sheets.pop(_ELIGIBILITY, None))
    if hours := sheets.pop(_SCHEDULES, None):
        yield from hours.problems
        yield from _weekly(hours)
    for stem, sheet in sheets.items():
        yield from sheet.problems
        for line, cells in sheet.lines:
            yield from _translate(_TABLES[stem], sheet.file, line, _stripped(cells), eligible)


def _translate(
    older: Older, file: str, line: int, cells: Cells, eligible: Mapping[str, str]
) -> Iterator[Found]:
    said = {name: cell for name, cell in cells.items() if name != "id" and name[-3:] != "_id"}
    if older.table in ("accessibility", "language", "required_document") and not said:
        return
    key = _key(older, cells)
    named = {older.renamed.get(name, name): cell for name, cell in cells.items()}
    values: Cells = {**named, **older.given, "id": key}
    if older.table == "service":
        values["status"] = values.get("status", "active").lower()
        if text := eligible.get(key):
            values["eligibility_description"] = text
    elif older.table == "address":
        lines = [values.pop(name, "") for name in ("address_2", "address_3", "address_4")]
        values["address_2"] = ", ".join(filter(None, lines))
    elif older.table == "schedule":
        _tell_holiday(values)
    elif older.table == "taxonomy_term":
        values.setdefault("code", cells.get("id", ""))
        values.pop("parent_name", None)
    elif older.table == "phone":
        spoken = values.pop("language", "")
        for place, name in enumerate(filter(None, re.split(r"\s*[,;]\s*", spoken))):
            yield Found(
                "language", {"id": f"{key} {place}", "phone_id": key, "name": name}, file, line
            )
        kinds = filter(None, (values.pop("department", ""), values.get("description", "")))
        values["description"] = ", ".join(kinds)
        values["extension"] = re.sub(r"\D", "", values.get("extension", ""))
    yield _found(older.table, values, file, line)


def _found(table: str, values: Cells, file: str, line: int) -> Found:
    return Found(table, {name: typed(table, name, v) for name, v in values.items()}, file, line)


def _key(older: Older, cells: Cells) -> str:
    """Return a row's id, or one out of what it says; two tables of 1.1 are one in 3.1."""
    if key := cells.get("id"):
        if older.table == "language":  # of one id, a row for each language
            return f"{key} {cells.get('language', '')}"
        return key if is_uuid(key) else f"{older.id_begins} {key}".strip()
    words = [f"{name}={cells[name]}" for name in sorted(cells)]
    return " ".join((older.table, older.id_begins, *words))


def _eligibility(sheet: Sheet | None) -> Cells:
    texts: Cells = {}
    for _, cells in sheet.lines if sheet else ():
        service, text = cells.get("service_id", ""), cells.get("eligibility", "").strip()
        if service and text and text not in texts.get(service, ""):
            texts[service] = f"{texts[service]}\n{text}" if service in texts else text
    return texts


def _weekly(sheet: Sheet) -> Iterator[Found | Problem]:
    """Yield one schedule for the days on which the same hours hold."""
    days: dict[tuple[str, ...], set[int]] = {}
    lines: dict[tuple[str, ...], int] = {}
    for line, cells in sheet.lines:
        row = _stripped(cells)
        day = _weekday(row.get("weekday", ""))
        if day is None:
            right = "Monday or 1"
            yield Problem(
                "not_one_of", sheet.file, row.get("weekday", ""), right, line, "weekday", "", False
            )
            continue
        owners = (row.get(name, "") for name in _OWNERS)
        text = row.get("original_text", "")
        key = (*owners, _time(row.get("opens_at", "")), _time(row.get("closes_at", "")), text)
        days.setdefault(key, set()).add(day)
        lines.setdefault(key, line)
    for key, mine in days.items():
        values = dict(zip((*_OWNERS, "opens_at", "closes_at", "description"), key, strict=True))
        byday = ",".join(_DAYS[day] for day in sorted(mine))
        values |= {"id": "regular " + " ".join(key), "freq": "WEEKLY", "byday": byday}
        yield _found("schedule", values, sheet.file, lines[key])


_OWNERS = ("service_id", "location_id", "service_at_location_id")


def _weekday(text: str) -> int | None:
    if text.isdigit():
        return (int(text) - 1) % 7 if 0 <= int(text) <= 7 else None
    short = text[:2].upper()
    return _DAYS.index(short) if short in _DAYS else None


def _time(text: str) -> str:
    """Return "9:00am" as "09:00"; what is no time of day stays as it is."""
    found = _TIME.match(text.strip())
    if not found:
        return text.strip()[:20]
    hour, minute, half = int(found[1]), found[2] or "00", (found[3] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02}:{minute}"


def _tell_holiday(values: Cells) -> None:
    closed = values.pop("closed", "").lower()
    if closed in ("true", "t", "yes", "y", "1"):
        values["description"] = "closed"
    for name in ("opens_at", "closes_at"):
        if name in values:
            values[name] = _time(values[name])


def _stripped(cells: Cells) -> Cells:
    return {name: cell.strip() for name, cell in cells.items() if cell.strip()}


def _stem(member: Member) -> str:
    return member.name.lower().removesuffix(".csv")
