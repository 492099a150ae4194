"""Writes down what happened at the door; never a password, a code, a token or an address."""

import uuid
from datetime import datetime

import structlog
from sqlalchemy.orm import Session

from admin.translations import N_, _
from referrals.staff_models import SignIn

EVENTS = {
    "password.right": N_("Password right"),
    "password.wrong": N_("Password wrong"),
    "password.paused": N_("Refused: paused after wrong tries"),
    "password.chosen": N_("Password chosen"),
    "password.changed": N_("Password changed"),
    "code.right": N_("Signed in with a code"),
    "code.wrong": N_("Code wrong"),
    "code.paused": N_("Refused: paused after wrong tries"),
    "recovery.used": N_("Signed in with a recovery code"),
    "second_factor.added": N_("Second factor set up"),
    "second_factor.forgotten": N_("Second factor taken away"),
    "oidc.right": N_("Came from the sign-in service"),
    "oidc.unknown": N_("Refused: came from the sign-in service without an account"),
    "account.invited": N_("Invited"),
    "account.role": N_("Role changed"),
    "account.ended": N_("Account ended"),
    "account.renewed": N_("Account opened again"),
    "signed_out": N_("Signed out"),
    "signed_out.everywhere": N_("Signed out everywhere"),
}
"""What can happen, as texts to translate."""

log = structlog.get_logger()


def note(database: Session, event: str, email: str | None, now: datetime) -> None:
    """Add a line; `email` is None where no account has the address. Raises KeyError otherwise."""
    if event not in EVENTS:
        raise KeyError(event)
    database.add(SignIn(id=str(uuid.uuid4()), at=now, email=email, event=event))
    log.info("door", what=event)


def event_words(event: str) -> str:
    """Return what happened in words, in the language of the request."""
    return _(EVENTS.get(event, event))
