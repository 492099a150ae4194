"""Answers out of service and back: what is out now, and that every time is kept."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from referrals.withdrawals import (
    give_again,
    withdraw,
    withdrawals_now,
    withdrawals_of,
    withdrawn_labels,
)

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)


def test_out_back_and_out_again_with_every_time_kept(either_engine: Engine):
    with Session(either_engine) as session:
        assert withdraw(session, ["b", "a"], "a ruling", "lin@example.org", NOON) == ["a", "b"]
        session.commit()
        assert withdrawn_labels(session) == {"a", "b"}
        assert give_again(session, ["a", "c"], "ada@example.org", LATER) == ["a"]
        session.commit()
        assert withdrawn_labels(session) == {"b"}
        withdraw(session, ["a"], "another", "ada@example.org", LATER)
        session.commit()
        assert {k: row.reason for k, row in withdrawals_now(session).items()} == {
            "a": "another",
            "b": "a ruling",
        }
        past = [(row.withdrawn_by, row.given_by) for row in withdrawals_of(session, "a")]
        assert past == [("ada@example.org", None), ("lin@example.org", "ada@example.org")]


def test_what_is_out_already_keeps_its_reason(either_engine: Engine):
    with Session(either_engine) as session:
        withdraw(session, ["a"], "first", "lin@example.org", NOON)
        session.flush()
        assert withdraw(session, ["a"], "second", "lin@example.org", LATER) == []
        session.commit()
        assert [row.reason for row in withdrawals_of(session, "a")] == ["first"]


def test_giving_again_what_is_in_service_changes_nothing(either_engine: Engine):
    with Session(either_engine) as session:
        assert give_again(session, ["a"], "lin@example.org", NOON) == []
        assert withdrawals_of(session, "a") == []
