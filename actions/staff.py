"""Tells staff, over the admin's door, which services were named and which number failed; never who.

What goes out is ids of the directory. The admin may be down: a person's reply never waits for it.
"""

import asyncio
import logging
from collections.abc import Iterable
from functools import cache
from typing import Any

import httpx

from actions.settings import Settings, read_settings

KEY_HEADER = "X-Internal-Key"
PATIENCE_SECONDS = 1.5
"""How long a person who reports a number waits to hear whether it was noted."""

log = logging.getLogger("actions")

_under_way: set[asyncio.Task[bool]] = set()


def can_tell_staff() -> bool:
    """Say whether this deployment has an admin that takes reports."""
    return _settings().can_tell_staff


async def report_number(service_id: str) -> bool:
    """Raise a service in the queue of staff because its number failed; tell whether it is noted."""
    return await _post("reports", {"service_id": service_id})


def count_referrals(service_ids: Iterable[str]) -> None:
    """Count that services were named to somebody, in the background; nothing comes of a failure."""
    ids = list(service_ids)
    if not ids or not can_tell_staff():
        return
    task = asyncio.create_task(_post("referrals", {"service_ids": ids}))
    _under_way.add(task)
    task.add_done_callback(_under_way.discard)


async def _post(path: str, body: dict[str, Any]) -> bool:
    settings = _settings()
    if not settings.can_tell_staff:
        return False
    headers = {KEY_HEADER: settings.internal_key}
    address = f"{settings.admin_url}/internal/{path}"
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            reply = await _client().post(address, json=body, headers=headers)
        reply.raise_for_status()
    except (httpx.HTTPError, httpx.InvalidURL, TimeoutError) as error:
        log.error("staff.unavailable %s", type(error).__name__)
        return False
    return reply.is_success


@cache
def _settings() -> Settings:
    return read_settings()


@cache
def _client() -> httpx.AsyncClient:
    """Return one client that keeps no connection and asks no proxy: the admin is on loopback."""
    return httpx.AsyncClient(
        limits=httpx.Limits(max_keepalive_connections=0),
        timeout=PATIENCE_SECONDS,
        trust_env=False,
    )
