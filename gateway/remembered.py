"""Remembers a few things for a few minutes, in memory only."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable


class Remembered[Value]:
    """A mapping whose entries expire; the oldest leave first when it is full."""

    def __init__(self, seconds: float, most: int) -> None:
        self._seconds, self._most = seconds, most
        self._entries: OrderedDict[str, tuple[float, Value]] = OrderedDict()

    def get(self, key: str) -> Value | None:
        """Return the value, or None when it was never put or has expired."""
        self._expire()
        entry = self._entries.get(key)
        return entry[1] if entry else None

    def put(self, key: str, value: Value) -> None:
        """Remember the value from now on; call it inside a running event loop."""
        self._entries.pop(key, None)
        self._entries[key] = (time.monotonic() + self._seconds, value)
        self._expire()
        asyncio.get_running_loop().call_later(self._seconds + 1, self._expire)

    def drop(self, key: str) -> None:
        """Forget the value."""
        self._entries.pop(key, None)

    def drop_those(self, belong: Callable[[str], bool]) -> None:
        """Forget the values of all keys that belong."""
        for key in [key for key in self._entries if belong(key)]:
            del self._entries[key]

    def _expire(self) -> None:
        now = time.monotonic()
        while self._entries:
            until, _ = next(iter(self._entries.values()))
            if until > now and len(self._entries) <= self._most:
                return
            self._entries.popitem(last=False)
