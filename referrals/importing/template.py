"""Reads and writes the spreadsheet that staff fill in: a service at a place on each row.

A cell that says what the directory says already changes nothing, so what a spreadsheet has no
room for stays as it is.
"""

from collections.abc import Callable, Iterator, Mapping

from pydantic import ValidationError
from rapidfuzz import process

from referrals.identity import record_id
from referrals.importing.book import Book
from referrals.importing.cells import clean
from referrals.importing.formats import (
    Context,
    Format,
    Problem,
    Reading,
    UnreadableFile,
    register,
)
from referrals.importing.sheets import (
    ENDINGS,
    Line,
    Sheet,
    fold,
    read_sheet,
    write_csv,
    write_xlsx,
)
from referrals.importing.template_column import Offer
from referrals.importing.template_columns import COLUMNS, HEADINGS, IDS
from referrals.importing.template_row import TemplateRow
from referrals.importing.template_rows_known import KnownRows, offers_of
from referrals.records import Records
from referrals.seed_records import SERVICE_NAME

_BY_HEADING = {fold(column.heading): column for column in COLUMNS}
_IDS = {fold(heading): fold(heading).replace(" ", "_") for heading in IDS}
_EVERY = 200


def read_template(_file_name: str, content: bytes, context: Context) -> Reading:
    """Read the template as CSV or XLSX; raises UnreadableFile where it is another table."""
    sheet = read_sheet(content)
    problems = list(_wrong_headings(sheet))
    reader = _Reader(context)
    for count, line in enumerate(sheet.lines, start=1):
        reader.take(line)
        if count % _EVERY == 0:
            context.tell(count, len(sheet.lines))
    book = reader.book
    return Reading(
        {table: rows for table, rows in book.written.items() if rows},
        (*problems, *reader.problems),
        len(sheet.lines),
        tuple(sorted(book.dropped)),
        by_staff=True,
    )


def export_rows(records: Records) -> Iterator[tuple[str, ...]]:
    """Yield the cells of every service at every place, by organization, service and city."""
    book = Book(records)
    rows = [
        (
            *(clean(column.show(book, at)) for column in COLUMNS),
            at.organization,
            at.service,
            at.location,
        )
        for at in offers_of(book)
    ]
    yield from sorted(rows, key=lambda row: (row[0].casefold(), row[1], row[8], row))


def export_csv(records: Records) -> bytes:
    """Return the directory as the template, in CSV."""
    return write_csv(HEADINGS, export_rows(records))


def export_xlsx(records: Records) -> bytes:
    """Return the directory as the template, in XLSX."""
    return write_xlsx(HEADINGS, export_rows(records))


def _wrong_headings(sheet: Sheet) -> Iterator[Problem]:
    known = {*_BY_HEADING, *_IDS}
    folded = {fold(heading) for heading in sheet.headings}
    if fold("organization") not in folded or len(folded & known) < 3:
        raise UnreadableFile("not_the_template", ", ".join(sheet.headings)[:200], "organization")
    for heading in sheet.headings:
        if heading and fold(heading) not in known:
            close = process.extractOne(fold(heading), list(HEADINGS), score_cutoff=70)
            right = close[0] if close else ""
            yield Problem(1, heading, "unknown_heading", heading, right, row_is_left_out=False)


