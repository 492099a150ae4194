"""Languages, needs and hours of a service, between its form and the book; it keeps nothing."""

from collections.abc import Iterable

from referrals.importing.book import Book
from referrals.importing.hours import Hours, read_hours, show_hours, weekly
from referrals.importing.template_parts import make_language, show_language
from referrals.needs import read_needs
from referrals.records import Row
from referrals.seed_records import make_needs
from referrals.spoken import LANGUAGES, language_key


def shown_spoken(book: Book, service: str) -> tuple[list[str], str]:
    """Return the keys of the languages to tick, and the names of the others."""
    rows = book.parts("language", "service_id", service)
    ticked = {code for row in rows if (code := _key(row)) in LANGUAGES}
    other = {show_language(row) for row in rows if _key(row) not in LANGUAGES}
    return sorted(str(code) for code in ticked), ", ".join(sorted(other - {""}))


def write_spoken(book: Book, service: str, ticked: Iterable[str], other: str) -> None:
    """Put the languages of a service into the book: some of LANGUAGES, and others by name."""
    wanted = set(ticked)
    names = {part.strip() for part in other.split(",") if part.strip()}
    missing, unnamed = set(wanted), set(names)
    for row in book.parts("language", "service_id", service):
        code, name = _key(row), show_language(row)
        if code in LANGUAGES:
            missing.discard(str(code))
            is_wanted = code in wanted
        else:
            unnamed.discard(name)
            is_wanted = not name or name in names
        if not is_wanted:
            book.drop("language", str(row["id"]))
    for code in sorted(missing):
        _add_language(book, service, {"name": LANGUAGES[code], "code": code})
    for name in sorted(unnamed):
        _add_language(book, service, make_language(name))


def add_need(book: Book, service: str, code: str) -> None:
    """Put into the book that a service helps with a legal problem; its term too, if it is new."""
    if code not in book.needs:
        made = make_needs({code: read_needs()[code]})
        for table, rows in made.items():
            for key, row in rows.items():
                if not book.row(table, key):
                    book.put(table, key, **row)
        book.needs[code] = next(iter(made["taxonomy_term"]))
    new = book.new_id("attribute", service, code)
    term = book.needs[code]
    book.put("attribute", new, link_entity="service", link_id=service, taxonomy_term_id=term)


def shown_hours(book: Book, service: str) -> str:
    """Return the weekly hours of a service in one line; other schedules are not among them."""
    times = weekly(book.parts("schedule", "service_id", service)).values()
    return show_hours(Hours(tuple(sorted(times, key=str))))


def put_hours(book: Book, service: str, text: str) -> None:
    """Put weekly hours into the book, and leave other schedules as they are."""
    wanted = read_hours(text).times
    known = weekly(book.parts("schedule", "service_id", service))
    for key, time in known.items():
        if time not in wanted:
            book.drop("schedule", key)
    for time in wanted:
        if time not in known.values():
            book.put(
                "schedule",
                book.new_id("schedule", service, *time.days, time.opens_at, time.closes_at),
                service_id=service,
                freq="WEEKLY",
                byday=",".join(time.days),
                opens_at=time.opens_at,
                closes_at=time.closes_at,
            )


def _add_language(book: Book, service: str, columns: dict[str, object]) -> None:
    new = book.new_id("language", service, str(columns["name"] or columns["code"]))
    book.put("language", new, service_id=service, **columns)


def _key(row: Row) -> str | None:
    code, name = row.get("code"), row.get("name")
    return language_key(str(code) if code else None, str(name) if name else None)
