"""Imports from the browser: nothing is half done, and a whole one can be taken back."""

import pytest
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from referrals.history import UndoRefused
from referrals.history_models import ChangeSet
from referrals.importing import formats, runs
from referrals.importing.known import FORMATS
from referrals.importing.template import export_csv
from referrals.model_parts import Table
from referrals.models import Organization
from referrals.staff_models import ImportRun
from tests.referrals.bringing import bring, carry_out, look, names, take_back, template
from tests.referrals.small_records import BY, NOON, all_of, office, put, together


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


def test_an_import_stands_in_the_history_under_its_own_name(small_engine: Engine) -> None:
    carry_out(small_engine, bring(small_engine, template("Refugio")))
    with Session(small_engine) as session:
        made = session.scalars(select(ChangeSet)).one()
    assert (made.kind, made.title, made.made_by) == ("import", "template: list.csv", BY)


def test_every_format_is_known_by_name() -> None:
    assert {"template", "doj_roster", "doj_pro_bono", "ice_287g"} <= set(FORMATS)
    assert {"template"} <= {kind.name for kind in formats.formats_for("List.XLSX")}
    assert issubclass(ImportRun, Table)
