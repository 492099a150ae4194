"""Turns a value of a file into what a column holds, or says what would be right; it is pure."""

import json
import re
import uuid
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from jsonschema import Draft202012Validator
from sqlalchemy import JSON, Boolean, Column, Date, DateTime, Integer, Numeric, String

from referrals.identity import record_id

_DOMAIN = re.compile(r"^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}(:\d+)?([/?#]\S*)?$", re.I)
_TIMES = frozenset({"opens_at", "closes_at"})
_WITH_SECONDS = re.compile(r"\d\d:\d\d:00")
_DASHES = (8, 13, 18, 23)
_MOST = {"latitude": 90, "longitude": 180}


class BadValue(ValueError):
    """A value that its column cannot hold; `code` is one of problems.SENTENCES."""

    def __init__(self, code: str, right: str) -> None:
        super().__init__(code)
        self.code = code
        self.right = right


def to_column(column: Column[Any], value: object) -> object:
    """Return a value as its column holds it; raises BadValue."""
    kind = column.type
    if isinstance(kind, Boolean):
        return _to_boolean(value)
    if isinstance(kind, JSON):
        return _to_tree(column, value)
    if isinstance(kind, Integer):
        return _to_whole(value)
    if isinstance(kind, Numeric):
        return _to_number(column.name, value, kind)
    if isinstance(kind, DateTime):
        return to_moment(value)
    if isinstance(kind, Date):
        return _to_day(value)
    if not isinstance(value, str):
        raise BadValue("not_of_type", "a text")
    if isinstance(kind, String) and kind.length and len(value) > kind.length:
        raise BadValue("too_long", f"at most {kind.length} letters")
    if column.name in _TIMES and _WITH_SECONDS.fullmatch(value):
        return value[:5]
    return value.replace("\0", "")


def to_moment(value: object) -> datetime:
    """Return a time of ISO 8601 in UTC; one without an offset is taken for UTC."""
    try:
        found = datetime.fromisoformat(str(value))
    except ValueError:
        raise BadValue("not_datetime", "2026-03-31T09:00:00Z") from None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)


def is_uuid(value: object) -> bool:
    """Say whether a value is a UUID as JSON schemas mean it, with its dashes."""
    if not isinstance(value, str) or len(value) != 36:
        return False
    try:
        uuid.UUID(value)
    except ValueError:
        return False
    return all(value[place] == "-" for place in _DASHES)


def to_id(namespace: str, table: str, value: object) -> str:
    """Return a UUID as it is, any other id as the lasting UUID of this source's record."""
    if is_uuid(value):
        return str(value).lower()
    return record_id("hsds", namespace, table, str(value).strip())


def mend_uri(value: str) -> str:
    """Return a bare host, "www.example.org/help", as a web address; anything else as it is."""
    mended = f"https://{value.strip()}"
    return mended if _DOMAIN.match(value.strip()) and _is_uri(mended) else value


def _is_uri(value: str) -> bool:
    return bool(Draft202012Validator.FORMAT_CHECKER.conforms(value, "uri"))


def _to_boolean(value: object) -> bool:
    known = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
    found = known.get(str(value).strip().lower())
    if found is None:
        raise BadValue("not_one_of", "true or false")
    return found


def _to_tree(column: Column[Any], value: object) -> object:
    try:
        found = json.loads(value) if isinstance(value, str) else value
    except ValueError:
        raise BadValue("not_of_type", "JSON") from None
    wanted = list if column.name == "kept_fields" else dict
    if not isinstance(found, wanted):
        raise BadValue("not_of_type", "a JSON list" if wanted is list else "a JSON object")
    return found


def _to_decimal(value: object) -> Decimal:
    try:
        found = Decimal(str(value).strip())
    except InvalidOperation:
        raise BadValue("not_number", "a number such as 12.5") from None
    if not found.is_finite() or isinstance(value, bool):
        raise BadValue("not_number", "a number such as 12.5")
    return found


def _to_whole(value: object) -> int:
    found = _to_decimal(value)
    if found != found.to_integral_value() or abs(found) > 2**31 - 1:
        raise BadValue("not_number", "a whole number")
    return int(found)


def _to_number(name: str, value: object, kind: Numeric[Any]) -> Decimal:
    found = _to_decimal(value)
    if abs(found) > _MOST.get(name, abs(found)):
        raise BadValue("off_earth", f"between -{_MOST[name]} and {_MOST[name]}")
    scale = kind.scale or 0
    whole = 10 ** ((kind.precision or 18) - scale)
    if abs(found) >= whole:
        raise BadValue("not_number", f"below {whole:,}")
    return round(found, scale)


def _to_day(value: object) -> date:
    text = str(value).strip()
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        raise BadValue("not_date", "a day such as 2026-03-31") from None
