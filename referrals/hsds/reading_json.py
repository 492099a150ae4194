"""Reads HSDS 3.1 JSON: full objects, lists, pages of an API; it writes nothing."""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal

from referrals.hsds.files import Member
from referrals.hsds.found import Found
from referrals.hsds.nested import table_of, take_apart
from referrals.hsds.problems import Problem, Refused
from referrals.hsds.shapes import shapes

_INTERFACE = {"openapi_url", "version"}


def read_members(members: list[Member]) -> Iterator[Found | Problem]:
    """Yield every record of every file; raises Refused for a file that is not JSON."""
    for member in members:
        if member.name.lower().endswith((".ndjson", ".jsonl")):
            for number, line in enumerate(member.text.splitlines(), 1):
                if line.strip():
                    tree = _parse(member.name, line, number)
                    yield from _records(tree, member.name, f"$[{number - 1}]")
        else:
            yield from _read_tree(_parse(member.name, member.text), member.name)


def _read_tree(tree: object, file: str) -> Iterator[Found | Problem]:
    if isinstance(tree, list):
        if not tree:
            yield Problem("no_records", file, stops=False)
        for place, record in enumerate(tree):
            yield from _records(record, file, f"$[{place}]")
    elif isinstance(tree, Mapping) and isinstance(tree.get("contents"), list):
        for place, record in enumerate(tree["contents"]):
            yield from _records(record, file, f"$.contents[{place}]")
    elif isinstance(tree, Mapping) and tree and all(str(key).endswith(".csv") for key in tree):
        yield from _tables(tree, file)
    elif isinstance(tree, Mapping) and tree.keys() >= _INTERFACE and "id" not in tree:
        yield Problem("says_nothing", file, stops=False)
    else:
        yield from _records(tree, file, "$")


def _records(record: object, file: str, path: str) -> Iterator[Found | Problem]:
    table = table_of(record, file) if isinstance(record, Mapping) else None
    if table is None or not isinstance(record, Mapping):
        lacks_id = isinstance(record, Mapping) and "name" in record
        right = "an id" if lacks_id else "an object with id and name"
        yield Problem("needed" if lacks_id else "not_hsds", file, "", right, path=path)
        return
    yield from take_apart(table, record, file, path)


def _tables(tree: Mapping[str, object], file: str) -> Iterator[Found | Problem]:
    """Read tables that were written as JSON: the name of each table's file -> its rows."""
    tables = {shape.file: table for table, shape in shapes().items()}
    for name, rows in tree.items():
        table = tables.get(name)
        if table is None or not isinstance(rows, list):
            yield Problem("unknown_table", file, name, path=f"$['{name}']", stops=False)
            continue
        for place, row in enumerate(rows):
            if isinstance(row, Mapping):
                values = {column: _as_text(table, column, row[column]) for column in row}
                yield Found(table, values, file, path=f"$['{name}'][{place}]")


def _as_text(table: str, column: str, value: object) -> object:
    """A table in JSON may hold numbers where HSDS wants a text, as an external identifier."""
    is_number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    wanted = shapes()[table].plain.get(column, {}).get("type")
    return str(value) if is_number and wanted == "string" else value


def _parse(file: str, text: str, line: int = 0) -> object:
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        at = line or error.lineno
        column = f"column {error.colno}"
        raise Refused(Problem("not_json", file, f"{error.msg}, {column}", line=at)) from error
    except (RecursionError, ValueError) as error:
        raise Refused(Problem("not_json", file, str(error)[:80], line=line)) from error


def _refuse_constant(name: str) -> object:
    raise ValueError(f"{name} is no number of JSON")
