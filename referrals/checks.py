"""Lets a check of staff go and come again with its change set; it changes no record itself."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from referrals.history_models import ChangeSet, NumberReport, Verification
from referrals.identity import record_id


def check_id(change_set: str) -> str:
    """Return the id of the check that a change set made, if it made one."""
    return record_id("verification", change_set)


def follow_undo(session: Session, undone: str, made: str) -> None:
    """After `made` took `undone` back, let a check and the reports that it settled follow.

    A check that was taken back opens its reports again; where that is taken back in its turn, it
    counts again. What somebody has reported or settled meanwhile stays as it is.
    """
    first, holds = undone, False
    earlier = select(ChangeSet.undoes)
    while before := session.scalar(earlier.where(ChangeSet.id == first)):
        first, holds = before, not holds
    check, reports = update(Verification), update(NumberReport)
    mine = check_id(first)
    session.execute(
        check.where(Verification.id == mine).values(taken_back_by=None if holds else made)
    )
    session.execute(reports.where(NumberReport.settled_by == mine).values(is_settled=holds))
