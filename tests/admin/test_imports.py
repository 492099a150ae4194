"""Imports in the browser: looked at first, then carried out by who may, then perhaps taken back."""

import csv
import io
import re

import pytest
from sqlalchemy import insert, select

from admin.import_forms import KINDS
from admin.import_pages import STATES
from admin.problem_words import PROBLEMS
from referrals.hsds.problems import SENTENCES
from referrals.importing.known import FORMATS
from referrals.importing.template_columns import HEADINGS
from referrals.models import Organization
from referrals.staff_models import ImportRun
from tests.admin.bringing import GOOD, HEAD, brought, ended
from tests.admin.browsing import open_place
from tests.architecture.lints import ROOT
from tests.referrals.small_records import all_of, office, put, together

BAD = HEAD + "Casa Nueva,Houston,Texs,713-555\n,Katy,TX,713-555-0101\nAyuda,Katy,TX,\n"
MANY = together(*(office(f"Casa {n:03}", mark=str(n)) for n in range(40)))


def run(place):
    with place.database() as session:
        return session.scalars(select(ImportRun)).one()


def names(place):
    with place.database() as session:
        return sorted(session.scalars(select(Organization.name)))


def test_a_file_is_first_only_looked_at(place, editor):
    address = ended(editor, brought(editor, GOOD))
    page = editor.get(address).text
    assert "Waits for a decision" in page
    assert "Our spreadsheet (CSV or XLSX) (found out from the file)" in page
    assert re.search(r"<dt>New</dt><dd>2</dd>", page)
    assert "713-555-0101" in page
    assert names(place) == []


def test_a_file_is_carried_out_whole_and_then_its_content_is_gone(place, editor):
    address = ended(editor, brought(editor, GOOD))
    assert run(place).content is not None
    ended(editor, editor.post(f"{address}/carry-out"))
    assert "was carried out, all of it" in editor.get(address).text
    assert names(place) == ["Ayuda Clara", "Casa Nueva"]
    assert run(place).content is None


def test_a_discarded_file_changes_nothing_and_is_gone(place, editor):
    address = ended(editor, brought(editor, GOOD))
    editor.post(f"{address}/discard")
    assert (run(place).state, run(place).content) == ("discarded", None)
    assert editor.post(f"{address}/carry-out").status_code == 409
    assert names(place) == []


def test_what_nobody_decides_is_gone_after_a_day(place, editor):
    address = ended(editor, brought(editor, GOOD))
    place.clock.pass_by(hours=23)
    place.browser().get("/sign-in/")
    assert run(place).content is not None
    place.clock.pass_by(hours=2)
    place.browser().get("/sign-in/")
    assert (run(place).state, run(place).content) == ("expired", None)
    place.clock.pass_by(hours=-25)
    assert "Discarded after a day" in editor.get(address).text


def test_what_a_stopped_process_left_is_told_as_broken_off(place, database_url):
    with place.database() as session, session.begin():
        left = {"format": "template", "file_name": "x.csv", "content": b"x", "state": "reading"}
        about = {"id": "left", "started_by": "a@example.org", "started_at": place.clock()}
        session.execute(insert(ImportRun), left | about | {"options": {}, "preview": {}})
    again = open_place(database_url)
    again.browser().get("/sign-in/")
    assert (run(place).state, run(place).content) == ("failed", None)
    again.app.database.engine.dispose()


def test_every_bad_row_is_told_with_line_column_what_is_wrong_and_what_is_right(editor):
    page = editor.get(ended(editor, brought(editor, BAD))).text
    assert "2 rows are left out." in page
    assert re.search(
        r"<span>2</span>.*?<span>state</span>.*?<span>Texs</span>.*?This is no state\..*?"
        r"The row is left out.*?<span>TX</span>",
        page,
        re.S,
    )
    assert re.search(r"<span>3</span>.*?<span>organization</span>.*?A value is missing", page, re.S)


