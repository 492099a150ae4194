"""The spreadsheet of staff: what it says comes in, what it has no room for stays."""

import csv
import datetime
import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from referrals.importing.cells import neutralise, restore
from referrals.importing.formats import Context, Problem, Reading, UnreadableFile
from referrals.importing.hours import Hours, Open, read_hours, show_hours
from referrals.importing.plan import plan_import
from referrals.importing.sheets import read_sheet
from referrals.importing.template import export_csv, export_xlsx, read_template
from referrals.importing.template_columns import HEADINGS
from referrals.model_terms import NEEDS
from referrals.records import Records, complete
from tests.referrals.small_records import DAY, office, together

SERVICE = "s Casa Segura Houston"
NEW = {"organization": "Refugio", "city": "Houston", "state": "TX", "phone": "713-555-0100"}
EXPORTS: list[Callable[[Records], bytes]] = [export_csv, export_xlsx]


def as_csv(*rows: dict[str, str], delimiter: str = ",") -> str:
    """Return rows as CSV, under the headings that they have."""
    headings = list(dict.fromkeys(key for row in rows for key in row))
    file = io.StringIO()
    writer = csv.DictWriter(file, headings, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def read(content: str | bytes, current: Records | None = None) -> Reading:
    """Read a template over a directory."""
    raw = content.encode() if isinstance(content, str) else content
    return read_template("list.csv", raw, Context(current or {}, DAY))


def problems(*rows: dict[str, str], current: Records | None = None) -> list[tuple[object, ...]]:
    """Return what is wrong with rows: line, column, code, value, right."""
    found = read(as_csv(*rows), current).problems
    return [(p.line, p.column, p.code, p.value, p.right) for p in found]


def full() -> Records:
    """Return a directory with something in every column of the template."""
    found = together(office(), office(city="Katy", number="+17135550101"))
    found["service"][SERVICE] |= {
        "kind": "rapid_response",
        "cost": "low",
        "detained": "also",
        "taking_cases": False,
        "by_appointment": True,
        "description": '=SUM(1) "quoted", and\nlines',
        "texts": {"es": {"description": "Ayuda; ñandú", "name": "Ayuda"}},
        "assured_date": DAY,
        "verified_how": "call",
        "staff_notes": "-ask for the clinic",
        "eligibility_description": "families",
        "fees_description": "no room for this",
    }
    reached = {"website": "www.casa.example", "email": "help@casa.example"}
    found["organization"]["o Casa Segura"] |= reached
    found["phone"]["p Casa Segura Houston"]["extension"] = 7
    more = {
        "phone": [
            {"id": "fax", "service_id": SERVICE, "number": "+17135550102", "type": "fax"},
            {"id": "p2", "service_id": SERVICE, "number": "+17135550103", "extension": 12},
        ],
        "service_area": [
            {"id": "x1", "service_id": SERVICE, "extent": "TX", "extent_type": "state"},
            {"id": "x2", "service_id": SERVICE, "extent": "77036", "extent_type": "zip"},
            {"id": "x3", "service_id": SERVICE, "extent": "POLYGON", "extent_type": "geojson"},
        ],
        "required_document": [{"id": "d", "service_id": SERVICE, "document": "Any; ID"}],
        "schedule": [
            {
                "id": "h",
                "service_id": SERVICE,
                "freq": "WEEKLY",
                "byday": "MO,TU,WE",
                "opens_at": "09:00",
                "closes_at": "17:00",
            },
            {"id": "h2", "service_id": SERVICE, "freq": "MONTHLY", "bymonthday": "1"},
        ],
        "taxonomy_term": [{"id": "t", "code": "asylum", "name": "Asylum", "taxonomy": NEEDS}],
        "attribute": [
            {"id": "n", "link_id": SERVICE, "link_entity": "service", "taxonomy_term_id": "t"}
        ],
        "organization_identifier": [
            {
                "id": "i",
                "organization_id": "o Casa Segura",
                "identifier_type": "DOJ R&A",
                "identifier": "Casa",
                "expires": DAY,
            }
        ],
    }
    made = {
        table: {str(row["id"]): complete(table, row) for row in rows}
        for table, rows in more.items()
    }
    return together(found, made)


@pytest.mark.parametrize("export", EXPORTS)
def test_what_is_exported_and_read_again_changes_nothing(
    export: Callable[[Records], bytes],
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


def test_a_complete_list_removes_what_it_does_not_name_and_a_plain_one_nothing() -> None:
    current = full()
    reading = read(as_csv(NEW), current)
    whole = plan_import(current, reading, whole=True)
    assert (whole.services.removed, whole.services.added) == (2, 1)
    assert {d.id for d in whole.differences if d.table == "organization" and not d.after} == {
        "o Casa Segura"
    }
    assert plan_import(current, reading).services.removed == 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_spreadsheet_is_read_in_whatever_encoding_it_was_saved(
    encoding: str, delimiter: str
) -> None:
    row = NEW | {"organization": "Casa Ñandú"}
    reading = read(as_csv(row, delimiter=delimiter).encode(encoding))
    assert [r["name"] for r in reading.records["organization"].values()] == ["Casa Ñandú"]


def test_numbers_and_days_of_a_workbook_are_read_as_they_are_seen() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Organization", "CITY ", "State", "zip", "Verified_on"])
    sheet.append(["Refugio", "Houston", "TX", 77036, datetime.date(2026, 11, 1)])
    file = io.BytesIO()
    book.save(file)
    reading = read(file.getvalue())
    assert reading.problems == ()
    assert [r["postal_code"] for r in reading.records["address"].values()] == ["77036"]
    assert [r["assured_date"] for r in reading.records["service"].values()] == [
        datetime.date(2026, 11, 1)
    ]


def test_the_american_way_to_write_a_day_is_read() -> None:
    reading = read(as_csv(NEW | {"verified on": "11/2/2026"}))
    (service,) = reading.records["service"].values()
    assert service["assured_date"] == datetime.date(2026, 11, 2)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"\n\n", "empty_file"),
        (b"name,age\nx,1\n", "not_the_template"),
        (b"organization,city,City\nx,y,z\n", "heading_twice"),
        (b'organization,city,state\n"x,y,z\n', "broken_quotes"),
        (b"PK\x03\x04not a workbook", "broken_workbook"),
        (b"organization,city,state\n\x81\x8d,y,z\n", "unknown_encoding"),
    ],
)
def test_a_file_that_is_something_else_is_refused_as_a_whole(content: bytes, code: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read(content)
    assert refused.value.problem.code == code


def test_an_unknown_heading_is_told_and_the_rest_is_read() -> None:
    reading = read(as_csv(NEW | {"lenguages": "Spanish"}))
    assert reading.problems == (
        Problem(1, "lenguages", "unknown_heading", "lenguages", "languages", False),
    )
    assert len(reading.records["service"]) == 1


def test_too_many_cells_in_a_row_are_told() -> None:
    told = read("organization,city,state\nRefugio,Houston,TX,and more\n").problems
    assert [(p.line, p.code, p.value) for p in told] == [(2, "too_many_cells", "and more")]


def test_a_line_is_counted_from_where_its_row_begins() -> None:
    content = 'organization,city,state,notes\nA,Houston,TX,"two\nlines"\nB,Houston,Texas,\n'
    assert [p.line for p in read(content).problems] == [4]


@given(st.text())
def test_a_cell_that_was_made_safe_comes_back_as_it_was(text: str) -> None:
    assert restore(neutralise(text)) == text


@given(st.sampled_from("=+-@\t\r＝＋－＠"), st.text())
def test_no_cell_begins_as_a_formula(first: str, rest: str) -> None:
    assert neutralise(first + rest).startswith("'")


@pytest.mark.parametrize("export", EXPORTS)
def test_no_export_holds_a_formula(export: Callable[[Records], bytes]) -> None:
    current = full()
    current["organization"]["o Casa Segura"]["name"] = "=HYPERLINK(1)"
    content = export(current)
    if content.startswith(b"PK"):
        from openpyxl import load_workbook

        sheet = load_workbook(io.BytesIO(content)).active
        assert sheet is not None
        cells = [cell for row in sheet.iter_rows() for cell in row if cell.value]
        assert {cell.data_type for cell in cells} == {"s"}
        content = "\n".join(str(cell.value) for cell in cells).encode()
    assert b"'=HYPERLINK(1)" in content
    assert b"\n=HYPERLINK" not in content


DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
opens = st.builds(
    lambda days, start, length: Open(
        tuple(d for d in DAYS if d in days),
        f"{start // 60:02}:{start % 60:02}",
        f"{min(1439, start + length) // 60:02}:{min(1439, start + length) % 60:02}",
    ),
    st.sets(st.sampled_from(DAYS), min_size=1),
    st.integers(0, 1400),
    st.integers(1, 1000),
)


@given(st.builds(Hours, st.lists(opens, max_size=3).map(tuple), st.booleans()))
def test_hours_that_are_shown_are_read_as_they_were(hours: Hours) -> None:
    assert read_hours(show_hours(hours)) == hours


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Mon-Fri 9-17", "Mon-Fri 9:00-17:00"),
        ("monday, wednesday 9am to 12:30 pm", "Mon,Wed 9:00-12:30"),
        ("24/7", "Daily 0:00-23:59"),
        ("By appointment", "appointment only"),
        ("Tue 12am-12pm", "Tue 0:00-12:00"),
    ],
)
def test_hours_are_read_in_the_ways_that_people_write_them(text: str, shown: str) -> None:
    assert show_hours(read_hours(text)) == shown
