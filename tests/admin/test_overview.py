"""The first page: figures, what was reported, recognitions that run out, and the map."""

import datetime
import re

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

from admin.coverage_map import ELSEWHERE, FRAMES, HEIGHT, MAINLAND, WIDTH, draw
from referrals.coverage import CountyHelp
from referrals.history import bump_version
from referrals.model_details import OrganizationIdentifier
from referrals.models import Organization, Service
from referrals.verification import report_number, verify
from tests.admin.counties import add_counties
from tests.referrals.small_records import office, put, together

TODAY = datetime.date(2026, 3, 5)
HOUSTON = "s Casa Segura Houston"


@pytest.fixture
def directory(place):
    """Two services in Houston, one just checked; three counties."""
    engine = place.app.database.engine
    put(engine, together(office(), office("Ayuda Lenta", "Katy", "+17135550101")))
    with Session(engine) as session, session.begin():
        verify(session, HOUSTON, "a@example.org", "call", "", place.clock())
        add_counties(session)
    return engine


def figure(page, label):
    found = re.search(rf"<dt>(?:<a[^>]*>)?{label}(?:</a>)?</dt><dd>([^<]+)</dd>", page)
    assert found, page
    return found[1]


def test_figures_tell_how_much_is_known_to_be_right(directory, viewer):
    page = viewer.get("/").text
    assert figure(page, "Checked in the last 90 days") == "50%"
    assert figure(page, "Services listed") == "2"
    assert figure(page, "Waiting to be checked") == "1"
    assert figure(page, "Counties with no help within 50 miles") == "2"


def test_states_and_counties_without_help_are_told_in_words_too(directory, viewer):
    page = viewer.get("/").text
    assert "2 of 3 counties have no help within 50 miles" in page
    assert "In no county of these there is any: Montana." in page
    assert re.search(r"<span>Texas</span>.*?<span>1 of 2</span>.*?El Paso County", page, re.S)
    table = page.partition("by state")[2]
    assert "Harris County" not in table


def test_the_map_has_a_mark_for_each_county_that_is_no_matter_of_colour(directory, viewer):
    page = viewer.get("/").text
    drawn = page.partition('<svg class="map"')[2].partition("</svg>")[0]
    assert drawn.count("h0") == 1
    assert drawn.count("l5.2,5.2") == 2
    assert "http" not in drawn
    assert "style=" not in drawn


def test_the_map_is_drawn_anew_when_the_directory_has_changed(directory, viewer):
    assert "2 of 3 counties" in viewer.get("/").text
    with Session(directory) as session, session.begin():
        for service in session.query(Service):
            service.is_withheld = True
        bump_version(session)
    assert "3 of 3 counties have no help" in viewer.get("/").text


def test_numbers_that_people_reported_are_named(directory, viewer):
    assert figure(viewer.get("/").text, "Numbers reported as not working") == "0"
    with Session(directory) as session, session.begin():
        report_number(session, HOUSTON, TODAY, 2)
    page = viewer.get("/").text
    assert figure(page, "Numbers reported as not working") == "1"
    assert re.search(r"Casa Segura</a>, 713-555-0100: 2 reports", page)


def test_recognitions_that_run_out_are_named(directory, viewer):
    with Session(directory) as session, session.begin():
        for key, day in (("o Casa Segura", 1), ("o Ayuda Lenta", -1), ("o Casa Segura", 200)):
            assert session.get(Organization, key)
            about = {"identifier_type": "DOJ R&A", "identifier": "x", "renewal_pending": day < 0}
            expires = TODAY + datetime.timedelta(days=day)
            row = about | {"id": f"{key} {day}", "organization_id": key, "expires": expires}
            session.execute(insert(OrganizationIdentifier), row | {"kept_fields": []})
    page = viewer.get("/").text.partition("Recognitions that run out")[2]
    assert re.search(r"Ayuda Lenta.*?Has run out, renewal asked for.*?Casa Segura", page, re.S)
    assert "Runs out soon" in page
    assert "Sep 21, 2026" not in page


def test_an_empty_directory_has_a_page_too(viewer):
    page = viewer.get("/").text
    assert figure(page, "Services listed") == "0"
    assert '<svg class="map"' not in page


@pytest.mark.parametrize(
    ("lat", "lon", "x", "y"),
    [(47.3, -122.3, (60, 200), (30, 110)), (25.6, -80.4, (760, 860), (480, 580))],
)
def test_the_mainland_is_the_right_way_round(lat, lon, x, y):
    found = MAINLAND.place(lat, lon)
    assert x[0] < found[0] < x[1]
    assert y[0] < found[1] < y[1]


@pytest.mark.parametrize(
    ("state", "points"),
    [
        ("AK", ((58.3, -134.4), (71.3, -156.8), (52.0, -176.6), (55.3, -131.6))),
        ("HI", ((19.7, -155.5), (22.0, -159.5), (21.4, -157.9))),
        ("PR", ((18.4, -67.15), (18.4, -65.3), (18.0, -66.6))),
    ],
)
def test_what_lies_elsewhere_stays_in_its_frame(state, points):
    frame = next(frame for frame in FRAMES if frame.state == state)
    for lat, lon in points:
        x, y = ELSEWHERE[state].place(lat, lon)
        assert frame.x < x < frame.x + frame.width
        assert frame.y < y < frame.y + frame.height


def test_a_territory_beyond_the_map_is_left_to_the_table():
    drawing = draw([CountyHelp("66010", "Guam", "GU", 13.44, 144.79, float("inf"))])
    assert (drawing.helped, drawing.bare) == ("", "")
    assert (drawing.width, drawing.height) == (WIDTH, HEIGHT)
