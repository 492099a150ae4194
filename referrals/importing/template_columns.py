"""The columns of the template: what each shows of the directory, and what it changes there."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from referrals.importing.book import Book
from referrals.importing.hours import Hours, show_hours, weekly
from referrals.importing.template_column import Column, Offer, field, word
from referrals.importing.template_parts import (
    address,
    extension,
    listed,
    make_language,
    phone,
    show_area,
    show_document,
    show_language,
)
from referrals.importing.template_row import KINDS
from referrals.records import Row
from referrals.seed_records import DOJ
from referrals.verification import DUE_DAYS

_CODE_OF_KIND = {code: text for text, code in KINDS.items()}


def _show_kind(book: Book, at: Offer) -> str:
    code = str(book.row("service", at.service).get("kind") or "")
    return _CODE_OF_KIND.get(code, code)


def _put_kind(book: Book, at: Offer, value: Any, _row: Mapping[str, Any]) -> None:
    book.put("service", at.service, kind=value)


def _needs_of(book: Book, at: Offer) -> dict[str, str]:
    codes = {key: code for code, key in book.needs.items()}
    rows = book.parts("attribute", "link_id", at.service)
    mine = {codes.get(str(row["taxonomy_term_id"])): str(row["id"]) for row in rows}
    return {code: key for code, key in sorted(mine.items(), key=str) if code}


def _show_needs(book: Book, at: Offer) -> str:
    return "; ".join(_needs_of(book, at))


def _put_needs(book: Book, at: Offer, values: Any, _row: Mapping[str, Any]) -> None:
    mine = _needs_of(book, at)
    for code in mine.keys() - set(values):
        book.drop("attribute", mine[code])
    for code in set(values) - mine.keys():
        key = book.new_id("attribute", at.service, code)
        term = book.needs[code]
        book.put("attribute", key, link_entity="service", link_id=at.service, taxonomy_term_id=term)


def _show_hours(book: Book, at: Offer) -> str:
    times = weekly(book.parts("schedule", "service_id", at.service)).values()
    by_appointment = book.row("service", at.service).get("by_appointment") is True
    return show_hours(Hours(tuple(sorted(times, key=str)), by_appointment))


def _put_hours(book: Book, at: Offer, value: Hours, _row: Mapping[str, Any]) -> None:
    known = weekly(book.parts("schedule", "service_id", at.service))
    for key, time in known.items():
        if time not in value.times:
            book.drop("schedule", key)
    for time in value.times:
        if time not in known.values():
            book.put(
                "schedule",
                book.new_id("schedule", at.service, *time.days, time.opens_at, time.closes_at),
                service_id=at.service,
                freq="WEEKLY",
                byday=",".join(time.days),
                opens_at=time.opens_at,
                closes_at=time.closes_at,
            )
    now = book.row("service", at.service).get("by_appointment")
    if value.by_appointment or now is True:
        book.put("service", at.service, by_appointment=value.by_appointment)


def _show_spanish(book: Book, at: Offer) -> str:
    return word(_texts(book, at).get("es", {}).get("description"))


def _texts(book: Book, at: Offer) -> dict[str, dict[str, str]]:
    found = book.row("service", at.service).get("texts")
    return found if isinstance(found, dict) else {}


def _put_spanish(book: Book, at: Offer, value: str, _row: Mapping[str, Any]) -> None:
    texts = {**_texts(book, at)}
    spanish = {**texts.get("es", {}), "description": value}
    texts["es"] = {key: text for key, text in spanish.items() if text}
    book.put("service", at.service, texts={key: of for key, of in texts.items() if of})


def _mark(book: Book, at: Offer) -> Row:
    rows = book.parts("organization_identifier", "organization_id", at.organization)
    return next((row for row in rows if row.get("identifier_type") == DOJ), {})


def _show_recognition(book: Book, at: Offer) -> str:
    return word(_mark(book, at).get("expires"))


def _put_recognition(book: Book, at: Offer, value: date | None, row: Mapping[str, Any]) -> None:
    mark = _mark(book, at)
    if mark:
        book.put("organization_identifier", str(mark["id"]), expires=value)
    elif value:
        key = book.new_id("organization_identifier", at.organization, DOJ)
        book.put("organization_identifier", key, organization_id=at.organization, expires=value)
        name = book.wanted("organization", at.organization, "name")
        book.put("organization_identifier", key, identifier_type=DOJ, identifier=name)


def _put_verified(book: Book, at: Offer, value: date | None, _row: Mapping[str, Any]) -> None:
    due = value + timedelta(days=DUE_DAYS) if value else None
    book.put("service", at.service, assured_date=value, due_date=due)


_VERIFIED = field("verified on", "service", "assured_date")

COLUMNS: tuple[Column, ...] = (
    field("organization", "organization", "name"),
    field("service", "service", "name"),
    Column("kind", "service", _show_kind, _put_kind),
    phone("phone", 0),
    extension("extension", 0),
    phone("second phone", 1),
    extension("second extension", 1),
    address("street", "address_1"),
    address("city", "city"),
    address("state", "state_province"),
    address("ZIP", "postal_code"),
    listed(
        "areas",
        "service_area",
        show_area,
        lambda area: {"extent_type": area[0], "extent": area[1]},
    ),
    listed("languages", "language", show_language, make_language),
    Column("needs", "service", _show_needs, _put_needs),
    field("cost", "service", "cost"),
    field("detained", "service", "detained"),
    field("taking cases", "service", "taking_cases"),
    Column("hours", "service", _show_hours, _put_hours),
    listed("documents", "required_document", show_document, lambda text: {"document": text}),
    field("eligibility", "service", "eligibility_description"),
    field("description", "service", "description"),
    Column("description (Spanish)", "service", _show_spanish, _put_spanish),
    field("website", "organization", "website"),
    field("e-mail", "organization", "email"),
    Column("DOJ recognition expires", "organization", _show_recognition, _put_recognition),
    Column("verified on", "service", _VERIFIED.show, _put_verified),
    field("verified how", "service", "verified_how"),
    field("notes", "service", "staff_notes"),
    field("status", "service", "status"),
)
IDS = ("organization id", "service id", "location id")
HEADINGS = (*(column.heading for column in COLUMNS), *IDS)
