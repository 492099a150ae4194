"""Imports from the browser, step by step: read, looked at, carried out, undone."""

import threading
from datetime import date, datetime

from sqlalchemy import Engine
from sqlalchemy.orm import Session

__all__ = ["confirm", "progress_of", "read", "recover", "start", "undo_run"]


def start(
    session: Session,
    format_name: str,
    file_name: str,
    content: bytes,
    started_by: str,
    now: datetime,
    day: date | None = None,
    whole: bool = False,
) -> str:
    """Store a file as an ImportRun in state "reading"; return its id. The caller commits.

    Raises KeyError for an unknown format, ValueError for a file above MOST_BYTES or a missing day.
    """
    raise NotImplementedError


def read(engine: Engine, run_id: str, today: date) -> threading.Thread:
    """Read and plan in a thread of its own; return it, already started.

    Ends in state "ready", "refused" (nothing in it can be used) or "failed". `ImportRun.preview`
    then holds {"counts": {table: {"added", "changed", "removed", "untouched", "kept"}},
    "services": the same for services with all that belongs to them, "added" | "changed" |
    "removed" | "kept": [{"title", "table", "id", "fields": [{"table", "field", "before",
    "after"}]}] (the first FIRST of each), "problems": [{"line", "column", "code", "value",
    "right", "row_is_left_out"}] (all), "swing": None or {"before", "after", "removed"},
    "rows": int}.
    """
    raise NotImplementedError


def confirm(
    engine: Engine, run_id: str, by: str, now: datetime, accept_swing: bool = False
) -> threading.Thread:
    """Carry a "ready" run out in a thread of its own, all or nothing; return it, started.

    Ends in state "done", or "ready" again with a new preview where the directory changed since
    (preview["is_new"] is True), or where it swings wildly and nobody accepted that. Raises
    ValueError for a run that is not "ready".
    """
    raise NotImplementedError


def undo_run(session: Session, run_id: str, by: str, now: datetime) -> None:
    """Take a "done" run back (state "undone"); the caller commits.

    Raises UndoRefused where something was changed since, ValueError for a run not "done".
    """
    raise NotImplementedError


def progress_of(session: Session, run_id: str) -> tuple[str, int, int]:
    """Return (state, rows done, rows in all) of a run."""
    raise NotImplementedError


def recover(session: Session) -> int:
    """Mark runs that a stopped process left "reading" or "running" as "failed"; return how many."""
    raise NotImplementedError
