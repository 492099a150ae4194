"""Files of the template for tests, and a directory with something in each of its columns."""

import csv
import io
from collections.abc import Callable

from referrals.importing.formats import Context, Reading
from referrals.importing.template import export_csv, export_xlsx, read_template
from referrals.model_terms import NEEDS
from referrals.records import Records, complete
from tests.referrals.small_records import DAY, office, together

SERVICE = "s Casa Segura Houston"
NEW = {"organization": "Refugio", "city": "Houston", "state": "TX", "phone": "713-555-0100"}
type Export = Callable[[Records], bytes]
EXPORTS: list[Export] = [export_csv, export_xlsx]
_SERVICE = {
    "kind": "rapid_response",
    "cost": "low",
    "detained": "also",
    "taking_cases": False,
    "by_appointment": True,
    "description": '=SUM(1) "quoted", and\nlines',
    "texts": {"es": {"description": "Ayuda; ñandú", "name": "Ayuda"}},
    "assured_date": DAY,
    "verified_how": "call",
    "staff_notes": "-ask for the clinic",
    "eligibility_description": "families",
    "fees_description": "no room for this",
}
_OF = {"service_id": SERVICE}
_WEEKLY = {"freq": "WEEKLY", "byday": "MO,TU,WE", "opens_at": "09:00", "closes_at": "17:00"}
_MARK = {"organization_id": "o Casa Segura", "identifier_type": "DOJ R&A", "identifier": "Casa"}
_PARTS: list[tuple[str, str, dict[str, object]]] = [
    ("phone", "fax", {**_OF, "number": "+17135550102", "type": "fax"}),
    ("phone", "p2", {**_OF, "number": "+17135550103", "extension": 12}),
    ("service_area", "x1", {**_OF, "extent": "TX", "extent_type": "state"}),
    ("service_area", "x2", {**_OF, "extent": "77036", "extent_type": "zip"}),
    ("service_area", "x3", {**_OF, "extent": "POLYGON", "extent_type": "geojson"}),
    ("required_document", "d", {**_OF, "document": "Any; ID"}),
    ("schedule", "h", {**_OF, **_WEEKLY}),
    ("schedule", "h2", {**_OF, "freq": "MONTHLY", "bymonthday": "1"}),
    ("taxonomy_term", "t", {"code": "asylum", "name": "Asylum", "taxonomy": NEEDS}),
    ("attribute", "n", {"link_id": SERVICE, "link_entity": "service", "taxonomy_term_id": "t"}),
    ("organization_identifier", "i", {**_MARK, "expires": DAY}),
]


def as_csv(*rows: dict[str, str], delimiter: str = ",") -> str:
    """Return rows as CSV, under the headings that they have."""
    headings = list(dict.fromkeys(key for row in rows for key in row))
    file = io.StringIO()
    writer = csv.DictWriter(file, headings, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def read(content: str | bytes, current: Records | None = None) -> Reading:
    """Read a template over a directory."""
    raw = content.encode() if isinstance(content, str) else content
    return read_template("list.csv", raw, Context(current or {}, DAY))


def problems(*rows: dict[str, str], current: Records | None = None) -> list[tuple[object, ...]]:
    """Return what is wrong with rows: line, column, code, value, right."""
    found = read(as_csv(*rows), current).problems
    return [(p.line, p.column, p.code, p.value, p.right) for p in found]


def full() -> Records:
    """Return a directory with something in every column of the template, and more."""
    found = together(office(), office(city="Katy", number="+17135550101"))
    found["service"][SERVICE] |= _SERVICE
    reached = {"website": "www.casa.example", "email": "help@casa.example"}
    found["organization"]["o Casa Segura"] |= reached
    found["phone"]["p Casa Segura Houston"]["extension"] = 7
    for table, key, columns in _PARTS:
        row = complete(table, {"id": key, **columns})
        found.setdefault(table, {})[key] = row
    return found
