"""The 287(g) list: its date, whence it came, found by agency, county and state."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import insert

from referrals.enforcement_models import Agreement
from referrals.place_models import PlaceCounty, PlaceName
from referrals.staff_models import ImportRun

DAY = date(2026, 2, 3)
ROWS = (
    ("Mermaid County Sheriff", "County", "TX", "48999", "Task Force Model"),
    ("Port Unicorn Police", "Municipality", "TX", "48998 48999", "Jail Enforcement Model"),
    ("State Dragon Patrol", "State Agency", "FL", "", "Task Force Model"),
    ("Añejo Town Marshal", "Municipality", "FL", "", "Warrant Service Officer"),
)


@pytest.fixture
def listed(place):
    """Four agreements of invented agencies, with the names of places."""
    with place.database() as database:
        for number, (agency, kind, state, counties, model) in enumerate(ROWS):
            database.execute(
                insert(Agreement),
                {
                    "id": number,
                    "agency": agency,
                    "agency_type": kind,
                    "state": state,
                    "support_type": model,
                    "counties": counties,
                    "signed": date(2025, 1, 1 + number),
                    "list_date": DAY,
                },
            )
        for fips, name in (("48999", "Mermaid County"), ("48998", "Unicorn County")):
            row = {"fips": fips, "name": name, "state": "TX"}
            database.execute(insert(PlaceCounty), row)
        for number, (code, name) in enumerate((("TX", "Texas"), ("FL", "Florida"))):
            row = {"id": number, "normalized": name.lower(), "display": name, "state": code}
            database.execute(insert(PlaceName), {**row, "kind": "state", "weight": 1.0})
        database.commit()


def agencies(page):
    return [row[0] for row in ROWS if row[0] in page.text]


def test_the_list_tells_its_day_and_that_it_came_with_the_program(listed, viewer):
    page = viewer.get("/agreements/").text
    assert "Feb 3, 2026" in page
    assert "It came with this program" in page
    assert "4 records" in page


def test_a_list_that_was_imported_tells_by_whom(place, listed, viewer):
    with place.database() as database:
        run = {"id": "r", "format": "ice_287g", "file_name": "sheet.xlsx", "state": "done"}
        more = {"started_by": "lin@example.org", "started_at": datetime(2026, 2, 4, tzinfo=UTC)}
        database.execute(insert(ImportRun), run | more | {"options": {}, "preview": {}})
        database.commit()
    page = viewer.get("/agreements/").text
    assert "sheet.xlsx" in page
    assert "lin@example.org" in page
    assert "It came with this program" not in page


def test_an_import_that_was_taken_back_is_not_whence_it_came(place, listed, viewer):
    with place.database() as database:
        run = {"id": "r", "format": "ice_287g", "file_name": "sheet.xlsx", "state": "undone"}
        more = {"started_by": "lin@example.org", "started_at": datetime(2026, 2, 4, tzinfo=UTC)}
        database.execute(insert(ImportRun), run | more | {"options": {}, "preview": {}})
        database.commit()
    assert "It came with this program" in viewer.get("/agreements/").text


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("search=mermaid", [0, 1]),
        ("search=unicorn+police", [1]),
        ("search=texas", [0, 1]),
        ("search=anejo", [3]),
        ("state=FL", [2, 3]),
        ("state=FL&model=Task+Force+Model", [2]),
        ("model=Task+Force+Model&search=TX", [0]),
        ("state=ZZ", []),
    ],
)
def test_it_is_found_by_agency_county_state_and_model(listed, viewer, query, expected):
    page = viewer.get(f"/agreements/?{query}")
    assert agencies(page) == [ROWS[number][0] for number in expected]


def test_counties_are_named_and_their_absence_too(listed, viewer):
    page = viewer.get("/agreements/").text
    assert "Unicorn County, Mermaid County" in page
    assert "The whole state" in page
    assert "Not on the list" in page


def test_it_is_sorted_by_the_day_of_signing(listed, viewer):
    page = viewer.get("/agreements/?sort=-signed").text
    places = [page.index(row[0]) for row in ROWS]
    assert places == sorted(places, reverse=True)


def test_without_a_list_the_page_says_so(viewer):
    page = viewer.get("/agreements/").text
    assert "There is no list" in page
    assert "0 records" in page
