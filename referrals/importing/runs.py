"""Imports from the browser, step by step: read, looked at, carried out, undone.

A file is worked on in a thread of the process that took it; nothing is ever half done.
"""

import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from referrals.history import (
    Author,
    bring_history,
    bump_version,
    carry_out,
    removed_by_staff,
    undo,
)
from referrals.history_models import DirectoryVersion
from referrals.importing import agreement_runs
from referrals.importing.formats import (
    AgreementReading,
    Context,
    Format,
    Problem,
    Reading,
    UnreadableFile,
)
from referrals.importing.ice_287g import counties_of_places
from referrals.importing.known import FORMATS
from referrals.importing.plan import Plan, plan_import
from referrals.importing.preview import Json, show_plan, show_problems
from referrals.place_models import PlaceZip
from referrals.records import Row, read_records
from referrals.staff_models import ImportRun

MOST_BYTES = 50_000_000
_PROGRESS: dict[str, tuple[int, int]] = {}
"""Run -> rows done and in all, of the runs that this process works on."""


def start(
    session: Session,
    format_name: str,
    file_name: str,
    content: bytes,
    started_by: str,
    now: datetime,
    day: date | None = None,
    whole: bool = False,
    ours: bool = False,
) -> str:
    """Store a file as an ImportRun in state "reading"; return its id. The caller commits.

    `ours`: a manager says that it is a backup of this directory. Raises KeyError for an unknown
    format, ValueError for a file above MOST_BYTES or a missing day.
    """
    kind = FORMATS[format_name]
    if len(content) > MOST_BYTES:
        raise ValueError("the file is too large")
    if kind.asks_day == "needed" and day is None:
        raise ValueError("the day of the file is missing")
    said = {"whole": whole and kind.can_be_whole, "ours": ours and kind.can_be_ours}
    run = ImportRun(
        id=str(uuid.uuid4()),
        format=format_name,
        file_name=file_name,
        content=content,
        options={"day": day.isoformat() if day else None, **said},
        state="reading",
        preview={},
        started_by=started_by,
        started_at=now,
    )
    session.add(run)
    session.flush()
    return run.id


def read(engine: Engine, run_id: str, today: date) -> threading.Thread:
    """Read and plan in a thread of its own; return it, already started.

    Ends in state "ready", "refused" (nothing in it can be used) or "failed". `ImportRun.preview`
    then holds {"counts": {table: {"added", "changed", "removed", "untouched", "kept"}},
    "services": the same for services with all that belongs to them, "added" | "changed" |
    "removed": [{"title", "table", "id", "fields": [{"table", "field", "before", "after"}]}] (the
    first FIRST of each), "kept": [{"title", "table", "id", "field", "value", "offered"}],
    "problems": [{"line", "column", "code", "value", "right", "row_is_left_out"}] (all), "swing":
    None or {"before", "after", "removed"}, "holds_removal": bool, "rows": int}. A list of 287(g)
    agreements has "counts": {"agreement": ...} and "services": None.
    """
    return _in_thread(engine, run_id, lambda: _read(engine, run_id, today))


def confirm(
    engine: Engine, run_id: str, by: str, now: datetime, accept_swing: bool = False
) -> threading.Thread:
    """Carry a "ready" run out in a thread of its own, all or nothing; return it, started.

    Ends in state "done", or "ready" again with a new preview where the directory changed since
    (preview["is_new"] is True), or where it swings wildly and nobody accepted that. Raises
    ValueError for a run that is not "ready".
    """
    with Session(engine) as session, session.begin():
        taken = session.execute(
            update(ImportRun)
            .where(ImportRun.id == run_id, ImportRun.state == "ready")
            .values(state="running", done_rows=0)
        )
        if not taken.rowcount:  # type: ignore[attr-defined]
            raise ValueError("the run is not ready")
    return _in_thread(engine, run_id, lambda: _carry_out(engine, run_id, by, now, accept_swing))


def undo_run(session: Session, run_id: str, by: str, now: datetime) -> None:
    """Take a "done" run back (state "undone"); the caller commits.

    Raises UndoRefused where something was changed since, ValueError for a run not "done".
    """
    run = session.get_one(ImportRun, run_id)
    if run.state != "done":
        raise ValueError("the run is not done")
    if FORMATS[run.format].brings == "agreements":
        agreement_runs.undo_list(session, run)
    elif run.change_set_id:
        title = f"Undo of {run.file_name}"
        undo(session, run.change_set_id, Author(by, "undo", title, now, run.change_set_id))
    run.state = "undone"
    session.flush()


def progress_of(session: Session, run_id: str) -> tuple[str, int, int]:
    """Return (state, rows done, rows in all) of a run; in all is 0 before that is known."""
    run = session.get_one(ImportRun, run_id)
    done, of = _PROGRESS.get(run_id, (run.done_rows, run.all_rows))
    return run.state, done, of


def recover(session: Session) -> int:
    """Mark runs that a stopped process left "reading" or "running" as "failed"; return how many.

    To be called once, before the first run of a process; the caller commits.
    """
    left = ImportRun.state.in_(("reading", "running"))
    return session.execute(update(ImportRun).where(left).values(state="failed")).rowcount  # type: ignore[attr-defined, no-any-return]


@dataclass(frozen=True)
class _Work:
    """A plan with the run's format and what the directory was like when it was made."""

    plan: Plan
    preview: Json
    version: int
    history: tuple[Row, ...]


