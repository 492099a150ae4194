"""How records of HSDS lie in one another, read from its own schemas; it checks no record."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012
from sqlalchemy import Table as SqlTable

from referrals.history_models import Change
from referrals.records import TABLES

FOLDER = Path(__file__).parents[2] / "data" / "hsds"
"""The schemas of HSDS 3.1, kept as Open Referral publishes them."""

METADATA = "metadata"
HISTORY_OWN = frozenset({"change_set_id", "position"})
"""Columns of `metadata` that are of this directory alone: no file holds or brings them."""

_MORE_LISTS = {
    "organization": {"services": "service"},
    "taxonomy": {"taxonomy_terms": "taxonomy_term"},
}
_MORE_OBJECTS = {"service_at_location": {"service": ("service", "service_id")}}
_COLUMN_OF_OBJECT = {"taxonomy_detail": "taxonomy_id"}


@dataclass(frozen=True)
class Shape:
    """One table: its plain properties, the lists of other records in it, and single records.

    `lists` maps a property to the table of its records; `objects` a property to the table and
    the column here that holds the record's id.
    """

    table: str
    file: str
    plain: Mapping[str, Mapping[str, Any]]
    needed: tuple[str, ...]
    lists: Mapping[str, str]
    objects: Mapping[str, tuple[str, str]]

    def flat_schema(self) -> dict[str, Any]:
        """Return the schema of a row by itself."""
        return {"type": "object", "properties": dict(self.plain), "required": list(self.needed)}


@cache
def shapes() -> Mapping[str, Shape]:
    """Return the shape of every table of HSDS."""
    return {name: _shape(name, schema) for name, schema in _schemas().items()}


@cache
def validator(table: str) -> Draft202012Validator:
    """Return what checks a whole record of a table, all that lies in it included."""
    pairs = [
        (f"{name}.json", Resource.from_contents(schema, default_specification=DRAFT202012))
        for name, schema in _schemas().items()
    ]
    registry: Registry[Any] = Registry().with_resources(pairs)
    return Draft202012Validator(
        {"$ref": f"{table}.json"},
        registry=registry,
        format_checker=Draft202012Validator.FORMAT_CHECKER,
    )


@cache
def row_validator(table: str) -> Draft202012Validator:
    """Return what checks the plain values of one row."""
    return Draft202012Validator(
        shapes()[table].flat_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER
    )


def columns_of(table: str) -> SqlTable:
    """Return the database's table of that name."""
    found = Change.__table__ if table == METADATA else TABLES[table].__table__
    return cast(SqlTable, found)


@cache
def references(table: str) -> Mapping[str, str]:
    """Return the columns of a table that hold ids of other records, and of which table."""
    return {
        column.name: key.column.table.name
        for column in columns_of(table).columns
        for key in column.foreign_keys
        if key.column.table.name in TABLES
    }


def pointer(table: str) -> tuple[str, str] | None:
    """Return the columns that name a record of any table, and which table, where there are."""
    return {
        "attribute": ("link_id", "link_entity"),
        METADATA: ("resource_id", "resource_type"),
    }.get(table)


@cache
def owner_column(parent: str, child: str) -> str:
    """Return the column of a child that names its parent; "" where any table can be its parent."""
    return f"{parent}_id" if f"{parent}_id" in columns_of(child).columns else ""


@cache
def _schemas() -> Mapping[str, dict[str, Any]]:
    return {
        path.stem: json.loads(path.read_text(encoding="utf-8"))
        for path in sorted((FOLDER / "schema").glob("*.json"))
    }


def _shape(table: str, schema: Mapping[str, Any]) -> Shape:
    plain, lists, objects = {}, dict(_MORE_LISTS.get(table, {})), {}
    for name, said in schema["properties"].items():
        if said.get("type") == "array":
            lists[name] = said["items"]["$ref"].removesuffix(".json")
        elif "$ref" in said:
            column = _COLUMN_OF_OBJECT.get(name, f"{name}_id")
            objects[name] = (said["$ref"].removesuffix(".json"), column)
        else:
            plain[name] = said
    needed = tuple(name for name in schema.get("required", ()) if name in plain)
    more = _MORE_OBJECTS.get(table, {})
    return Shape(table, schema["path"], plain, needed, lists, objects | more)
