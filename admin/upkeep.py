"""Clears away, once an hour and before a request, what staff brought and nobody needs any more."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from referrals.importing import leftovers, runs

EVERY = timedelta(hours=1)


class Upkeep:
    """Call it before each request; what an earlier process left undone is ended the first time."""

    def __init__(self, engine: Engine, time: Callable[[], datetime]) -> None:
        self._engine, self._time = engine, time
        self._last: datetime | None = None
        self._one = threading.Lock()

    def __call__(self) -> None:
        """Clear away when it is time; a request that comes meanwhile waits for the first time."""
        now = self._time()
        with self._one:
            if self._last and now - self._last < EVERY:
                return
            with Session(self._engine) as session, session.begin():
                if self._last is None:
                    runs.recover(session)
                leftovers.sweep(session, now)
            self._last = now
