"""Imports from the browser: nothing is half done, and a whole one can be taken back."""

import csv
import datetime
import io

import pytest
from sqlalchemy import Engine, insert, select, update
from sqlalchemy.orm import Session

from referrals.enforcement_models import Agreement
from referrals.history import UndoRefused
from referrals.history_models import ChangeSet
from referrals.importing import doj_roster, formats, runs
from referrals.importing.known import FORMATS
from referrals.importing.template import export_csv
from referrals.model_parts import Table
from referrals.models import Organization, Service
from referrals.place_models import PlaceName, PlaceZip
from referrals.records import complete
from referrals.staff_models import ImportRun
from tests.referrals.small_records import BY, DAY, NOON, all_of, office, put, together

ROSTER = "organization,street,city,state,zip,phone,recognition_expires,doj_status,roster_date\n"
SHEET = "STATE,LAW ENFORCEMENT AGENCY,TYPE,COUNTY,SUPPORT TYPE,SIGNED,MOA,ADDENDUM\n"
TEXAN = "TEXAS,{agency} ,County ,Harris County,Task Force Model ,2025-09-22,link,\n"


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


def test_a_file_is_looked_at_carried_out_and_taken_back(either_engine: Engine) -> None:
    put(either_engine, office())
    before = all_of(either_engine)
    run = bring(either_engine, template("Refugio", "Amparo Legal"))
    assert look(either_engine, run).state == "ready"
    assert all_of(either_engine) == before
    preview = look(either_engine, run).preview
    assert (preview["services"] or {})["added"] == 2  # type: ignore[call-overload]
    assert [group["title"] for group in preview["added"]][:1] == [  # type: ignore[attr-defined]
        "Amparo Legal - Immigration legal help"
    ]
    done = carry_out(either_engine, run)
    assert (done.state, done.done_rows) == ("done", done.all_rows)
    assert names(either_engine) == {"Casa Segura", "Refugio", "Amparo Legal"}
    take_back(either_engine, run)
    assert look(either_engine, run).state == "undone"
    assert all_of(either_engine) == before


def test_an_import_is_not_taken_back_over_later_work(either_engine: Engine) -> None:
    run = bring(either_engine, template("Refugio"))
    carry_out(either_engine, run)
    with Session(either_engine) as session, session.begin():
        session.execute(update(Organization).values(website="www.refugio.example"))
    before = all_of(either_engine)
    with pytest.raises(UndoRefused):
        take_back(either_engine, run)
    assert (all_of(either_engine), look(either_engine, run).state) == (before, "done")


def test_a_directory_that_changed_since_the_preview_is_looked_at_again(
    small_engine: Engine,
) -> None:
    put(small_engine, office())
    content = template("Casa Segura", website="www.casa.example")
    run = bring(small_engine, content)
    carry_out(small_engine, bring(small_engine, template("Casa Segura", website="new.example")))
    again = carry_out(small_engine, run)
    assert (again.state, again.preview["is_new"]) == ("ready", True)
    assert carry_out(small_engine, run).state == "done"


def test_a_run_is_confirmed_once(small_engine: Engine) -> None:
    run = bring(small_engine, template("Refugio"))
    carry_out(small_engine, run)
    with pytest.raises(ValueError, match="not ready"):
        runs.confirm(small_engine, run, BY, NOON)


@pytest.mark.parametrize("accepted", [True, False])
def test_a_list_that_swings_wildly_waits_until_that_is_accepted(
    small_engine: Engine, accepted: bool
) -> None:
    put(small_engine, together(*(office(f"Casa {n}") for n in range(40))))
    current = all_of(small_engine)
    text = export_csv(current).decode("utf-8-sig").splitlines()
    run = bring(small_engine, "\n".join(text[:20]).encode(), whole=True)
    assert look(small_engine, run).preview["swing"] == {"before": 40, "after": 19, "removed": 21}
    done = carry_out(small_engine, run, accepted)
    assert done.state == ("done" if accepted else "ready")
    assert len(names(small_engine)) == (19 if accepted else 40)


@pytest.mark.parametrize(("kept", "swings"), [(48, False), (47, True)])
def test_a_fifth_of_the_services_may_go_without_a_question(
    small_engine: Engine, kept: int, swings: bool
) -> None:
    put(small_engine, together(*(office(f"Casa {n}") for n in range(60))))
    text = export_csv(all_of(small_engine)).decode("utf-8-sig").splitlines()
    run = bring(small_engine, "\n".join(text[: kept + 1]).encode(), whole=True)
    assert bool(look(small_engine, run).preview["swing"]) is swings


def test_a_file_of_which_nothing_can_be_used_is_refused(small_engine: Engine) -> None:
    run = look(small_engine, bring(small_engine, template("Refugio", ZIP="1")))
    assert run.state == "refused"
    assert [p["code"] for p in run.preview["problems"]] == ["zip_digits"]  # type: ignore[attr-defined]


