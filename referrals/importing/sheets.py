"""Reads and writes tables as CSV and XLSX; of the sense of their cells it knows nothing."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from python_calamine import CalamineError, CalamineWorkbook, ZipError

from referrals.importing.cells import clean, neutralise, restore
from referrals.importing.formats import UnreadableFile

ENDINGS = (".csv", ".tsv", ".txt", ".xlsx")
MOST_ROWS = 200_000
_MOST_UNPACKED = 300_000_000
_ZIP_MARK = b"PK\x03\x04"


@dataclass(frozen=True)
class Line:
    """A row: the line of the file that it begins on, and cells by folded heading."""

    number: int
    cells: Mapping[str, str]
    surplus: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A table with its headings as they are written, folded by `fold`, and its rows."""

    headings: tuple[str, ...]
    lines: tuple[Line, ...]


def fold(heading: str) -> str:
    """Return a heading as we compare it: "  E-Mail " and "e_mail" are one."""
    return re.sub(r"[\W_]+", " ", heading.casefold()).strip()


def read_sheet(content: bytes) -> Sheet:
    """Read CSV or XLSX, whatever the name says; raises UnreadableFile.

    Text may be UTF-8 with or without a mark, UTF-16 with one, or Windows-1252 as Excel writes it;
    cells may be parted by commas, semicolons or tabs. Empty rows are left out.
    """
    rows = _xlsx(content) if content.startswith(_ZIP_MARK) else _csv(_decode(content))
    headings: tuple[str, ...] = ()
    lines: list[Line] = []
    for number, cells in rows:
        if not any(cells):
            continue
        if not headings:
            headings = tuple(cells)
            _refuse_twins(headings)
            keys = [fold(heading) for heading in headings]
            continue
        if len(lines) >= MOST_ROWS:
            raise UnreadableFile("too_many_rows", right=str(MOST_ROWS))
        named = {key: value for key, value in zip(keys, cells, strict=False) if key}
        surplus = tuple(value for value in cells[len(keys) :] if value)
        lines.append(Line(number, named, surplus))
    if not headings:
        raise UnreadableFile("empty_file")
    return Sheet(headings, tuple(lines))


def write_csv(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a table as CSV in UTF-8 with a mark, so that Excel reads accents; cells are safe."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(headings)
    writer.writerows([neutralise(cell) for cell in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")


def write_xlsx(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a table as XLSX, every cell a text, so that a ZIP keeps its zero; cells are safe."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet("directory")
    sheet.freeze_panes = "A2"
    for cells in (headings, *([neutralise(cell) for cell in row] for row in rows)):
        made = [WriteOnlyCell(sheet, value=cell) for cell in cells]
        for cell in made:
            cell.number_format = "@"
        sheet.append(made)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _refuse_twins(headings: Sequence[str]) -> None:
    seen: set[str] = set()
    for heading in headings:
        key = fold(heading)
        if key and key in seen:
            raise UnreadableFile("heading_twice", heading)
        seen.add(key)


def _decode(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(content, "utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decoded(content, "cp1252")


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as problem:
        raise UnreadableFile("unknown_encoding", right="UTF-8") from problem


def _csv(text: str) -> Iterator[tuple[int, list[str]]]:
    first = re.sub(r'"[^"]*"', "", text.lstrip().partition("\n")[0])
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    try:
        for cells in reader:
            yield begins, [clean(restore(cell)) for cell in cells]
            begins = reader.line_num + 1
    except csv.Error as problem:
        raise UnreadableFile("broken_quotes", str(begins)) from problem


def _xlsx(content: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > _MOST_UNPACKED:
                raise UnreadableFile("too_large")
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        rows = sheet.to_python(skip_empty_area=False)
    except (CalamineError, ZipError, zipfile.BadZipFile, ValueError) as problem:
        if isinstance(problem, UnreadableFile):
            raise
        raise UnreadableFile("broken_workbook") from problem
    for number, cells in enumerate(rows, start=1):
        yield number, [clean(restore(_text(cell))) for cell in cells]


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)
