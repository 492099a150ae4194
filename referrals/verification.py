"""What staff checked, what is due, and what people said of numbers; it keeps nothing of people."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from math import log2
from typing import Literal, get_args

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from referrals.changes import Difference
from referrals.checks import check_id
from referrals.given import given
from referrals.history import Author, carry_out
from referrals.history_models import NumberReport, ReferralCount, Verification
from referrals.models import Organization, Service
from referrals.ownership import mark_kept
from referrals.records import Row

type How = Literal["call", "visit", "email", "website", "written"]

DUE_DAYS = 90
VERIFIED = ("assured_date", "assurer_email", "verified_how", "due_date")
"""The columns of a service that a verification sets."""

_HOWS = get_args(How.__value__)
_NEVER = 365  # days: how old a service counts that nobody has ever checked
_AT_ONCE = 500


@dataclass(frozen=True)
class Due:
    """A service that wants checking; `reports` counts the unsettled words that it did not work.

    `referrals` is how often people were given it in the last DUE_DAYS.
    """

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
    not given), settles its reports; a refresh of public data then leaves it alone. The caller
    commits. Raises KeyError for an unknown service, ValueError for an unknown `how` or a due date
    that is not after `now`.
    """
    today = now.astimezone(UTC).date()
    next_one = due_date or today + timedelta(days=DUE_DAYS)
    if how not in _HOWS or next_one <= today:
        raise ValueError("an unknown way to verify, or a due date that has passed")
    before = _row(session, service_id)
    said = dict(zip(VERIFIED, (today, by, how, next_one), strict=True))
    found = mark_kept({}, [Difference("service", service_id, before, before | said)])
    made = carry_out(session, found, Author(by, "verify", str(before["name"]), now))
    checked = {
        "id": check_id(made),
        "service_id": service_id,
        "day": today,
        "verified_by": by,
        "how": how,
        "note": note or None,
        "due_date": next_one,
    }
    session.execute(insert(Verification), checked)
    settle_reports(session, service_id, check_id(made))
    return made


def due(session: Session, today: date, limit: int = 50, offset: int = 0) -> Sequence[Due]:
    """Return what wants checking: reported first, then oldest and most used first.

    A service counts as old as its last check, one never checked as a year, the more the oftener
    people are given it.
    """
    used, reported = _used(session, today), _reported(session)
    waiting = list(_waiting(session, today, reported))

    def urgency(row: tuple[str, date | None]) -> tuple[int, float, str]:
        key, checked = row
        age = min(_NEVER, (today - checked).days) if checked else _NEVER
        return -reported.get(key, 0), -age * (1 + log2(1 + used.get(key, 0))), key

    page = [key for key, _ in sorted(waiting, key=urgency)[offset : offset + limit]]
    shown = {row.service_id: row for row in _shown(session, page, used, reported)}
    return [shown[key] for key in page if key in shown]


def look_at(session: Session, service_id: str, today: date) -> Due:
    """Return a service as `due` tells it, whether it is due or not.

    Raises KeyError for an unknown service.
    """
    used, reported = _used(session, today), _reported(session)
    found = next(_shown(session, [service_id], used, reported), None)
    if found is None:
        raise KeyError(service_id)
    return found


def checks_of(session: Session, service_id: str, limit: int = 20) -> Sequence[Verification]:
    """Return the latest checks of a service, the newest first, without those taken back."""
    mine = select(Verification).where(
        Verification.service_id == service_id, Verification.taken_back_by.is_(None)
    )
    return session.scalars(mine.order_by(Verification.day.desc()).limit(limit)).all()


def reports_of(session: Session, service_id: str) -> Sequence[NumberReport]:
    """Return the unsettled reports of a service's number, a row a day, the newest first."""
    mine = NumberReport.service_id == service_id, NumberReport.is_settled.is_(False)
    return session.scalars(
        select(NumberReport).where(*mine).order_by(NumberReport.day.desc())
    ).all()


def count_due(session: Session, today: date) -> int:
    """Return how many services want checking."""
    return sum(1 for _ in _waiting(session, today, _reported(session)))


def count_reported(session: Session, today: date) -> int:
    """Return of how many services that want checking people said that the phone is dead."""
    reported = _reported(session)
    return sum(1 for key, _ in _waiting(session, today, reported) if reported.get(key))


def report_number(session: Session, service_id: str, today: date, times: int = 1) -> None:
    """Count words that a service's number did not work, with nothing of who said it.

    The caller commits.
    """
    mine = (NumberReport.service_id == service_id) & (NumberReport.day == today)
    more = update(NumberReport).where(mine)
    opened = {"is_settled": False, "settled_by": None}
    done = session.execute(more.values(times=NumberReport.times + times, **opened))
    if not done.rowcount:  # type: ignore[attr-defined]
        row = {"service_id": service_id, "day": today, "times": times, "is_settled": False}
        session.execute(insert(NumberReport), row)


def settle_reports(session: Session, service_id: str, check: str | None = None) -> None:
    """Say that what people reported of a service's number has been looked into, by a check or not.

    The caller commits.
    """
    mine = NumberReport.service_id == service_id, NumberReport.is_settled.is_(False)
    session.execute(update(NumberReport).where(*mine).values(is_settled=True, settled_by=check))


def is_due(assured: date | None, due_date: date | None, today: date) -> bool:
    """Say whether a service wants checking; without a due date, DUE_DAYS after the last check."""
    due = due_day(assured, due_date)
    return assured is None or due is None or due <= today


def due_day(assured: date | None, due_date: date | None) -> date | None:
    """Return when a service is due again; DUE_DAYS after a check that does not say."""
    return due_date or (assured + timedelta(days=DUE_DAYS) if assured else None)


def _waiting(
    session: Session, today: date, reported: dict[str, int]
) -> Iterator[tuple[str, date | None]]:
    query = select(Service.id, Service.assured_date, Service.due_date)
    listed = query.where(Service.status == "active", Service.is_withheld.is_(False))
    for key, assured, due_date in session.execute(listed):
        if key in reported or is_due(assured, due_date, today):
            yield key, assured


def _used(session: Session, today: date) -> dict[str, int]:
    since = ReferralCount.day > today - timedelta(days=DUE_DAYS)
    query = select(ReferralCount.service_id, func.sum(ReferralCount.times)).where(since)
    return {
        row[0]: int(row[1]) for row in session.execute(query.group_by(ReferralCount.service_id))
    }


def _reported(session: Session) -> dict[str, int]:
    open_ones = NumberReport.is_settled.is_(False)
    service = NumberReport.service_id
    query = select(service, func.sum(NumberReport.times)).where(open_ones).group_by(service)
    return {row[0]: int(row[1]) for row in session.execute(query)}


def _shown(
    session: Session, keys: Sequence[str], used: dict[str, int], reported: dict[str, int]
) -> Iterator[Due]:
    for start in range(0, len(keys), _AT_ONCE):
        part = keys[start : start + _AT_ONCE]
        places = given(session, part)
        query = select(Service, Organization.name).join(Organization).where(Service.id.in_(part))
        for service, organization in session.execute(query):
            at = places[service.id]
            yield Due(
                service.id,
                organization,
                service.name,
                at.city,
                at.state,
                at.phone,
                service.assured_date,
                service.due_date,
                used.get(service.id, 0),
                reported.get(service.id, 0),
            )


def _row(session: Session, service_id: str) -> Row:
    table = Service.__table__
    found = session.execute(select(table).where(table.c.id == service_id)).mappings().first()
    if found is None:
        raise KeyError(service_id)
    return dict(found)
