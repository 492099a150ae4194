"""The spreadsheet of staff: what it says comes in, what it has no room for stays."""

import csv
import io

import pytest

from referrals.importing.formats import Context
from referrals.importing.plan import plan_import
from referrals.importing.sheets import read_sheet
from referrals.importing.template import export_csv, read_template
from referrals.importing.template_columns import HEADINGS
from referrals.records import Records, complete
from tests.referrals.small_records import DAY
from tests.referrals.template_files import (
    EXPORTS,
    NEW,
    SERVICE,
    Export,
    as_csv,
    full,
    problems,
    read,
)


@pytest.mark.parametrize("export", EXPORTS)
def test_what_is_exported_and_read_again_changes_nothing(
    export: Export,
) -> None:
    current = full()
    reading = read(export(current), current)
    plan = plan_import(current, reading, whole=True)
    assert (reading.problems, plan.differences) == ((), ())
    assert (plan.services.untouched, reading.rows) == (2, 2)


def test_every_column_is_filled_in_an_export() -> None:
    sheet = read_sheet(export_csv(full()))
    assert sheet.headings == HEADINGS
    filled = {key for line in sheet.lines for key, text in line.cells.items() if text}
    assert filled == set(sheet.lines[0].cells)


def test_one_changed_cell_changes_one_column_and_is_kept_from_then_on() -> None:
    current = full()
    content = export_csv(current).decode("utf-8-sig").replace("rapid response", "legal help")
    (d,) = plan_import(current, read(content, current)).differences
    assert (d.table, d.id, set(d.fields)) == ("service", SERVICE, {"kind", "kept_fields"})
    assert (d.after or {})["kept_fields"] == ["kind"]


def test_lists_in_a_cell_change_only_what_they_name() -> None:
    current = full()
    content = export_csv(current).decode("utf-8-sig")
    content = content.replace("state:TX; zip:77036", "state:TX; county:48201; nationwide")
    found = plan_import(current, read(content, current)).differences
    areas = {
        (d.action, (d.after or d.before or {})["extent"]) for d in found if d.table != "service"
    }
    assert areas == {("create", "48201"), ("create", "US"), ("delete", "77036")}


def test_a_new_row_becomes_an_organization_with_a_service_at_a_place() -> None:
    row = NEW | {
        "ZIP": "77036",
        "languages": "Spanish; ht",
        "hours": "Sat 10am-1pm",
        "cost": "Free",
    }
    point = (DAY, DAY)  # any two values: where the ZIP lies is looked up, not computed
    context = Context({}, DAY, points={"77036": point})  # type: ignore[dict-item]
    reading = read_template("list.csv", as_csv(row).encode(), context)
    one = {table: next(iter(rows.values())) for table, rows in reading.records.items()}
    assert reading.problems == ()
    assert one["organization"]["name"] == "Refugio"
    assert (one["service"]["cost"], one["service"]["name"]) == ("free", "Immigration legal help")
    assert (one["phone"]["number"], one["address"]["state_province"]) == ("+17135550100", "TX")
    assert (one["location"]["latitude"], one["location"]["geo_precision"]) == (DAY, "zip")
    assert (one["schedule"]["byday"], one["schedule"]["closes_at"]) == ("SA", "13:00")
    languages = {(r["name"], r["code"]) for r in reading.records["language"].values()}
    assert languages == {("Spanish", "es"), (None, "ht")}


def test_a_row_without_ids_is_the_same_row_the_next_time() -> None:
    first = plan_import({}, read(as_csv(NEW)))
    current: Records = {}
    for d in first.differences:
        current.setdefault(d.table, {})[d.id] = complete(d.table, d.after or {})
    assert plan_import(current, read(as_csv(NEW), current)).differences == ()


