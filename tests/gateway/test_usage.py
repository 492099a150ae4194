"""Usage is counted by day, without people: what is counted, how it is kept, and who is told."""

import asyncio
import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest
import sqlalchemy as sa
from starlette.applications import Starlette
from starlette.routing import Route

from gateway import usage as counting
from gateway.app import create_app
from gateway.internal import UsagePage
from gateway.store import FEWEST, Counted, DailyCounts, StoreUnavailable, daily_count
from gateway.turn import Turns
from gateway.usage import DAYS_KEPT, EVENTS, OWN, Usage
from phrasebook.utterance import Utterance
from tests.gateway.ports import (
    PERSON,
    FakeBot,
    FakeOptOuts,
    client_of,
    inbound,
    speech,
    turns,
)
from tests.gateway.test_app import settings
from tests.gateway.test_store import engine_of

DAY = datetime.date(2026, 3, 4)
KEY = "0123456789abcdef" * 2
SHOWN = {"X-Internal-Key": KEY}


@dataclass
class FakeCounts:
    """Counts in memory, in a store that can be down."""

    kept: dict[Counted, int] = field(default_factory=dict)
    is_up: bool = True
    tidied: list[tuple[datetime.date, datetime.date]] = field(default_factory=list)

    async def add(self, counts: Mapping[Counted, int]) -> None:
        self._check()
        for counted, times in counts.items():
            self.kept[counted] = self.kept.get(counted, 0) + times

    async def forget(self, before: datetime.date, blurred_before: datetime.date) -> None:
        self._check()
        self.tidied.append((before, blurred_before))

    async def between(self, first, last):
        self._check()
        return [(c, t) for c, t in self.kept.items() if first <= c.day <= last]

    def _check(self) -> None:
        if not self.is_up:
            raise StoreUnavailable("OperationalError")


def usage(store: FakeCounts | None = None) -> Usage:
    return Usage(store or FakeCounts(), speech().answers, ["crisis", "emergency_now"])


@pytest.fixture(autouse=True)
def on_a_day(monkeypatch: pytest.MonkeyPatch):
    """It is DAY."""
    monkeypatch.setattr(counting, "today", lambda: DAY)


async def counted(*said: str, language: str = "es") -> dict[tuple[str, str, str], int]:
    """Return what one reply adds to the counts: {(kind, name, language): times}."""
    store = FakeCounts()
    counts = usage(store)
    counts.note("sms", said, language)
    await counts.write()
    assert {each.day for each in store.kept} <= {DAY}
    return {tuple(each[1:]): times for each, times in store.kept.items()}


async def test_a_reply_is_counted_by_channel_language_and_topic():
    assert await counted("door_home", "hint.more_sources", "notice.information") == {
        ("turn", "sms", "es"): 1,
        ("topic", "door_home", "es"): 1,
    }


async def test_a_division_is_counted_as_its_topic_and_a_longer_text_not_again():
    assert ("topic", "car_stop", "es") in await counted("car_stop/passenger")
    assert await counted("car_stop.more", "car_stop.sources") == {("turn", "sms", "es"): 1}


async def test_danger_is_counted_beside_its_topic():
    found = await counted("crisis", "crisis")
    assert found[("danger", "crisis", "es")] == found[("topic", "crisis", "es")] == 1


@pytest.mark.parametrize(("identity", "thing"), EVENTS.items())
async def test_what_went_not_as_wished_is_counted(identity: str, thing: tuple[str, str]):
    tag = "" if identity.startswith(OWN) else "es"
    assert (await counted(identity))[(*thing, tag)] == 1


@pytest.mark.parametrize("identity", EVENTS)
def test_everything_that_is_counted_can_be_said(identity: str):
    assert identity in speech().sentences


def test_no_name_of_a_kind_stands_for_two_things():
    assert len(set(EVENTS.values())) == len(EVENTS)


async def test_silence_is_not_counted():
    assert await counted() == {}


async def test_every_turn_is_counted_once_by_what_was_said_and_nothing_of_whom_to():
    store = FakeCounts()
    counts = usage(store)
    gateway = counting_turns(counts)
    await asyncio.gather(*(gateway.take(inbound("canary", "m1")) for _ in range(3)))
    await gateway.take(inbound("canary", "m2", channel="simulator"))
    await counts.write()
    assert {tuple(each): times for each, times in store.kept.items()} == {
        (DAY, "turn", "sms", "es"): 1,
        (DAY, "turn", "simulator", "es"): 1,
        (DAY, "topic", "door_home", "es"): 2,
    }
    assert not [row for row in store.kept if "canary" in repr(row) or PERSON in repr(row)]


