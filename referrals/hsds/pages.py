"""The pages of the HSDS API: which records, in which order, how much of them; never a change."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from referrals.hsds.gathering import gather, load_plain, matches, read_hidden
from referrals.hsds.outgoing import choose
from referrals.hsds.trees import Tree, Trees
from referrals.model_terms import Attribute, Taxonomy, TaxonomyTerm
from referrals.models import Organization, Service, ServiceAtLocation
from referrals.records import Records

VERSION = "3.1"
_UP_FROM_SERVICE = ("service.organization_id", "service.program_id")


@dataclass(frozen=True)
class Wanted:
    """What is asked for; pages count from 1. A filter that a list does not know is left alone."""

    page: int = 1
    per_page: int = 50
    search: str = ""
    full: bool = False
    minimal: bool = False
    organization_id: str = ""
    taxonomy_term_id: str = ""
    taxonomy_id: str = ""
    parent_id: str = ""
    top_only: bool = False
    modified_after: datetime | None = None


def organizations(session: Session, wanted: Wanted) -> Tree:
    """Return a page of organizations; full ones with all their services."""
    query = select(Organization.id).order_by(Organization.name, Organization.id)
    if hidden := read_hidden(session)["organization"]:
        query = query.where(Organization.id.not_in(hidden))
    if wanted.search:
        query = query.where(matches("organization", wanted.search))
    if wanted.taxonomy_term_id or wanted.taxonomy_id:
        shown = select(Service.organization_id).where(Service.is_withheld.is_(False))
        shown = shown.where(Service.id.in_(_said_of("service", wanted)))
        mine = Organization.id.in_(_said_of("organization", wanted))
        query = query.where(mine | Organization.id.in_(shown))
    return _page(session, query, wanted, lambda keys: _organizations(session, keys, wanted.full))


def services(session: Session, wanted: Wanted) -> Tree:
    """Return a page of services with their organizations; full ones with all that is in them."""
    query = select(Service.id).order_by(Service.name, Service.id)
    query = query.where(Service.is_withheld.is_(False))
    if wanted.search:
        query = query.where(matches("service", wanted.search))
    if wanted.organization_id:
        query = query.where(Service.organization_id == wanted.organization_id)
    if wanted.taxonomy_term_id or wanted.taxonomy_id:
        query = query.where(Service.id.in_(_said_of("service", wanted)))
    if wanted.modified_after:
        query = query.where(Service.last_modified >= wanted.modified_after)
    return _page(session, query, wanted, lambda keys: _services(session, keys, wanted))


def service_at_locations(session: Session, wanted: Wanted) -> Tree:
    """Return a page of services at locations, each with both."""
    query = select(ServiceAtLocation.id).join(Service, Service.id == ServiceAtLocation.service_id)
    query = query.where(Service.is_withheld.is_(False)).order_by(ServiceAtLocation.id)
    if wanted.search:
        query = query.where(matches("service", wanted.search))
    if wanted.organization_id:
        query = query.where(Service.organization_id == wanted.organization_id)
    if wanted.taxonomy_term_id or wanted.taxonomy_id:
        query = query.where(Service.id.in_(_said_of("service", wanted)))
    return _page(session, query, wanted, lambda keys: _at_locations(session, keys, wanted.full))


def taxonomies(session: Session, wanted: Wanted) -> Tree:
    """Return a page of taxonomies."""
    query = select(Taxonomy.id).order_by(Taxonomy.name, Taxonomy.id)
    if wanted.search:
        query = query.where(matches("taxonomy", wanted.search))
    return _page(session, query, wanted, lambda keys: _records(session, "taxonomy", keys))


def taxonomy_terms(session: Session, wanted: Wanted) -> Tree:
    """Return a page of terms, each with its taxonomy."""
    query = select(TaxonomyTerm.id).order_by(TaxonomyTerm.code, TaxonomyTerm.id)
    if wanted.search:
        query = query.where(matches("taxonomy_term", wanted.search))
    if wanted.taxonomy_id:
        query = query.where(TaxonomyTerm.taxonomy_id == wanted.taxonomy_id)
    if wanted.parent_id:
        query = query.where(TaxonomyTerm.parent_id == wanted.parent_id)
    if wanted.top_only:
        query = query.where(TaxonomyTerm.parent_id.is_(None))
    return _page(session, query, wanted, lambda keys: _records(session, "taxonomy_term", keys))


def one(session: Session, table: str, key: str, with_services: bool = True) -> Tree | None:
    """Return one record in full, or None where there is none that may be shown."""
    if table in ("taxonomy", "taxonomy_term"):
        return next(iter(_records(session, table, [key])), None)
    if table == "organization":
        found = gather(session, organizations=[key])
    elif table == "service":
        found = gather(session, services=[key])
    else:
        at = session.get(ServiceAtLocation, key)
        found = gather(session, services=[at.service_id] if at else [])
    trees = _shown(session, found)
    return _tree(trees, table, key, with_services) if trees.holds(table, key) else None


def _tree(trees: Trees, table: str, key: str, with_services: bool) -> Tree:
    if table == "organization":
        return trees.organization(key, with_services)
    return trees.service(key) if table == "service" else trees.service_at_location(key)


def _page(
    session: Session,
    query: Select[str],
    wanted: Wanted,
    show: Callable[[list[str]], list[Tree]],
) -> Tree:
    total = session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    pages = max(1, -(-total // wanted.per_page))
    start = (wanted.page - 1) * wanted.per_page
    keys = list(session.scalars(query.offset(start).limit(wanted.per_page)))
    contents = show(keys)
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": wanted.page,
        "size": len(contents),
        "first_page": wanted.page == 1,
        "last_page": wanted.page >= pages,
        "empty": not contents,
        "contents": contents,
    }


def _organizations(session: Session, keys: list[str], full: bool) -> list[Tree]:
    if full:
        trees = _shown(session, gather(session, organizations=keys))
        return [trees.organization(key) for key in keys]
    trees = _shown(session, load_plain(session, "organization", keys))
    return [trees.plain("organization", key) for key in keys]


def _services(session: Session, keys: list[str], wanted: Wanted) -> list[Tree]:
    if wanted.full and not wanted.minimal:
        trees = _shown(session, gather(session, services=keys))
        return [trees.service(key) for key in keys]
    rows = load_plain(session, "service", keys, *_UP_FROM_SERVICE)
    trees = _shown(session, rows)
    if wanted.minimal:
        names = ("id", "name", "status", "last_modified")
        plain = (trees.plain("service", key) for key in keys)
        return [{name: one[name] for name in names if name in one} for one in plain]
    return [_service(trees, rows, key) for key in keys]


def _service(trees: Trees, rows: Records, key: str) -> Tree:
    row = rows["service"][key]
    tree = trees.plain("service", key)
    tree["organization"] = trees.plain("organization", str(row["organization_id"]))
    if trees.holds("program", str(row["program_id"])):
        tree["program"] = trees.plain("program", str(row["program_id"]))
    return tree


def _at_locations(session: Session, keys: list[str], full: bool) -> list[Tree]:
    up = ("service_at_location.service_id", "service_at_location.location_id", *_UP_FROM_SERVICE)
    rows = load_plain(session, "service_at_location", keys, *up)
    if full:
        trees = _shown(session, gather(session, services=rows["service"]))
        return [trees.service_at_location(key) for key in keys]
    trees = _shown(session, rows)
    shown = []
    for key in keys:
        row = rows["service_at_location"][key]
        tree = trees.plain("service_at_location", key)
        tree["location"] = trees.plain("location", str(row["location_id"]))
        tree["service"] = _service(trees, rows, str(row["service_id"]))
        shown.append(tree)
    return shown


def _records(session: Session, table: str, keys: list[str]) -> list[Tree]:
    up = ("taxonomy_term.taxonomy_id",) if table == "taxonomy_term" else ()
    rows = load_plain(session, table, keys, *up)
    trees = _shown(session, rows)
    return [trees.record(table, key) for key in keys if key in rows[table]]


def _shown(session: Session, rows: Records) -> Trees:
    return Trees(choose(rows, (), hidden=read_hidden(session)))


def _said_of(table: str, wanted: Wanted) -> Select[str]:
    query = select(Attribute.link_id).where(Attribute.link_entity == table)
    if wanted.taxonomy_term_id:
        query = query.where(Attribute.taxonomy_term_id == wanted.taxonomy_term_id)
    if wanted.taxonomy_id:
        terms = select(TaxonomyTerm.id).where(TaxonomyTerm.taxonomy_id == wanted.taxonomy_id)
        query = query.where(Attribute.taxonomy_term_id.in_(terms))
    return query
