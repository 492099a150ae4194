"""What staff checked, what is due, and how much of the directory is known to be true."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlalchemy.orm import Session

type How = Literal["call", "visit", "email", "website", "written"]

DUE_DAYS = 90


@dataclass(frozen=True)
class Due:
    """A service that wants checking; `reports` counts the unsettled words that it did not work."""

    service_id: str
    organization: str
    service: str
    city: str
    state: str
    phone: str
    assured_date: date | None
    due_date: date | None
    referrals: int
    reports: int


@dataclass(frozen=True)
class Figures:
    """The dashboard: services listed, verified in 90 days, due; numbers reported, unsettled.

    `bare_counties` and `bare_states` are FIPS codes and postal codes with no help within
    NO_HELP_MILES of the middle of the county, or of any county of the state.
    """

    services: int
    verified: int
    due: int
    reported: int
    bare_counties: tuple[str, ...]
    bare_states: tuple[str, ...]

    @property
    def share_verified(self) -> float:
        """The verified among the listed, 0 to 1."""
        return self.verified / self.services if self.services else 0.0


def verify(
    session: Session,
    service_id: str,
    by: str,
    how: How,
    note: str,
    now: datetime,
    due_date: date | None = None,
) -> str:
    """Record that a service was checked and is right; return the change set's id.

    Sets the service's assured_date, assurer_email, verified_how and due_date (DUE_DAYS on when
    not given), settles its reports. The caller commits. Raises KeyError for an unknown service,
    ValueError for an unknown `how` or a due date that is not after `now`.
    """
    raise NotImplementedError


def due(session: Session, today: date, limit: int = 50, offset: int = 0) -> Sequence[Due]:
    """Return what wants checking: reported first, then oldest and most used first."""
    raise NotImplementedError


def report_number(session: Session, service_id: str, today: date) -> None:
    """Count one word that a service's number did not work, with nothing of who said it."""
    raise NotImplementedError


def figures(session: Session, today: date) -> Figures:
    """Return what the dashboard shows."""
    raise NotImplementedError