async def test_a_turn_that_failed_and_one_in_silence_are_told_apart():
    store = FakeCounts()
    counts = usage(store)
    await counting_turns(counts, FakeBot(fails="empty")).take(inbound("hola"))
    await counting_turns(counts, opt_outs=FakeOptOuts({PERSON})).take(inbound("hola"))
    await counts.write()
    assert {tuple(each[1:3]) for each in store.kept} == {("turn", "sms"), ("trouble", "now")}


def counting_turns(counts: Usage, bot: FakeBot | None = None, opt_outs=None) -> Turns:
    bot = bot or FakeBot(says=(Utterance("door_home", "es"), Utterance("hint.sources", "es")))
    gateway = turns(bot, opt_outs)
    gateway.count = counts.note
    return gateway


async def test_counts_wait_in_memory_while_the_store_is_down():
    store = FakeCounts(is_up=False)
    counts = usage(store)
    counts.note("sms", ["door_home"], "es")
    await counts.write()
    counts.note("sms", ["door_home"], "es")
    assert store.kept == {}
    store.is_up = True
    await counts.write()
    await counts.write()
    assert set(store.kept.values()) == {2}


async def test_old_days_are_removed_once_a_day(monkeypatch: pytest.MonkeyPatch):
    store = FakeCounts()
    counts = usage(store)
    for _ in range(3):
        await counts.write()
    oldest = DAY - datetime.timedelta(days=DAYS_KEPT)
    assert store.tidied == [(oldest, DAY - datetime.timedelta(days=1))]
    monkeypatch.setattr(counting, "today", lambda: DAY + datetime.timedelta(days=1))
    await counts.write()
    assert len(store.tidied) == 2


def rows(url: str) -> list[tuple]:
    engine = engine_of(url)
    with engine.connect() as connection:
        query = sa.select(daily_count).order_by(daily_count.c.day)
        found = [tuple(row) for row in connection.execute(query)]
    engine.dispose()
    return found


def row(day: datetime.date = DAY, language: str = "es") -> Counted:
    return Counted(day, "topic", "door_home", language)


async def test_the_store_adds_up_and_outlives_the_process(database_url):
    await DailyCounts(database_url).add({row(): 3, row(language="en"): 1})
    await DailyCounts(database_url).add({row(): 4})
    assert sorted(rows(database_url)) == [
        (DAY, "topic", "door_home", "en", 1),
        (DAY, "topic", "door_home", "es", 7),
    ]


async def test_many_writings_at_once_lose_nothing(database_url):
    store = DailyCounts(database_url)
    await asyncio.gather(*(store.add({row(): 1}) for _ in range(20)))
    assert [found[-1] for found in rows(database_url)] == [20]


async def test_a_small_count_is_never_told(database_url):
    store = DailyCounts(database_url)
    await store.add({row(): FEWEST, row(language="en"): FEWEST - 1})
    told = dict(await store.between(DAY, DAY))
    assert told == {row(): FEWEST, row(language="en"): None}


async def test_a_small_count_is_not_kept_once_its_day_is_over(database_url):
    store = DailyCounts(database_url)
    later = DAY + datetime.timedelta(days=1)
    await store.add({row(): FEWEST - 1, row(language="en"): FEWEST, row(later): 1})
    before = await store.between(DAY, later)
    await store.forget(before=DAY, blurred_before=later)
    assert sorted(found[-1] for found in rows(database_url)) == [0, 1, FEWEST]
    assert await store.between(DAY, later) == before


async def test_days_that_are_too_old_are_gone(database_url):
    store = DailyCounts(database_url)
    await store.add({row(): 9, row(DAY - datetime.timedelta(days=1)): 9})
    await store.forget(before=DAY, blurred_before=DAY)
    assert [found[0] for found in rows(database_url)] == [DAY]


async def test_a_store_that_fails_is_one_exception(tmp_path):
    store = DailyCounts("postgresql://nobody@127.0.0.1:1/none")
    with pytest.raises(StoreUnavailable, match=r"^OperationalError$"):
        await store.add({row(): 1})


