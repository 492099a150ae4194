"""What is counted of a reply, once and without people, and how it gets to the store."""

import asyncio
import datetime

import pytest

from gateway import usage as counting
from gateway.turn import Turns
from gateway.usage import DAYS_KEPT, EVENTS, OWN, Usage
from phrasebook.utterance import Utterance
from tests.gateway.ports import (
    PERSON,
    FakeBot,
    FakeCounts,
    FakeOptOuts,
    inbound,
    speech,
    turns,
    usage,
)

DAY = datetime.date(2026, 3, 4)


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
