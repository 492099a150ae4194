"""Takes records that lie in one another apart, row by row; it judges no value."""

from collections.abc import Iterator, Mapping

from referrals.hsds.found import Found
from referrals.hsds.problems import Problem
from referrals.hsds.shapes import Shape, owner_column, pointer, shapes

_DEEPEST = 12
_SIGNS = (
    ("location", frozenset({"location_type", "addresses", "latitude"})),
    ("service_at_location", frozenset({"location", "location_id"})),
    ("service", frozenset({"status", "service_at_locations", "application_process"})),
    (
        "organization",
        frozenset({"services", "organization_identifiers", "website", "programs", "locations"}),
    ),
    ("taxonomy_term", frozenset({"taxonomy_detail", "taxonomy", "term_uri", "parent_id"})),
    ("taxonomy", frozenset({"version", "taxonomy_terms"})),
)


def table_of(record: Mapping[str, object], file: str) -> str | None:
    """Return which table a record is of, by what it holds, else by the name of its file."""
    if "id" not in record:
        return None
    for table, signs in _SIGNS:
        if signs & record.keys():
            return table
    stem = file.lower().removeprefix("data_").replace("taxonomies", "taxonomy")
    named = [table for table in shapes() if stem.startswith(table)]
    if named:
        return max(named, key=len)
    return "organization" if "name" in record else None


def take_apart(
    table: str, record: Mapping[str, object], file: str, path: str
) -> Iterator[Found | Problem]:
    """Yield a record and all that lies in it, each with the ids of what it lies in."""
    yield from _walk(table, record, {}, file, path, 0)


def _walk(
    table: str,
    record: Mapping[str, object],
    owners: Mapping[str, object],
    file: str,
    path: str,
    depth: int,
) -> Iterator[Found | Problem]:
    shape = shapes()[table]
    if depth > _DEEPEST:
        yield Problem("not_of_type", file, "", "fewer records in one another", path=path)
        return
    values = _plain(shape, record)
    # What lies in a record is said of it, whatever it says itself.
    values = {**values, **owners} if pointer(table) else {**owners, **values}
    for name, (child, column) in shape.objects.items():
        inner = record.get(name)
        if inner is None:
            continue
        if not isinstance(inner, Mapping):
            yield Problem("not_of_type", file, str(inner)[:80], "an object", path=f"{path}.{name}")
            continue
        values[column] = values.get(column) or inner.get("id")
        yield from _walk(child, inner, {}, file, f"{path}.{name}", depth + 1)
    yield Found(table, values, file, path=path)
    for name, child in shape.lists.items():
        inner = record.get(name)
        if inner is None:
            continue
        if not isinstance(inner, list):
            yield Problem("not_of_type", file, str(inner)[:80], "a list", path=f"{path}.{name}")
            continue
        for place, part in enumerate(inner):
            where = f"{path}.{name}[{place}]"
            if not isinstance(part, Mapping):
                yield Problem("not_of_type", file, str(part)[:80], "an object", path=where)
                continue
            ids = _owners(table, child, record.get("id"))
            yield from _walk(child, part, ids, file, where, depth + 1)


def _owners(table: str, child: str, key: object) -> dict[str, object]:
    if columns := pointer(child):
        return {columns[0]: key, columns[1]: table}
    column = owner_column(table, child)
    return {column: key} if column else {}


def _plain(shape: Shape, record: Mapping[str, object]) -> dict[str, object]:
    inner = shape.lists.keys() | shape.objects.keys()
    return {name: v for name, v in record.items() if name not in inner and v is not None}
