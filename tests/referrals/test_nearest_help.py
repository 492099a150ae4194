"""Help near a place: what the shipped directory and a small one answer."""

import datetime
import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from referrals.directory import nearest
from referrals.geometry import box_around, miles_between
from referrals.place_answers import Found
from referrals.places import find_place
from referrals.seeding import SeedReport

TODAY = datetime.date(2026, 11, 22)
HOUSTON = Found("city", "Houston, TX", "TX", 29.76, -95.37, None, ())
EL_PASO = Found("city", "El Paso, TX", "TX", 31.76, -106.49, None, ())
MONTANA = Found("state", "Montana", "MT", None, None, None, ())


def _place(session: Session, text: str) -> Found:
    place = find_place(session, text)
    assert isinstance(place, Found)
    return place


def test_three_organizations_near_a_zip_each_with_a_phone_and_a_distance(shipped: Session) -> None:
    page = nearest(shipped, _place(shipped, "77036"), today=TODAY)
    assert (page.scope, page.has_more, len(page.matches)) == ("near", True, 3)
    assert all(match.phone and match.state == "TX" for match in page.matches)
    miles = [match.miles for match in page.matches]
    assert None not in miles
    assert miles == sorted(miles, key=lambda value: value or 0)


def test_the_next_page_names_others(shipped: Session) -> None:
    place = _place(shipped, "77036")
    first, second = (nearest(shipped, place, offset=n, today=TODAY).matches for n in (0, 3))
    assert not {match.service_id for match in first} & {match.service_id for match in second}


def test_a_town_far_from_help_gets_help_of_its_state(shipped: Session) -> None:
    page = nearest(shipped, _place(shipped, "Bemidji MN"), today=TODAY)
    assert page.scope == "state"
    assert {(match.state, match.miles) for match in page.matches} == {("MN", None)}


@pytest.mark.parametrize("text", ["Billings MT", "Montana", "Guam", "09012"])
def test_a_state_without_help_gets_the_line_for_the_whole_country(
    shipped: Session, text: str
) -> None:
    page = nearest(shipped, _place(shipped, text), today=TODAY)
    assert (page.scope, page.has_more) == ("national", False)
    assert [(match.phone_shown, match.detained_only) for match in page.matches] == [
        ("855-641-6081", True)
    ]


def test_no_seeded_organization_counts_as_verified(shipped: Session) -> None:
    page = nearest(shipped, _place(shipped, "New York"), limit=500, today=TODAY)
    assert len(page.matches) > 50
    assert {match.assured_date for match in page.matches} == {None}
    assert all(match.source and match.source_date for match in page.matches)


def test_the_line_for_detained_people_is_not_an_office_of_its_town(shipped: Session) -> None:
    page = nearest(shipped, _place(shipped, "Washington DC"), limit=500, today=TODAY)
    assert page.matches
    assert not any(match.detained_only or match.phone == "+18556416081" for match in page.matches)


def test_languages_and_intake_of_the_list_are_passed_on(shipped: Session) -> None:
    page = nearest(shipped, _place(shipped, "New York"), limit=500, today=TODAY)
    free = [match for match in page.matches if match.pro_bono]
    assert any("es" in match.languages for match in free)
    assert any(match.intake for match in free)


def test_who_rests_on_a_recognition_past_its_expiry_is_not_named(
    write_offices: Callable[..., None],
    seed_small: Callable[[], SeedReport],
    small_engine: Engine,
) -> None:
    write_offices(
        {"doj_recognized": "true", "recognition_expires": "2026-11-21", "renewal_pending": "false"},
        {
            "organization": "Renewing",
            "phone": "+17132737301",
            "doj_recognized": "true",
            "recognition_expires": "2026-11-21",
            "renewal_pending": "true",
        },
    )
    seed_small()
    with Session(small_engine) as session:
        matches = nearest(session, HOUSTON, today=TODAY).matches
    marks = {match.organization: match.doj_recognized for match in matches}
    assert marks == {"Renewing": True}


def test_the_radius_decides_between_near_and_state(
    write_offices: Callable[..., None],
    seed_small: Callable[[], SeedReport],
    small_engine: Engine,
) -> None:
    write_offices({})
    seed_small()
    with Session(small_engine) as session:
        assert nearest(session, HOUSTON, today=TODAY).scope == "near"
        assert nearest(session, HOUSTON, radius_miles=5, today=TODAY).scope == "state"
        assert nearest(session, EL_PASO, today=TODAY).scope == "state"
        assert nearest(session, MONTANA, today=TODAY).scope == "national"


def test_a_known_distance_comes_out_right() -> None:
    assert miles_between(29.7604, -95.3698, 32.7767, -96.7970) == pytest.approx(225, abs=1)


@given(
    lat=st.floats(-66, 72),
    lon=st.floats(-180, 179.9),
    miles=st.floats(1, 300),
    bearing=st.floats(0, 2 * math.pi),
)
def test_the_box_holds_every_point_within_the_radius(
    lat: float, lon: float, miles: float, bearing: float
) -> None:
    other_lat, other_lon = _travel(lat, lon, bearing, miles * 0.9999)
    assert miles_between(lat, lon, other_lat, other_lon) == pytest.approx(miles, rel=0.001)
    box = box_around(lat, lon, miles)
    beside = (box.west <= other_lon, other_lon <= box.east)
    assert box.south <= other_lat <= box.north
    assert all(beside) if box.west <= box.east else any(beside)


def _travel(lat: float, lon: float, bearing: float, miles: float) -> tuple[float, float]:
    """Return where one arrives on a great circle from a point."""
    start, arc = math.radians(lat), miles / 3958.8
    sine = math.sin(start) * math.cos(arc) + math.cos(start) * math.sin(arc) * math.cos(bearing)
    end = math.asin(max(-1.0, min(1.0, sine)))
    turn = math.atan2(
        math.sin(bearing) * math.sin(arc) * math.cos(start),
        math.cos(arc) - math.sin(start) * math.sin(end),
    )
    return math.degrees(end), (lon + math.degrees(turn) + 180) % 360 - 180
