"""What our own processes tell the admin: counts of days; it takes nothing about a person.

Answers on loopback alone, and only to who shows the key.
"""

import hmac
import uuid
from typing import Any

from flask import Flask, abort, jsonify, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFProtect
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from admin.process import database, now, process
from admin.roles import Access, grant
from referrals.history_models import NumberReport, ReferralCount
from referrals.models import Service

KEY_HEADER = "X-Internal-Key"
MOST_SERVICES = 20
_LOOPBACK = ("127.0.0.1", "::1")
_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-Ip")


def add_routes(app: Flask, csrf: CSRFProtect) -> None:
    """Add the three addresses; a form of a browser cannot send what they take."""
    app.add_url_rule("/health", view_func=grant(health, Access.ANYONE))
    for rule, view in (("/internal/reports", reports), ("/internal/referrals", referrals)):
        guarded = csrf.exempt(grant(view, Access.PROGRAM))
        app.add_url_rule(rule, view_func=guarded, methods=["POST"])


def health() -> ResponseReturnValue:
    """`GET /health`: 200 when the database answers, else an error."""
    database().execute(select(1))
    return jsonify({"status": "ok"})


def reports() -> ResponseReturnValue:
    """`POST /internal/reports` {"service_id": uuid}: its number did not work for somebody today."""
    given = _told()
    _count(NumberReport, _services([given.get("service_id")]))
    return "", 204


def referrals() -> ResponseReturnValue:
    """`POST /internal/referrals` {"service_ids": [uuid]}: they were given to somebody today."""
    given = _told().get("service_ids")
    if not isinstance(given, list) or not 1 <= len(given) <= MOST_SERVICES:
        abort(400)
    _count(ReferralCount, _services(given))
    return "", 204


def _told() -> dict[str, Any]:
    """Return the JSON object of a request that comes from this machine and shows the key."""
    came_through = any(name in request.headers for name in _FORWARDED)
    if came_through or request.remote_addr not in _LOOPBACK:
        abort(404)
    shown = request.headers.get(KEY_HEADER, "")
    if not hmac.compare_digest(shown.encode(), process().own.internal_key.encode()):
        abort(403)
    told = request.get_json(silent=True)
    if not isinstance(told, dict):
        abort(400)
    return told


def _services(given: list[Any]) -> list[str]:
    """Return the ids without repetition; 400 for what is no UUID, 404 for no service of ours."""
    try:
        wanted = {str(uuid.UUID(key)) for key in given if isinstance(key, str)}
    except ValueError:
        abort(400)
    if not wanted:
        abort(400)
    known = database().scalars(select(Service.id).where(Service.id.in_(wanted))).all()
    if set(known) != wanted:
        abort(404)
    return sorted(known)


def _count(table: type[NumberReport] | type[ReferralCount], services: list[str]) -> None:
    day = now().date()
    for service in services:
        if not _raised(table, service, day):
            try:
                with database().begin_nested():
                    row = {"service_id": service, "day": day, "times": 1}
                    settled = {"is_settled": False} if table is NumberReport else {}
                    database().execute(insert(table), row | settled)
            except IntegrityError:  # another request was first
                _raised(table, service, day)
    database().commit()


def _raised(table: type[NumberReport] | type[ReferralCount], service: str, day: Any) -> bool:
    values: dict[str, Any] = {"times": table.times + 1}
    if table is NumberReport:
        values |= {"is_settled": False, "settled_by": None}
    row = update(table).where(table.service_id == service, table.day == day)
    return bool(database().execute(row.values(values)).rowcount)  # type: ignore[attr-defined]
