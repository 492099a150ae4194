"""Gathers what pages of services, places and organizations show, in words; it changes none."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from admin.area_field import show_areas
from admin.record_words import (
    field_words,
    language_words,
    need_words,
    table_words,
    value_words,
)
from admin.service_parts import shown_hours
from admin.silence_words import silence_words
from admin.told import speech
from admin.translations import _
from phrasebook.languages import SOURCE_LANGUAGE
from referrals.given import phone_given, places_of
from referrals.importing.book import Book
from referrals.importing.hours import weekly
from referrals.importing.template_parts import show_language
from referrals.phones import show_phone
from referrals.records import Row
from referrals.seed_records import DOJ
from referrals.spoken import language_key
from referrals.verification import checks_of, reports_of

type Facts = list[tuple[str, str]]
"""Labels with what is known, in words."""

_HELP = (
    *("kind", "status", "taking_cases", "description", "alternate_name", "url", "email", "alert"),
    *("accreditations",),
)
_WHO = ("detained", "eligibility_description", "minimum_age", "maximum_age")
_WHEN = ("by_appointment", "wait_time")
_COST = ("cost", "fees_description")
_CHECK = ("assured_date", "assurer_email", "verified_how", "due_date")
_ORIGIN = ("source", "source_date")
_WHOLE = ("alternate_name", "description", "website", "email", "tax_status", "legal_status")
_PLACE = ("name", "description", "transportation")
_ALWAYS = frozenset({"taking_cases", "detained", "cost", "kind", "status", "assured_date"})


@dataclass(frozen=True)
class PhoneLine:
    """A phone; `is_given` is True for the one that people get."""

    words: str
    is_given: bool = False


@dataclass(frozen=True)
class PlaceCard:
    """A place with its address, phones and facts."""

    id: str
    link: str
    lines: tuple[str, ...]
    phones: tuple[PhoneLine, ...]
    facts: Facts
    is_lent: bool


@dataclass(frozen=True)
class Sheet:
    """Everything of a service. `groups` are headings with facts, `silence` says why people are not
    told of it.
    """

    service: Row
    organization: Row
    groups: tuple[tuple[str, Facts], ...]
    phones: tuple[PhoneLine, ...]
    phones_of_all: tuple[PhoneLine, ...]
    places: tuple[PlaceCard, ...]
    recognition: Facts
    texts: tuple[tuple[str, str, bool], ...]
    check: Facts
    origin: Facts
    kept: str
    checks: Sequence[Any]
    reports: int
    silence: str


def sheet(session: Session, book: Book, key: str) -> Sheet:
    """Return everything of a service."""
    service = book.row("service", key)
    owner = str(service["organization_id"])
    places = places_of(book.current, key)
    given = phone_given(book.current, key, places[0] if places else None)
    silence = silence_words(session, book.current, key)
    given_id = str(given["id"]) if given and not silence else ""
    links = {
        str(row["location_id"]): str(row["id"])
        for row in book.parts("service_at_location", "service_id", key)
    }
    return Sheet(
        service,
        book.row("organization", owner),
        tuple(_groups(book, key)),
        phone_lines(book, "service_id", key, given_id),
        phone_lines(book, "organization_id", owner, given_id),
        tuple(place_card(book, at, links[at], given_id) for at in places),
        recognition(book, owner),
        tuple(texts_of(service)),
        facts(service, _CHECK),
        facts(service, _ORIGIN),
        ", ".join(_kept(service)),
        checks_of(session, key),
        sum(row.times for row in reports_of(session, key)),
        silence,
    )


def facts(row: Row, columns: Iterable[str]) -> Facts:
    """Return columns of a row that are filled, or whose emptiness tells something."""
    return [
        (field_words(name), _shown(name, row.get(name)))
        for name in columns
        if row.get(name) not in (None, "", []) or name in _ALWAYS
    ]


def whole(row: Row) -> Facts:
    """Return what is known of an organization itself."""
    return [*facts(row, _WHOLE), *facts(row, _ORIGIN)]


def recognition(book: Book, organization: str) -> Facts:
    """Return what DOJ says of an organization; nothing where it does not recognize it."""
    rows = book.parts("organization_identifier", "organization_id", organization)
    return [
        pair
        for row in rows
        if row["identifier_type"] == DOJ
        for pair in (
            (field_words("identifier"), str(row["identifier"])),
            (field_words("expires"), _shown("expires", row["expires"]) or _("Not known")),
            (field_words("renewal_pending"), _shown("renewal_pending", row["renewal_pending"])),
        )
    ]


def texts_of(row: Row) -> Iterator[tuple[str, str, bool]]:
    """Yield the languages but English: tag, own name, and whether the record has texts in it."""
    texts, languages = row.get("texts"), speech().languages
    for tag in languages.spoken():
        if tag != SOURCE_LANGUAGE:
            yield tag, languages[tag].endonym, isinstance(texts, dict) and tag in texts


def phone_lines(book: Book, column: str, owner: str, given: str = "") -> tuple[PhoneLine, ...]:
    """Return the phones of an owner, that with the lowest order first."""
    rows = [r for r in book.current.get("phone", {}).values() if r.get(column) == owner]
    rows.sort(key=lambda row: (row["position"] or 0, str(row["id"])))
    return tuple(PhoneLine(_phone(book, row), row["id"] == given) for row in rows)


def place_card(book: Book, key: str, link: str = "", given: str = "") -> PlaceCard:
    """Return a place as its card shows it."""
    row = book.row("location", key)
    return PlaceCard(
        key,
        link,
        tuple(_address(book, key)),
        phone_lines(book, "location_id", key, given),
        [*facts(row, _PLACE), *_schedules(book, "location_id", key), *_point(row)],
        row.get("organization_id") not in (None, *book.current["organization"]),
    )


def _groups(book: Book, key: str) -> Iterator[tuple[str, Facts]]:
    row = book.row("service", key)
    documents = [str(r["document"]) for r in book.parts("required_document", "service_id", key)]
    begins = [*facts(row, ("application_process",))]
    begins += [(_("Documents to bring"), "\n".join(documents))] if documents else []
    needs = [need_words(code) for code in _need_codes(book, key)]
    yield _("The help"), facts(row, _HELP)
    yield (
        _("Who is helped"),
        [(field_words("needs"), ", ".join(needs) or _("Not known")), *facts(row, _WHO)],
    )
    spoken = ", ".join(_languages(book, key)) or _("Not known")
    yield (
        _("Languages"),
        [(field_words("languages"), spoken), *facts(row, ("interpretation_services",))],
    )
    yield _("Area served"), _areas(book, key)
    yield _("Hours"), [*_schedules(book, "service_id", key), *facts(row, _WHEN)]
    yield _("Cost"), [*facts(row, _COST), *_options(book, key)]
    yield _("How it begins"), begins


def _need_codes(book: Book, key: str) -> list[str]:
    codes = {term: code for code, term in book.needs.items()}
    rows = book.parts("attribute", "link_id", key)
    terms = (str(row["taxonomy_term_id"]) for row in rows)
    return sorted(codes[term] for term in terms if term in codes)


def _languages(book: Book, key: str) -> list[str]:
    found = set()
    for row in book.parts("language", "service_id", key):
        code = language_key(*(str(row[c]) if row[c] else None for c in ("code", "name")))
        found.add(str(row["name"] or "") or language_words(str(code or "")))
    return sorted(found)


def _areas(book: Book, key: str) -> Facts:
    rows = book.parts("service_area", "service_id", key)
    known = show_areas((str(r["extent_type"]), str(r["extent"] or "")) for r in rows)
    found = [(_("The whole country"), _("Yes"))] if known["nationwide"] else []
    labels = (("states", _("States")), ("counties", _("Counties")), ("zips", _("ZIP codes")))
    found += [(label, str(known[name])) for name, label in labels if known[name]]
    named = [str(r["name"]) for r in rows if not r["extent"] and r["name"]]
    found += [(_("Named"), ", ".join(named))] if named else []
    return found or [(field_words("areas"), _("People near its place"))]


def _schedules(book: Book, column: str, owner: str) -> Facts:
    rows = [r for r in book.current.get("schedule", {}).values() if r.get(column) == owner]
    plain = weekly(rows)
    text = shown_hours(book, owner) if column == "service_id" else ""
    odd = [str(r["description"] or r["notes"] or "") for r in rows if str(r["id"]) not in plain]
    told = "\n".join(filter(None, [text, *odd]))
    return [(field_words("hours"), told)] if told else []


def _options(book: Book, key: str) -> Facts:
    rows = [r for r in book.current.get("cost_option", {}).values() if r["service_id"] == key]
    return [
        (
            str(row["option"] or field_words("option")),
            " ".join(str(row[c]) for c in ("amount", "currency", "amount_description") if row[c]),
        )
        for row in rows
    ]


def _kept(row: Row) -> list[str]:
    kept = row.get("kept_fields")
    names = [str(name) for name in kept] if isinstance(kept, list) else []
    return sorted(field_words(name) if name else table_words(name) for name in names)


def _phone(book: Book, row: Row) -> str:
    extension = row["extension"] if isinstance(row["extension"], int) else None
    languages = book.current.get("language", {}).values()
    spoken = [show_language(r) for r in languages if r.get("phone_id") == row["id"]]
    kind = value_words("type", row["type"], lambda _key: None) if row["type"] else ""
    more = [kind, ", ".join(spoken), str(row["description"] or "")]
    return " · ".join([show_phone(str(row["number"]), extension), *filter(None, more)])


def _address(book: Book, key: str) -> Iterator[str]:
    for row in book.parts("address", "location_id", key):
        yield from (str(row[c]) for c in ("attention", "address_1", "address_2") if row[c])
        yield f"{row['city']}, {row['state_province']} {row['postal_code'] or ''}".strip()


def _point(row: Row) -> Facts:
    if row["latitude"] is None or row["longitude"] is None:
        return [(_("Point on the map"), _("None: it is not found by distance"))]
    point = f"{row['latitude']}, {row['longitude']}"
    if row["geo_precision"]:
        point += f" ({value_words('geo_precision', row['geo_precision'], lambda _key: None)})"
    return [(_("Point on the map"), point)]


def _shown(name: str, value: object) -> str:
    empty = _("Never") if name == "assured_date" else _("Not known")
    return empty if value in (None, "") else value_words(name, value, lambda _key: None)
