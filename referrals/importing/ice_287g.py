"""Reads ICE's sheet of 287(g) agreements and says how it differs; it judges no agreement."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pydantic_core import PydanticCustomError
from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from referrals.enforcement_models import Agreement
from referrals.importing.enforcement_files import Counties, counties_by_name, county_codes
from referrals.importing.formats import (
    AgreementReading,
    Context,
    Format,
    Problem,
    Row,
    UnreadableFile,
    register,
)
from referrals.importing.plan import MANY, SHARE, Swing
from referrals.importing.sheets import ENDINGS, Line, fold, read_sheet
from referrals.importing.template_row import read_day, states
from referrals.place_models import PlaceName

_NAMES = {
    "state": "state",
    "agency": "law enforcement agency",
    "agency_type": "type",
    "county": "county",
    "support_type": "support type",
    "signed": "signed",
}
_SAID = ("state", "agency", "agency_type", "support_type", "signed")
_MODELS = ("Task Force Model", "Warrant Service Officer", "Jail Enforcement Model")
_LENGTHS = {"agency": 200, "agency_type": 30, "support_type": 40}


@dataclass(frozen=True)
class AgreementPlan:
    """Agreements that are new on the list, gone from it, and on both; rows of `agreement`."""

    added: tuple[Row, ...]
    removed: tuple[Row, ...]
    untouched: int
    swing: Swing | None


def read_agreements(_file_name: str, content: bytes, context: Context) -> AgreementReading:
    """Read the sheet; raises UnreadableFile. The day is the one that staff gave."""
    if context.day is None:
        raise UnreadableFile("day_needed", right=context.today.isoformat())
    sheet = read_sheet(content)
    folded = {fold(heading) for heading in sheet.headings}
    missing = [heading for heading in _NAMES.values() if heading not in folded]
    if missing:
        raise UnreadableFile("not_the_287g_sheet", ", ".join(sheet.headings), ", ".join(missing))
    rows: list[Row] = []
    problems: list[Problem] = []
    for line in sheet.lines:
        found = list(_agreement(line, context))
        problems += [each for each in found if isinstance(each, Problem)]
        rows += [each for each in found if isinstance(each, dict)]
    numbered = tuple({"id": number, **row} for number, row in enumerate(rows, start=1))
    return AgreementReading(numbered, tuple(problems), context.day)


def plan_agreements(current: Iterable[Row], reading: AgreementReading) -> AgreementPlan:
    """Return how a list differs from the one at hand; a row is what it says, not its number."""
    before, after = list(current), list(reading.agreements)
    was, becomes = Counter(map(_said, before)), Counter(map(_said, after))
    gone, new = was - becomes, becomes - was
    removed = sum(gone.values())
    is_much = removed > MANY and removed > SHARE * len(before)
    is_other = before and abs(len(after) - len(before)) > max(MANY, len(before) / 2)
    swing = Swing(len(before), len(after), removed) if is_much or is_other else None
    return AgreementPlan(
        tuple(_first(after, new)), tuple(_first(before, gone)), (was & becomes).total(), swing
    )


def current_agreements(session: Session) -> list[Row]:
    """Return the rows of the list at hand."""
    rows = session.execute(select(Agreement.__table__).order_by(Agreement.id)).mappings()
    return [dict(row) for row in rows]


def replace_agreements(session: Session, rows: Sequence[Row]) -> None:
    """Put a list in the place of the one at hand; the caller commits."""
    session.execute(delete(Agreement))
    if rows:
        session.execute(insert(Agreement), list(rows))


def counties_of_places(session: Session) -> Counties:
    """Return the counties of every county and town that we know."""
    table = PlaceName.__table__.c
    query = select(table.state, table.normalized, table.counties, table.kind)
    return counties_by_name(dict(row) for row in session.execute(query).mappings())


def _agreement(line: Line, context: Context) -> Iterator[Row | Problem]:
    cells = {key: " ".join(line.cells.get(name, "").split()) for key, name in _NAMES.items()}
    problems = [Problem(line.number, _NAMES[key], "missing") for key in _SAID if not cells[key]]
    state = states().get(cells["state"].casefold(), cells["state"].upper())
    if cells["state"] and state not in states().values():
        problems.append(Problem(line.number, "state", "state_code", cells["state"], "TEXAS"))
    signed: date | None = None
    try:
        signed = read_day(cells["signed"])
    except PydanticCustomError:
        problems.append(Problem(line.number, "signed", "day", cells["signed"], "2026-05-18"))
    if signed and signed > context.today + timedelta(days=1):
        right = context.today.isoformat()
        problems.append(Problem(line.number, "signed", "day_in_future", cells["signed"], right))
    if cells["support_type"] and cells["support_type"] not in _MODELS:
        is_left_out = len(cells["support_type"]) > _LENGTHS["support_type"]
        told = ("not_of_list", cells["support_type"], ", ".join(_MODELS), is_left_out)
        problems.append(Problem(line.number, "support type", *told))
    for key in ("agency", "agency_type"):
        if len(cells[key]) > _LENGTHS[key]:
            told_length = ("too_long", cells[key][:60], str(_LENGTHS[key]))
            problems.append(Problem(line.number, _NAMES[key], *told_length))
    yield from problems
    if signed and not any(problem.row_is_left_out for problem in problems):
        counties = county_codes({**cells, "state": state}, context.counties)
        said = {key: cells[key] for key in ("agency", "agency_type", "support_type")}
        list_date = context.day
        yield {
            "state": state,
            **said,
            "counties": counties,
            "signed": signed,
            "list_date": list_date,
        }


def _said(row: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(str(row[key]) for key in _SAID)


def _first(rows: Iterable[Row], counts: Counter[tuple[str, ...]]) -> Iterator[Row]:
    left = Counter(counts)
    for row in rows:
        if left[_said(row)] > 0:
            left[_said(row)] -= 1
            yield row


ICE_287G = register(
    Format("ice_287g", ENDINGS, read_agreements, asks_day="needed", brings="agreements")
)
