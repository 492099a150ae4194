"""Places: where a service is given, and the way to change it; nothing here deletes a record."""

import uuid
from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from admin.editing import keep, open_book, owner_of
from admin.location_form import LocationForm
from admin.process import database
from admin.roles import Access, page
from admin.section import Section
from admin.service_pages import kept
from admin.translations import _
from referrals.importing.book import Book
from referrals.models import Service


class LocationPages(Section):
    """`/places`; each page leads back to the service that it was opened from."""

    address = "/places"
    name_of_routes = "places"

    @page("/", access=Access.VIEWER)
    def index(self) -> ResponseReturnValue:
        """Lead to the services: places have no list of their own."""
        return redirect(url_for("services.index_view"), 303)

    @page("/<key>/edit", access=Access.EDITOR, methods=("GET", "POST"))
    def edit(self, key: str) -> ResponseReturnValue:
        """Change a place."""
        book = open_book("location", key)
        form = LocationForm.opened(book, key)
        back = _back(book)
        if request.method == "POST" and form.validate():
            form.write(book, key)
            return kept(keep(book, _title(book)), back)
        return self._form(form, _("Edit the place"), back)

    @page("/add/<service>", access=Access.EDITOR, methods=("GET", "POST"))
    def add(self, service: str) -> ResponseReturnValue:
        """Make a place of a service."""
        book = open_book("service", service)
        key = str(uuid.uuid4())
        form = LocationForm.opened(book, key, is_new=True)
        back = url_for("services.show", key=service)
        if request.method == "POST" and form.validate():
            book.put("location", key, organization_id=owner_of(book))
            form.write(book, key)
            _link(book, service, key)
            return kept(keep(book, _title(book)), back)
        return self._form(form, _("New place"), back)

    @page("/link/<service>", access=Access.EDITOR, methods=("POST",))
    def link(self, service: str) -> ResponseReturnValue:
        """Say that a service is also given at a place that its organization has."""
        book = open_book("service", service)
        key = request.form.get("place", "")
        if not book.row("location", key):
            abort(404)
        _link(book, service, key)
        return kept(keep(book, _title(book)), url_for("services.show", key=service))

    @page("/unlink/<service>", access=Access.EDITOR, methods=("POST",))
    def unlink(self, service: str) -> ResponseReturnValue:
        """Say that a service is no longer given at a place; the place itself stays."""
        book = open_book("service", service)
        links = {row["location_id"]: row for row in _links(book, service)}
        found = links.get(request.form.get("place", ""))
        if found is None:
            abort(404)
        if any(_parts_of_link(book, str(found["id"]))):
            flash(
                _("More is kept of this service at this place. Take it away there first."), "error"
            )
            return redirect(url_for("services.show", key=service), 303)
        book.drop("service_at_location", str(found["id"]))
        return kept(keep(book, _title(book)), url_for("services.show", key=service))

    def _form(self, form: Any, title: str, back: str) -> tuple[str, int]:
        status = 422 if request.method == "POST" else 200
        return self.render("directory/form.html", form=form, title=title, back=back), status


def _links(book: Book, service: str) -> list[dict[str, object]]:
    return book.parts("service_at_location", "service_id", service)


def _link(book: Book, service: str, place: str) -> None:
    if place not in {row["location_id"] for row in _links(book, service)}:
        new = book.new_id("service_at_location", service, place)
        book.put("service_at_location", new, service_id=service, location_id=place)


def _parts_of_link(book: Book, link: str) -> list[str]:
    return [
        key
        for rows in book.current.values()
        for key, row in rows.items()
        if link in (row.get("service_at_location_id"), row.get("link_id"))
    ]


def _title(book: Book) -> str:
    return str(book.row("organization", owner_of(book))["name"])


def _back(book: Book) -> str:
    """Return the page of the service that was left for this form, else of the organization."""
    service = request.args.get("service", "")
    if service and database().get(Service, service) is not None:
        return url_for("services.show", key=service)
    return url_for("organizations.show", key=owner_of(book))
