"""Reads the tables of a tabular package of HSDS 3.1; it judges no value."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from referrals.hsds.cells import Sheet, read_sheet
from referrals.hsds.files import Member
from referrals.hsds.found import AS_WRITTEN, MARKS, Found
from referrals.hsds.problems import Problem, Refused
from referrals.hsds.shapes import columns_of, shapes


def table_names() -> dict[str, str]:
    """Return the names that a table's file can have, in small letters -> the table."""
    official = {shape.file: table for table, shape in shapes().items()}
    plain = {f"{table}.csv": table for table in shapes()}
    plural = {f"{table}s.csv": table for table in shapes()}
    return plural | plain | official


def read_members(members: list[Member]) -> Iterator[Found | Problem]:
    """Yield every row of every table; raises Refused where no file is a table of HSDS."""
    names = table_names()
    known = [member for member in members if member.name.lower() in names]
    if not known:
        files = ", ".join(member.name for member in members)[:80]
        right = "organizations.csv, services.csv, ..."
        raise Refused(Problem("no_tables", files or "the package", right=right))
    for member in members:
        table = names.get(member.name.lower())
        if table is None:
            yield Problem("unknown_table", member.name, stops=False)
            continue
        sheet = read_sheet(member.name, member.text)
        yield from sheet.problems
        yield from _header(table, sheet)
        for line, cells in sheet.lines:
            values = {name: typed(table, name, cell) for name, cell in cells.items()}
            yield Found(table, values, member.name, line)


def typed(table: str, column: str, cell: str) -> object:
    """Return a cell as a number where HSDS wants one and it is one; else the text."""
    said = shapes()[table].plain.get(column, {})
    if said.get("type") != "number":
        return cell
    try:
        found = Decimal(cell.strip())
    except InvalidOperation:
        return cell
    return found if found.is_finite() else cell


def _header(table: str, sheet: Sheet) -> Iterator[Problem]:
    """Say of the columns, once, what would else be said of every row."""
    known = columns_of(table).columns
    mark = MARKS.get(table, ("", ""))[0]
    for name in shapes()[table].needed:
        if name not in sheet.columns and name != "description":
            yield Problem("column_missing", sheet.file, name, line=1, column=name)
    for name in sheet.columns:
        if name.removesuffix(AS_WRITTEN) not in known and name != mark:
            yield Problem("unknown_column", sheet.file, name, line=1, column=name, stops=False)
