"""Changes the language of the pages; it shows none itself."""

from flask import abort, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from admin.guard import own_page
from admin.process import database
from admin.roles import Access, page
from admin.section import Section
from admin.translations import LANGUAGES


class LanguagePages(Section):
    """`POST /language` with `language` and the page to come back to in `next`."""

    address = "/language"
    name_of_routes = "language"

    @page("/", access=Access.ANYONE, methods=("POST",))
    def index(self) -> ResponseReturnValue:
        """Keep the choice with the account, before signing in with the browser."""
        chosen = request.form.get("language", "")
        if chosen not in LANGUAGES:
            abort(400)
        session["language"] = chosen
        if g.staff is not None:
            g.staff.language = chosen
            database().commit()
        return redirect(own_page(request.form.get("next")) or url_for("overview.index"), 303)
