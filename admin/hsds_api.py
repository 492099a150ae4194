"""The directory for partners, as the read-only API of HSDS 3.1; it changes nothing, asks no name.

It has what the bot gives to people anyway, and never a note of staff or what staff withheld.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from http import HTTPStatus

from flask import Blueprint, Response, json, request
from sqlalchemy import Engine
from sqlalchemy.orm import Session
from werkzeug.exceptions import HTTPException

from referrals.hsds import pages
from referrals.hsds.pages import Wanted

MOST_PER_PAGE = 500
MOST_FULL_PER_PAGE = 50
_MOST_PAGE = 1_000_000
_OPENAPI = "https://raw.githubusercontent.com/openreferral/specification/3.1/schema/openapi.json"
_PROFILE = "https://docs.openreferral.org/en/3.1/"
_NOT_SERVED = ("postcode", "proximity", "postcode_type")
_TRUE = {"true": True, "1": True, "": True, "false": False, "0": False}

type List = Callable[[Session, Wanted], dict[str, object]]

_LISTS: Mapping[str, List] = {
    "organizations": pages.organizations,
    "services": pages.services,
    "service_at_locations": pages.service_at_locations,
    "taxonomies": pages.taxonomies,
    "taxonomy_terms": pages.taxonomy_terms,
}
_TABLES = {
    "organizations": "organization",
    "services": "service",
    "service_at_locations": "service_at_location",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}


class BadQuery(ValueError):
    """A parameter that cannot be followed; the message says which, and what would be right."""


def blueprint(engine: Engine) -> Blueprint:
    """Return the pages below /hsds/. Register them only where the setting HSDS_API is on."""
    api = Blueprint("hsds_api", __name__, url_prefix="/hsds")

    @api.get("/")
    def root() -> Response:
        return _answer({"version": pages.VERSION, "profile": _PROFILE, "openapi_url": _OPENAPI})

    @api.get("/<any(organizations,services,service_at_locations,taxonomies,taxonomy_terms):kind>")
    def records(kind: str) -> Response:
        wanted = _wanted(request.args)
        with Session(engine) as session:
            return _answer(_LISTS[kind](session, wanted))

    @api.get(
        "/<any(organizations,services,service_at_locations,taxonomies,taxonomy_terms):kind>/<key>"
    )
    def record(kind: str, key: str) -> Response:
        with_services = _flag(request.args, "full_service", True)
        with Session(engine) as session:
            found = pages.one(session, _TABLES[kind], key.lower(), with_services)
        if found is None:
            return _problem(HTTPStatus.NOT_FOUND, f"There is no such record among {kind}.")
        return _answer(found)

    @api.get("/<path:rest>")
    def nothing(rest: str) -> Response:
        return _problem(HTTPStatus.NOT_FOUND, "See /hsds/ for what there is.")

    @api.errorhandler(BadQuery)
    def bad_query(error: BadQuery) -> Response:
        return _problem(HTTPStatus.BAD_REQUEST, str(error))

    @api.errorhandler(HTTPException)
    def refused(error: HTTPException) -> Response:
        return _problem(HTTPStatus(error.code or 500), error.description or "")

    return api


def _wanted(given: Mapping[str, str]) -> Wanted:
    for name in _NOT_SERVED:
        if name in given:
            raise BadQuery(f"{name} is not served here; leave it out and choose among all.")
    if given.get("format", "json") != "json":
        raise BadQuery("format has to be json.")
    full = _flag(given, "full") or _flag(given, "full_service")
    most = MOST_FULL_PER_PAGE if full else MOST_PER_PAGE
    return Wanted(
        page=_number(given, "page", 1, _MOST_PAGE),
        per_page=_number(given, "per_page", min(50, most), most),
        search=given.get("search", "")[:200],
        full=full,
        minimal=_flag(given, "minimal"),
        organization_id=given.get("organization_id", "").lower(),
        taxonomy_term_id=given.get("taxonomy_term_id", "").lower(),
        taxonomy_id=given.get("taxonomy_id", "").lower(),
        parent_id=given.get("parent_id", "").lower(),
        top_only=_flag(given, "top_only"),
        modified_after=_moment(given, "modified_after"),
    )


def _number(given: Mapping[str, str], name: str, usual: int, most: int) -> int:
    text = given.get(name, str(usual))
    if not (text.isascii() and text.isdecimal() and len(text) < 10 and 1 <= int(text) <= most):
        raise BadQuery(f"{name} has to be a whole number from 1 to {most}.")
    return int(text)


def _flag(given: Mapping[str, str], name: str, usual: bool = False) -> bool:
    if name not in given:
        return usual
    found = _TRUE.get(given[name].lower())
    if found is None:
        raise BadQuery(f"{name} has to be true or false.")
    return found


def _moment(given: Mapping[str, str], name: str) -> datetime | None:
    if not given.get(name):
        return None
    try:
        found = datetime.fromisoformat(given[name].replace(" ", "+"))
    except ValueError:
        raise BadQuery(f"{name} has to be a time such as 2026-03-31T09:00:00Z.") from None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)


def _answer(tree: Mapping[str, object]) -> Response:
    return Response(json.dumps(tree, ensure_ascii=False), mimetype="application/json")


def _problem(status: HTTPStatus, detail: str) -> Response:
    """Return an error as RFC 9457 has it."""
    said = {"type": "about:blank", "title": status.phrase, "status": status, "detail": detail}
    return Response(json.dumps(said), status, mimetype="application/problem+json")
