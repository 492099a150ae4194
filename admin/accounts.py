"""Accounts of staff: found, made, given a role, ended; the last manager can never be lost."""

import uuid
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.orm import Session

from admin import invitations, sessions
from admin.clock import aware
from admin.roles import ROLES
from referrals.staff_models import Staff

FAILURES_ALLOWED = 5
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(minutes=30)


class NobodyLeft(Exception):
    """The change would leave nobody who can invite others."""


class AlreadyThere(Exception):
    """An account has this e-mail address."""


def normal_email(email: str) -> str:
    """Return an address as accounts have it: lower case, without space around."""
    return email.strip().lower()


def find(database: Session, email: str) -> Staff | None:
    """Return the account of an e-mail address, also one that has ended."""
    return database.scalar(select(Staff).where(Staff.email == normal_email(email)))


def make(database: Session, email: str, role: str, language: str, now: datetime) -> Staff:
    """Add an account that has no password yet; raises AlreadyThere, or ValueError for the role."""
    if role not in ROLES:
        raise ValueError(f"{role} is no role; there are {', '.join(ROLES)}")
    if find(database, email):
        raise AlreadyThere
    staff = Staff(
        id=str(uuid.uuid4()),
        email=normal_email(email),
        role=role,
        language=language,
        made_at=now,
        is_active=True,
        failures=0,
        totp_last_step=0,
        recovery_hashes=[],
    )
    database.add(staff)
    database.flush()
    return staff


def change_role(database: Session, staff: Staff, role: str) -> None:
    """Give an account another role; raises NobodyLeft, or ValueError for the role."""
    if role not in ROLES:
        raise ValueError(f"{role} is no role; there are {', '.join(ROLES)}")
    if role != "manager":
        _refuse_last_manager(database, staff)
    staff.role = role


def deactivate(database: Session, staff: Staff) -> None:
    """End an account, its sessions and its links; raises NobodyLeft."""
    _refuse_last_manager(database, staff)
    staff.is_active = False
    sessions.end_all(database, staff.id)
    invitations.withdraw(database, staff)


def activate(staff: Staff) -> None:
    """Let an ended account in again, with what it had."""
    staff.is_active = True
    forgive(staff)


def forget_second_factor(database: Session, staff: Staff) -> None:
    """Take the second factor away after a lost phone; the next sign-in asks for a new one."""
    staff.totp_secret, staff.recovery_hashes = None, []
    sessions.end_all(database, staff.id)


def is_paused(staff: Staff, now: datetime) -> bool:
    """Return whether the account refuses everybody for a while."""
    return staff.locked_until is not None and aware(staff.locked_until) > now


def admits(now: datetime) -> ColumnElement[bool]:
    """Return the condition under which the database has no pause of an account."""
    return or_(Staff.locked_until.is_(None), Staff.locked_until <= now)


def count_failure(database: Session, staff: Staff, now: datetime) -> bool:
    """Count a wrong password or code; return whether the account now pauses.

    The fifth failure pauses for a minute, each further one for twice as long, half an hour at most.
    The database counts, so that tries at the same time count each.
    """
    of_staff = update(Staff).where(Staff.id == staff.id)
    database.execute(of_staff.values(failures=Staff.failures + 1))
    database.refresh(staff, ["failures"])
    over = staff.failures - FAILURES_ALLOWED
    if over < 0:
        return False
    staff.locked_until = now + min(FIRST_PAUSE * 2 ** min(over, 10), LONGEST_PAUSE)
    return True


def forgive(staff: Staff) -> None:
    """Forget failures once somebody has come in."""
    staff.failures, staff.locked_until = 0, None


def _refuse_last_manager(database: Session, staff: Staff) -> None:
    if staff.role != "manager" or not staff.is_active:
        return
    managers = database.scalars(
        select(Staff.id)
        .where(Staff.role == "manager", Staff.is_active.is_(True))
        .where(Staff.password_hash.is_not(None))
        .with_for_update()
    ).all()
    if set(managers) <= {staff.id}:
        raise NobodyLeft
