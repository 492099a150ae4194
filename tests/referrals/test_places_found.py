"""What a found place carries, and what decides between namesakes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from referrals.place_text import MAX_CHARACTERS, cut_words, fold_name
from referrals.place_zips import find_zips
from referrals.places import Ambiguous, County, Found, Unknown, find_place


def _found(session: Session, text: str, hint: str | None = None) -> Found:
    place = find_place(session, text, hint)
    assert isinstance(place, Found)
    return place


def test_a_zip_carries_its_point_its_code_and_its_county(shipped: Session) -> None:
    assert _found(shipped, "77036") == Found(
        kind="zip",
        label="Houston, TX 77036",
        state="TX",
        lat=29.6984,
        lon=-95.5405,
        zip="77036",
        counties=(County("48201", "Harris County", "TX"),),
    )


def test_a_zip_in_several_counties_names_all_the_largest_share_first(shipped: Session) -> None:
    names = [county.name for county in _found(shipped, "75054").counties]
    assert names == ["Tarrant County", "Dallas County"]


def test_a_po_box_zip_that_the_crosswalk_lacks_still_has_its_county(shipped: Session) -> None:
    assert [county.name for county in _found(shipped, "77252").counties] == ["Harris County"]


def test_a_state_alone_has_no_point(shipped: Session) -> None:
    place = _found(shipped, "Montana")
    assert (place.kind, place.state, place.lat, place.lon) == ("state", "MT", None, None)


def test_a_military_zip_is_found_without_a_point(shipped: Session) -> None:
    place = _found(shipped, "09012")
    assert (place.state, place.lat) == ("AE", None)


@pytest.mark.parametrize(
    ("text", "kind"),
    [("Queens", "borough"), ("el bronx", "borough"), ("Cook County", "county"), ("NYC", "city")],
)
def test_a_place_says_what_kind_it_is(shipped: Session, text: str, kind: str) -> None:
    assert _found(shipped, text).kind == kind


def test_a_hint_decides_between_namesakes(shipped: Session) -> None:
    assert _found(shipped, "Springfield", "MO").label == "Springfield, MO"


def test_the_state_in_the_text_wins_over_the_hint(shipped: Session) -> None:
    assert _found(shipped, "Springfield IL", "MO").label == "Springfield, IL"


def test_a_hint_that_no_namesake_fits_is_left_aside(shipped: Session) -> None:
    assert _found(shipped, "Houston", "HI").label == "Houston, TX"


def test_a_hint_does_not_turn_a_state_into_a_hamlet(shipped: Session) -> None:
    assert _found(shipped, "California", "MD").label == "California"


def test_connecticut_counties_lead_to_the_planning_regions_of_the_census(shipped: Session) -> None:
    names = {county.name for county in _found(shipped, "Fairfield County CT").counties}
    assert "Western Connecticut Region" in names


def test_every_choice_is_a_full_place(shipped: Session) -> None:
    answer = find_place(shipped, "Springfield")
    assert isinstance(answer, Ambiguous)
    assert all(choice.lat and choice.counties for choice in answer.choices)


def test_names_compare_equal_however_they_are_written() -> None:
    assert fold_name("ST. PAUL") == fold_name("Saint Paul")
    assert fold_name("Peñasco") == fold_name("penasco")
    assert fold_name("Ft Worth") == fold_name("fort worth")
    assert fold_name("Mt. Vernon") == fold_name("Mount Vernon")


def test_a_very_long_text_is_cut_before_it_is_looked_at() -> None:
    assert sum(len(word.raw) for word in cut_words("a " * 100_000)) <= MAX_CHARACTERS


@given(number=st.integers(min_value=10**6, max_value=10**12))
def test_a_long_number_is_never_a_zip(number: int) -> None:
    assert find_zips(f"call {number} now") == ()


@given(area=st.integers(200, 999), rest=st.integers(2_000_000, 9_999_999))
def test_a_phone_number_is_never_a_zip_however_it_is_spaced(area: int, rest: int) -> None:
    line = f"{rest:07d}"
    for text in (f"({area}) {line[:3]}-{line[3:]}", f"{area}.{line[:3]}.{line[3:]}"):
        assert find_zips(text) == ()


@pytest.mark.parametrize("text", ["+52 55 12345 678", "A 12345 6789", "12345 678 90", "1.77036.2"])
def test_five_digits_inside_a_longer_number_are_not_a_zip(text: str) -> None:
    assert find_zips(text) == ()


def test_two_zips_side_by_side_are_both_read() -> None:
    assert find_zips("77036 77002-1234") == ("77036", "77002")


@given(code=st.integers(0, 99_999), after=st.sampled_from(["", " ", ", TX", "-1234", "!", "."]))
def test_any_five_digits_that_stand_alone_read_as_a_zip(code: int, after: str) -> None:
    assert find_zips(f"zip {code:05d}{after}") == (f"{code:05d}",)


@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=200))
def test_no_text_makes_the_search_fail(shipped_engine: Engine, text: str) -> None:
    with Session(shipped_engine) as session:
        assert isinstance(find_place(session, text), Found | Ambiguous | Unknown)
