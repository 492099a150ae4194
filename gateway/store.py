"""Keeps who does not want to hear from us, counts of days, and which websites carry the chat.

Who has opted out is a pseudonym with a date. What is counted belongs to a day and to nobody. There
is no text, no number and no time of day.
"""

import asyncio
import contextlib
import datetime
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

_metadata = sa.MetaData()

opt_outs = sa.Table(
    "opt_outs",
    _metadata,
    sa.Column("pseudonym", sa.String(32), primary_key=True),
    sa.Column("since", sa.Date, nullable=False),
)

daily_count = sa.Table(
    "daily_count",
    _metadata,
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("kind", sa.String(20), primary_key=True),
    sa.Column("name", sa.String(100), primary_key=True),
    sa.Column("language", sa.String(20), primary_key=True),
    sa.Column("times", sa.Integer, nullable=False),
)
"""`times` is 0 on a day that is long over and had fewer than FEWEST."""

site = sa.Table(
    "site",
    _metadata,
    sa.Column("key", sa.String(40), primary_key=True),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("origins", sa.JSON, nullable=False),
    sa.Column("is_on", sa.Boolean, nullable=False),
    sa.Column("accent", sa.String(7), nullable=False),
    sa.Column("on_accent", sa.String(7), nullable=False),
    sa.Column("title", sa.String(60), nullable=False),
    sa.Column("starters", sa.JSON, nullable=False),
    sa.Column("leave_to", sa.String(200), nullable=False),
    sa.Column("remember", sa.Boolean, nullable=False),
)

FEWEST = 5
"""A smaller count is told to nobody, and is not kept once its day is over: it may be one person."""


class StoreUnavailable(Exception):
    """The database of opt-outs did not answer. The message is the kind of error, no content."""


class Counted(NamedTuple):
    """What is counted: a day in UTC, the kind of thing, its name, a BCP 47 tag or ""."""

    day: datetime.date
    kind: str
    name: str
    language: str


class _Store:
    """A database whose tables are made when it is first there."""

    def __init__(self, url: str) -> None:
        self._engine = sa.create_engine(_with_driver(url), pool_pre_ping=True)
        if self._engine.dialect.name == "sqlite" and self._engine.url.database:
            Path(self._engine.url.database).parent.mkdir(parents=True, exist_ok=True)
        self._has_tables = False
        with contextlib.suppress(sa.exc.SQLAlchemyError):  # without its store it still answers
            self._make_tables()

    def _make_tables(self) -> None:
        if not self._has_tables:
            _metadata.create_all(self._engine)
            self._has_tables = True


class OptOuts(_Store):
    """The set of people who said stop. It never expires: only they can take it back."""

    async def has(self, who: str) -> bool:
        """Tell whether this pseudonym has opted out."""
        return await _in_thread(self._has, who)

    async def add(self, who: str) -> None:
        """Opt out; doing it twice changes nothing."""
        await _in_thread(self._replace, who, True)

    async def remove(self, who: str) -> None:
        """Opt in again."""
        await _in_thread(self._replace, who, False)

    def _has(self, who: str) -> bool:
        self._make_tables()
        query = sa.select(opt_outs.c.pseudonym).where(opt_outs.c.pseudonym == who)
        with self._engine.connect() as connection:
            return connection.execute(query).first() is not None

    def _replace(self, who: str, is_out: bool) -> None:
        self._make_tables()
        # Two stops at once: the row is there already, because the other one has written it.
        with contextlib.suppress(sa.exc.IntegrityError), self._engine.begin() as connection:
            connection.execute(sa.delete(opt_outs).where(opt_outs.c.pseudonym == who))
            if is_out:
                today = datetime.date.today()
                connection.execute(sa.insert(opt_outs).values(pseudonym=who, since=today))


class DailyCounts(_Store):
    """How often something happened on a day."""

    async def add(self, counts: Mapping[Counted, int]) -> None:
        """Add to what was counted; all of it or, with StoreUnavailable, nothing."""
        await _in_thread(self._add, counts)

    async def forget(self, before: datetime.date, blurred_before: datetime.date) -> None:
        """Remove the days before one day, and small counts of the days before another."""
        await _in_thread(self._forget, before, blurred_before)

    async def between(
        self, first: datetime.date, last: datetime.date
    ) -> list[tuple[Counted, int | None]]:
        """Return what was counted from a day to a day, both included; None is fewer than FEWEST."""
        return await _in_thread(self._between, first, last)

    def _add(self, counts: Mapping[Counted, int]) -> None:
        self._make_tables()
        insert = sqlite.insert if self._engine.dialect.name == "sqlite" else postgresql.insert
        with self._engine.begin() as connection:
            for counted, times in counts.items():
                row = insert(daily_count).values(**counted._asdict(), times=times)
                more = {"times": daily_count.c.times + row.excluded.times}
                key = list(daily_count.primary_key)
                connection.execute(row.on_conflict_do_update(index_elements=key, set_=more))

    def _forget(self, before: datetime.date, blurred_before: datetime.date) -> None:
        self._make_tables()
        day, times = daily_count.c.day, daily_count.c.times
        small = sa.update(daily_count).where(day < blurred_before, times < FEWEST, times > 0)
        with self._engine.begin() as connection:
            connection.execute(sa.delete(daily_count).where(day < before))
            connection.execute(small.values(times=0))

    def _between(
        self, first: datetime.date, last: datetime.date
    ) -> list[tuple[Counted, int | None]]:
        self._make_tables()
        query = sa.select(daily_count).where(daily_count.c.day.between(first, last))
        with self._engine.connect() as connection:
            rows = connection.execute(query.order_by(*daily_count.primary_key)).all()
        return [(Counted(*row[:4]), row.times if row.times >= FEWEST else None) for row in rows]


class SiteRows(_Store):
    """The websites that carry the chat, as rows: what a visitor does there is not here."""

    async def all(self) -> list[dict[str, Any]]:
        """Return every row, by its columns."""
        return await _in_thread(self._all)

    async def put(self, row: Mapping[str, Any]) -> None:
        """Write a row, new or in place of the one with its key."""
        await _in_thread(self._put, row)

    def _all(self) -> list[dict[str, Any]]:
        self._make_tables()
        with self._engine.connect() as connection:
            rows = connection.execute(sa.select(site).order_by(site.c.key)).mappings().all()
        return [dict(row) for row in rows]

    def _put(self, row: Mapping[str, Any]) -> None:
        self._make_tables()
        with self._engine.begin() as connection:
            connection.execute(sa.delete(site).where(site.c.key == row["key"]))
            connection.execute(sa.insert(site).values(**row))


async def _in_thread[*Arguments, Result](
    work: Callable[[*Arguments], Result], *arguments: *Arguments
) -> Result:
    try:
        return await asyncio.to_thread(work, *arguments)
    except sa.exc.SQLAlchemyError as error:
        raise StoreUnavailable(type(error).__name__) from None


def _with_driver(url: str) -> str:
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url
