"""Makes the columns of a table from one line of text, for migrations; it knows no table.

"name!" is a text that must be there, "day:date" a date, "service_id:id>service#" a reference with
an index, "email:s254!=" a unique text of 254 characters, "id:id*" the primary key.
"""

import re
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

_PART = re.compile(r"(\w+)(?::([a-z]+)([\d.]*))?(?:>(\w+))?([!#=*]*)")


def create(table: str, columns: str) -> None:
    """Create a table from the line that describes its columns."""
    op.create_table(table, *_columns(columns))


def _columns(line: str) -> Iterator[sa.Column[Any]]:
    for part in line.split():
        found = _PART.fullmatch(part)
        if found is None:
            raise ValueError(f"{part!r} describes no column")
        name, kind, size, target, marks = found.groups()
        references = [sa.ForeignKey(f"{target}.id")] if target else []
        yield sa.Column(
            name,
            _type(kind or "text", size or ""),
            *references,
            primary_key="*" in marks,
            nullable="!" not in marks and "*" not in marks,
            index="#" in marks or None,
            unique="=" in marks or None,
        )


def _type(kind: str, size: str) -> sa.types.TypeEngine[Any]:
    match kind:
        case "s":
            return sa.String(int(size))
        case "id":
            return sa.String(36)
        case "n":
            digits, places = size.split(".")
            return sa.Numeric(int(digits), int(places))
    kinds: dict[str, sa.types.TypeEngine[Any]] = {
        "text": sa.Text(),
        "int": sa.Integer(),
        "bool": sa.Boolean(),
        "date": sa.Date(),
        "time": sa.DateTime(timezone=True),
        "json": sa.JSON(),
        "bytes": sa.LargeBinary(),
    }
    return kinds[kind]
