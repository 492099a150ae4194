"""Knows the websites that carry the chat, a few seconds old at most; it decides nothing on them.

While the store is down the sites last known stay in use.
"""

import asyncio
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from typing import Any, Protocol

import structlog

from gateway.store import StoreUnavailable
from gateway.web.site import Site, from_row

log = structlog.get_logger()

SECONDS_KNOWN = 10.0
PATIENCE_SECONDS = 2.0
"""How long a request waits for a store that does not answer, where sites are known."""


class SitesPort(Protocol):
    """What is needed of the store."""

    async def all(self) -> list[dict[str, Any]]: ...

    async def put(self, row: Mapping[str, Any]) -> None: ...


class Sites:
    """The sites by their keys; `always` are there without being in the store."""

    def __init__(
        self,
        store: SitesPort,
        always: Iterable[Site] = (),
        clock: Callable[[], float] = time.monotonic,
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        self._store, self._clock, self._patience = store, clock, patience
        self._always = {site.key: site for site in always}
        self._known: dict[str, Site] | None = None
        self._until = 0.0
        self._asking = asyncio.Lock()

    async def get(self, key: str) -> Site | None:
        """Return a site, or None; raise StoreUnavailable while none was ever read."""
        return (await self.all()).get(key)

    async def all(self) -> Mapping[str, Site]:
        """Return every site by its key; raise StoreUnavailable while none was ever read."""
        async with self._asking:
            if self._clock() >= self._until:
                await self._ask()
        if self._known is None:
            raise StoreUnavailable("never read")
        return self._always | self._known

    async def put(self, site: Site) -> None:
        """Keep a site, known from now on; raise StoreUnavailable."""
        await self._store.put(asdict(site) | {n: list(getattr(site, n)) for n in _LISTS})
        async with self._asking:
            self._until = 0.0

    async def have_origin(self, origin: str) -> bool:
        """Tell whether some site has registered an origin, turned off or not."""
        return any(origin in site.origins for site in (await self.all()).values())

    async def _ask(self) -> None:
        try:
            async with asyncio.timeout(self._patience):
                rows = await self._store.all()
            self._known = {row["key"]: from_row(row) for row in rows}
        except (StoreUnavailable, TimeoutError) as error:
            log.warning("sites.failed", reason=type(error).__name__)
            if self._known is None and self._always:
                self._known = {}
        self._until = self._clock() + (0 if self._known is None else SECONDS_KNOWN)


_LISTS = ("origins", "starters")
