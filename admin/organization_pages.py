"""Organizations: the list, a page for each, and the way to change it; none is deleted here."""

import uuid
from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import func

from admin.editing import keep, open_book, withhold
from admin.listing import Listing
from admin.organization_form import OrganizationForm
from admin.process import database, now
from admin.record_words import language_words
from admin.roles import Access, page
from admin.service_pages import kept
from admin.service_search import organization_conditions
from admin.service_sheet import facts, phone_lines, place_card, recognition, texts_of, whole
from admin.silence_words import silence_mark
from admin.texts_form import texts_form
from admin.translations import N_, _
from referrals.importing.book import Book
from referrals.models import Organization
from referrals.silence import silences


class OrganizationPages(Listing):
    """`/organizations`."""

    title = N_("Organizations")
    address = "/organizations"
    name_of_routes = "organizations"
    access = Access.VIEWER
    model = Organization
    template = "directory/organizations.html"
    column_list = ("name", "services", "website", "source")
    column_labels = {
        "name": N_("Name"),
        "services": N_("Services"),
        "website": N_("Website"),
        "source": N_("Where it comes from"),
    }
    column_sortable_list = ("name", "source")
    column_default_sort = "name"

    def get_query(self) -> Any:
        """Return the organizations that the query asks for."""
        return super().get_query().filter(*organization_conditions(request.args.get("q", "")))

    def get_count_query(self) -> Any:
        """Return how many there are."""
        count = database().query(func.count(Organization.id))
        return count.filter(*organization_conditions(request.args.get("q", "")))

    @page("/<key>", access=Access.VIEWER)
    def show(self, key: str) -> ResponseReturnValue:
        """Show an organization with its services."""
        book = open_book("organization", key)
        row = book.row("organization", key)
        silent = silences(database(), sorted(book.current["service"]), now().date())
        used = {str(r["location_id"]) for r in book.current["service_at_location"].values()}
        return self.render(
            "directory/organization.html",
            organization=row,
            facts=whole(row),
            kept_facts=facts(row, ("kept_fields",)),
            phones=phone_lines(book, "organization_id", key),
            recognition=recognition(book, key),
            services=sorted(book.current["service"].values(), key=lambda r: str(r["name"])),
            silent={service: silence_mark(found) for service, found in silent.items()},
            loose=[
                place_card(book, at) for at in sorted(book.current["location"]) if at not in used
            ],
            texts=list(texts_of(row)),
        )

    @page("/add", access=Access.EDITOR, methods=("GET", "POST"))
    def add(self) -> ResponseReturnValue:
        """Make an organization."""
        book, key = Book({}), str(uuid.uuid4())
        form = OrganizationForm.opened(book, key, is_new=True)
        if request.method == "POST" and form.validate():
            book.put("organization", key)
            form.write(book, key)
            keep(book, str(form.name.data))
            flash(_("The organization is kept. Now add a service to it."))
            return redirect(url_for("organizations.show", key=key), 303)
        return self._form(form, _("New organization"), url_for("organizations.index_view"))

    @page("/<key>/edit", access=Access.EDITOR, methods=("GET", "POST"))
    def edit(self, key: str) -> ResponseReturnValue:
        """Change an organization."""
        book = open_book("organization", key)
        form = OrganizationForm.opened(book, key)
        back = url_for("organizations.show", key=key)
        if request.method == "POST" and form.validate():
            form.write(book, key)
            return kept(keep(book, _title(book, key)), back)
        return self._form(form, _("Edit: %(name)s", name=_title(book, key)), back)

    @page("/<key>/texts/<tag>", access=Access.EDITOR, methods=("GET", "POST"))
    def texts(self, key: str, tag: str) -> ResponseReturnValue:
        """Change the texts of an organization in another language."""
        book = open_book("organization", key)
        form = texts_form("organization", tag).opened(book, key)
        back = url_for("organizations.show", key=key)
        if request.method == "POST" and form.validate():
            form.write(book, key)
            return kept(keep(book, _title(book, key)), back)
        return self._form(form, _("Texts: %(language)s", language=language_words(tag)), back)

    @page("/<key>/withhold", access=Access.EDITOR, methods=("POST",))
    def withhold(self, key: str) -> ResponseReturnValue:
        """Take all services of an organization out of what people get."""
        return _given(key, is_withheld=True)

    @page("/<key>/restore", access=Access.EDITOR, methods=("POST",))
    def restore(self, key: str) -> ResponseReturnValue:
        """Give all services of an organization to people again."""
        return _given(key, is_withheld=False)

    def _form(self, form: Any, title: str, back: str) -> tuple[str, int]:
        status = 422 if request.method == "POST" else 200
        return self.render("directory/form.html", form=form, title=title, back=back), status


def _given(key: str, is_withheld: bool) -> ResponseReturnValue:
    book = open_book("organization", key)
    withhold(book, iter(book.current["service"]), is_withheld)
    return kept(keep(book, _title(book, key)), url_for("organizations.show", key=key))


def _title(book: Book, key: str) -> str:
    return str(book.row("organization", key)["name"])
