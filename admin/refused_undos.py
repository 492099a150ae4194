"""Names the records for whose sake something is not taken back; it takes nothing back itself."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from admin.history_lines import current_rows, title_of
from admin.import_forms import KINDS
from admin.process import database
from admin.record_words import field_words, table_words
from admin.section import Section
from admin.translations import _
from referrals.history import WHOLE, UndoRefused
from referrals.history_models import Change
from referrals.ownership import STAND_ALONE, owner_key
from referrals.records import Row, from_json

type Key = tuple[str, str]

MOST = 10
_AGREEMENTS = KINDS["ice_287g"]
_PAGES = {"service": "services.show", "organization": "organizations.show"}


@dataclass(frozen=True)
class Refused:
    """A record that was changed since; `page` is where to look at it, "" where it has none."""

    kind: str
    name: str
    page: str
    fields: str


def refusal(section: Section, problem: UndoRefused | None, back: str) -> ResponseReturnValue:
    """Return the page that says why nothing was taken back; without a problem others hang on it."""
    records = _refused_records(problem) if problem else []
    page = section.render("directory/undo_refused.html", records=records, most=MOST, back=back)
    return page, 409


def _refused_records(problem: UndoRefused) -> Sequence[Refused]:
    fields: dict[Key, list[str]] = defaultdict(list)
    for table, key, field in problem.records:
        fields[table, key].append(field)
    rows = current_rows(database(), fields)
    return [_refused(key, rows.get(key), mine) for key, mine in list(fields.items())[: MOST + 1]]


def _refused(key: Key, row: Row | None, fields: Sequence[str]) -> Refused:
    table = key[0]
    if table == "agreement":
        return Refused(_(_AGREEMENTS), "", url_for("agreements.index"), field_words(WHOLE))
    last = row or _as_it_was(key)
    words = ", ".join(field_words(field) for field in fields)
    return Refused(table_words(table), title_of(table, last), _page(key, last), words)


def _as_it_was(key: Key) -> Row:
    """Return a record that is gone as it was before it went, so far as the history tells."""
    table, identity = key
    mine = select(Change.previous_value).where(
        Change.resource_type == table,
        Change.resource_id == identity,
        Change.last_action_type == "delete",
    )
    text = database().scalar(mine.order_by(Change.last_action_date.desc()).limit(1))
    found = json.loads(text) if text else None
    return {name: from_json(table, name, value) for name, value in (found or {}).items()}


def _page(key: Key, row: Row) -> str:
    """Return the page of a record, or of the nearest one above it that is there."""
    for each in _upward(key, row):
        if each[0] in _PAGES and current_rows(database(), [each]):
            return url_for(_PAGES[each[0]], key=each[1])
    is_told = key[0] in (*_PAGES, "location")
    return url_for("history.record", table=key[0], key=key[1]) if is_told else ""


def _upward(key: Key, row: Row) -> Iterator[Key]:
    """Yield a record and what it belongs to; a service or place belongs to an organization."""
    while key[1]:
        yield key
        above = ("organization", str(row.get("organization_id") or ""))
        key = above if key[0] in STAND_ALONE else owner_key(key[0], row)
        row = current_rows(database(), [key]).get(key, {})
