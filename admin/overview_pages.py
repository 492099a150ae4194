"""The first page after signing in; it shows no record."""

from flask.typing import ResponseReturnValue

from admin.roles import Access, page
from admin.section import Section
from admin.translations import N_


class OverviewPages(Section):
    """`/`."""

    title = N_("Overview")
    address = "/"
    name_of_routes = "overview"

    @page("/", access=Access.VIEWER)
    def index(self) -> ResponseReturnValue:
        """Show where things are."""
        return self.render("overview.html")
