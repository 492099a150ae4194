"""Services: the list, a page for each, and the way to change it; nothing here deletes a record."""

import uuid
from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import func

from admin.editing import as_it_would_be, keep, open_book, owner_of, withhold
from admin.listing import Listing
from admin.preview import previews
from admin.process import database, now
from admin.record_words import KINDS, KNOWN, language_words, listed, need_words
from admin.roles import Access, page
from admin.service_form import ServiceForm
from admin.service_search import conditions
from admin.service_sheet import sheet
from admin.silence_words import silence_mark, silence_words
from admin.texts_form import texts_form
from admin.translations import N_, _
from referrals.given import given
from referrals.importing.template_row import states
from referrals.models import Service
from referrals.needs import read_needs
from referrals.silence import silences
from referrals.spoken import LANGUAGES

LISTED = {
    "listed": N_("In the list"),
    "withheld": N_("Taken out of the list"),
    "inactive": N_("Not active"),
}
DUE = {"due": N_("Due"), "checked": N_("Checked")}
TAKING = {"yes": KNOWN["yes"], "no": KNOWN["no"], "unknown": KNOWN[""]}


class ServicePages(Listing):
    """`/services`."""

    title = N_("Services")
    address = "/services"
    name_of_routes = "services"
    access = Access.VIEWER
    model = Service
    template = "directory/services.html"
    column_list = ("organization.name", "place", "phone", "assured_date", "state")
    column_labels = {
        "organization.name": N_("Organization"),
        "place": N_("City"),
        "phone": N_("Phone"),
        "assured_date": N_("Last checked"),
        "state": N_("State"),
    }
    column_sortable_list = ("organization.name", "assured_date")
    column_default_sort = "organization.name"

    def get_query(self) -> Any:
        """Return the services that the query asks for."""
        return super().get_query().filter(*conditions(request.args, now().date()))

    def get_count_query(self) -> Any:
        """Return how many there are."""
        count = database().query(func.count(Service.id))
        return count.filter(*conditions(request.args, now().date()))

    def render(self, template: str, **values: Any) -> str:
        """Return a page; the list also gets what can be chosen, and its places and phones."""
        if template == self.template:
            shown = [row.id for row in values["data"]]
            values["given"] = given(database(), shown)
            silent = silences(database(), shown, now().date())
            values["silent"] = {key: silence_mark(found) for key, found in silent.items()}
            values["filters"] = _filters()
            values["is_narrowed"] = any(request.args.get(name) for name, *_rest in _filters())
        return super().render(template, **values)

    @page("/<key>", access=Access.VIEWER)
    def show(self, key: str) -> ResponseReturnValue:
        """Show everything of a service."""
        book = open_book("service", key)
        return self.render("directory/service.html", sheet=sheet(database(), book, key))

    @page("/<key>/preview", access=Access.VIEWER)
    def preview(self, key: str) -> ResponseReturnValue:
        """Show the texts that people get."""
        book = open_book("service", key)
        return self.render(
            "directory/preview.html",
            book=book,
            service=book.row("service", key),
            previews=list(previews(book.current, key, now().date())),
            silence=silence_words(database(), book.current, key),
        )

    @page("/add/<organization>", access=Access.EDITOR, methods=("GET", "POST"))
    def add(self, organization: str) -> ResponseReturnValue:
        """Make a service of an organization."""
        book = open_book("organization", organization)
        key = str(uuid.uuid4())
        form = ServiceForm.opened(book, key, is_new=True)
        if request.method == "POST" and form.validate():
            book.put("service", key, organization_id=organization)
            form.write(book, key)
            keep(book, str(form.name.data))
            flash(_("The service is kept. Now add where it is given, or where it is for."))
            return redirect(url_for("services.show", key=key), 303)
        return self._form(form, _("New service"), url_for("organizations.show", key=organization))

    @page("/<key>/edit", access=Access.EDITOR, methods=("GET", "POST"))
    def edit(self, key: str) -> ResponseReturnValue:
        """Change a service, or look at what people would get of it."""
        book = open_book("service", key)
        form = ServiceForm.opened(book, key)
        back = url_for("services.show", key=key)
        shown, silence = None, ""
        if request.method == "POST" and form.validate():
            form.write(book, key)
            if not request.form.get("preview"):
                return kept(keep(book, _title(book, key)), back)
            wanted = as_it_would_be(book)
            shown = list(previews(wanted, key, now().date()))
            silence = silence_words(database(), wanted, key)
        title = _("Edit: %(name)s", name=book.row("service", key)["name"])
        return self._form(form, title, back, previews=shown, silence=silence, can_preview=True)

    @page("/<key>/texts/<tag>", access=Access.EDITOR, methods=("GET", "POST"))
    def texts(self, key: str, tag: str) -> ResponseReturnValue:
        """Change the texts of a service in another language."""
        book = open_book("service", key)
        form = texts_form("service", tag).opened(book, key)
        back = url_for("services.show", key=key)
        if request.method == "POST" and form.validate():
            form.write(book, key)
            return kept(keep(book, _title(book, key)), back)
        return self._form(form, _("Texts: %(language)s", language=language_words(tag)), back)

    @page("/<key>/withhold", access=Access.EDITOR, methods=("POST",))
    def withhold(self, key: str) -> ResponseReturnValue:
        """Take a service out of what people get."""
        return _given(key, is_withheld=True)

    @page("/<key>/restore", access=Access.EDITOR, methods=("POST",))
    def restore(self, key: str) -> ResponseReturnValue:
        """Give a service to people again."""
        return _given(key, is_withheld=False)

    def _form(self, form: Any, title: str, back: str, **values: Any) -> tuple[str, int]:
        status = 422 if request.method == "POST" and not values.get("previews") else 200
        return self.render(
            "directory/form.html", form=form, title=title, back=back, **values
        ), status


def kept(made: str | None, back: str) -> ResponseReturnValue:
    """Tell that a change is kept, or that there was none, and go back."""
    flash(_("It is kept.") if made else _("Nothing was changed."))
    return redirect(back, 303)


def _given(key: str, is_withheld: bool) -> ResponseReturnValue:
    book = open_book("service", key)
    withhold(book, iter([key]), is_withheld)
    if keep(book, _title(book, key)):
        taken = _("It is taken out of the list. People are no longer told of it.")
        flash(taken if is_withheld else _("It is in the list again."))
    return redirect(url_for("services.show", key=key), 303)


def _title(book: Any, key: str) -> str:
    name = book.row("organization", owner_of(book))["name"]
    return f"{name}: {book.row('service', key)['name']}"


def _filters() -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Return name, label and choices of each filter."""
    codes = sorted(states().values())
    return [
        ("state", _("State or territory"), [(code, code) for code in codes]),
        ("language", _("Language spoken"), listed(LANGUAGES, language_words)),
        ("need", _("Legal problem"), [(code, need_words(code)) for code in read_needs()]),
        ("due", _("Check"), [(code, _(words)) for code, words in DUE.items()]),
        ("taking", _("Takes new cases"), [(code, _(words)) for code, words in TAKING.items()]),
        ("listed", _("In the list"), [(code, _(words)) for code, words in LISTED.items()]),
        ("kind", _("Kind of help"), [(code, _(words)) for code, words in KINDS.items()]),
    ]