def test_a_file_of_another_kind_is_refused_with_the_reason(small_engine: Engine) -> None:
    run = look(small_engine, bring(small_engine, b"a,b\n1,2\n"))
    assert run.state == "refused"
    assert run.preview["problems"][0]["code"] == "not_the_template"  # type: ignore[index]


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> str:
    """A format whose rows the database refuses."""
    row = {"id": "x", "organization_id": "o Casa Segura", "name": "x", "minimum_age": "many"}

    def read(_name: str, _content: bytes, _context: formats.Context) -> formats.Reading:
        rows = {"address": {"a": {"id": "a", "city": object()}}}
        return formats.Reading({"service": {"x": row}} | rows, rows=1)

    monkeypatch.setitem(FORMATS, "broken", formats.Format("broken", (".csv",), read))
    return "broken"


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_failure_leaves_the_directory_and_says_so(small_engine: Engine, broken: str) -> None:
    put(small_engine, office())
    before = all_of(small_engine)
    run = look(small_engine, bring(small_engine, b"x", broken))
    assert run.state == "failed"
    assert all_of(small_engine) == before


def test_runs_that_a_stopped_process_left_are_marked(small_engine: Engine) -> None:
    run = bring(small_engine, template("Refugio"))
    with Session(small_engine) as session, session.begin():
        session.execute(update(ImportRun).values(state="running"))
    with Session(small_engine) as session, session.begin():
        assert runs.recover(session) == 1
        assert runs.progress_of(session, run)[0] == "failed"


@pytest.mark.parametrize(
    ("kind", "size", "match"),
    [("ice_287g", 1, "day"), ("template", runs.MOST_BYTES + 1, "too large")],
)
def test_a_file_without_its_day_or_too_large_is_not_taken(
    small_engine: Engine, kind: str, size: int, match: str
) -> None:
    with Session(small_engine) as session, pytest.raises(ValueError, match=match):
        runs.start(session, kind, "list.csv", b"x" * size, BY, NOON)


def test_the_rosters_rows_come_in_and_leave_staffs_word_alone(small_engine: Engine) -> None:
    with Session(small_engine) as session, session.begin():
        session.execute(
            insert(PlaceZip),
            {"zip": "77036", "city": "Houston", "state": "TX", "lat": "29.7", "lon": "-95.5"},
        )
    first = ROSTER + (
        "Refugio,1 Main St,Houston,TX,77036,713-555-0100,2027-01-01,Active,2026-09-19\n"
        "Amparo Legal,,Houston,TX,,713-555-0101,,Active,2026-09-19\n"
        "Closed Door,,Houston,TX,,713-555-0102,,Inactive,2026-09-19\n"
    )
    carry_out(small_engine, bring(small_engine, first.encode(), "doj_roster"))
    assert names(small_engine) == {"Refugio", "Amparo Legal"}
    with Session(small_engine) as session, session.begin():
        service = session.scalars(
            select(Service).join(Organization).where(Organization.name == "Amparo Legal")
        ).one()
        service.assured_date = DAY
    second = ROSTER + "Refugio,2 Main St,Houston,TX,77036,713-555-0100,2028-01-01,,2026-10-19\n"
    done = carry_out(small_engine, bring(small_engine, second.encode(), "doj_roster"))
    assert done.state == "done"
    rows = all_of(small_engine)
    assert names(small_engine) == {"Refugio", "Amparo Legal"}
    assert {row["address_1"] for row in rows["address"].values()} == {"2 Main St", ""}
    assert datetime.date(2028, 1, 1) in {
        row["expires"] for row in rows["organization_identifier"].values()
    }
    assert {str(row["geo_precision"]) for row in rows["location"].values()} == {"zip", "None"}


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        (",,Houston,TX,,,,,2026-09-19", "organization", "missing"),
        ("A,,Houston,Texas,,,,,2026-09-19", "state", "state_code"),
        ("A,,Houston,TX,7703,,,,2026-09-19", "zip", "zip_digits"),
        ("A,,Houston,TX,,855-488-6423,,,2026-09-19", "phone", "refused_number"),
        ("A,,Houston,TX,,,soon,,2026-09-19", "expires", "day"),
        ("A,,Houston,TX,,,,,", "roster date", "missing"),
    ],
)
def test_a_bad_row_of_the_roster_is_told(row: str, column: str, code: str) -> None:
    found = doj_roster.read_roster("r.csv", (ROSTER + row).encode(), formats.Context({}, DAY))
    assert [(p.line, p.column, p.code) for p in found.problems] == [(2, column, code)]
    assert not any(found.records.values())


def test_a_bad_number_costs_the_number_and_not_the_office() -> None:
    row = "A,,Houston,TX,,12,,,2026-09-19"
    found = doj_roster.read_roster("r.csv", (ROSTER + row).encode(), formats.Context({}, DAY))
    assert [(p.code, p.row_is_left_out) for p in found.problems] == [("phone_number", False)]
    assert len(found.records["service"]) == 1


