"""Who changed what and when, and what has been checked; it holds no queries.

A row of `metadata` is the HSDS 3.1 object of that name: one field of one record, before and after.
"""

from datetime import date, datetime

from sqlalchemy import Date, DateTime, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from referrals.model_parts import Code, Identified, Table, Words


class ChangeSet(Identified, Table):
    """Changes that were made together and can be undone together.

    `kind`: "edit", "import", "seed", "merge", "verify", "undo". `made_by` is an account's e-mail
    address or "system". `undoes` names the set that this one takes back.
    """

    __tablename__ = "change_set"
    kind: Mapped[Code]
    title: Mapped[Words]
    made_by: Mapped[str] = mapped_column(String(254))
    made_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), index=True)
    undoes: Mapped[str | None] = mapped_column(ForeignKey("change_set.id"))


class Change(Identified, Table):
    """One field of one record, as JSON text; `field_name` "*" is the whole record, made or removed.

    `last_action_type`: "create", "update", "delete".
    """

    __tablename__ = "metadata"
    __table_args__ = (Index("ix_metadata_resource", "resource_type", "resource_id"),)
    change_set_id: Mapped[str | None] = mapped_column(ForeignKey("change_set.id"), index=True)
    position: Mapped[int] = mapped_column(Integer, default=0)
    resource_id: Mapped[str] = mapped_column(String(36))
    resource_type: Mapped[Code]
    last_action_date: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    last_action_type: Mapped[Code]
    field_name: Mapped[Code]
    previous_value: Mapped[Words]
    replacement_value: Mapped[Words]
    updated_by: Mapped[str] = mapped_column(String(254))


class MergedRecord(Table):
    """That a record was one and the same as another, so that a refresh does not bring it again.

    It holds as long as the record is gone; undoing the merge leaves it without a meaning.
    """

    __tablename__ = "merged_record"
    resource_type: Mapped[str] = mapped_column(String(40), primary_key=True)
    resource_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    into_id: Mapped[str] = mapped_column(String(36))


class DistinctPair(Table):
    """That staff say of two organizations that they are not the same, `one` before `other`."""

    __tablename__ = "distinct_pair"
    one: Mapped[str] = mapped_column(String(36), primary_key=True)
    other: Mapped[str] = mapped_column(String(36), primary_key=True)
    said_by: Mapped[str] = mapped_column(String(254))
    said_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class Verification(Identified, Table):
    """That staff checked a service: when, by whom, how, and when it is next due.

    Like reports and counts it outlives its service, so that an undone removal brings all back.
    `taken_back_by` is the change set that took it back; None: it counts.
    """

    __tablename__ = "verification"
    service_id: Mapped[str] = mapped_column(String(36), index=True)
    day: Mapped[date] = mapped_column(Date)
    verified_by: Mapped[str] = mapped_column(String(254))
    how: Mapped[Code]
    note: Mapped[Words | None]
    due_date: Mapped[date] = mapped_column(Date)
    taken_back_by: Mapped[str | None] = mapped_column(String(36))


class NumberReport(Table):
    """How many people said on a day that a service's number did not work; nothing of who.

    `settled_by` is the check that settled it; None: it is open, or staff settled it without one.
    """

    __tablename__ = "number_report"
    service_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    times: Mapped[int] = mapped_column(Integer, default=0)
    is_settled: Mapped[bool] = mapped_column(default=False)
    settled_by: Mapped[str | None] = mapped_column(String(36))


class ReferralCount(Table):
    """How often a service was given to people on a day; nothing of to whom."""

    __tablename__ = "referral_count"
    service_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    times: Mapped[int] = mapped_column(Integer, default=0)


class WithdrawnAnswer(Table):
    """That staff took an answer out of service; the row stays when it is given again at `until`."""

    __tablename__ = "withdrawn_answer"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    label: Mapped[str] = mapped_column(String(100), index=True)
    since: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    withdrawn_by: Mapped[str] = mapped_column(String(254))
    reason: Mapped[Words] = mapped_column(default="")
    until: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    given_by: Mapped[str | None] = mapped_column(String(254))


class SeedRun(Table):
    """The fingerprint of the data files that were last brought in."""

    __tablename__ = "seed_run"
    name: Mapped[str] = mapped_column(String(50), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))


class DirectoryVersion(Table):
    """One row that counts changes, so that a process knows when what it holds is old."""

    __tablename__ = "directory_version"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    version: Mapped[int] = mapped_column(Integer, default=0)
