"""Columns of the template that hold parts of a service or location: numbers, addresses, lists."""

from collections.abc import Callable, Mapping
from typing import Any

from referrals.importing.book import Book
from referrals.importing.template_column import Column, Offer, word
from referrals.importing.template_row import AREAS
from referrals.phones import Number, show_phone
from referrals.records import Row
from referrals.spoken import language_key


def _phones(book: Book, at: Offer) -> list[Row]:
    found = book.parts("phone", "service_id", at.service)
    if at.location:
        found += book.parts("phone", "location_id", at.location)
    return [row for row in found if row.get("type") in (None, "", "voice", "hotline", "cell")]


def phone(heading: str, position: int) -> Column:
    def show(book: Book, at: Offer) -> str:
        rows = _phones(book, at)[position:]
        return show_phone(str(rows[0]["number"])) if rows else ""

    def put(book: Book, at: Offer, value: Number | None, row: Mapping[str, Any]) -> None:
        rows = _phones(book, at)[position:]
        if value is None:
            if rows:
                book.drop("phone", str(rows[0]["id"]))
            return
        if rows:
            key = str(rows[0]["id"])
            book.put("phone", key, number=value.e164)
        else:
            owner = ("location", at.location) if at.location else ("service", at.service)
            key = book.new_id("phone", owner[1], value.e164)
            of = {f"{owner[0]}_id": owner[1]}
            book.put("phone", key, number=value.e164, position=position, **of)
            book.put("phone", key, extension=row.get(f"{_PHONE_PREFIX[position]}extension"))
        if value.extension:
            book.put("phone", key, extension=value.extension)

    return Column(heading, "offer", show, put)


_PHONE_PREFIX = ("", "second_")


def extension(heading: str, position: int) -> Column:
    def show(book: Book, at: Offer) -> str:
        rows = _phones(book, at)[position:]
        return word(rows[0].get("extension")) if rows else ""

    def put(book: Book, at: Offer, value: int | None, _row: Mapping[str, Any]) -> None:
        rows = _phones(book, at)[position:]
        if rows and ("phone", str(rows[0]["id"])) not in book.dropped:
            book.put("phone", str(rows[0]["id"]), extension=value)

    return Column(heading, "offer", show, put)


def address_of(book: Book, location: str) -> tuple[str, Row]:
    """Return id and row of the first address of a location; a new id where it has none."""
    rows = book.parts("address", "location_id", location) if location else []
    return (str(rows[0]["id"]), rows[0]) if rows else (book.new_id("address", location), {})


def address(heading: str, column: str) -> Column:
    def show(book: Book, at: Offer) -> str:
        return word(address_of(book, at.location)[1].get(column))

    def put(book: Book, at: Offer, value: Any, _row: Mapping[str, Any]) -> None:
        if at.location:
            key, _ = address_of(book, at.location)
            book.put("address", key, location_id=at.location, **{column: value})

    return Column(heading, "location", show, put)


def listed(
    heading: str,
    table: str,
    show_one: Callable[[Row], str],
    make: Callable[[Any], dict[str, object]],
) -> Column:
    """A column whose cell names several parts of a service, parted by semicolons."""

    def shown(book: Book, at: Offer) -> dict[str, Row]:
        rows = book.parts(table, "service_id", at.service)
        found = {show_one(row): row for row in rows if show_one(row)}
        return dict(sorted(found.items()))

    def show(book: Book, at: Offer) -> str:
        return "; ".join(shown(book, at))

    def put(book: Book, at: Offer, values: Any, _row: Mapping[str, Any]) -> None:
        wanted = {show_one(row): row for row in map(make, values)}
        for row in book.parts(table, "service_id", at.service):
            if show_one(row) and show_one(row) not in wanted:
                book.drop(table, str(row["id"]))
        for text, row in wanted.items():
            if text not in shown(book, at):
                key = book.new_id(table, at.service, text)
                book.put(table, key, service_id=at.service, **row)

    return Column(heading, "service", show, put)


def show_area(row: Row) -> str:
    kind, extent = row.get("extent_type"), str(row.get("extent") or "")
    if kind == "country":
        return "nationwide" if extent == "US" else ""
    return f"{kind}:{extent}" if kind in AREAS and ";" not in extent else ""


def show_language(row: Row) -> str:
    return str(row.get("name") or row.get("code") or "").replace(";", ",").strip()


def make_language(text: str) -> dict[str, object]:
    is_code = text == text.casefold() and len(text.partition("-")[0]) in (2, 3)
    return (
        {"name": None, "code": text}
        if is_code
        else {"name": text, "code": language_key(None, text)}
    )


def show_document(row: Row) -> str:
    return str(row.get("document") or "").replace(";", ",").strip()
