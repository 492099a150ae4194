"""The application object with what every page may use; it holds no routes."""

from collections.abc import Callable
from datetime import datetime
from types import TracebackType
from typing import Any, cast

import structlog
from flask import Flask, current_app, g
from sqlalchemy.orm import Session

from admin.database import Database
from admin.passwords import Passwords
from admin.rate_limits import Tries
from admin.second_factor import SecondFactors
from admin.settings import Settings
from referrals.staff_models import Staff, StaffSession

log = structlog.get_logger()


class Admin(Flask):
    """Flask, with our parts as attributes; `clock` is a function, so that tests move the time."""

    own: Settings
    database: Database
    passwords: Passwords
    second_factors: SecondFactors
    tries: Tries
    clock: Callable[[], datetime]

    def log_exception(
        self, exc_info: tuple[type, BaseException, TracebackType] | tuple[None, None, None] | Any
    ) -> None:
        """Log the kind of an error that even the page for errors did not survive."""
        kind = exc_info[0]
        log.error("page.broken", reason=kind.__name__ if kind else "unknown")


def process() -> Admin:
    """Return the application that answers this request."""
    return cast(Admin, current_app)


def database() -> Session:
    """Return the database session of this request; who changes something commits it."""
    return process().database.session


def now() -> datetime:
    """Return the time of the application's clock, in UTC."""
    return process().clock()


def staff() -> Staff:
    """Return who is signed in; only for pages that ask for more than ANYONE."""
    found: Staff = g.staff
    return found


def staff_session() -> StaffSession:
    """Return the session of who is signed in; only for pages that ask for more than ANYONE."""
    found: StaffSession = g.staff_session
    return found
