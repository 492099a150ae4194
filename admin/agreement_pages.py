"""The 287(g) agreements that people are told of; a newer list comes by an import, not from here."""

from flask import current_app, request
from flask.typing import ResponseReturnValue

from admin import agreement_list
from admin.process import database
from admin.roles import Access, page
from admin.section import Section
from admin.translations import N_

IMPORT_PAGES = ("imports.bring",)
PUBLISHED = "https://www.ice.gov/identify-and-arrest/287g"


class AgreementPages(Section):
    """`/agreements`."""

    title = N_("287(g) agreements")
    address = "/agreements"
    name_of_routes = "agreements"

    @page("/", access=Access.VIEWER)
    def index(self) -> ResponseReturnValue:
        """Show the list."""
        found = agreement_list.lines(database())
        return self.render(
            "agreements/list.html",
            leaf=agreement_list.shown_lines(found, request.args),
            published=PUBLISHED,
            day=agreement_list.list_day(database()),
            run=agreement_list.last_import(database()),
            states=sorted({(e.state, e.state_name) for e in found}, key=lambda s: s[1]),
            models=[(name, name) for name in sorted({e.model for e in found})],
            import_page=next((n for n in IMPORT_PAGES if n in current_app.view_functions), None),
        )
