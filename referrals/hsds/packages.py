"""The description of a tabular package, made from the schemas of HSDS; it holds no records.

`python -m referrals.hsds.packages` writes data/hsds/datapackage.json anew.
"""

import json
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, Integer, Numeric

from referrals.hsds.shapes import FOLDER, columns_of, references, shapes

_LICENCE = {
    "name": "CC-BY-SA-4.0",
    "title": "Creative Commons Attribution-ShareAlike 4.0",
    "path": "https://creativecommons.org/licenses/by-sa/4.0/",
}
_KEPT = ("name", "title", "description", "format", "example")


def describe(columns: dict[str, list[str]]) -> dict[str, Any]:
    """Return datapackage.json for tables with these columns: table -> names, in their order.

    It differs from the published one where that is wrong: every table has all its columns, `url`
    its foreign keys, and neither a program's organization nor a term's code has to be unique.
    """
    return {
        "name": "human_services_data",
        "title": "Human Services Data Specification",
        "profile": "tabular-data-package",
        "version": "3.1",
        "homepage": "https://docs.openreferral.org",
        "description_licenses": [_LICENCE],
        "resources": [_resource(table, names) for table, names in columns.items()],
    }


def official() -> str:
    """Return the text of data/hsds/datapackage.json: the tables with the columns of HSDS alone."""
    columns = {table: list(shape.plain) for table, shape in shapes().items()}
    return json.dumps(describe(columns), ensure_ascii=False, indent=1) + "\n"


def _resource(table: str, names: list[str]) -> dict[str, Any]:
    keys = [
        {"fields": column, "reference": {"resource": "" if to == table else to, "fields": "id"}}
        for column, to in references(table).items()
    ]
    schema: dict[str, Any] = {
        "primaryKey": "id",
        "fields": [_field(table, name) for name in names],
    }
    return {
        "name": table,
        "path": shapes()[table].file,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "profile": "tabular-data-resource",
        "schema": schema | ({"foreignKeys": keys} if keys else {}),
    }


def _field(table: str, name: str) -> dict[str, Any]:
    shape = shapes()[table]
    said = shape.plain.get(name)
    if said is None:
        column = columns_of(table).columns.get(name)
        return {"name": name, "type": "string" if column is None else _kind(column)}
    field: dict[str, Any] = {key: said[key] for key in _KEPT if key in said}
    kind = said.get("datapackage_type", said["type"])
    if said.get("format") == "date-time":
        kind = "datetime"
        field.pop("format")
    if kind in ("datetime", "time"):
        field["format"] = "any"
    constraints: dict[str, Any] = {"required": name in shape.needed, "unique": name == "id"}
    if "enum" in said:
        constraints["enum"] = said["enum"]
    return {**field, "type": kind, "constraints": constraints}


def _kind(column: Column[Any]) -> str:
    kinds: tuple[tuple[type, str], ...] = (
        (Boolean, "boolean"),
        (JSON, "object"),
        (Integer, "integer"),
        (Numeric, "number"),
        (Date, "date"),
    )
    if column.name == "kept_fields":
        return "array"
    return next((name for kind, name in kinds if isinstance(column.type, kind)), "string")


if __name__ == "__main__":
    (FOLDER / "datapackage.json").write_text(official(), encoding="utf-8")
