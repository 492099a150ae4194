"""The form of an organization with its phones and its DOJ recognition; it keeps nothing itself."""

from typing import Any

from sqlalchemy import func, select
from wtforms.validators import ValidationError

from admin import fields
from admin.phone_entries import phone_fields, shown_phones, write_phones
from admin.process import database
from admin.record_form import Group, RecordForm
from admin.record_words import FIELDS
from admin.translations import N_, _
from referrals.importing.book import Book
from referrals.models import Organization
from referrals.records import Row
from referrals.seed_records import DOJ

_PLAIN = ("name", "alternate_name", "description", "website", "email", "staff_notes")
_MARK = {"is_recognized", "expires", "renewal_pending"}


class OrganizationForm(RecordForm):
    """What is said of the whole organization."""

    name = fields.text(FIELDS["name"], N_("People see this name."), is_needed=True)
    alternate_name = fields.text(FIELDS["alternate_name"])
    description = fields.long_text(FIELDS["description"])
    website = fields.website(FIELDS["website"])
    email = fields.email(FIELDS["email"])
    phones = phone_fields(FIELDS["phones"])
    is_recognized = fields.ticked(N_("Recognized by the Department of Justice"))
    expires = fields.day(N_("Recognition runs out on"), N_("Empty where that is not known."))
    renewal_pending = fields.ticked(
        FIELDS["renewal_pending"], N_("Then it counts as recognized even after that day.")
    )
    staff_notes = fields.long_text(
        FIELDS["staff_notes"], N_("People who ask for help never see this.")
    )

    groups = (
        Group(
            N_("The organization"), ("name", "alternate_name", "description", "website", "email")
        ),
        Group(
            N_("Phones of the organization"),
            ("phones",),
            N_("They are given where neither the service nor its place has a number."),
        ),
        Group(N_("DOJ recognition"), ("is_recognized", "expires", "renewal_pending")),
        Group(N_("For staff alone"), ("staff_notes",)),
    )

    def validate_name(self, field: Any) -> None:
        """Refuse a second organization of one name: it is one and the same, or needs a mark."""
        if field.data and "name" in self.touched():
            same = func.lower(Organization.name) == str(field.data).lower()
            found = database().scalars(select(Organization.id).where(same)).all()
            if set(found) - {self.key}:
                raise ValidationError(
                    _("There is an organization of this name. Add the city if it is another one.")
                )

    def check_together(self) -> None:
        """Refuse a day or a renewal of a recognition that is not there."""
        if not self.is_recognized.data and (self.expires.data or self.renewal_pending.data):
            said = _("Tick this, or empty the day and the renewal below.")
            self.is_recognized.errors = [*self.is_recognized.errors, said]

    @classmethod
    def shown(cls, book: Book, key: str) -> dict[str, Any]:
        """Return what the fields hold for an organization."""
        row, mark = book.row("organization", key), _mark(book, key)
        found = {name: fields.cleaned(row.get(name) or "") for name in _PLAIN}
        return found | {
            "phones": shown_phones(book, "organization_id", key),
            "is_recognized": bool(mark),
            "expires": mark.get("expires"),
            "renewal_pending": bool(mark.get("renewal_pending")),
        }

    def write(self, book: Book, key: str) -> None:
        """Put what was changed into the book."""
        touched = self.touched()
        columns = {name: self[name].data for name in _PLAIN if name in touched}
        if columns:
            book.put("organization", key, **columns)
        if "phones" in touched:
            write_phones(book, "organization_id", key, self.phones.data)
        if touched & _MARK:
            self._write_mark(book, key)

    def _write_mark(self, book: Book, key: str) -> None:
        mark = _mark(book, key)
        if not self.is_recognized.data:
            book.drop("organization_identifier", str(mark["id"]))
            return
        columns: dict[str, object] = {
            "expires": self.expires.data,
            "renewal_pending": self.renewal_pending.data,
        }
        if not mark:
            columns |= {"identifier_type": DOJ, "identifier": self.name.data}
            columns |= {"organization_id": key}
        own = str(mark.get("id") or book.new_id("organization_identifier", key, DOJ))
        book.put("organization_identifier", own, **columns)


def _mark(book: Book, key: str) -> Row:
    rows = book.parts("organization_identifier", "organization_id", key)
    marks = [row for row in rows if row["identifier_type"] == DOJ]
    return max(marks, key=lambda row: str(row.get("expires") or ""), default={})
