"""Writes the directory as HSDS 3.1, JSON or tables; it decides nothing about what may leave."""

import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping

from referrals.hsds.cells import guard, write_sheet
from referrals.hsds.found import AS_WRITTEN, MARKS, NOT_KNOWN
from referrals.hsds.outgoing import Outgoing, columns_to_write, to_properties
from referrals.hsds.packages import describe
from referrals.hsds.shapes import METADATA, shapes
from referrals.hsds.trees import Tree, Trees
from referrals.records import Row

_DAY = (1980, 1, 1, 0, 0, 0)  # of every file in an archive: equal content, equal bytes
_IN_FILES = {
    "taxonomy": "taxonomies.json",
    "taxonomy_term": "taxonomy_terms.json",
    "unit": "units.json",
    "meta_table_description": "meta_table_descriptions.json",
}


def write_organizations(outgoing: Outgoing) -> bytes:
    """Return one JSON list of organization_full, each with all its services."""
    trees = Trees(outgoing)
    keys = sorted(outgoing.records["organization"])
    return _json_list(trees.organization(key) for key in keys)


def write_json(outgoing: Outgoing) -> bytes:
    """Return a zip archive of JSON lists.

    organizations.json and services.json hold full objects; the other files what lies in none of
    them, and taxonomies with their terms.
    """
    trees = Trees(outgoing)
    bare = Trees(Outgoing(outgoing.records, (), outgoing.with_notes))
    rows = outgoing.records
    files = {
        "organizations.json": _json_list(
            trees.organization(key) for key in sorted(rows["organization"])
        ),
        "services.json": _json_list(bare.service(key) for key in sorted(rows["service"])),
        "locations.json": _json_list(
            trees.record("location", key)
            for key, row in sorted(rows["location"].items())
            if row.get("organization_id") is None
        ),
    }
    for table, name in _IN_FILES.items():
        files[name] = _json_list(trees.record(table, key) for key in sorted(rows[table]))
    files["metadata.json"] = _json_list(
        to_properties(METADATA, row, outgoing.with_notes)
        for row in outgoing.history
        if str(row["id"]) not in trees.told
    )
    empty = _json_list(())
    return _zip({k: v for k, v in files.items() if v != empty or k == "organizations.json"})


def write_tabular(outgoing: Outgoing) -> bytes:
    """Return a tabular package: a zip archive of datapackage.json and one CSV a table."""
    files: dict[str, bytes] = {}
    columns: dict[str, list[str]] = {}
    for table, shape in shapes().items():
        rows = outgoing.history if table == METADATA else outgoing.records[table].values()
        names, text = _sheet(table, rows, outgoing.with_notes)
        columns[table] = names
        files[shape.file] = text.encode()
    package = json.dumps(describe(columns), ensure_ascii=False, indent=1)
    return _zip({"datapackage.json": package.encode(), **files})


def _sheet(table: str, rows: Iterable[Row], with_notes: bool) -> tuple[list[str], str]:
    said = [to_properties(table, row, with_notes) for row in rows]
    said.sort(key=lambda one: str(one["id"]))
    more = {name for one in said for name in one if name.endswith(AS_WRITTEN)}
    names = columns_to_write(table, with_notes) + sorted(more)
    names += [MARKS[table][0]] if table in MARKS else []
    return names, write_sheet(names, ([_cell(table, name, one) for name in names] for one in said))


def _cell(table: str, name: str, said: Mapping[str, object]) -> str:
    value = said.get(name)
    if value is None or value == "":
        return NOT_KNOWN if name in shapes()[table].needed else ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)  # a number is no formula, whatever it begins with
    if isinstance(value, dict | list):
        value = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return guard(str(value))


def _json_list(trees: Iterable[Tree]) -> bytes:
    return "".join(_pieces(trees)).encode()


def _pieces(trees: Iterable[Tree]) -> Iterator[str]:
    mark = "["
    for tree in trees:
        yield mark + "\n" + json.dumps(tree, ensure_ascii=False)
        mark = ","
    yield "\n]\n" if mark == "," else "[]\n"


def _zip(files: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, _DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return made.getvalue()