def test_all_bad_rows_come_in_pages_and_as_a_table(editor):
    rows = "".join(f"Casa {n},Houston,Nowhere {n},\n" for n in range(130))
    address = ended(editor, brought(editor, HEAD + "Good,Houston,TX,\n" + rows))
    first, second = editor.get(address).text, editor.get(f"{address}?page=2").text
    assert "Nowhere 99" in first
    assert "Nowhere 100" not in first
    assert "Nowhere 129" in second
    table = editor.get(f"{address}/problems.csv")
    lines = list(csv.reader(io.StringIO(table.text.removeprefix("\ufeff"))))
    assert len(lines) == 131
    assert lines[1][:3] == ["3", "state", "Nowhere 0"]


def test_cells_of_that_table_are_no_formulas(editor):
    address = ended(editor, brought(editor, HEAD + "Good,Houston,TX,\nX,Houston,=1+1,\n"))
    assert ",=1+1" not in editor.get(f"{address}/problems.csv").text


def test_changes_are_shown_before_and_after(place, editor):
    ended(editor, editor.post(ended(editor, brought(editor, GOOD)) + "/carry-out"))
    page = editor.get(ended(editor, brought(editor, GOOD.replace("0101", "0102")))).text
    assert re.search(r"<dt>Changed</dt><dd>1</dd>", page)
    assert re.search(r"<dt>Untouched</dt><dd>1</dd>", page)
    assert re.search(r"<span>713-555-0101</span>.*?<span>713-555-0102</span>", page, re.S)


def test_a_wild_swing_waits_for_a_manager(place, editor, manager):
    put(place.app.database.engine, MANY)
    answer = brought(editor, HEAD + "Casa 001,Houston,TX,713-555-0100\n", whole="y")
    address = ended(editor, answer)
    page = editor.get(address).text
    assert "So much would change that a mistake is likely." in page
    assert "A manager has to look at it" in page
    assert "Carry it out" not in page
    ended(editor, editor.post(f"{address}/carry-out"))
    assert len(names(place)) == 40
    assert editor.post(f"{address}/carry-out-anyway").status_code == 403
    assert "carry it out all the same" in manager.get(address).text
    ended(manager, manager.post(f"{address}/carry-out-anyway"))
    assert len(names(place)) == 1


def test_a_manager_takes_a_whole_import_back(place, editor, manager):
    before = all_of(place.app.database.engine)
    address = ended(editor, brought(editor, GOOD))
    ended(editor, editor.post(f"{address}/carry-out"))
    assert "Take the whole import back" not in editor.get(address).text
    assert editor.post(f"{address}/undo").status_code == 403
    manager.post(f"{address}/undo")
    assert "The directory is as it was before." in manager.get(address).text
    assert all_of(place.app.database.engine) == before
    assert manager.post(f"{address}/undo").status_code == 409


def test_the_page_says_so_when_the_directory_changed_meanwhile(place, editor):
    first = ended(editor, brought(editor, GOOD))
    ended(editor, editor.post(ended(editor, brought(editor, GOOD)) + "/carry-out"))
    ended(editor, editor.post(f"{first}/carry-out"))
    assert "was changed while you looked" in editor.get(first).text


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "list.csv", "The file is empty."),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "photo.csv", "none of the kinds of files"),
        (b"%PDF-1.7\n1 0 obj", "list.pdf", "none of the kinds of files"),
        (b"fruit,colour\napple,red\n", "list.csv", "Its first row is: fruit, colour"),
        (b"PK\x03\x04 broken", "list.xlsx", "no zip archive, or a damaged one"),
    ],
)
def test_a_file_of_no_kind_gets_a_kind_word_beside_the_field(editor, content, name, words):
    answer = brought(editor, content, name)
    assert answer.status_code == 422
    assert words in answer.text
    assert 'id="file-error"' in answer.text


def test_a_file_that_is_not_what_was_chosen_is_refused_with_the_reason(place, editor):
    address = ended(editor, brought(editor, GOOD, kind="doj_pro_bono", name="l.csv"))
    page = editor.get(address)
    assert page.status_code == 200
    broken = ended(editor, brought(editor, b"not json at all", "list.json", kind="hsds-json"))
    page = editor.get(broken).text
    assert "This file cannot be used." in page
    assert "The file is not JSON." in page


