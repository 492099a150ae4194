"""`make import` shows before it does, and `make export` writes what can be brought in again."""

import json
import shutil

import pytest
from sqlalchemy.orm import Session

from referrals.database import open_engine
from referrals.records import read_records
from tests.referrals.hsds_records import VECTORS
from tools.hsds import main

SERVICE = VECTORS / "examples/service_full.json"


@pytest.fixture(autouse=True)
def url(tmp_path, monkeypatch):
    """A directory of the test's own."""
    address = f"sqlite:///{tmp_path / 'directory.db'}"
    monkeypatch.setenv("DATABASE_URL", address)
    return address


def held(url):
    engine = open_engine(url)
    with Session(engine) as session:
        found = {table: len(rows) for table, rows in read_records(session).items() if rows}
    engine.dispose()
    return found


def test_an_import_is_a_dry_run_unless_told_otherwise(url, capsys):
    assert main(["import", f"FILE={SERVICE}", "FORMAT=", "APPLY="]) == 0
    shown = capsys.readouterr().out
    assert "service_full.json, read as hsds-json" in shown
    assert "1 added, 0 changed, 0 removed, 0 untouched" in shown
    assert "Nothing was changed: this was a dry run" in shown
    assert held(url) == {}


def test_an_import_is_done_with_apply_and_then_changes_nothing(url, capsys):
    assert main(["import", f"FILE={SERVICE}", "APPLY=yes"]) == 0
    assert "Done, all of it." in capsys.readouterr().out
    assert held(url)["service"] == 1
    assert main(["import", f"FILE={SERVICE}"]) == 0
    shown = capsys.readouterr().out
    assert "0 added, 0 changed, 0 removed, 1 untouched" in shown
    assert "1 added" not in shown


def test_a_bad_file_is_refused_with_each_mistake_and_its_place(url, capsys):
    bad = VECTORS / "uk/fail/service_full.json"
    assert main(["import", f"FILE={bad}", "APPLY=yes"]) == 1
    shown = capsys.readouterr().out
    assert "BAD    $.email: this is no e-mail address (email-example_com)" in shown
    assert "BAD    $.url: this is no web address (example/counselling)" in shown
    assert shown.count("BAD") == 2
    assert "Nothing was changed: the file cannot be brought in." in shown
    assert held(url) == {}


def test_what_is_no_file_of_the_format_is_refused(tmp_path, url, capsys):
    bad = tmp_path / "bad.json"
    bad.write_bytes(b"[\n{,}]")
    assert main(["import", f"FILE={bad}", "APPLY=yes"]) == 1
    assert "BAD    line 2, bad.json: the file is not JSON" in capsys.readouterr().out
    assert held(url) == {}


def test_a_folder_of_tables_is_brought_in_as_a_package(tmp_path, url, capsys):
    folder = tmp_path / "partner"
    shutil.copytree(VECTORS / "examples/csv", folder)
    assert main(["import", f"FILE={folder}", "APPLY=yes"]) == 0
    shown = capsys.readouterr().out
    assert "partner.zip, read as hsds-tabular" in shown
    assert "BAD    line 2, service_capacity.csv service_id: what it belongs to is" in shown
    assert held(url)["schedule"] == 1


@pytest.mark.parametrize("kind", ["hsds-json", "hsds-tabular"])
def test_an_export_can_be_brought_in_again(tmp_path, url, capsys, kind):
    main(["import", f"FILE={SERVICE}", "APPLY=yes"])
    out = tmp_path / "out.zip"
    assert main(["export", f"FILE={out}", f"FORMAT={kind}", "NOTES=yes"]) == 0
    capsys.readouterr()
    assert main(["import", f"FILE={out}"]) == 0
    shown = capsys.readouterr().out
    assert f"read as {kind}" in shown
    assert " 1 added" not in shown
    assert " 1 changed" not in shown


def test_an_export_to_a_json_file_is_a_list_of_organizations(tmp_path, url):
    main(["import", f"FILE={SERVICE}", "APPLY=yes"])
    out = tmp_path / "out.json"
    assert main(["export", f"FILE={out}", "FORMAT=hsds-json"]) == 0
    (organization,) = json.loads(out.read_text(encoding="utf-8"))
    assert organization["services"][0]["name"] == "Community Counselling"


