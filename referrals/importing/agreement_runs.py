"""Puts a list of 287(g) agreements in the place of another and back; the old one is kept."""

import hashlib
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date

from sqlalchemy.orm import Session

from referrals.history import UndoRefused, bump_version
from referrals.importing.formats import AgreementReading, Reading, Row
from referrals.importing.ice_287g import (
    AgreementPlan,
    current_agreements,
    plan_agreements,
    replace_agreements,
)
from referrals.importing.plan import Tally
from referrals.importing.preview import FIRST, Json, show_problems
from referrals.records import to_json
from referrals.staff_models import ImportRun

_DATES = ("signed", "list_date")


def preview(session: Session, reading: Reading | AgreementReading) -> Json:
    """Return what a page shows of a list, in the shape told at `referrals.importing.runs.read`."""
    if not isinstance(reading, AgreementReading):
        raise TypeError("the format does not bring agreements")
    current = current_agreements(session)
    plan = plan_agreements(current, reading)
    tally = Tally(len(plan.added), 0, len(plan.removed), plan.untouched, 0)
    days = sorted({str(row["list_date"]) for row in current})
    return {
        "counts": {"agreement": asdict(tally)},
        "services": None,
        "added": _shown(plan.added),
        "changed": [],
        "removed": _shown(plan.removed),
        "kept": [],
        "problems": show_problems(reading.problems),
        "swing": asdict(plan.swing) if plan.swing else None,
        "holds_removal": False,
        "rows": reading.rows,
        "days": {"before": days[-1] if days else None, "after": reading.day.isoformat()},
        "digest": _digest(current) + _digest(reading.agreements) + _mark(plan),
    }


def put_list(session: Session, run: ImportRun, reading: Reading | AgreementReading) -> None:
    """Replace the list and keep the one before in the run's options."""
    if not isinstance(reading, AgreementReading):
        raise TypeError("the format does not bring agreements")
    before = [{k: to_json(v) for k, v in row.items()} for row in current_agreements(session)]
    replace_agreements(session, reading.agreements)
    made = _digest(current_agreements(session))
    run.options = {**run.options, "previous": before, "made": made}


def undo_list(session: Session, run: ImportRun) -> None:
    """Put the list of before back; raises UndoRefused where another came after."""
    if _digest(current_agreements(session)) != run.options.get("made"):
        raise UndoRefused([("agreement", "", "*")])
    previous = run.options.get("previous")
    rows = previous if isinstance(previous, list) else []
    replace_agreements(session, [_row(row) for row in rows])
    bump_version(session)


def _row(found: Row) -> Row:
    dates = {name: date.fromisoformat(str(found[name])) for name in _DATES}
    return {**found, **dates}


def _shown(rows: Iterable[Row]) -> list[Json]:
    return [
        {
            "title": f"{row['agency']}, {row['state']}",
            "table": "agreement",
            "id": str(row["id"]),
            "fields": [
                {"table": "agreement", "field": name, "before": None, "after": to_json(row[name])}
                for name in ("agency_type", "support_type", "signed")
            ],
        }
        for row in list(rows)[:FIRST]
    ]


def _digest(rows: Iterable[Row]) -> str:
    said = sorted(repr(sorted((k, str(v)) for k, v in row.items())) for row in rows)
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def _mark(plan: AgreementPlan) -> str:
    return f"+{len(plan.added)}-{len(plan.removed)}"
