"""The form of a service: what its fields hold for a record, and what they write; it keeps nothing.

Rows that no field shows, as odd kinds of areas or schedules, stay as they are.
"""

from collections.abc import Iterable
from typing import Any

from wtforms import DecimalField
from wtforms.validators import NumberRange, Optional, ValidationError

from admin import fields
from admin.area_field import (
    Area,
    areas_in,
    check_counties,
    check_states,
    check_zips,
    place_lines,
    show_areas,
)
from admin.phone_entries import phone_fields, shown_phones, write_phones
from admin.record_form import Group, RecordForm
from admin.record_words import (
    COSTS,
    DETAINED,
    FIELDS,
    KINDS,
    STATUSES,
    language_words,
    listed,
    need_words,
)
from admin.service_parts import add_need, put_hours, shown_hours, shown_spoken, write_spoken
from admin.translations import N_, _
from referrals.importing.book import Book
from referrals.importing.hours import read_hours
from referrals.needs import read_needs
from referrals.records import Row
from referrals.spoken import LANGUAGES

_PLAIN = (
    *("name", "alternate_name", "description", "url", "email", "fees_description"),
    *("interpretation_services", "application_process", "eligibility_description"),
    *("wait_time", "accreditations", "alert", "staff_notes", "kind", "status", "cost", "detained"),
)
_KNOWN = ("taking_cases", "by_appointment")
_AGES = ("minimum_age", "maximum_age")


