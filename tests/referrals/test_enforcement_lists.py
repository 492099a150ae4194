"""What ICE publishes: 287(g) agreements, field offices and places of detention by place."""

from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from referrals.agreements import agreements_in
from referrals.enforcement_models import Agreement, OfficeArea
from referrals.field_offices import facilities_named, offices_for
from referrals.importing.enforcement_files import own_part, read_offices
from referrals.phones import BadPhone, RefusedPhone
from referrals.places import find_place


def place(session: Session, text: str):
    return find_place(session, text)


def test_the_whole_list_is_there_and_nearly_all_of_it_has_a_county(shipped: Session):
    count = select(func.count()).select_from(Agreement)
    assert shipped.scalar(count) == 1843
    local = count.where(Agreement.agency_type != "State Agency", Agreement.counties == "")
    assert shipped.scalar(local) <= 40


def test_a_county_has_its_sheriff_with_models_and_day(shipped: Session):
    found = agreements_in(shipped, place(shipped, "hillsborough county florida"))
    sheriff = next(each for each in found.local if each.name.startswith("Hillsborough"))
    assert sheriff.models == ("Task Force Model", "Warrant Service Officer")
    assert str(sheriff.signed) == "2025-02-26"
    assert str(found.list_date) == "2026-05-18"


def test_a_towns_own_police_come_first(shipped: Session):
    found = agreements_in(shipped, place(shipped, "tampa florida"))
    assert found.local[0].name == "Tampa Police Department"


def test_a_zip_has_what_each_of_its_counties_has(shipped: Session):
    here = place(shipped, "75287")
    assert len(here.counties) > 1
    found = {each.name for each in agreements_in(shipped, here).local}
    for county in here.counties:
        alone = place(shipped, f"{county.name} {county.state}")
        assert {each.name for each in agreements_in(shipped, alone).local} <= found


def test_a_place_that_is_not_on_the_list_has_none(shipped: Session):
    found = agreements_in(shipped, place(shipped, "cook county illinois"))
    assert (found.local, found.statewide) == ((), ())
    assert found.list_date is not None


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("77036", "Houston"),
        ("79901", "El Paso"),
        ("mcallen texas", "Harlingen"),
        ("los angeles", "Los Angeles"),
        ("sacramento california", "San Francisco"),
        ("brooklyn", "New York"),
        ("buffalo new york", "Buffalo"),
        ("chicago", "Chicago"),
        ("san juan puerto rico", "Miami"),
    ],
)
def test_a_place_belongs_to_its_field_office(shipped: Session, text: str, office: str):
    assert [each.name for each in offices_for(shipped, place(shipped, text))] == [office]


def test_a_state_may_have_several_offices(shipped: Session):
    texas = offices_for(shipped, place(shipped, "texas"))
    assert {each.name for each in texas} == {
        "Dallas",
        "El Paso",
        "Harlingen",
        "Houston",
        "San Antonio",
    }


def test_every_area_has_an_office_and_every_state_an_area(shipped: Session):
    states = set(shipped.scalars(select(OfficeArea.state)))
    assert len(states) == 55  # 50 states, DC and four territories
    for state in ("GA", "WY", "PR", "GU"):
        assert state in states


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("he is in stewart", "Lumpkin"),
        ("lo tienen en el centro de adelanto", "Adelanto"),
        ("my dad is at otay mesa", "San Diego"),
        ("KROME", "Miami"),
        ("south texas ice processing center", "Pearsall"),
    ],
)
def test_a_place_of_detention_is_found_by_its_own_name(shipped: Session, text: str, town: str):
    assert {each.city for each in facilities_named(shipped, text)} == {town}


@pytest.mark.parametrize(
    "text",
    [
        "he is in a detention center",
        "county jail",
        "they took him in texas",
        "she was arrested in houston",
        "where is he",
        "",
    ],
)
def test_words_that_all_such_names_have_find_none(shipped: Session, text: str):
    assert facilities_named(shipped, text) == ()


def test_the_own_part_of_a_name_leaves_out_what_all_have():
    assert own_part("STEWART DETENTION CENTER") == "stewart"
    assert own_part("ORANGE COUNTY JAIL (NY)") == "orange"
    assert own_part("COUNTY JAIL") == "county jail"


@pytest.mark.parametrize(
    ("phone", "problem"), [("8663472423", RefusedPhone), ("5550100", BadPhone)]
)
def test_a_phone_that_must_not_be_sent_stops_the_reading(tmp_path: Path, phone, problem):
    text = f"office,city,state,phone\nAtlanta,Atlanta,GA,{phone}\n"
    (tmp_path / "ice_field_offices.csv").write_text(text, encoding="utf-8")
    with pytest.raises(problem):
        list(read_offices(tmp_path, None))
