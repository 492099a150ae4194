"""Knows which answers staff has taken out of service, a few seconds late; it takes none out itself.

An answer never waits long for it: while the directory does not answer, what was known last holds.
"""

import asyncio
import time
from functools import cache

from actions.directory import DirectoryUnavailable, labels_withdrawn
from phrasebook.answers import Answer

SECONDS_KNOWN = 5.0
PATIENCE_SECONDS = 0.5


class Withdrawals:
    """What is out of service; nothing until it is first asked for."""

    def __init__(self) -> None:
        self._labels: frozenset[str] = frozenset()
        self._known_until = 0.0
        self._asking: asyncio.Task[None] | None = None

    async def refresh(self) -> None:
        """Ask the directory, once in SECONDS_KNOWN; wait PATIENCE_SECONDS at most."""
        if time.monotonic() < self._known_until:
            return
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._ask())
        await asyncio.wait({self._asking}, timeout=PATIENCE_SECONDS)

    def has(self, answer: Answer) -> bool:
        """Say whether an answer is out of service, by staff or by the file that has it."""
        return bool(answer.withdrawn) or self.has_label(answer.id)

    def has_label(self, label: str) -> bool:
        """Say whether staff has taken the answer with this id out of service."""
        return label in self._labels

    async def _ask(self) -> None:
        try:
            self._labels = await labels_withdrawn()
        except DirectoryUnavailable:
            pass
        finally:
            self._known_until = time.monotonic() + SECONDS_KNOWN


@cache
def withdrawals() -> Withdrawals:
    """Return what this process knows."""
    return Withdrawals()
