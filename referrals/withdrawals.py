"""Which answers staff took out of service, the way there and back; it changes no answer's words."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from referrals.history_models import WithdrawnAnswer

_OUT = WithdrawnAnswer.until.is_(None)


def withdrawn_labels(session: Session) -> frozenset[str]:
    """Return the ids of the answers that are out of service now."""
    return frozenset(session.scalars(select(WithdrawnAnswer.label).where(_OUT)))


def withdrawals_now(session: Session) -> dict[str, WithdrawnAnswer]:
    """Return by answer id what is out of service now, with reason, day and account."""
    rows = session.scalars(select(WithdrawnAnswer).where(_OUT).order_by(WithdrawnAnswer.id))
    return {row.label: row for row in rows}


def withdrawals_of(session: Session, label: str) -> Sequence[WithdrawnAnswer]:
    """Return every time that an answer was taken out of service, the last first."""
    rows = select(WithdrawnAnswer).where(WithdrawnAnswer.label == label)
    return session.scalars(rows.order_by(WithdrawnAnswer.since.desc(), WithdrawnAnswer.id)).all()


def withdraw(
    session: Session, labels: Iterable[str], reason: str, by: str, now: datetime
) -> list[str]:
    """Take answers out of service; return those that were in it. The caller commits."""
    out = withdrawn_labels(session)
    found = sorted(set(labels) - out)
    session.add_all(
        WithdrawnAnswer(label=label, since=now, withdrawn_by=by, reason=reason) for label in found
    )
    return found


def give_again(session: Session, labels: Iterable[str], by: str, now: datetime) -> list[str]:
    """Put answers back into service; return those that were out of it. The caller commits."""
    found = sorted(set(labels) & withdrawn_labels(session))
    rows = update(WithdrawnAnswer).where(WithdrawnAnswer.label.in_(found))
    session.execute(rows.where(_OUT).values(until=now, given_by=by))
    return found
