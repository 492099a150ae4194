"""Opt-outs are kept as pseudonyms on both databases; a database that fails is one exception."""

import asyncio
import datetime

import pytest
import sqlalchemy as sa

from gateway.store import OptOuts, StoreUnavailable, opt_outs
from tests.gateway.ports import PERSON

OTHER = "07e5" * 8


def engine_of(url: str) -> sa.Engine:
    return sa.create_engine(url.replace("postgresql://", "postgresql+psycopg://"))


def rows(url: str) -> list[tuple]:
    engine = engine_of(url)
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(sa.select(opt_outs))]
    engine.dispose()
    return found


async def test_who_opts_out_is_out_until_they_come_back(database_url):
    store = OptOuts(database_url)
    assert not await store.has(PERSON)
    await store.add(PERSON)
    assert (await store.has(PERSON), await store.has(OTHER)) == (True, False)
    await store.remove(PERSON)
    assert not await store.has(PERSON)


async def test_opting_out_or_in_twice_changes_nothing(database_url):
    store = OptOuts(database_url)
    await store.remove(PERSON)
    for _ in range(2):
        await store.add(PERSON)
    assert len(rows(database_url)) == 1


async def test_opting_out_many_times_at_once_is_opting_out(database_url):
    store = OptOuts(database_url)
    await asyncio.gather(*(store.add(PERSON) for _ in range(20)))
    assert len(rows(database_url)) == 1


async def test_an_opt_out_outlives_the_process(database_url):
    await OptOuts(database_url).add(PERSON)
    assert await OptOuts(database_url).has(PERSON)


async def test_only_the_pseudonym_and_the_day_are_kept(database_url):
    await OptOuts(database_url).add(PERSON)
    assert rows(database_url) == [(PERSON, datetime.date.today())]


async def test_a_database_that_fails_is_one_exception_without_content(database_url):
    store = OptOuts(database_url)
    engine = engine_of(database_url)
    opt_outs.drop(engine)
    engine.dispose()
    for work in (store.has, store.add, store.remove):
        with pytest.raises(StoreUnavailable) as failure:
            await work(PERSON)
        assert PERSON not in str(failure.value)
        assert failure.value.__suppress_context__


async def test_without_a_database_at_the_start_it_fails_only_when_asked():
    store = OptOuts("postgresql://nobody@127.0.0.1:1/none")
    with pytest.raises(StoreUnavailable, match=r"^OperationalError$"):
        await store.has(PERSON)


async def test_a_database_that_comes_up_later_is_used_from_then_on(tmp_path):
    in_the_way = tmp_path / "store.db"
    in_the_way.mkdir()
    store = OptOuts(f"sqlite:///{in_the_way}")
    with pytest.raises(StoreUnavailable):
        await store.add(PERSON)
    in_the_way.rmdir()
    await store.add(PERSON)
    assert await store.has(PERSON)


async def test_the_short_name_of_postgresql_is_understood(database_url):
    short = database_url.replace("postgresql://", "postgres://")
    assert not await OptOuts(short).has(PERSON)
