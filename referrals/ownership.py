"""Says whose a record is: of a public source, or kept by staff; it is pure."""

from collections.abc import Iterable, Iterator

from referrals.records import Records, Row

type Key = tuple[str, str]

_OWNERS = (
    ("service_at_location_id", "service_at_location"),
    ("service_id", "service"),
    ("contact_id", "contact"),
    ("phone_id", "phone"),
    ("location_id", "location"),
    ("organization_id", "organization"),
)
_STAND_ALONE = frozenset({"organization", "location", "service"})


def of_sources(records: Records, sources: Iterable[str]) -> Iterator[Key]:
    """Yield each record that comes from one of the sources, and all that belongs to such a one."""
    wanted = set(sources)
    for table, rows in records.items():
        for key, row in rows.items():
            owner = row if "source_date" in row else owner_of(records, table, row)
            if owner and owner.get("source") in wanted:
                yield table, key


def kept_by_staff(records: Records) -> set[Key]:
    """Return what a refresh leaves alone: verified services, where and by whom they are given."""
    kept: set[Key] = set()
    for key, service in records.get("service", {}).items():
        if service["assured_date"] is not None:
            kept |= {("service", key), ("organization", str(service["organization_id"]))}
    for key, link in records.get("service_at_location", {}).items():
        if ("service", link["service_id"]) in kept:
            kept |= {("service_at_location", key), ("location", str(link["location_id"]))}
    parts = {
        (table, key)
        for table, rows in records.items()
        if table not in _STAND_ALONE
        for key, row in rows.items()
        if _owner_key(row) in kept
    }
    return kept | parts


def owner_of(records: Records, table: str, row: Row) -> Row | None:
    """Return the record that a part belongs to, the nearest one."""
    if table == "attribute":
        found = (str(row["link_entity"]), str(row["link_id"]))
    else:
        found = _owner_key(row)
    return records.get(found[0], {}).get(found[1])


def _owner_key(row: Row) -> Key:
    if row.get("link_entity"):
        return str(row["link_entity"]), str(row["link_id"])
    for column, table in _OWNERS:
        if row.get(column):
            return table, str(row[column])
    return "", ""