def _read(engine: Engine, run_id: str, today: date) -> None:
    with Session(engine) as session:
        kind, _ = _run(session, run_id)
        if kind.brings == "agreements":
            preview = agreement_runs.preview(session, _reading(session, run_id, today)[0])
        else:
            preview = _plan(session, run_id, today).preview
    rows = int(str(preview["rows"]))
    is_empty = not preview["counts"] or not rows
    with Session(engine) as session, session.begin():
        run = session.get_one(ImportRun, run_id)
        run.preview = preview
        run.options = {**run.options, "today": today.isoformat()}
        run.done_rows = run.all_rows = rows
        run.state = "refused" if is_empty else "ready"
        run.content = None if is_empty else run.content


def _carry_out(engine: Engine, run_id: str, by: str, now: datetime, accept_swing: bool) -> None:
    with Session(engine) as session:
        kind, run = _run(session, run_id)
        today = date.fromisoformat(str(run.options["today"]))
        shown = run.preview.get("digest")
        title = f"{kind.name}: {run.file_name}"
    if kind.brings == "agreements":
        _replace_list(engine, run_id, today, accept_swing)
        return
    with Session(engine) as session:
        work = _plan(session, run_id, today)
    if work.plan.digest != shown or (work.plan.swing and not accept_swing):
        _back_to_ready(engine, run_id, {**work.preview, "is_new": work.plan.digest != shown})
        return
    of = len(work.plan.differences)
    with Session(engine) as session, session.begin():
        bump_version(session)  # from here on nobody else writes
        if _version(session) != work.version + 1:
            session.rollback()
            _back_to_ready(engine, run_id, {**work.preview, "is_new": True})
            return
        made = carry_out(
            session,
            work.plan.differences,
            Author(by, "import", title, now),
            lambda done: _PROGRESS.__setitem__(run_id, (done, of)),
        )
        bring_history(session, work.history)
        run = session.get_one(ImportRun, run_id)
        run.state, run.change_set_id, run.done_rows, run.all_rows = "done", made, of, of
        run.content = None


def _replace_list(engine: Engine, run_id: str, today: date, accept_swing: bool) -> None:
    with Session(engine) as session, session.begin():
        bump_version(session)
        reading, _ = _reading(session, run_id, today)
        run = session.get_one(ImportRun, run_id)
        preview = agreement_runs.preview(session, reading)
        if preview["digest"] != run.preview.get("digest"):
            run.preview, run.state = {**preview, "is_new": True}, "ready"
        elif preview["swing"] and not accept_swing:
            run.state = "ready"
        else:
            agreement_runs.put_list(session, run, reading)
            run.state, run.content = "done", None


def _plan(session: Session, run_id: str, today: date) -> _Work:
    version = _version(session)
    reading, context = _reading(session, run_id, today)
    if not isinstance(reading, Reading):
        raise TypeError("the format does not bring the directory")
    whole = bool(session.get_one(ImportRun, run_id).options.get("whole"))
    plan = plan_import(context.current, reading, whole, removed_by_staff(session))
    return _Work(plan, show_plan(context.current, plan, reading.rows), version, reading.history)


def _reading(
    session: Session, run_id: str, today: date
) -> tuple[Reading | AgreementReading, Context]:
    kind, run = _run(session, run_id)
    text = str(run.options.get("day") or "")
    day = date.fromisoformat(text) if text else None
    context = Context({}, today, day, is_ours=bool(run.options.get("ours")))
    context = replace(context, tell=lambda done, of: _PROGRESS.__setitem__(run_id, (done, of)))
    if kind.brings == "agreements":
        context = replace(context, counties=counties_of_places(session))
    else:
        context = replace(context, current=read_records(session), points=_points(session))
    return kind.read(run.file_name, run.content or b"", context), context


def _run(session: Session, run_id: str) -> tuple[Format, ImportRun]:
    run = session.get_one(ImportRun, run_id)
    return FORMATS[run.format], run


def _points(session: Session) -> dict[str, tuple[Decimal, Decimal]]:
    table = PlaceZip.__table__.c
    query = select(table.zip, table.lat, table.lon).where(table.lat.is_not(None))
    return {row[0]: (Decimal(str(row[1])), Decimal(str(row[2]))) for row in session.execute(query)}


def _version(session: Session) -> int:
    return session.scalar(select(DirectoryVersion.version)) or 0


def _back_to_ready(engine: Engine, run_id: str, preview: Json) -> None:
    with Session(engine) as session, session.begin():
        run = session.get_one(ImportRun, run_id)
        run.preview, run.state = preview, "ready"


def _in_thread(engine: Engine, run_id: str, work: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=_guarded, args=(engine, run_id, work), daemon=True)
    thread.start()
    return thread


def _guarded(engine: Engine, run_id: str, work: Callable[[], None]) -> None:
    """Work, and leave a state behind whatever happens; what was not foreseen is still raised."""
    ended = False
    try:
        work()
        ended = True
    except UnreadableFile as problem:
        _end(engine, run_id, "refused", problem.problem)
        ended = True
    finally:
        _PROGRESS.pop(run_id, None)
        if not ended:
            _end(engine, run_id, "failed", Problem(0, "", "failed"))


def _end(engine: Engine, run_id: str, state: str, problem: Problem) -> None:
    with Session(engine) as session, session.begin():
        run = session.get_one(ImportRun, run_id)
        run.preview = {**run.preview, "problems": show_problems([problem])}
        run.state, run.content = state, None
