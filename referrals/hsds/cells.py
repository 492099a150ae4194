"""Reads and writes the cells of CSV, harmless to a spreadsheet; it knows no table."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from referrals.hsds.problems import Problem, Refused

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_MOST_LETTERS = 1_000_000


@dataclass(frozen=True)
class Sheet:
    """A CSV file: its columns, and its lines with their numbers."""

    file: str
    columns: tuple[str, ...]
    lines: tuple[tuple[int, dict[str, str]], ...]
    problems: tuple[Problem, ...] = ()


def guard(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula; `unguard` gives the text back."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguard(text: str) -> str:
    """Return the text that `guard` was given."""
    return text[1:] if _GUARDED.match(text) else text


def read_sheet(file: str, text: str) -> Sheet:
    """Read a CSV file; raises Refused where its first line is no header."""
    csv.field_size_limit(_MOST_LETTERS)
    lines = _numbered(csv.reader(io.StringIO(text, newline=""), strict=True), file)
    problems: list[Problem] = []
    columns = tuple(name.strip().lower() for name in next(lines, (1, []))[1])
    if not any(columns):
        raise Refused(Problem("no_records", file, right="a first line with the columns' names"))
    for name in sorted({name for name in columns if name and columns.count(name) > 1}):
        raise Refused(Problem("column_twice", file, name, line=1, column=name))
    rows = []
    for number, cells in lines:
        if not any(cells):
            continue
        if len(cells) != len(columns):
            code = "too_few_cells" if len(cells) < len(columns) else "too_many_cells"
            value, right = f"{len(cells)} cells", f"{len(columns)} cells"
            problems.append(Problem(code, file, value, right, number))
            continue
        pairs = zip(columns, cells, strict=True)
        rows.append((number, {name: unguard(cell) for name, cell in pairs if name and cell != ""}))
    return Sheet(file, tuple(filter(None, columns)), tuple(rows), tuple(problems))


def write_sheet(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return CSV as RFC 4180 has it, its cells as they are given."""
    made = io.StringIO(newline="")
    out = csv.writer(made)
    out.writerow(columns)
    out.writerows(rows)
    return made.getvalue()


def _numbered(lines: Iterator[list[str]], file: str) -> Iterator[tuple[int, list[str]]]:
    """Yield lines with the number of the line of the file that each begins on."""
    number = 1
    while True:
        try:
            cells = next(lines)
        except StopIteration:
            return
        except csv.Error as error:
            raise Refused(Problem("not_csv", file, str(error), line=number)) from error
        yield number, cells
        number = lines.line_num + 1  # type: ignore[attr-defined]
