"""Organizations that may be one: side by side, made one on a click of staff, or said not to be."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from admin.process import database, now, process, staff
from admin.record_words import field_words
from admin.roles import Access, page
from admin.section import Section
from admin.service_sheet import PlaceCard, phone_lines, place_card, recognition
from admin.translations import N_, _
from referrals.distinct import distinct_pairs, doubt_distinct, say_distinct
from referrals.duplicates import Pair, find_pairs
from referrals.history import Author, bump_version
from referrals.history_models import DirectoryVersion
from referrals.importing.book import Book
from referrals.merging import merge
from referrals.models import Organization
from referrals.one_organization import read_organization
from referrals.phones import show_phone
from referrals.records import Row, read_records

PAGE_SIZE = 25
COLUMNS = ("name", "alternate_name", "description", "website", "email", "staff_notes")
_KEPT = "pairs of organizations"
_COMPARED = ("organization", "service", "location", "phone", "address")


@dataclass(frozen=True)
class Choice:
    """A field of two organizations; `is_open` where both know something, and not the same."""

    name: str
    label: str
    one: str
    other: str
    is_open: bool


@dataclass(frozen=True)
class Side:
    """An organization as its column shows it."""

    row: Row
    services: tuple[Row, ...]
    places: tuple[PlaceCard, ...]
    phones: tuple[Any, ...]
    recognition: list[tuple[str, str]]


class DuplicatePages(Section):
    """`/duplicates`."""

    title = N_("Duplicates")
    address = "/duplicates"
    name_of_routes = "duplicates"

    @page("/", access=Access.VIEWER)
    def index(self) -> ResponseReturnValue:
        """Show the pairs, the likeliest first, and what was said not to be one."""
        said = distinct_pairs(database())
        apart = {(each.one, each.other) for each in said}
        pairs = [pair for pair in _pairs() if (pair.one, pair.other) not in apart]
        number = max(request.args.get("page", 0, type=int), 0)
        part = pairs[number * PAGE_SIZE : (number + 1) * PAGE_SIZE]
        keys = {key for pair in part for key in (pair.one, pair.other)}
        keys |= {key for each in said for key in (each.one, each.other)}
        return self.render(
            "directory/duplicates.html",
            pairs=part,
            names=_names(keys),
            reasons=_reason_words,
            said=said,
            count=len(pairs),
            page=number,
            has_more=len(pairs) > (number + 1) * PAGE_SIZE,
        )

    @page("/<one>/<other>", access=Access.VIEWER)
    def compare(self, one: str, other: str) -> ResponseReturnValue:
        """Show two organizations side by side; the first one is that which stays."""
        sides = [_side(one), _side(other)]
        found = [p for p in _pairs() if {p.one, p.other} == {one, other}]
        return self.render(
            "directory/duplicate.html",
            one=sides[0],
            other=sides[1],
            choices=_choices(sides[0].row, sides[1].row),
            reasons=_reason_words(found[0]) if found else [],
        )

    @page("/<one>/<other>/merge", access=Access.EDITOR, methods=("POST",))
    def merge(self, one: str, other: str) -> ResponseReturnValue:
        """Make the other one part of the first."""
        bump_version(database())
        names = _names({one, other})
        if len(names) < len({one, other}) or one == other:
            abort(404)
        chosen = {name: "drop" for name in COLUMNS if request.form.get(name) == "other"}
        author = Author(staff().email, "merge", f"{names[one]} + {names[other]}", now())
        made = merge(database(), one, other, chosen, author)
        database().commit()
        flash(_("They are one now. It can be taken back here."))
        return redirect(url_for("history.show", key=made), 303)

    @page("/<one>/<other>/apart", access=Access.EDITOR, methods=("POST",))
    def apart(self, one: str, other: str) -> ResponseReturnValue:
        """Remember that two organizations are not the same."""
        if len(_names({one, other})) < 2:
            abort(404)
        say_distinct(database(), one, other, staff().email, now())
        database().commit()
        flash(_("They are two. They are not shown as a pair any more."))
        return redirect(url_for("duplicates.index"), 303)

    @page("/<one>/<other>/together", access=Access.EDITOR, methods=("POST",))
    def together(self, one: str, other: str) -> ResponseReturnValue:
        """Forget that two organizations were said not to be the same."""
        doubt_distinct(database(), one, other)
        database().commit()
        flash(_("They are shown as a pair again."))
        return redirect(url_for("duplicates.index"), 303)


def _pairs() -> list[Pair]:
    """Return the pairs of the directory as it is; they are sought anew after each change."""
    version = database().scalar(select(DirectoryVersion.version)) or 0
    known: tuple[int, list[Pair]] | None = process().extensions.get(_KEPT)
    if known is None or known[0] != version:
        known = version, list(find_pairs(read_records(database(), _COMPARED)))
        process().extensions[_KEPT] = known
    return known[1]


def _names(keys: set[str]) -> dict[str, str]:
    query = select(Organization.id, Organization.name).where(Organization.id.in_(sorted(keys)))
    return {key: name for key, name in database().execute(query)}


def _side(key: str) -> Side:
    book = Book(read_organization(database(), key))
    row = book.row("organization", key)
    if not row:
        abort(404)
    return Side(
        row,
        tuple(sorted(book.current["service"].values(), key=lambda r: str(r["name"]))),
        tuple(place_card(book, at) for at in sorted(book.current["location"])),
        phone_lines(book, "organization_id", key),
        recognition(book, key),
    )


def _choices(one: Mapping[str, object], other: Mapping[str, object]) -> list[Choice]:
    found = []
    for name in COLUMNS:
        mine, theirs = str(one[name] or ""), str(other[name] or "")
        if mine or theirs:
            is_open = bool(mine and theirs and mine != theirs)
            found.append(Choice(name, field_words(name), mine, theirs, is_open))
    return found


def _reason_words(pair: Pair) -> list[str]:
    return [_reason(code, value) for code, value in pair.reasons]


def _reason(code: str, value: str) -> str:
    if code == "phone":
        return _("The same number: %(number)s", number=show_phone(value))
    if code == "address":
        return _("The same address: %(address)s", address=value)
    return _("Names alike: %(share)s of 100", share=value)
