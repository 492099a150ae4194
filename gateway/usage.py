"""Counts what was said on a day, in which language and over which channel; it counts no people.

Counts are added up in memory and written every minute, so that not even the order of two replies
can be read from the store.
"""

import asyncio
import datetime
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Protocol

import structlog

from gateway.store import Counted, StoreUnavailable
from phrasebook.answers import topic_of

log = structlog.get_logger()

SECONDS_BETWEEN_WRITINGS = 60
DAYS_KEPT = 400

EVENTS: Mapping[str, tuple[str, str]] = {
    "fallback.first": ("fallback", "first"),
    "fallback.again": ("fallback", "again"),
    "fallback.third": ("fallback", "third"),
    "refer.unknown_place": ("fallback", "place"),
    "refer.unknown_zip": ("fallback", "zip"),
    "clarify.question": ("clarification", "topic"),
    "clarify.numbers": ("clarification", "section"),
    "refer.which_place": ("clarification", "place"),
    "refer.near": ("referral", "near"),
    "refer.state": ("gap", "state"),
    "refer.national": ("gap", "national"),
    "refer.nothing": ("gap", "nothing"),
    "refer.trouble": ("trouble", "directory"),
    "trouble.now": ("trouble", "now"),
}
"""What is counted of a reply besides its topics, by the id of a sentence: its kind and its name."""

OWN = "trouble.", "keyword."
"""How the ids begin of replies that are given without knowing the person's language for sure."""


class CountsPort(Protocol):
    """What is needed of the store."""

    async def add(self, counts: Mapping[Counted, int]) -> None: ...

    async def forget(self, before: datetime.date, blurred_before: datetime.date) -> None: ...

    async def between(
        self, first: datetime.date, last: datetime.date
    ) -> list[tuple[Counted, int | None]]: ...


class Usage:
    """Counts of today that are on their way to the store.

    The kinds: "turn" (its name is the channel), "topic" and "danger" (a topic), "site" (the key of
    a website), and those of EVENTS. `topics` are the ids of answers, `dangers` those with a number
    to call.
    """

    def __init__(
        self, store: CountsPort, topics: Collection[str], dangers: Collection[str]
    ) -> None:
        self._store, self._topics, self._dangers = store, topics, dangers
        self._counts: Counter[Counted] = Counter()
        self._tidied: datetime.date | None = None

    def note(self, channel: str, said: Sequence[str], language: str) -> None:
        """Count a reply by the ids that it says; a reply without words is not counted."""
        if not said:
            return
        day, tag = today(), "" if said[0].startswith(OWN) else language
        found = {("turn", channel), *self._things(said)}
        self._counts.update(Counted(day, kind, name, tag) for kind, name in found)

    def note_site(self, key: str) -> None:
        """Count a message that was written on a website."""
        self._counts.update([Counted(today(), "site", key, "")])

    def _things(self, said: Sequence[str]) -> Iterator[tuple[str, str]]:
        for identity in said:
            if identity in EVENTS:
                yield EVENTS[identity]
            elif identity in self._topics:
                yield "topic", topic_of(identity)
                if identity in self._dangers:
                    yield "danger", identity

    async def write(self) -> None:
        """Bring what was counted to the store; if it is down, keep it for the next time."""
        try:
            await self._add()
            await self._tidy()
        except StoreUnavailable as error:
            log.warning("usage.failed", reason=str(error))

    async def _add(self) -> None:
        counted, self._counts = self._counts, Counter()
        try:
            if counted:
                await self._store.add(counted)
        except StoreUnavailable:
            self._counts.update(counted)
            raise

    async def _tidy(self) -> None:
        """Once a day, remove what is older than DAYS_KEPT and small counts of days gone by."""
        day = today()
        if self._tidied != day:
            oldest = day - datetime.timedelta(days=DAYS_KEPT)
            await self._store.forget(oldest, day - datetime.timedelta(days=1))
            self._tidied = day

    async def keep_writing(self) -> None:
        """Write every minute until cancelled."""
        while True:
            await asyncio.sleep(SECONDS_BETWEEN_WRITINGS)
            await self.write()

    async def between(
        self, first: datetime.date, last: datetime.date
    ) -> list[tuple[Counted, int | None]]:
        """Return the counts of some days up to now, small ones as None; raise StoreUnavailable."""
        await self.write()
        return await self._store.between(first, last)


def today() -> datetime.date:
    """Return the day that is counted now, in UTC."""
    return datetime.datetime.now(datetime.UTC).date()
