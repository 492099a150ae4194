"""Keeps who does not want to hear from us, as pseudonyms; no text, no number, no time of day."""

import asyncio
import contextlib
import datetime
from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa

_metadata = sa.MetaData()

opt_outs = sa.Table(
    "opt_outs",
    _metadata,
    sa.Column("pseudonym", sa.String(32), primary_key=True),
    sa.Column("since", sa.Date, nullable=False),
)


class StoreUnavailable(Exception):
    """The database of opt-outs did not answer. The message is the kind of error, no content."""


class OptOuts:
    """The set of people who said stop. It never expires: only they can take it back."""

    def __init__(self, url: str) -> None:
        self._engine = sa.create_engine(_with_driver(url), pool_pre_ping=True)
        if self._engine.dialect.name == "sqlite" and self._engine.url.database:
            Path(self._engine.url.database).parent.mkdir(parents=True, exist_ok=True)
        self._has_table = False
        with contextlib.suppress(sa.exc.SQLAlchemyError):  # without its store it still answers
            self._make_table()

    async def has(self, who: str) -> bool:
        """Tell whether this pseudonym has opted out."""
        return await _in_thread(self._has, who)

    async def add(self, who: str) -> None:
        """Opt out; doing it twice changes nothing."""
        await _in_thread(self._replace, who, True)

    async def remove(self, who: str) -> None:
        """Opt in again."""
        await _in_thread(self._replace, who, False)

    def _make_table(self) -> None:
        if not self._has_table:
            _metadata.create_all(self._engine)
            self._has_table = True

    def _has(self, who: str) -> bool:
        self._make_table()
        query = sa.select(opt_outs.c.pseudonym).where(opt_outs.c.pseudonym == who)
        with self._engine.connect() as connection:
            return connection.execute(query).first() is not None

    def _replace(self, who: str, is_out: bool) -> None:
        self._make_table()
        # Two stops at once: the row is there already, because the other one has written it.
        with contextlib.suppress(sa.exc.IntegrityError), self._engine.begin() as connection:
            connection.execute(sa.delete(opt_outs).where(opt_outs.c.pseudonym == who))
            if is_out:
                today = datetime.date.today()
                connection.execute(sa.insert(opt_outs).values(pseudonym=who, since=today))


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
