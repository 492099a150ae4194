"""Spreadsheets as programs save them: encodings, days, quotes, hours, and cells made safe."""

import datetime
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from referrals.importing.cells import neutralise, restore
from referrals.importing.formats import Problem, UnreadableFile
from referrals.importing.hours import Hours, Open, read_hours, show_hours
from referrals.importing.sheets import read_sheet
from referrals.importing.template_columns import HEADINGS
from referrals.needs import read_needs
from referrals.seed_records import make_needs
from tests.referrals.conftest import SHIPPED
from tests.referrals.template_files import (
    EXPORTS,
    NEW,
    Export,
    as_csv,
    full,
    read,
)


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
    reading = read(as_csv(NEW | {"language": "Spanish"}))
    assert reading.problems == (
        Problem(1, "language", "unknown_heading", "language", "languages", False),
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
def test_no_export_holds_a_formula(export: Export) -> None:
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


def test_the_template_that_staff_start_from_can_be_read() -> None:
    content = (SHIPPED / "template" / "template.csv").read_bytes()
    assert read_sheet(content).headings == HEADINGS
    reading = read(content, {"taxonomy_term": make_needs(read_needs())["taxonomy_term"]})
    assert (reading.problems, reading.rows) == ((), 2)


def test_the_guide_explains_every_column_of_the_template() -> None:
    guide = (SHIPPED.parents[1] / "docs" / "importing.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1] for line in guide.splitlines() if line.startswith("| ")]
    explained = {name.strip() for row in rows for name in row.split(",")}
    assert set(HEADINGS) <= explained