def test_an_export_for_spreadsheets_is_csv(tmp_path, url):
    main(["import", f"FILE={SERVICE}", "APPLY=yes"])
    out = tmp_path / "out.csv"
    assert main(["export", f"FILE={out}", "FORMAT=csv"]) == 0
    assert "Community Counselling" in out.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["import", "FILE="],
        ["import", "FILE=not-there.json"],
        ["import", f"FILE={SERVICE}", "FORMAT=colours"],
        ["export", "FILE=out.zip", "FORMAT=colours"],
        ["export", "FORMAT=hsds-json"],
    ],
)
def test_a_wrong_call_says_how_it_is_used(arguments, capsys):
    assert main(arguments) == 2
    assert capsys.readouterr().err


DOJ = (
    "Organization,City,State,Phone,Recognition Expiration Date,DOJ Status,Roster Date\n"
    "Casa Nueva,Houston,TX,713-555-0100,05/31/2028,Active,03/01/2026\n"
)
AGREEMENTS = (
    "STATE,LAW ENFORCEMENT AGENCY,TYPE,COUNTY,SUPPORT TYPE,SIGNED,MOA,ADDENDUM\n"
    "TEXAS,Nowhere County Sheriff,County,Harris County,Task Force Model,2025-09-22,link,\n"
)


@pytest.mark.parametrize(
    ("text", "kind", "more"),
    [
        (DOJ, "doj_roster", []),
        (AGREEMENTS, "ice_287g", ["DAY=2026-03-01"]),
        ("organization,city,state,phone\nCasa Nueva,Houston,TX,713-555-0100\n", "template", []),
    ],
)
def test_what_a_table_is_is_seen_from_its_headings(tmp_path, capsys, text, kind, more):
    file = tmp_path / "list.csv"
    file.write_text(text, encoding="utf-8")
    assert main(["import", f"FILE={file}", *more]) == 0
    assert f"list.csv, read as {kind}\n" in capsys.readouterr().out


def test_the_day_is_asked_for_only_where_the_list_needs_it(tmp_path, capsys):
    file = tmp_path / "list.csv"
    file.write_text(AGREEMENTS, encoding="utf-8")
    assert main(["import", f"FILE={file}"]) == 2
    said = capsys.readouterr().err
    assert "A list of ice_287g does not say its day: give it, as DAY=" in said


def test_a_table_of_no_kind_is_told_with_its_first_line(tmp_path, capsys):
    file = tmp_path / "list.csv"
    file.write_text("fruit,colour\napple,red\n", encoding="utf-8")
    assert main(["import", f"FILE={file}"]) == 1
    said = capsys.readouterr().err
    assert "none of the kinds of files that are read, its first line is: fruit, colour" in said


def test_a_backup_is_the_word_of_staff_only_where_they_say_so(tmp_path, url, capsys):
    partner = json.loads(SERVICE.read_text(encoding="utf-8"))
    partner |= {"kept_fields": ["name"], "assured_by": "staff", "assured_date": "2026-03-31"}
    file = tmp_path / "backup.json"
    file.write_text(json.dumps(partner), encoding="utf-8")
    assert main(["import", f"FILE={file}", "APPLY=yes"]) == 0
    assert service_in(url)["assured_date"] is None
    assert main(["import", f"FILE={file}", "OURS=yes", "APPLY=yes"]) == 0
    assert "read as hsds-json, a backup of our own" in capsys.readouterr().out
    assert str(service_in(url)["assured_date"]) == "2026-03-31"
    partner["name"] = "Another name"
    file.write_text(json.dumps(partner), encoding="utf-8")
    assert main(["import", f"FILE={file}", "APPLY=yes"]) == 0
    assert service_in(url)["name"] == "Community Counselling"


def test_only_hsds_can_be_a_backup_of_our_own(tmp_path, capsys):
    file = tmp_path / "list.csv"
    file.write_text(DOJ, encoding="utf-8")
    assert main(["import", f"FILE={file}", "OURS=yes"]) == 2
    assert "OURS=yes is for backups of our own" in capsys.readouterr().err


def service_in(url):
    engine = open_engine(url)
    with Session(engine) as session:
        (service,) = read_records(session, ["service"])["service"].values()
    engine.dispose()
    return service
