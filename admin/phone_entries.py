"""The phones of a record in a form: some rows, and empty ones for more; it keeps nothing itself."""

from collections.abc import Mapping
from typing import Any

from wtforms import FieldList, FormField, HiddenField, IntegerField, StringField
from wtforms.validators import Length, NumberRange, Optional, Regexp, ValidationError

from admin.fields import cleaned, one_of, text
from admin.forms import PageForm
from admin.record_words import FIELDS, PHONE_TYPES
from admin.translations import N_, _
from referrals.importing.book import Book
from referrals.importing.template_parts import make_language, show_language
from referrals.phones import BadPhone, RefusedPhone, parse_phone, show_phone
from referrals.records import Row

EMPTY_ROWS = 2
_MOST = 40


class PhoneEntry(PageForm):
    """One phone; a row without a number is none."""

    key = HiddenField()
    number = StringField(
        FIELDS["number"],
        [Optional(), Length(max=40)],
        description=N_("Like 713-555-0100."),
        filters=[cleaned],
        render_kw={"inputmode": "tel", "autocomplete": "off"},
    )
    extension = StringField(
        FIELDS["extension"],
        [Optional(), Regexp(r"^\d{1,9}$", message=N_("Only digits."))],
        filters=[cleaned],
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )
    type = one_of(FIELDS["type"], PHONE_TYPES)
    spoken = text(N_("Languages on it"), N_("Like Spanish, Mam."))
    description = text(FIELDS["description"])
    position = IntegerField(
        FIELDS["position"],
        [Optional(), NumberRange(0, 99)],
        description=N_("The lowest one is given."),
    )

    def validate_number(self, field: StringField) -> None:
        """Refuse what cannot be dialled; a number that was there before may stay."""
        if not field.data or field.data == field.object_data:
            return
        try:
            parse_phone(field.data)
        except RefusedPhone as problem:
            raise ValidationError(
                _("This number must never be listed: it belongs to the authorities or to nobody.")
            ) from problem
        except BadPhone as problem:
            raise ValidationError(
                _("This is no number of the United States. Write it like 713-555-0100.")
            ) from problem


def phone_fields(label: str) -> "FieldList[FormField[PhoneEntry]]":
    """A field with a row for each phone."""
    return FieldList(FormField(PhoneEntry), label, max_entries=_MOST)


def add_empty(field: "FieldList[Any]") -> None:
    """Add rows for more numbers, so that there are always some."""
    free = sum(1 for entry in field if not entry.form.number.data)
    for _number in range(min(EMPTY_ROWS - free, _MOST - len(field))):
        field.append_entry({"position": len(field), "type": ""})


def shown_phones(book: Book, column: str, owner: str) -> list[dict[str, Any]]:
    """Return the rows of the form for the phones of an owner."""
    return [
        {
            "key": str(row["id"]),
            "number": show_phone(str(row["number"])),
            "extension": str(row["extension"] or ""),
            "type": _type(row),
            "spoken": ", ".join(show_language(each) for each in _spoken(book, str(row["id"]))),
            "description": str(row["description"] or ""),
            "position": row["position"] or 0,
        }
        for row in _phones(book, column, owner)
    ]


def filled(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows that have a number, as they can be compared."""
    kept = [dict(row) for row in rows if row.get("number")]
    return [row | {"position": row.get("position") or 0} for row in kept]


def write_phones(book: Book, column: str, owner: str, rows: list[dict[str, Any]]) -> None:
    """Put the rows of the form into the book as the phones of an owner."""
    known = {str(row["id"]): row for row in _phones(book, column, owner)}
    before = {row["key"]: row for row in shown_phones(book, column, owner)}
    left = set(known)
    for row in filled(rows):
        key = row["key"] if row["key"] in known else ""
        if key and before[key] == row:
            left.discard(key)
            continue
        left.discard(_write(book, column, owner, key, row, before.get(key, {})))
    for key in left:
        for each in _spoken(book, key):
            book.drop("language", str(each["id"]))
        book.drop("phone", key)


def _write(
    book: Book,
    column: str,
    owner: str,
    key: str,
    row: Mapping[str, Any],
    before: Mapping[str, Any],
) -> str:
    changed = {name: value for name, value in row.items() if value != before.get(name)}
    columns: dict[str, object] = {}
    if "number" in changed:
        found = parse_phone(row["number"])
        columns["number"] = found.e164
        columns |= {"extension": found.extension} if found.extension else {}
    if changed.get("extension") or (before.get("extension") and "extension" in changed):
        columns["extension"] = int(row["extension"]) if row["extension"] else None
    columns |= {name: changed[name] or None for name in ("type", "description") if name in changed}
    if "position" in changed or not key:
        columns["position"] = row["position"]
    if not key:
        key = book.new_id("phone", owner, str(columns["number"]))
        columns |= {column: owner}
    book.put("phone", key, **columns)
    if "spoken" in changed:
        _write_spoken(book, key, row["spoken"])
    return key


def _write_spoken(book: Book, key: str, words: str) -> None:
    known = {show_language(row): str(row["id"]) for row in _spoken(book, key)}
    wanted = list(dict.fromkeys(part.strip() for part in words.split(",") if part.strip()))
    for name in known.keys() - set(wanted):
        book.drop("language", known[name])
    for name in wanted:
        if name not in known:
            new = book.new_id("language", key, name)
            book.put("language", new, phone_id=key, **make_language(name))


def _phones(book: Book, column: str, owner: str) -> list[Row]:
    rows = book.current.get("phone", {}).values()
    mine = [row for row in rows if row.get(column) == owner]
    return sorted(mine, key=lambda row: (row["position"] or 0, str(row["id"])))


def _spoken(book: Book, phone: str) -> list[Row]:
    rows = book.current.get("language", {}).values()
    return sorted((r for r in rows if r.get("phone_id") == phone), key=lambda r: str(r["id"]))


def _type(row: Row) -> str:
    kind = str(row["type"] or "").casefold()
    return kind if kind in PHONE_TYPES else ""
