"""What may stand in the cells of a row of the template; it checks each, and looks nothing up."""

import csv
import re
import uuid
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict
from pydantic_core import PydanticCustomError
from rapidfuzz import process

from referrals.importing.hours import Hours, read_hours
from referrals.phones import BadPhone, Number, RefusedPhone, parse_phone

_STATES = Path(__file__).parents[2] / "data" / "directory" / "states.csv"
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_WEBSITE = re.compile(r"(https?://)?[^\s/.]+(\.[^\s/.]+)+(/\S*)?")
_US_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_FIPS = re.compile(r"\d{5}")
AREAS = ("state", "county", "zip")
KINDS = {"legal help": "legal_help", "rapid response": "rapid_response"}
STATUSES = ("active", "inactive", "defunct", "temporarily closed")
HOWS = ("call", "visit", "email", "website", "written")
COSTS = ("free", "low", "full")
DETAINED = ("only", "also", "no")
_YES = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}


def fault(code: str, right: str = "") -> PydanticCustomError:
    """Return an error that names what is wrong and what would be right."""
    return PydanticCustomError("cell", "{code}", {"code": code, "right": right})


@cache
def states() -> dict[str, str]:
    """Return the names of states and territories, folded, with their postal codes."""
    with _STATES.open(newline="", encoding="utf-8") as file:
        return {row["name"].casefold(): row["code"] for row in csv.DictReader(file)}


def read_phone(text: str) -> Number | None:
    """Read a phone number; one that must never be sent is a fault of its own."""
    try:
        return parse_phone(text) if text else None
    except RefusedPhone as problem:
        raise fault("refused_number") from problem
    except BadPhone as problem:
        raise fault("phone_number", "713-555-0100") from problem


def read_zip(text: str) -> str:
    """Read a ZIP of five or nine digits."""
    if not text or re.fullmatch(r"\d{5}(-\d{4})?", text):
        return text
    digits = re.sub(r"\D", "", text)
    if text == digits and 3 <= len(digits) < 5:
        raise fault("zip_digits", digits.zfill(5))
    raise fault("zip_digits", digits[:5] if len(digits) >= 5 else "77036")


def read_state(text: str) -> str:
    """Read a postal code of a state or territory."""
    if not text or text in states().values():
        return text
    folded = text.casefold()
    if text.upper() in states().values():
        raise fault("state_code", text.upper())
    close = process.extractOne(folded, list(states()), score_cutoff=80)
    raise fault("state_code", states()[close[0]] if close else "TX")


def read_day(text: str) -> date | None:
    """Read a day as 2026-11-27 or, as Excel in the United States writes it, 11/27/2026."""
    if not text:
        return None
    american = _US_DATE.fullmatch(text)
    try:
        if american:
            return date(int(american[3]), int(american[1]), int(american[2]))
        return date.fromisoformat(text)
    except ValueError as problem:
        raise fault("day", "2026-11-27") from problem


def read_areas(text: str) -> tuple[tuple[str, str], ...]:
    """Read "nationwide" or "state:TX; county:48201; zip:77036" into (type, extent)."""
    return tuple(dict.fromkeys(_area(part) for part in _parts(text)))


def read_list(text: str) -> tuple[str, ...]:
    """Read what semicolons part."""
    return tuple(dict.fromkeys(_parts(text)))


def read_open(text: str) -> Hours:
    """Read opening hours."""
    try:
        return read_hours(text)
    except ValueError as problem:
        raise fault("hours", "Mon-Fri 9:00-17:00; appointment only") from problem


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _area(part: str) -> tuple[str, str]:
    if part.casefold() == "nationwide":
        return "country", "US"
    kind, _, extent = (piece.strip() for piece in part.partition(":"))
    kind = kind.casefold()
    if kind == "state" and extent.upper() in states().values():
        return kind, extent.upper()
    if kind in ("county", "zip") and _FIPS.fullmatch(extent):
        return kind, extent
    if kind == "zip" and re.fullmatch(r"\d{3,4}", extent):
        raise fault("area", f"zip:{extent.zfill(5)}")
    raise fault("area", "state:TX; county:48201; zip:77036; nationwide")


def _one_of(words: dict[str, Any], empty: Any = None) -> Callable[[str], Any]:
    def read(text: str) -> Any:
        if not text:
            return empty
        known = text.casefold().replace("_", " ")
        if known not in words:
            raise fault("not_of_list", ", ".join(words))
        return words[known]

    return read


def _matching(pattern: re.Pattern[str], code: str, example: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text and not pattern.fullmatch(text):
            raise fault(code, example)
        return text

    return read


def _needed(text: str) -> str:
    if not text:
        raise fault("missing")
    return text


def _extension(text: str) -> int | None:
    if text and not re.fullmatch(r"\d{1,9}", text):
        raise fault("extension", "12")
    return int(text) if text else None


def _id(text: str) -> str:
    try:
        return str(uuid.UUID(text)) if text else ""
    except ValueError as problem:
        raise fault("id") from problem


def _words(*words: str) -> dict[str, Any]:
    return {word: word for word in words}


Phone = Annotated[Number | None, BeforeValidator(read_phone)]
Day = Annotated[date | None, BeforeValidator(read_day)]
Extension = Annotated[int | None, BeforeValidator(_extension)]
List = Annotated[tuple[str, ...], BeforeValidator(read_list)]
Id = Annotated[str, BeforeValidator(_id)]
Choice = str | None


class TemplateRow(BaseModel):
    """One service at one place, checked; an empty cell is "" or None."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True, extra="forbid")

    organization: Annotated[str, BeforeValidator(_needed)]
    service: str = ""
    kind: Annotated[str, BeforeValidator(_one_of(KINDS, "legal_help"))] = "legal_help"
    phone: Phone = None
    extension: Extension = None
    second_phone: Phone = None
    second_extension: Extension = None
    street: str = ""
    city: str = ""
    state: Annotated[str, BeforeValidator(read_state)] = ""
    zip: Annotated[str, BeforeValidator(read_zip)] = ""
    areas: Annotated[tuple[tuple[str, str], ...], BeforeValidator(read_areas)] = ()
    languages: List = ()
    needs: List = ()
    cost: Annotated[Choice, BeforeValidator(_one_of(_words(*COSTS)))] = None
    detained: Annotated[Choice, BeforeValidator(_one_of(_words(*DETAINED)))] = None
    taking_cases: Annotated[bool | None, BeforeValidator(_one_of(_YES))] = None
    hours: Annotated[Hours, BeforeValidator(read_open)] = Hours()
    documents: List = ()
    eligibility: str = ""
    description: str = ""
    description_spanish: str = ""
    website: Annotated[str, BeforeValidator(_matching(_WEBSITE, "website", "www.casa.example"))] = (
        ""
    )
    e_mail: Annotated[str, BeforeValidator(_matching(_EMAIL, "e_mail", "help@casa.example"))] = ""
    doj_recognition_expires: Day = None
    verified_on: Day = None
    verified_how: Annotated[Choice, BeforeValidator(_one_of(_words(*HOWS)))] = None
    notes: str = ""
    status: Annotated[str, BeforeValidator(_one_of(_words(*STATUSES), "active"))] = "active"
    organization_id: Id = ""
    service_id: Id = ""
    location_id: Id = ""
