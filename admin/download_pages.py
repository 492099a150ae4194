"""The directory as files, for partners and for staff; it changes nothing."""

from collections.abc import Callable

from flask import Response, abort
from flask.typing import ResponseReturnValue

from admin.import_pages import attachment
from admin.process import database, now
from admin.roles import Access, page
from admin.section import Section
from admin.translations import N_
from referrals.hsds import writing
from referrals.hsds.gathering import read_history
from referrals.hsds.outgoing import Outgoing, choose
from referrals.importing import template
from referrals.records import read_records

type Write = Callable[[Outgoing], bytes]

WRITERS: dict[str, tuple[Write, str]] = {
    "hsds.json": (writing.write_organizations, "json"),
    "hsds-json.zip": (writing.write_json, "zip"),
    "hsds-tabular.zip": (writing.write_tabular, "zip"),
    "spreadsheet.csv": (lambda told: template.export_csv(told.records), "csv"),
    "spreadsheet.xlsx": (lambda told: template.export_xlsx(told.records), "xlsx"),
}
"""File -> what writes it, and the ending."""

LABELS = {
    "spreadsheet.xlsx": (
        N_("Spreadsheet (XLSX)"),
        N_("A service at a place on each row. To change it and bring it back."),
    ),
    "spreadsheet.csv": (N_("Spreadsheet (CSV)"), N_("The same rows as plain text.")),
    "hsds-json.zip": (
        N_("HSDS 3.1, JSON in a zip archive"),
        N_("Everything, for another system that reads HSDS."),
    ),
    "hsds.json": (
        N_("HSDS 3.1, one JSON file"),
        N_("A list of organizations with all that belongs to them."),
    ),
    "hsds-tabular.zip": (
        N_("HSDS 3.1, tables in a zip archive"),
        N_("A CSV file for each table, with a description of its columns."),
    ),
}
"""File -> (what it is, what it is good for), texts to translate."""

_SHARED = ("hsds-json.zip", "hsds.json", "hsds-tabular.zip")
_FOR_STAFF = ("spreadsheet.xlsx", "spreadsheet.csv", "hsds-json.zip", "hsds-tabular.zip")


class DownloadPages(Section):
    """`/downloads`."""

    title = N_("Export")
    address = "/downloads"
    name_of_routes = "downloads"

    @page("/", access=Access.VIEWER)
    def index(self) -> ResponseReturnValue:
        """Show what can be taken out."""
        return self.render(
            "downloads/index.html", labels=LABELS, shared=_SHARED, for_staff=_FOR_STAFF
        )

    @page("/shared/<file>", access=Access.VIEWER)
    def shared(self, file: str) -> ResponseReturnValue:
        """Give the directory without what only staff see."""
        if file not in _SHARED:
            abort(404)
        return _written(file, with_notes=False)

    @page("/staff/<file>", access=Access.EDITOR)
    def with_notes(self, file: str) -> ResponseReturnValue:
        """Give the directory with notes, and with services that are kept from people."""
        if file not in _FOR_STAFF:
            abort(404)
        return _written(file, with_notes=True)


def _written(name: str, with_notes: bool) -> Response:
    outgoing = choose(read_records(database()), read_history(database()), with_notes)
    write, ending = WRITERS[name]
    stem = "amparo-staff" if with_notes else "amparo"
    return attachment(write(outgoing), f"{stem}-{now().date().isoformat()}-{name}", ending)