@pytest.mark.parametrize(
    ("cells", "column", "code", "right"),
    [
        ({"ZIP": "7703"}, "ZIP", "zip_digits", "07703"),
        ({"ZIP": "770361"}, "ZIP", "zip_digits", "77036"),
        ({"state": "Texas"}, "state", "state_code", "TX"),
        ({"state": "tx"}, "state", "state_code", "TX"),
        ({"phone": "555"}, "phone", "phone_number", "713-555-0100"),
        ({"phone": "866-347-2423"}, "phone", "refused_number", ""),
        ({"organization": ""}, "organization", "missing", ""),
        ({"city": ""}, "city", "missing", ""),
        ({"kind": "shelter"}, "kind", "not_of_list", "legal help, rapid response"),
        ({"cost": "cheap"}, "cost", "not_of_list", "free, low, full"),
        ({"taking cases": "maybe"}, "taking cases", "not_of_list", "yes, y, true, no, n, false"),
        ({"hours": "Mon 17-9"}, "hours", "hours", "Mon-Fri 9:00-17:00; appointment only"),
        ({"areas": "zip:7703"}, "areas", "area", "zip:07703"),
        ({"areas": "TX"}, "areas", "area", "state:TX; county:48201; zip:77036; nationwide"),
        ({"e-mail": "casa.example"}, "e-mail", "e_mail", "help@casa.example"),
        ({"website": "casa example"}, "website", "website", "www.casa.example"),
        ({"verified on": "13/40/2026"}, "verified on", "day", "2026-11-27"),
        ({"verified on": "2027-01-01"}, "verified on", "day_in_future", "2026-11-28"),
        ({"extension": "x"}, "extension", "extension", "12"),
        ({"phone": "", "extension": "12"}, "extension", "extension_alone", ""),
        ({"service id": "7"}, "service id", "id", ""),
    ],
)
def test_a_bad_cell_is_told_with_line_column_and_what_would_be_right(
    cells: dict[str, str], column: str, code: str, right: str
) -> None:
    good = NEW | {"organization": "Sound"}
    told = problems(good, NEW | cells)
    assert [(line, where, what, would) for line, where, what, _, would in told] == [
        (3, column, code, right)
    ]


def test_a_need_that_nobody_knows_is_told_with_the_nearest_one() -> None:
    told = problems(NEW | {"needs": "asylm"}, current=full())
    assert told == [(2, "needs", "unknown_need", "asylm", "asylum")]


def test_two_rows_of_one_service_must_not_say_different_things() -> None:
    current = full()
    rows = list(csv.DictReader(io.StringIO(export_csv(current).decode("utf-8-sig"))))
    rows[0]["description"], rows[1]["description"] = "One", "Two"
    rows[1]["service id"] = rows[0]["service id"]
    told = read(as_csv(*rows), current).problems
    assert ("description", "disagrees", "Two") in {(p.column, p.code, p.value) for p in told}


def test_the_same_row_twice_is_told() -> None:
    assert problems(NEW, NEW) == [(3, "", "row_twice", "", "2")]


def test_a_bad_row_holds_back_every_removal_of_a_complete_list() -> None:
    current = full()
    content = as_csv(NEW | {"ZIP": "1"}, NEW | {"organization": "Sound"})
    plan = plan_import(current, read(content, current), whole=True)
    assert plan.holds_removal
    assert not [d for d in plan.differences if d.action == "delete"]


def test_beside_a_bad_row_a_good_one_still_says_what_its_own_cells_no_longer_name() -> None:
    current = full()
    rows = list(csv.DictReader(io.StringIO(export_csv(current).decode("utf-8-sig"))))
    rows[0]["languages"], rows[1]["ZIP"] = "French", "1"
    found = plan_import(current, read(as_csv(*rows), current), whole=True).differences
    told = {(d.table, d.action, (d.after or d.before or {}).get("name")) for d in found}
    assert {row for row in told if row[1] != "update"} == {
        ("language", "create", "French"),
        ("language", "delete", "Spanish"),
    }


def test_a_complete_list_removes_what_it_does_not_name_and_a_plain_one_nothing() -> None:
    current = full()
    reading = read(as_csv(NEW), current)
    whole = plan_import(current, reading, whole=True)
    assert (whole.services.removed, whole.services.added) == (2, 1)
    assert {d.id for d in whole.differences if d.table == "organization" and not d.after} == {
        "o Casa Segura"
    }
    assert plan_import(current, reading).services.removed == 0
