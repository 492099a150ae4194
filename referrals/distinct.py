"""Remembers of which organizations staff say that they are not the same; it compares none."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from referrals.history_models import DistinctPair


def say_distinct(session: Session, one: str, other: str, by: str, now: datetime) -> None:
    """Remember that two organizations are not the same; the caller commits."""
    first, second = sorted((one, other))
    session.merge(DistinctPair(one=first, other=second, said_by=by, said_at=now))


def doubt_distinct(session: Session, one: str, other: str) -> None:
    """Forget it again; the caller commits."""
    first, second = sorted((one, other))
    mine = DistinctPair.one == first, DistinctPair.other == second
    session.execute(delete(DistinctPair).where(*mine))


def distinct_pairs(session: Session) -> Sequence[DistinctPair]:
    """Return what was said, the newest first."""
    return session.scalars(select(DistinctPair).order_by(DistinctPair.said_at.desc())).all()
