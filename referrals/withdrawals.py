"""Which answers staff took out of service; it changes none."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from referrals.history_models import WithdrawnAnswer


def withdrawn_labels(session: Session) -> frozenset[str]:
    """Return the ids of the answers that are out of service now."""
    return frozenset(session.scalars(select(WithdrawnAnswer.label)))
