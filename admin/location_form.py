"""The form of a place with its address and phones; it keeps nothing itself.

The point on the map follows the ZIP code, unless staff set one.
"""

from decimal import Decimal
from typing import Any

from wtforms import DecimalField
from wtforms.validators import NumberRange, Optional, ValidationError

from admin import fields
from admin.phone_entries import phone_fields, shown_phones, write_phones
from admin.process import database
from admin.record_form import Group, RecordForm
from admin.record_words import FIELDS
from admin.translations import N_, _
from referrals.importing.book import Book
from referrals.importing.template_parts import address_of
from referrals.place_checks import NoSuchPlace, Zip, state_code, zip_code

_PLAIN = ("name", "description", "transportation", "staff_notes")
_ADDRESS = ("address_1", "address_2", "city", "state_province", "postal_code")
_POINT = ("latitude", "longitude")


class LocationForm(RecordForm):
    """Where people go, or where an office is that they call."""

    address_1 = fields.text(
        FIELDS["address_1"], N_("Empty where only the city may be known, as of a shelter.")
    )
    address_2 = fields.text(FIELDS["address_2"])
    city = fields.text(FIELDS["city"], is_needed=True, most=100)
    state_province = fields.text(FIELDS["state_province"], N_("Like TX."), is_needed=True, most=40)
    postal_code = fields.text(FIELDS["postal_code"], N_("Five digits."), most=20)
    phones = phone_fields(FIELDS["phones"])
    name = fields.text(N_("Name of the place"))
    description = fields.long_text(FIELDS["description"], rows=2)
    transportation = fields.text(N_("How to get there"))
    latitude = DecimalField(
        FIELDS["latitude"], [Optional(), NumberRange(-90, 90)], places=6, description=N_("Degrees.")
    )
    longitude = DecimalField(
        FIELDS["longitude"],
        [Optional(), NumberRange(-180, 180)],
        places=6,
        description=N_("Degrees, with a minus in the Americas."),
    )
    staff_notes = fields.long_text(
        FIELDS["staff_notes"], N_("People who ask for help never see this.")
    )

    groups = (
        Group(N_("Address"), _ADDRESS),
        Group(N_("Phones of this place"), ("phones",)),
        Group(N_("More"), ("name", "description", "transportation")),
        Group(
            N_("Point on the map"),
            _POINT,
            N_("Left as it is, it follows the ZIP code. Distances are counted from it."),
        ),
        Group(N_("For staff alone"), ("staff_notes",)),
    )

    def validate_state_province(self, field: Any) -> None:
        """Refuse what is no state or territory."""
        try:
            state_code(field.data or "")
        except NoSuchPlace as problem:
            raise ValidationError(_not_known(problem)) from problem

    def validate_postal_code(self, field: Any) -> None:
        """Refuse a ZIP code that there is not."""
        try:
            if field.data:
                zip_code(database(), field.data)
        except NoSuchPlace as problem:
            raise ValidationError(_not_known(problem)) from problem

    def check_together(self) -> None:
        """Refuse a ZIP code of another state, and half a point."""
        found = self._zip()
        state = self.state_province
        is_asked = not state.errors and self.touched() & {"state_province", "postal_code"}
        if found and is_asked and found.state != state_code(state.data or ""):
            said = _("%(zip)s is in %(state)s.", zip=found.zip, state=found.state)
            self.postal_code.errors = [*self.postal_code.errors, said]
        if (self.latitude.data is None) != (self.longitude.data is None):
            said = _("Fill in both or neither.")
            self.latitude.errors = [*self.latitude.errors, said]

    @classmethod
    def shown(cls, book: Book, key: str) -> dict[str, Any]:
        """Return what the fields hold for a place."""
        row, (_id, address) = book.row("location", key), address_of(book, key)
        found: dict[str, Any] = {name: fields.cleaned(row.get(name) or "") for name in _PLAIN}
        found |= {name: fields.cleaned(address.get(name) or "") for name in _ADDRESS}
        found |= {name: row.get(name) for name in _POINT}
        return found | {"phones": shown_phones(book, "location_id", key)}

    def write(self, book: Book, key: str) -> None:
        """Put what was changed into the book."""
        touched = self.touched()
        columns: dict[str, object] = {name: self[name].data for name in _PLAIN if name in touched}
        columns |= self._point(touched)
        if columns:
            book.put("location", key, **columns)
        if touched & set(_ADDRESS):
            self._write_address(book, key)
        if "phones" in touched:
            write_phones(book, "location_id", key, self.phones.data)

    def _point(self, touched: set[str]) -> dict[str, object]:
        if touched & set(_POINT) and self.latitude.data is not None:
            return {**self._degrees(), "geo_precision": "address"}
        found = self._zip()
        if (touched & {"postal_code", *_POINT}) and found and found.latitude is not None:
            point = {"latitude": found.latitude, "longitude": found.longitude}
            return {**point, "geo_precision": "zip"}
        if touched & set(_POINT):
            return {**self._degrees(), "geo_precision": None}
        return {}

    def _degrees(self) -> dict[str, Decimal | None]:
        return {name: self[name].data for name in _POINT}

    def _write_address(self, book: Book, key: str) -> None:
        own, _row = address_of(book, key)
        columns: dict[str, object] = {name: self[name].data or "" for name in _ADDRESS}
        columns["state_province"] = state_code(self.state_province.data or "")
        book.put("address", own, location_id=key, **columns)

    def _zip(self) -> Zip | None:
        try:
            return zip_code(database(), self.postal_code.data or "")
        except NoSuchPlace:
            return None


def _not_known(problem: NoSuchPlace) -> str:
    if problem.right:
        return _("We do not know it. Perhaps %(right)s?", right=problem.right)
    return _("We do not know it.")
