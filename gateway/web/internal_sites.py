"""Tells the admin on this machine which sites carry the chat, and takes a new or a changed one.

To everybody else it is not there. What visitors do is told as a count of thirty days.
"""

import datetime
from collections.abc import Collection

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from gateway.own_processes import is_own
from gateway.store import FEWEST, StoreUnavailable
from gateway.usage import Usage, today
from gateway.web.site_rules import InvalidSite, read_site
from gateway.web.sites import Sites

DAYS_TOLD = 30


class SitesPages:
    """`GET /internal/sites` and `PUT /internal/sites/<key>`.

    GET tells {"sites": [...], "base_url": address}; each site has "messages_30_days", a number or
    "<5". PUT takes a whole site and answers with it, or 400 {"wrong": {field: code}}. 404 without
    the key, 503 when the store is down.
    """

    def __init__(
        self, sites: Sites, usage: Usage, key: str, base_url: str, starters: Collection[str]
    ) -> None:
        self._sites, self._usage, self._key = sites, usage, key
        self._base_url, self._starters = base_url.rstrip("/"), starters

    async def list(self, request: Request) -> Response:
        """Answer GET."""
        self._check(request)
        try:
            counts = await self._messages()
            sites = (await self._sites.all()).values()
        except StoreUnavailable:
            return _store_is_down()
        told = [site.to_json() | {"messages_30_days": counts.get(site.key, 0)} for site in sites]
        answer = {"sites": told, "base_url": self._base_url}
        return JSONResponse(answer, headers={"Cache-Control": "no-store"})

    async def put(self, request: Request) -> Response:
        """Answer PUT."""
        self._check(request)
        try:
            told = await request.json()
        except ValueError:
            told = None
        try:
            known = await self._sites.all()
            site = read_site(request.path_params["key"], told, self._starters, known)
            await self._sites.put(site)
        except InvalidSite as problem:
            return JSONResponse({"wrong": problem.wrong}, status_code=400)
        except StoreUnavailable:
            return _store_is_down()
        return JSONResponse(site.to_json())

    def _check(self, request: Request) -> None:
        if not is_own(request, self._key):
            raise HTTPException(404)

    async def _messages(self) -> dict[str, int | str]:
        """Return the messages of each site; of days with fewer than FEWEST nobody is told."""
        last = today()
        counts = await self._usage.between(last - datetime.timedelta(days=DAYS_TOLD - 1), last)
        found: dict[str, int] = {}
        for counted, times in counts:
            if counted.kind == "site":
                found[counted.name] = found.get(counted.name, 0) + (times or 0)
        return {key: times or f"<{FEWEST}" for key, times in found.items()}


def _store_is_down() -> Response:
    return JSONResponse({"missing": ["store"]}, status_code=503)