class ServiceForm(RecordForm):
    """Everything of a service but its places, its check and its texts in other languages."""

    name = fields.text(FIELDS["name"], N_("What this help is called."), is_needed=True)
    kind = fields.one_of(FIELDS["kind"], KINDS)
    status = fields.one_of(
        FIELDS["status"], STATUSES, N_("People are only told of services that are active.")
    )
    taking_cases = fields.known(FIELDS["taking_cases"])
    description = fields.long_text(FIELDS["description"])
    alternate_name = fields.text(FIELDS["alternate_name"])
    url = fields.website(FIELDS["url"])
    email = fields.email(FIELDS["email"])
    needs = fields.several(
        FIELDS["needs"], N_("Which problems it helps with. Tick none where that is not known.")
    )
    detained = fields.one_of(FIELDS["detained"], DETAINED)
    eligibility_description = fields.long_text(FIELDS["eligibility_description"], rows=3)
    minimum_age = DecimalField(FIELDS["minimum_age"], [Optional(), NumberRange(0, 130)], places=1)
    maximum_age = DecimalField(FIELDS["maximum_age"], [Optional(), NumberRange(0, 130)], places=1)
    spoken = fields.several(N_("Languages spoken"))
    spoken_other = fields.text(
        N_("Other languages"), N_("Names with commas between, like Mam, K'iche'.")
    )
    interpretation_services = fields.text(
        FIELDS["interpretation_services"], N_("Like: by telephone, in any language.")
    )
    nationwide = fields.ticked(N_("For the whole country"))
    states = place_lines(N_("States"), N_("Like TX, LA. All of each state is served."))
    counties = place_lines(N_("Counties"), N_("One a line, like Harris County, TX."), rows=3)
    zips = place_lines(N_("ZIP codes"), N_("With spaces or commas between."))
    hours = fields.text(FIELDS["hours"], N_("Like Mon-Fri 9:00-17:00; Sat 10am-1pm."), most=1_000)
    by_appointment = fields.known(FIELDS["by_appointment"])
    wait_time = fields.text(FIELDS["wait_time"])
    cost = fields.one_of(FIELDS["cost"], COSTS)
    fees_description = fields.text(FIELDS["fees_description"])
    application_process = fields.long_text(
        FIELDS["application_process"], N_("What to do first: call, write, come by."), rows=3
    )
    documents = fields.long_text(N_("Documents to bring"), N_("One a line."), rows=3)
    phones = phone_fields(FIELDS["phones"])
    alert = fields.text(FIELDS["alert"])
    accreditations = fields.text(FIELDS["accreditations"])
    staff_notes = fields.long_text(
        FIELDS["staff_notes"], N_("People who ask for help never see this.")
    )

    groups = (
        Group(N_("The help"), ("name", "kind", "status", "taking_cases", "description")),
        Group(
            N_("Phones of this service"),
            ("phones",),
            N_(
                "A number here goes before those of the place and of the organization."
                " Without one, theirs is given."
            ),
        ),
        Group(
            N_("Who is helped"),
            ("needs", "detained", "eligibility_description", "minimum_age", "maximum_age"),
        ),
        Group(N_("Languages"), ("spoken", "spoken_other", "interpretation_services")),
        Group(
            N_("Area served"),
            ("nationwide", "states", "counties", "zips"),
            N_("Where nothing is named, the help is for people near its place."),
        ),
        Group(N_("Hours"), ("hours", "by_appointment", "wait_time")),
        Group(N_("Cost"), ("cost", "fees_description")),
        Group(N_("How it begins"), ("application_process", "documents")),
        Group(N_("More"), ("alternate_name", "url", "email", "alert", "accreditations")),
        Group(N_("For staff alone"), ("staff_notes",)),
    )

    def get_ready(self) -> None:
        """Name legal problems and languages in the language of the page."""
        self.needs.choices = {code: need_words(code) for code in read_needs()}
        self.spoken.choices = dict(listed(LANGUAGES, language_words))

    validate_states = staticmethod(check_states)
    validate_counties = staticmethod(check_counties)
    validate_zips = staticmethod(check_zips)

    def validate_hours(self, field: Any) -> None:
        """Refuse what cannot be read as hours."""
        try:
            found = read_hours(field.data or "")
        except ValueError as problem:
            said = _(
                "We cannot read %(part)s. Write it like Mon-Fri 9:00-17:00.", part=str(problem)
            )
            raise ValidationError(said) from problem
        if found.by_appointment:
            raise ValidationError(_("Choose below whether it is only by appointment."))

    @classmethod
    def shown(cls, book: Book, key: str) -> dict[str, Any]:
        """Return what the fields hold for a service."""
        row = book.row("service", key)
        spoken, other = shown_spoken(book, key)
        found: dict[str, Any] = {name: fields.cleaned(row.get(name) or "") for name in _PLAIN}
        found |= {name: fields.code_of(row.get(name)) for name in _KNOWN}
        found |= {name: row.get(name) for name in _AGES}
        found |= show_areas(_areas(book.parts("service_area", "service_id", key)))
        documents = [str(r["document"] or "") for r in _documents(book, key)]
        return found | {
            "kind": found["kind"] or "legal_help",
            "status": found["status"] or "active",
            "needs": sorted(_needs(book, key)),
            "spoken": spoken,
            "spoken_other": other,
            "hours": shown_hours(book, key),
            "documents": "\n".join(documents),
            "phones": shown_phones(book, "service_id", key),
        }

    def write(self, book: Book, key: str) -> None:
        """Put what was changed into the book."""
        touched = self.touched()
        columns: dict[str, object] = {n: self[n].data for n in _PLAIN if n in touched}
        columns |= {n: fields.value_of(self[n].data) for n in _KNOWN if n in touched}
        columns |= {n: self[n].data for n in _AGES if n in touched}
        columns |= {n: columns[n] or None for n in ("cost", "detained") if n in columns}
        if columns:
            book.put("service", key, **columns)
        if touched & {"nationwide", "states", "counties", "zips"}:
            self._write_areas(book, key)
        if "needs" in touched:
            self._write_needs(book, key)
        if touched & {"spoken", "spoken_other"}:
            write_spoken(book, key, self.spoken.data or [], self.spoken_other.data or "")
        if "hours" in touched:
            put_hours(book, key, self.hours.data or "")
        if "documents" in touched:
            self._write_documents(book, key)
        if "phones" in touched:
            write_phones(book, "service_id", key, self.phones.data)

    def _write_areas(self, book: Book, key: str) -> None:
        data = self.nationwide.data, self.states.data, self.counties.data, self.zips.data
        wanted = areas_in(data[0], *(text or "" for text in data[1:]))
        known = {
            area: str(row["id"])
            for row in book.parts("service_area", "service_id", key)
            for area in _areas([row])
        }
        for area in known.keys() - wanted:
            book.drop("service_area", known[area])
        for kind, extent in sorted(wanted - known.keys()):
            new = book.new_id("service_area", key, kind, extent)
            book.put("service_area", new, service_id=key, extent_type=kind, extent=extent)

    def _write_needs(self, book: Book, key: str) -> None:
        known, wanted = _needs(book, key), set(self.needs.data or [])
        for code in known.keys() - wanted:
            book.drop("attribute", known[code])
        for code in sorted(wanted - known.keys()):
            add_need(book, key, code)

    def _write_documents(self, book: Book, key: str) -> None:
        wanted = fields.lines(self.documents.data, "\n")
        known = {str(row["document"]): str(row["id"]) for row in _documents(book, key)}
        for text in known.keys() - set(wanted):
            book.drop("required_document", known[text])
        for text in wanted:
            if text not in known:
                new = book.new_id("required_document", key, text)
                book.put("required_document", new, service_id=key, document=text)


def _areas(rows: Iterable[Row]) -> set[Area]:
    kinds = ("country", "state", "county", "zip")
    found = {(str(r["extent_type"]), str(r["extent"] or "").strip()) for r in rows}
    return {(k, x) for k, x in found if k in kinds and x and (k != "country" or x == "US")}


def _needs(book: Book, key: str) -> dict[str, str]:
    codes = {term: code for code, term in book.needs.items() if code in read_needs()}
    return {
        codes[str(row["taxonomy_term_id"])]: str(row["id"])
        for row in book.parts("attribute", "link_id", key)
        if str(row["taxonomy_term_id"]) in codes
    }


def _documents(book: Book, key: str) -> list[Row]:
    return [r for r in book.parts("required_document", "service_id", key) if r["document"]]
