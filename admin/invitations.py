"""Links that let somebody choose a password once; only a hash of each is kept."""

import secrets
import uuid
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from admin.clock import aware
from admin.sessions import hash_of
from referrals.staff_models import Invitation, Staff

LASTS = timedelta(days=3)


def invite(database: Session, staff: Staff, now: datetime) -> str:
    """Return the token of a new link for an account; an older link of it no longer works."""
    withdraw(database, staff)
    token = secrets.token_urlsafe(32)
    database.add(
        Invitation(
            id=str(uuid.uuid4()),
            staff_id=staff.id,
            token_hash=hash_of(token),
            expires_at=now + LASTS,
        )
    )
    return token


def withdraw(database: Session, staff: Staff) -> None:
    """Take back the links of an account that nobody has used."""
    unused = (Invitation.staff_id == staff.id) & Invitation.used_at.is_(None)
    database.execute(delete(Invitation).where(unused))


def find(database: Session, token: str, now: datetime) -> tuple[Invitation, Staff] | None:
    """Return what a link is for; None when it is used, too old, or of an ended account."""
    found = database.execute(
        select(Invitation, Staff)
        .join(Staff, Staff.id == Invitation.staff_id)
        .where(Invitation.token_hash == hash_of(token), Invitation.used_at.is_(None))
        .with_for_update()
    ).first()
    if found is None or not found[1].is_active or aware(found[0].expires_at) <= now:
        return None
    return found[0], found[1]