def page(store: FakeCounts, key: str = KEY) -> Starlette:
    found = UsagePage(usage(store), key)
    return Starlette(routes=[Route("/internal/usage", found.__call__, methods=["GET"])])


async def test_who_shows_the_key_is_told_the_counts_of_the_days_asked_for():
    store = FakeCounts({row(): 12, row(DAY - datetime.timedelta(days=9)): 7, row(language="en"): 0})
    store.kept[row(language="en")] = None
    async with client_of(page(store)) as client:
        asked = {"from": "2026-03-01", "to": "2026-03-31"}
        reply = await client.get("/internal/usage", params=asked, headers=SHOWN)
    about = {"day": "2026-03-04", "kind": "topic", "name": "door_home"}
    assert reply.json() == asked | {
        "fewest": FEWEST,
        "counts": [
            about | {"language": "es", "times": 12},
            about | {"language": "en", "times": "<5"},
        ],
    }
    assert reply.headers["cache-control"] == "no-store"


async def test_what_was_counted_a_moment_ago_is_told():
    counts = usage(FakeCounts())
    counts.note("sms", ["door_home"], "es")
    app = Starlette(routes=[Route("/u", UsagePage(counts, KEY).__call__)])
    async with client_of(app) as client:
        told = (await client.get("/u", params={"to": str(DAY)}, headers=SHOWN)).json()["counts"]
    assert {each["kind"] for each in told} == {"turn", "topic"}


@pytest.mark.parametrize(
    ("key", "headers"),
    [
        (KEY, {}),
        (KEY, {"X-Internal-Key": ""}),
        (KEY, {"X-Internal-Key": KEY[:-1]}),
        (KEY, {"X-Internal-Key": "clé"}),
        ("", {"X-Internal-Key": ""}),
        ("", SHOWN),
        (KEY, SHOWN | {"X-Forwarded-For": "203.0.113.9"}),
        (KEY, SHOWN | {"Forwarded": "for=203.0.113.9"}),
    ],
)
async def test_for_everybody_else_there_is_no_such_page(key: str, headers: dict[str, str]):
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    async with client_of(page(FakeCounts({row(): 12}), key)) as client:
        reply = await client.get("/internal/usage", headers=raw)
        missing = await client.get("/internal/nothing")
    assert (reply.status_code, reply.content) == (missing.status_code, missing.content)
    assert reply.status_code == 404


@pytest.mark.parametrize(
    "asked",
    [
        {"from": "yesterday"},
        {"to": "2026-02-30"},
        {"from": "2026-03-02", "to": "2026-03-01"},
        {"from": "2020-01-01", "to": "2026-03-01"},
        {"to": "0001-01-01"},
    ],
)
async def test_days_that_are_none_are_refused_without_echo(asked: dict[str, str]):
    async with client_of(page(FakeCounts())) as client:
        reply = await client.get("/internal/usage", params=asked, headers=SHOWN)
    assert reply.status_code == 400
    assert not [value for value in asked.values() if value in reply.text]


async def test_a_store_that_is_down_is_told_as_such():
    async with client_of(page(FakeCounts(is_up=False))) as client:
        assert (await client.get("/internal/usage", headers=SHOWN)).status_code == 503


@pytest.mark.parametrize(("key", "status"), [("", 404), (KEY, 200)])
async def test_the_gateway_has_the_page_when_it_has_a_key(tmp_path, key: str, status: int):
    app = create_app(settings(tmp_path, INTERNAL_KEY=key))
    async with client_of(app) as client:
        assert (await client.get("/internal/usage", headers=SHOWN)).status_code == status


async def test_what_is_left_is_written_at_the_end(tmp_path):
    app = create_app(settings(tmp_path, AMPARO_ENV="development"))
    async with app.router.lifespan_context(app):
        async with client_of(app) as client:
            sent = {"from": "+15555550100", "text": "hola", "id": "1"}
            assert (await client.post("/simulator/messages", json=sent)).status_code == 200
        assert rows(f"sqlite:///{tmp_path}/made/store.db") == []
    found = rows(f"sqlite:///{tmp_path}/made/store.db")
    assert {tuple(each[1:]) for each in found} == {
        ("turn", "simulator", "", 1),
        ("trouble", "now", "", 1),
    }
