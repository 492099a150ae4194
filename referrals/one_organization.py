"""Reads one organization with all that belongs to it; it reads no other, and changes nothing."""

from collections.abc import Iterable

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from referrals.model_terms import NEEDS, Taxonomy, TaxonomyTerm
from referrals.models import Location, Service
from referrals.records import TABLES, Records

_AT_ONCE = 500
_OWNERS = (
    ("organization_id", "organization"),
    ("service_id", "service"),
    ("service_at_location_id", "service_at_location"),
    ("location_id", "location"),
    ("contact_id", "contact"),
    ("phone_id", "phone"),
)
_PARTS = (
    *("organization_identifier", "program", "address", "accessibility", "contact", "phone"),
    *("language", "schedule", "service_area", "cost_option", "required_document"),
    *("service_capacity", "funding", "url"),
)


def read_organization(session: Session, key: str) -> Records:
    """Return the rows of an organization, its services, the places of both, and their parts.

    With them come the terms of legal problems. All tables are there; that of the organization is
    empty where there is none of that id.
    """
    records: Records = {name: {} for name in TABLES}
    _add(session, records, "organization", "id", [key])
    _add(session, records, "service", "organization_id", [key])
    _add(session, records, "location", "organization_id", [key])
    _add(session, records, "service_at_location", "service_id", records["service"])
    links = records["service_at_location"].values()
    _add(session, records, "location", "id", {str(link["location_id"]) for link in links})
    for table in _PARTS:
        for column, owner in _OWNERS:
            if column in TABLES[table].__table__.columns:
                _add(session, records, table, column, records[owner])
    owned = [key for rows in records.values() for key in rows]
    _add(session, records, "attribute", "link_id", owned)
    _add_needs(session, records)
    return records


def organization_of(session: Session, table: str, key: str) -> str | None:
    """Return the id of the organization that a service or location belongs to, else None."""
    model = Service if table == "service" else Location
    found: str | None = session.scalar(select(model.organization_id).where(model.id == key))
    if found is None and table == "location":
        link = TABLES["service_at_location"].__table__
        query = select(Service.organization_id).join(link, link.c.service_id == Service.id)
        found = session.scalar(query.where(link.c.location_id == key).order_by(Service.id))
    return found


def _add(
    session: Session, records: Records, table: str, column: str, values: Iterable[str]
) -> None:
    rows = TABLES[table].__table__
    wanted = sorted(values)
    for start in range(0, len(wanted), _AT_ONCE):
        query = select(rows).where(rows.c[column].in_(wanted[start : start + _AT_ONCE]))
        for row in session.execute(query).mappings():
            records[table][row["id"]] = dict(row)


def _add_needs(session: Session, records: Records) -> None:
    lists = Taxonomy.__table__
    for row in session.execute(select(lists).where(lists.c.name == NEEDS)).mappings():
        records["taxonomy"][row["id"]] = dict(row)
    terms = TaxonomyTerm.__table__
    mine = or_(terms.c.taxonomy == NEEDS, terms.c.taxonomy_id.in_(list(records["taxonomy"])))
    for row in session.execute(select(terms).where(mine)).mappings():
        records["taxonomy_term"][row["id"]] = dict(row)
