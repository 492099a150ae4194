"""Signed-in browsers: rows in the database that end; the browser holds only a token."""

import hashlib
import secrets
import uuid
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from admin.clock import aware
from referrals.staff_models import Staff, StaffSession

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
_NOTED_EVERY = timedelta(minutes=1)


def begin(database: Session, staff: Staff, now: datetime) -> tuple[StaffSession, str]:
    """Add a session of which the second factor is still to come; return it and its token."""
    _drop_ended(database, now)
    token = secrets.token_urlsafe(32)
    row = StaffSession(
        id=str(uuid.uuid4()),
        staff_id=staff.id,
        token_hash=hash_of(token),
        csrf_token=secrets.token_hex(20),
        second_factor=False,
        made_at=now,
        seen_at=now,
    )
    database.add(row)
    return row, token


def find(database: Session, token: str, now: datetime) -> tuple[StaffSession, Staff] | None:
    """Return the session of a token with its account; None once either has ended."""
    found = database.execute(
        select(StaffSession, Staff)
        .join(Staff, Staff.id == StaffSession.staff_id)
        .where(StaffSession.token_hash == hash_of(token))
    ).first()
    if found is None or not found[1].is_active or _has_ended(found[0], now):
        return None
    return found[0], found[1]


def note_seen(row: StaffSession, now: datetime) -> bool:
    """Move the time of the last request on; return whether there was anything to write."""
    if now - aware(row.seen_at) < _NOTED_EVERY:
        return False
    row.seen_at = now
    return True


def rotate(row: StaffSession) -> str:
    """Give a session another token, which the browser has to be told; return it."""
    token = secrets.token_urlsafe(32)
    row.token_hash, row.csrf_token = hash_of(token), secrets.token_hex(20)
    return token


def end(database: Session, row: StaffSession) -> None:
    """End one session."""
    database.delete(row)


def end_all(database: Session, staff_id: str, but: StaffSession | None = None) -> None:
    """End every session of an account, on every device, except perhaps one."""
    of_staff = delete(StaffSession).where(StaffSession.staff_id == staff_id)
    database.execute(of_staff.where(StaffSession.id != but.id) if but else of_staff)


def hash_of(token: str) -> str:
    """Return SHA-256 as 64 hex digits; tokens are random, so they need no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


def _has_ended(row: StaffSession, now: datetime) -> bool:
    return now - aware(row.seen_at) >= IDLE or now - aware(row.made_at) >= LONGEST


def _drop_ended(database: Session, now: datetime) -> None:
    old = or_(StaffSession.seen_at < now - IDLE, StaffSession.made_at < now - LONGEST)
    database.execute(delete(StaffSession).where(old).execution_options(synchronize_session=False))
