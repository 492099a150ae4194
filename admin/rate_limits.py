"""How often one address may try at the door; it keeps no address, only keyed hashes in memory."""

import hashlib
import hmac
import ipaddress
import secrets
from collections import OrderedDict, deque
from datetime import datetime, timedelta
from threading import Lock

TRIES = 20
WINDOW = timedelta(minutes=5)
_MOST_KEPT = 10_000


class Tries:
    """Counts tries in a sliding window; the key of the hashes dies with the process."""

    def __init__(self, tries: int = TRIES, window: timedelta = WINDOW) -> None:
        self._tries, self._window = tries, window
        self._key = secrets.token_bytes(32)
        self._seen: OrderedDict[bytes, deque[datetime]] = OrderedDict()
        self._lock = Lock()

    def wait(self, address: str, now: datetime) -> timedelta | None:
        """Count one try; return how long to wait where there were too many, else None.

        A try that has to wait is not counted, so that who waits gets in.
        """
        with self._lock:
            seen = self._seen.setdefault(self._mark(address), deque())
            self._seen.move_to_end(self._mark(address))
            while len(self._seen) > _MOST_KEPT:
                self._seen.popitem(last=False)
            while seen and now - seen[0] >= self._window:
                seen.popleft()
            if len(seen) >= self._tries:
                return seen[0] + self._window - now
            seen.append(now)
            return None

    def _mark(self, address: str) -> bytes:
        return hmac.new(self._key, _network(address).encode(), hashlib.sha256).digest()


def _network(address: str) -> str:
    """Return the address, of IPv6 the network of 64 bits that one household has."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if parsed.version == 6:
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
