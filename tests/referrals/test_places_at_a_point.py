"""A point is the nearest ZIP code in use, called by its city; abroad it is no place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from referrals.geometry import miles_between
from referrals.place_models import PlaceName, PlaceZip
from referrals.places import MOST_MILES_TO_A_ZIP, Found, Unknown, find_place_at
from referrals.seeding import seed

CITIES = [
    (29.7, -95.54, "Houston, TX", "48201"),
    (40.65, -73.95, "Brooklyn, NY", "36047"),
    (34.06, -118.24, "Los Angeles, CA", "06037"),
    (18.4, -66.06, "San Juan, PR", "72127"),
    (21.31, -157.86, "Honolulu, HI", "15003"),
    (64.84, -147.72, "Fairbanks, AK", "02090"),
    (13.47, 144.75, "Hagatna, GU", "66010"),
    (51.88, -176.65, "Adak, AK", "02016"),
]
ABROAD = {
    "Mexico City": (19.43, -99.13),
    "Monterrey": (25.67, -100.32),
    "Toronto": (43.65, -79.38),
    "Montreal": (45.5, -73.57),
    "Havana": (23.11, -82.37),
    "Santo Domingo": (18.48, -69.93),
    "Oxford, where the points of soldiers' mail are": (51.72, 1.11),
    "the Gulf of Mexico": (27.0, -90.0),
    "nothing": (0.0, 0.0),
    "the South Pole": (-90.0, 180.0),
}


@pytest.mark.parametrize(("lat", "lon", "label", "county"), CITIES)
def test_a_point_in_a_city_is_a_place_with_its_county(
    shipped: Session, lat: float, lon: float, label: str, county: str
):
    place = find_place_at(shipped, lat, lon)
    assert isinstance(place, Found)
    assert (place.kind, place.label) == ("zip", label)
    assert county in [each.fips for each in place.counties]


@pytest.mark.parametrize("where", ABROAD)
def test_a_point_far_from_every_zip_code_is_no_place(shipped: Session, where: str):
    assert find_place_at(shipped, *ABROAD[where]) == Unknown("none")


def test_a_point_on_an_island_whose_counties_nobody_lists_is_a_place_all_the_same(
    shipped: Session,
):
    place = find_place_at(shipped, -14.28, -170.7)
    assert isinstance(place, Found)
    assert (place.label, place.counties) == ("Pago Pago, AS", ())


def test_what_is_found_has_the_point_of_the_zip_code_and_not_the_one_that_was_asked(
    shipped: Session,
):
    place = find_place_at(shipped, 29.71, -95.55)
    assert isinstance(place, Found)
    row = shipped.get(PlaceZip, place.zip)
    assert row is not None
    assert (place.lat, place.lon) == (float(row.lat), float(row.lon))


def test_the_middle_of_every_county_of_the_fifty_states_but_a_few_has_a_place(shipped: Session):
    rows = shipped.scalars(select(PlaceName).where(PlaceName.kind == "county")).all()
    places = [find_place_at(shipped, float(row.lat), float(row.lon)) for row in rows[::25]]
    found = [place for place in places if isinstance(place, Found)]
    assert len(found) > 0.98 * len(places) > 100


def test_either_side_of_the_date_line_is_near_the_other(
    small_engine: Engine, small_folder, write_offices
):
    write_offices({})
    (small_folder / "zips" / "7.csv").write_text(
        "zip,lat,lon,city,state\n77036,52.0,179.95,Made Up,AK\n", encoding="utf-8"
    )
    seed(small_engine, small_folder, lambda _line: None)
    with Session(small_engine) as session:
        for lon in (179.9, -179.9, 180.0, -180.0):
            assert isinstance(find_place_at(session, 52.0, lon), Found)
        assert find_place_at(session, 52.0, -178.0) == Unknown("none")


@settings(max_examples=60, deadline=None)
@given(lat=st.floats(-90, 90), lon=st.floats(-180, 180))
def test_nothing_is_found_beyond_the_limit(shipped_engine: Engine, lat: float, lon: float):
    with Session(shipped_engine) as session:
        place = find_place_at(session, lat, lon)
    if isinstance(place, Found):
        assert miles_between(lat, lon, place.lat, place.lon) <= MOST_MILES_TO_A_ZIP