class _Reader:
    """Takes line after line, and holds what they come to."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.book = Book(context.current)
        self.known = KnownRows(self.book)
        self.problems: list[Problem] = []
        self._said: dict[tuple[str, str, str], tuple[str, int]] = {}
        self._seen: dict[Offer, int] = {}

    def take(self, line: Line) -> None:
        """Lay a line over the directory, or say what is wrong with it."""
        cells = {
            _BY_HEADING[key].key: text for key, text in line.cells.items() if key in _BY_HEADING
        }
        ids = {_IDS[key]: text for key, text in line.cells.items() if key in _IDS}
        if cells.get("service") == "":
            cells["service"] = SERVICE_NAME
        at, *others = self.known.find(cells, ids)
        if others:
            right = "; ".join(sorted({each.service for each in (at, *others)}))
            self.problems.append(Problem(line.number, "service id", "several_known", right=right))
            return
        changed = self._changed(at, cells)
        row = self._checked(line, at, cells, changed, ids)
        if row is None:
            return
        self._seen[at] = line.number
        _put_offer(self.book, at, self.context)
        for column in COLUMNS:
            if column.key in changed:
                column.put(self.book, at, getattr(row, column.key), row.__dict__)
        if "zip" in changed and at.location:
            _put_point(self.book, at.location, row.zip, self.context)

    def _changed(self, at: Offer, cells: Mapping[str, str]) -> dict[str, str]:
        is_new = not self.book.row("service", at.service)
        return {
            column.key: cells[column.key]
            for column in COLUMNS
            if column.key in cells
            and (clean(column.show(self.book, at)) != cells[column.key])
            and not (is_new and not cells[column.key])
        }

    def _checked(
        self,
        line: Line,
        at: Offer,
        cells: Mapping[str, str],
        changed: Mapping[str, str],
        ids: Mapping[str, str],
    ) -> TemplateRow | None:
        """Return the row, or None after saying what is wrong with it."""
        found = list(self._misplaced(line, at, cells))
        row: TemplateRow | None = None
        try:
            unknown = _unknown(self.book, ids)
            row = TemplateRow.model_validate({"organization": "-", **changed, **unknown})
        except ValidationError as problem:
            found += _told(line, problem)
        if row:
            found += self._missing(line, at, cells, changed, row)
            found += self._disagreeing(line, at, changed)
        self.problems += found
        return None if found else row

    def _misplaced(self, line: Line, at: Offer, cells: Mapping[str, str]) -> Iterator[Problem]:
        if line.surplus:
            yield Problem(line.number, "", "too_many_cells", line.surplus[0])
        if at in self._seen:
            yield Problem(line.number, "", "row_twice", right=str(self._seen[at]))
        if not cells.get("organization"):
            yield Problem(line.number, "organization", "missing")

    def _missing(
        self,
        line: Line,
        at: Offer,
        cells: Mapping[str, str],
        changed: Mapping[str, str],
        row: TemplateRow,
    ) -> Iterator[Problem]:
        def tell(column: str, code: str, value: str = "", right: str = "") -> Problem:
            return Problem(line.number, column, code, value, right)

        is_new_place = at.location and not self.book.row("location", at.location)
        for key in ("city", "state"):
            if at.location and not changed.get(key) and (is_new_place or key in changed):
                yield tell(key, "missing")
        for code in row.needs:
            if code not in self.book.needs:
                close = process.extractOne(code, list(self.book.needs), score_cutoff=60)
                right = close[0] if close else ", ".join(sorted(self.book.needs))
                yield tell("needs", "unknown_need", code, right)
        if row.extension and not cells.get("phone"):
            yield tell("extension", "extension_alone", str(row.extension))
        day = row.verified_on
        if day and day > self.context.today:
            yield tell("verified on", "day_in_future", str(day), self.context.today.isoformat())

    def _disagreeing(self, line: Line, at: Offer, changed: Mapping[str, str]) -> Iterator[Problem]:
        for column in COLUMNS:
            owner = "" if column.scope == "offer" else getattr(at, column.scope)
            if column.key not in changed or not owner:
                continue
            text = changed[column.key]
            other, where = self._said.setdefault((column.key, owner, ""), (text, line.number))
            if other != text:
                yield Problem(line.number, column.heading, "disagrees", text, f"{other} ({where})")


def _put_offer(book: Book, at: Offer, context: Context) -> None:
    """Say that a service is there, at its place, with what a new one must have."""
    new = {"source": "staff", "source_date": context.today}
    for table, key in (("organization", at.organization), ("service", at.service)):
        book.put(table, key, **({} if book.row(table, key) else new))
    service = book.row("service", at.service)
    if service.get("organization_id") != at.organization:
        book.put("service", at.service, organization_id=at.organization)
    if not service:
        book.written["service"][at.service].setdefault("name", SERVICE_NAME)
    if not at.location:
        return
    is_known = book.row("location", at.location)
    book.put("location", at.location, **({} if is_known else new))
    if not is_known:
        book.put("location", at.location, organization_id=at.organization)
    links = book.parts("service_at_location", "service_id", at.service)
    mine = [str(link["id"]) for link in links if link["location_id"] == at.location]
    key = mine[0] if mine else record_id("service_at_location", at.service, at.location)
    link = {} if mine else {"service_id": at.service, "location_id": at.location}
    book.put("service_at_location", key, **link)


def _put_point(book: Book, location: str, zip_code: str, context: Context) -> None:
    point = context.points.get(zip_code[:5])
    if point:
        latitude, longitude = point
        book.put("location", location, latitude=latitude, longitude=longitude, geo_precision="zip")


def _unknown(book: Book, ids: Mapping[str, str]) -> dict[str, str]:
    """Return the ids that nothing in the directory has; only these have to be UUIDs."""
    return {key: text for key, text in ids.items() if not book.row(key.removesuffix("_id"), text)}


def _told(line: Line, problem: ValidationError) -> Iterator[Problem]:
    headings = {column.key: column.heading for column in COLUMNS}
    for error in problem.errors():
        key = str(error["loc"][0]) if error["loc"] else ""
        context = error.get("ctx", {})
        yield Problem(
            line.number,
            headings.get(key, key.replace("_", " ")),
            str(context.get("code", "wrong")),
            str(error["input"])[:200],
            str(context.get("right", "")),
        )


TEMPLATE = register(Format("template", ENDINGS, read_template, can_be_whole=True))

type Export = Callable[[Records], bytes]
EXPORTS: Mapping[str, Export] = {"csv": export_csv, "xlsx": export_xlsx}
"""What `export` pages offer of the template: ending -> bytes of the whole directory."""
