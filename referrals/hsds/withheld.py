"""What staff withheld, with all that belongs to it alone, taken out of rows; it reads nothing."""

from collections.abc import Mapping

from referrals.hsds.shapes import pointer, references
from referrals.records import TABLES, Records, Row

type Hidden = Mapping[str, set[str]]
"""Table -> ids that nobody but staff may see."""

_STANDS_ALONE = frozenset(
    {"organization", "location", "service", "taxonomy", "taxonomy_term", "unit"}
)


def find_hidden(records: Records) -> Hidden:
    """Return the withheld services, organizations that give nothing else, and their places.

    A place is hidden where a withheld service is given, or where such an organization has it,
    unless a service that is not withheld is given there too. An organization without any service
    is not hidden: staff withheld nothing of it.
    """
    services = records.get("service", {})
    withheld = {key for key, row in services.items() if row.get("is_withheld")}
    offering = {str(row["organization_id"]) for k, row in services.items() if k not in withheld}
    organizations = {str(services[key]["organization_id"]) for key in withheld} - offering
    links = records.get("service_at_location", {}).values()
    used = {str(row["location_id"]) for row in links if row["service_id"] not in withheld}
    secret = {str(row["location_id"]) for row in links if row["service_id"] in withheld}
    for key, row in records.get("location", {}).items():
        if row.get("organization_id") in organizations:
            secret.add(key)
    return {"service": withheld, "organization": organizations, "location": secret - used}


def without_hidden(records: Records, hidden: Hidden) -> Records:
    """Return the rows without hidden ones, what belongs to them alone, and references to either."""
    gone = {table: set(hidden.get(table, ())) for table in TABLES}
    shown = {
        table: {key: row for key, row in records.get(table, {}).items() if key not in gone[table]}
        for table in TABLES
    }
    if not any(gone.values()):
        return shown
    again = True
    while again:
        again = False
        for table in TABLES:
            if table in _STANDS_ALONE:
                continue
            for key in [k for k, row in shown[table].items() if _belongs_to(gone, table, row)]:
                del shown[table][key]
                gone[table].add(key)
                again = True
    return {
        table: {key: _unlinked(gone, table, row) for key, row in rows.items()}
        for table, rows in shown.items()
    }


def _belongs_to(gone: Hidden, table: str, row: Row) -> bool:
    """Say whether all that a row belongs to is gone; a link between two goes with either."""
    if columns := pointer(table):
        return row[columns[0]] in gone.get(str(row[columns[1]]), ())
    owners = [row[name] in gone[to] for name, to in references(table).items() if row.get(name)]
    return any(owners) if table == "service_at_location" else bool(owners) and all(owners)


def _unlinked(gone: Hidden, table: str, row: Row) -> Row:
    lost = [name for name, to in references(table).items() if row.get(name) in gone[to]]
    return {**row, **dict.fromkeys(lost)} if lost else row
