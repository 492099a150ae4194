"""Stand-ins at the ports of a turn, which record what they were asked."""

import asyncio
import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import httpx
from starlette.applications import Starlette

from gateway.bot import BotUnavailable
from gateway.pin import Pin
from gateway.sms.keywords import Keywords
from gateway.store import Counted, StoreUnavailable
from gateway.turn import Inbound, Turns
from gateway.usage import Usage
from phrasebook.speech import Speech
from phrasebook.utterance import Utterance

ROOT = Path(__file__).parents[2]
PERSON = "5eed" * 8
SAID = (Utterance("door_home", "es"), Utterance("hint.more_sources", "es"))


@cache
def speech() -> Speech:
    """Return the shipped words, loaded once."""
    return Speech(ROOT)


@dataclass
class FakeBot:
    """Says `says`, or fails with `fails`, after `seconds`."""

    says: Sequence[Utterance] = SAID
    fails: str = ""
    seconds: float = 0.0
    asked: list[tuple[str, str]] = field(default_factory=list)
    pins: list[Pin | None] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    erased: list[str] = field(default_factory=list)
    running: list[str] = field(default_factory=list)
    ran_beside: set[tuple[str, ...]] = field(default_factory=set)

    async def ask(
        self, conversation: str, text: str, pin: Pin | None = None, language: str = ""
    ) -> list[Utterance]:
        self.asked.append((conversation, text))
        self.pins.append(pin)
        self.languages.append(language)
        return await self._reply(conversation, self.says)

    async def erase(self, conversation: str) -> list[Utterance]:
        self.erased.append(conversation)
        return await self._reply(conversation, [Utterance("erase.done", "es")])

    async def _reply(self, conversation: str, says: Sequence[Utterance]) -> list[Utterance]:
        self.running.append(conversation)
        self.ran_beside.add(tuple(sorted(self.running)))
        try:
            await asyncio.sleep(self.seconds)
        finally:
            self.running.remove(conversation)
        if self.fails:
            raise BotUnavailable(self.fails)
        return list(says)


@dataclass
class FakeOptOuts:
    """A set in memory that can be unreadable or unwritable."""

    out: set[str] = field(default_factory=set)
    is_readable: bool = True
    is_writable: bool = True

    async def has(self, who: str) -> bool:
        _check(self.is_readable)
        return who in self.out

    async def add(self, who: str) -> None:
        _check(self.is_writable)
        self.out.add(who)

    async def remove(self, who: str) -> None:
        _check(self.is_writable)
        self.out.discard(who)


def _check(is_possible: bool) -> None:
    if not is_possible:
        raise StoreUnavailable("OperationalError")


@dataclass
class FakeCounts:
    """Counts in memory, in a store that can be down."""

    kept: dict[Counted, int | None] = field(default_factory=dict)
    is_up: bool = True
    tidied: list[tuple[datetime.date, datetime.date]] = field(default_factory=list)

    async def add(self, counts: Mapping[Counted, int]) -> None:
        self._check()
        for counted, times in counts.items():
            self.kept[counted] = self.kept.get(counted, 0) + times

    async def forget(self, before: datetime.date, blurred_before: datetime.date) -> None:
        self._check()
        self.tidied.append((before, blurred_before))

    async def between(self, first: datetime.date, last: datetime.date):
        self._check()
        return [(c, t) for c, t in self.kept.items() if first <= c.day <= last]

    def _check(self) -> None:
        if not self.is_up:
            raise StoreUnavailable("OperationalError")


def usage(store: FakeCounts | None = None) -> Usage:
    """Return counts over the shipped answers."""
    return Usage(store or FakeCounts(), speech().answers, ["crisis", "emergency_now"])


def turns(
    bot: FakeBot | None = None, opt_outs: FakeOptOuts | None = None, seconds: float = 5.0
) -> Turns:
    """Return turns over the shipped words and keywords."""
    keywords = Keywords(speech().languages.command_words())
    return Turns(bot or FakeBot(), opt_outs or FakeOptOuts(), speech(), keywords, seconds)


def inbound(
    text: str,
    message_id: str = "m1",
    conversation: str = PERSON,
    channel: str = "sms",
    optout_type: str = "",
    pin: Pin | None = None,
    language: str = "",
) -> Inbound:
    """Return a message of PERSON."""
    return Inbound(channel, conversation, text, message_id, optout_type, pin, language)


def client_of(app: Starlette) -> httpx.AsyncClient:
    """Return a client that calls the application without a network."""
    transport = httpx.ASGITransport(app)
    return httpx.AsyncClient(transport=transport, base_url="http://gateway.example")


def words(identity: str, *tags: str) -> str:
    """Return the shipped words of an id, a line for each language."""
    return "\n".join(speech().words(Utterance(identity, tag)) for tag in tags)
