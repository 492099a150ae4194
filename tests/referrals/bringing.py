"""Brings files to a directory as the pages of staff do, and waits for the end."""

import csv
import datetime
import io

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from referrals.importing import runs
from referrals.models import Organization
from referrals.staff_models import ImportRun
from tests.referrals.small_records import BY, DAY, NOON


def template(*names: str, **cells: str) -> bytes:
    """Return a template with an organization in Houston for each name."""
    heads = ["organization", "city", "state", *cells]
    lines = [[name, "Houston", "TX", *cells.values()] for name in names]
    file = io.StringIO()
    csv.writer(file).writerows([heads, *lines])
    return file.getvalue().encode()


def bring(
    engine: Engine,
    content: bytes,
    kind: str = "template",
    day: datetime.date | None = None,
    whole: bool = False,
) -> str:
    """Bring a file and read it; return the run's id."""
    with Session(engine) as session, session.begin():
        run = runs.start(session, kind, "list.csv", content, BY, NOON, day, whole)
    runs.read(engine, run, DAY).join()
    return run


def carry_out(engine: Engine, run: str, accept_swing: bool = False) -> ImportRun:
    """Confirm a run and wait for its end."""
    runs.confirm(engine, run, BY, NOON, accept_swing).join()
    return look(engine, run)


def look(engine: Engine, run: str) -> ImportRun:
    with Session(engine, expire_on_commit=False) as session:
        return session.get_one(ImportRun, run)


def take_back(engine: Engine, run: str) -> None:
    with Session(engine) as session, session.begin():
        runs.undo_run(session, run, BY, NOON)


def names(engine: Engine) -> set[str]:
    with Session(engine) as session:
        return set(session.scalars(select(Organization.name)))
