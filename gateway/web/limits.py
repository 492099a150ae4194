"""Holds back who sends too much, by address and by site; it keeps no address.

What is counted is an HMAC of the address under a key that is made anew with each process and never
leaves its memory.
"""

import ipaddress
import math
import secrets
import time
from typing import NamedTuple

from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter

from gateway.pseudonym import pseudonym
from gateway.web.problems import Refused

PREFIX_OF_SIX = 64
"""Of an IPv6 address this many bits are counted: the rest is a household's to choose."""


class Allowed(NamedTuple):
    """How many messages are taken."""

    address_minute: int
    address_hour: int
    site_minute: int


class Limits:
    """What was sent in the last minute and hour, in memory."""

    def __init__(self, allowed: Allowed) -> None:
        self._key = secrets.token_hex(32)
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._of_address = (
            RateLimitItemPerMinute(allowed.address_minute),
            RateLimitItemPerHour(allowed.address_hour),
        )
        self._of_site = (RateLimitItemPerMinute(allowed.site_minute),)

    async def check_address(self, address: str, what: str) -> None:
        """Count a request from an address; raise Refused when there were too many of its kind."""
        await self._check(self._of_address, what, pseudonym(self._key, "address", _kept(address)))

    async def check_site(self, site: str) -> None:
        """Count a message on a site; raise Refused when there were too many."""
        await self._check(self._of_site, "site", site)

    async def _check(self, items: tuple[RateLimitItem, ...], *names: str) -> None:
        for item in items:
            if not await self._limiter.hit(item, *names):
                until = (await self._limiter.get_window_stats(item, *names)).reset_time
                seconds = max(1, math.ceil(until - time.time()))
                raise Refused("too_many", headers={"Retry-After": str(seconds)})


def _kept(address: str) -> str:
    """Return what of an address is counted; what is none counts as it is."""
    try:
        read = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(read, ipaddress.IPv6Address):
        if read.ipv4_mapped:
            return str(read.ipv4_mapped)
        return str(ipaddress.ip_network((read, PREFIX_OF_SIX), strict=False))
    return str(read)