def test_the_list_of_pro_bono_providers_leaves_national_lines_alone(small_engine: Engine) -> None:
    line = office("Detention Line", source=doj_roster.PRO_BONO)
    service = "s Detention Line Houston"
    area = {"id": "x", "service_id": service, "extent": "US", "extent_type": "country"}
    line["phone"]["p Detention Line Houston"] |= {"location_id": None, "service_id": service}
    put(small_engine, together(line, {"service_area": {"x": complete("service_area", area)}}))
    head = "organization,city,state,phone,languages,list_date\n"
    rows = head + (
        "Refugio,Houston,TX,713-555-0101,Spanish; English,2026-12\n"
        "The Line,Houston,TX,713-555-0100,,2026-12\n"
    )
    content = rows.encode()
    carry_out(small_engine, bring(small_engine, content, "doj_pro_bono"))
    assert names(small_engine) == {"Detention Line", "Refugio"}


def agreements(engine: Engine) -> list[tuple[str, str, datetime.date]]:
    with Session(engine) as session:
        rows = session.scalars(select(Agreement).order_by(Agreement.id))
        return [(row.agency, row.counties, row.list_date) for row in rows]


def test_ices_sheet_replaces_the_list_and_can_be_taken_back(either_engine: Engine) -> None:
    county = {"id": 1, "normalized": "harris county", "kind": "county", "display": "Harris County"}
    place = county | {"state": "TX", "weight": 1.0, "counties": "48201"}
    with Session(either_engine) as session, session.begin():
        session.execute(insert(PlaceName), place)
    old, new = DAY - datetime.timedelta(days=9), DAY
    first = (SHEET + TEXAN.format(agency="Old Sheriff")).encode()
    carry_out(either_engine, bring(either_engine, first, "ice_287g", old))
    second = (SHEET + TEXAN.format(agency="New Sheriff")).encode()
    run = bring(either_engine, second, "ice_287g", new)
    shown = look(either_engine, run).preview
    assert shown["counts"] == {
        "agreement": {"added": 1, "changed": 0, "removed": 1, "untouched": 0, "kept": 0}
    }
    carry_out(either_engine, run)
    assert agreements(either_engine) == [("New Sheriff", "48201", new)]
    take_back(either_engine, run)
    assert agreements(either_engine) == [("Old Sheriff", "48201", old)]


def test_a_list_is_not_taken_back_over_a_later_one(small_engine: Engine) -> None:
    ids = []
    for agency in ("One", "Two"):
        content = (SHEET + TEXAN.format(agency=agency)).encode()
        ids.append(bring(small_engine, content, "ice_287g", DAY))
        carry_out(small_engine, ids[-1])
    with pytest.raises(UndoRefused):
        take_back(small_engine, ids[0])
    assert [row[0] for row in agreements(small_engine)] == ["Two"]


def test_a_list_with_far_fewer_agreements_waits_until_that_is_accepted(
    small_engine: Engine,
) -> None:
    many = SHEET + "".join(TEXAN.format(agency=f"Sheriff {n}") for n in range(40))
    carry_out(small_engine, bring(small_engine, many.encode(), "ice_287g", DAY))
    few = SHEET + TEXAN.format(agency="Sheriff 1")
    run = bring(small_engine, few.encode(), "ice_287g", DAY)
    assert carry_out(small_engine, run).state == "ready"
    assert len(agreements(small_engine)) == 40
    assert carry_out(small_engine, run, accept_swing=True).state == "done"


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ("TEKSAS,A,County,,Task Force Model,2025-01-01", "state", "state_code"),
        ("TEXAS,,County,,Task Force Model,2025-01-01", "law enforcement agency", "missing"),
        ("TEXAS,A,County,,Task Force Model,soon", "signed", "day"),
        ("TEXAS,A,County,,Task Force Model,2030-01-01", "signed", "day_in_future"),
        ("TEXAS,A,County,," + "x" * 50 + ",2025-01-01", "support type", "not_of_list"),
    ],
)
def test_a_bad_row_of_ices_sheet_is_told(
    small_engine: Engine, row: str, column: str, code: str
) -> None:
    run = look(small_engine, bring(small_engine, (SHEET + row).encode(), "ice_287g", DAY))
    found = run.preview["problems"]
    assert [(p["line"], p["column"], p["code"]) for p in found] == [(2, column, code)]  # type: ignore[attr-defined]
    assert run.state == "refused"


def test_an_import_stands_in_the_history_under_its_own_name(small_engine: Engine) -> None:
    carry_out(small_engine, bring(small_engine, template("Refugio")))
    with Session(small_engine) as session:
        made = session.scalars(select(ChangeSet)).one()
    assert (made.kind, made.title, made.made_by) == ("import", "template: list.csv", BY)


def test_every_format_is_known_by_name() -> None:
    assert {"template", "doj_roster", "doj_pro_bono", "ice_287g"} <= set(FORMATS)
    assert {"template"} <= {kind.name for kind in formats.formats_for("List.XLSX")}
    assert issubclass(ImportRun, Table)
