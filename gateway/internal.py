"""Tells the admin on this machine how much the service is used; to everybody else it is not there.

It tells counts of days and takes nothing.
"""

import datetime
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from gateway.own_processes import is_own
from gateway.store import FEWEST, Counted, StoreUnavailable
from gateway.usage import DAYS_KEPT, Usage, today

DAYS_TOLD = 30
"""How many days up to `to` are told when `from` is not given."""


class UsagePage:
    """`GET /internal/usage?from=2026-01-01&to=2026-01-31`, both days included.

    JSON: {"from": day, "to": day, "fewest": FEWEST, "counts": [{"day", "kind", "name", "language",
    "times"}]}. `times` is a number, or "<5" for fewer than FEWEST: so few may be one person.
    404 without the key, 503 when the store is down, 400 for days that are none or more than
    DAYS_KEPT apart.
    """

    def __init__(self, usage: Usage, key: str) -> None:
        self._usage, self._key = usage, key

    async def __call__(self, request: Request) -> Response:
        if not is_own(request, self._key):
            raise HTTPException(404)
        try:
            first, last = _days(request)
        except (ValueError, OverflowError):
            return JSONResponse({"wrong": ["from", "to"]}, status_code=400)
        try:
            counts = await self._usage.between(first, last)
        except StoreUnavailable:
            return JSONResponse({"missing": ["store"]}, status_code=503)
        return JSONResponse(
            {
                "from": first.isoformat(),
                "to": last.isoformat(),
                "fewest": FEWEST,
                "counts": [_row(counted, times) for counted, times in counts],
            },
            headers={"Cache-Control": "no-store"},
        )


def _days(request: Request) -> tuple[datetime.date, datetime.date]:
    """Return the days that are asked for; raise ValueError or OverflowError if they are none."""
    asked = request.query_params
    last = datetime.date.fromisoformat(asked["to"]) if "to" in asked else today()
    before = last - datetime.timedelta(days=DAYS_TOLD - 1)
    first = datetime.date.fromisoformat(asked["from"]) if "from" in asked else before
    if not datetime.timedelta(0) <= last - first <= datetime.timedelta(days=DAYS_KEPT):
        raise ValueError
    return first, last


def _row(counted: Counted, times: int | None) -> dict[str, Any]:
    told = f"<{FEWEST}" if times is None else times
    return counted._asdict() | {"day": counted.day.isoformat(), "times": told}