def test_no_file_and_a_day_to_come_are_told(editor):
    answer = editor.post("/imports/bring", kind="", day="2026-03-06")
    assert answer.status_code == 422
    assert "Choose a file." in answer.text
    assert "This day is yet to come." in answer.text


SHEET = (
    "STATE,LAW ENFORCEMENT AGENCY,TYPE,COUNTY,SUPPORT TYPE,SIGNED,MOA,ADDENDUM\n"
    "TEXAS,Nowhere County Sheriff,County,Harris County,Task Force Model,2025-09-22,link,\n"
)


def test_the_287g_sheet_is_known_and_asks_for_its_day(place, editor, manager):
    answer = brought(editor, SHEET)
    assert answer.status_code == 422
    assert "This list does not say its day." in answer.text
    address = ended(editor, brought(editor, SHEET, day="2026-03-01"))
    assert "ICE: agreements under 287(g)" in editor.get(address).text
    ended(editor, editor.post(f"{address}/carry-out"))
    assert "Carried out" in editor.get(address).text
    manager.post(f"{address}/undo")
    assert "Taken back" in manager.get(address).text


def test_a_viewer_sees_imports_and_brings_none(viewer, editor):
    address = ended(editor, brought(editor, GOOD))
    assert "list.csv" in viewer.get("/imports/").text
    page = viewer.get(address).text
    assert "Carry it out" not in page
    assert "Discard" not in page
    assert viewer.get("/imports/bring").status_code == 403


def test_earlier_imports_are_listed_the_newest_first(place, editor):
    ended(editor, brought(editor, GOOD, "first.csv"))
    place.clock.pass_by(minutes=1)
    ended(editor, brought(editor, GOOD, "folder/second.csv"))
    page = editor.get("/imports/").text
    assert page.index(">second.csv<") < page.index(">first.csv<")
    assert ">first.csv<" not in editor.get("/imports/?search=second").text


def test_the_empty_spreadsheet_has_every_heading_and_is_known_again(editor):
    for ending in ("csv", "xlsx"):
        answer = editor.get(f"/imports/template/{ending}")
        assert f"template.{ending}" in answer.headers["Content-Disposition"]
        page = editor.get(ended(editor, brought(editor, answer.data, f"t.{ending}"))).text
        assert "Our spreadsheet" in page
        assert "This file cannot be used." in page  # it holds no rows
    lines = editor.get("/imports/template/csv").text.removeprefix("\ufeff").splitlines()
    assert lines[0].split(",") == list(HEADINGS)
    assert editor.get("/imports/template/exe").status_code == 404


def test_no_page_shows_a_run_that_is_not_there(editor, manager):
    for path in ("", "/progress", "/problems.csv"):
        assert editor.get(f"/imports/none{path}").status_code == 404
    for path in ("carry-out", "discard"):
        assert editor.post(f"/imports/none/{path}").status_code == 404
    assert manager.post("/imports/none/undo").status_code == 404


def test_every_format_state_and_problem_has_its_words():
    assert set(KINDS) == set(FORMATS)
    said = (ROOT / "referrals/staff_models.py").read_text("utf-8").partition("class ImportRun")[2]
    assert [state for state in STATES if f'"{state}"' not in said] == []
    codes = set(SENTENCES)
    for path in (ROOT / "referrals/importing").glob("*.py"):
        text = path.read_text("utf-8")
        codes |= set(re.findall(r'(?:fault|UnreadableFile|told = )\(\s*"(\w+)"', text))
        codes |= set(re.findall(r'_matching\([^)]*?"(\w+)"', text))
        codes |= set(re.findall(r'(?:Problem|tell)\([^()"]*(?:"[^"]*", )?"([a-z_]+)"', text))
    assert len(codes) > 60
    no_codes = {"organization", "needs", "state", "signed", "name"}
    assert sorted(codes - set(PROBLEMS) - no_codes) == []
