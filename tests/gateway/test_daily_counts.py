"""Counts of days in both databases: added up, small ones never told, old ones removed."""

import asyncio
import datetime

import pytest
import sqlalchemy as sa

from gateway.store import FEWEST, Counted, DailyCounts, StoreUnavailable, daily_count
from tests.gateway.test_store import engine_of

DAY = datetime.date(2026, 3, 4)


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
