"""Removes what staff brought once it is no longer needed; what was done with it stays."""

from datetime import datetime, timedelta

from sqlalchemy import or_, update
from sqlalchemy.orm import Session

from referrals.staff_models import ImportRun

KEPT_FOR = timedelta(days=1)
_ENDED = ("done", "undone", "refused", "failed", "discarded", "expired")


def discard(session: Session, run_id: str) -> None:
    """Let go of a "ready" run and its file (state "discarded"); the caller commits.

    Raises ValueError for a run that is not "ready".
    """
    mine = (ImportRun.id == run_id) & (ImportRun.state == "ready")
    done = session.execute(update(ImportRun).where(mine).values(state="discarded", content=None))
    if not done.rowcount:  # type: ignore[attr-defined]
        raise ValueError("the run is not ready")


def sweep(session: Session, now: datetime) -> None:
    """Remove the files of runs that ended or that nobody carried out for KEPT_FOR.

    A "ready" run so old becomes "expired"; the caller commits.
    """
    has_file = ImportRun.content.is_not(None)
    is_old = (ImportRun.state == "ready") & (ImportRun.started_at < now - KEPT_FOR)
    session.execute(update(ImportRun).where(is_old).values(state="expired"))
    ended = or_(ImportRun.state.in_(_ENDED), ImportRun.started_at < now - KEPT_FOR)
    working = ImportRun.state.in_(("reading", "running"))
    session.execute(update(ImportRun).where(has_file, ended, ~working).values(content=None))
