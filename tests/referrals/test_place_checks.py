"""States, counties and ZIP codes as staff write them are known, or what is near is said."""

import pytest
from sqlalchemy.orm import Session

from referrals.place_checks import (
    NoSuchPlace,
    county_code,
    county_names,
    known_zips,
    state_code,
    zip_code,
)


@pytest.mark.parametrize("text", ["TX", "tx", " Texas ", "TEXAS"])
def test_a_state_is_known_by_code_and_name(text: str) -> None:
    assert state_code(text) == "TX"


def test_a_misspelt_state_is_refused_with_what_is_near() -> None:
    with pytest.raises(NoSuchPlace) as problem:
        state_code("Texass")
    assert problem.value.right == "TX"
    with pytest.raises(NoSuchPlace) as problem:
        state_code("Ontario land")
    assert problem.value.right == ""


@pytest.mark.parametrize("text", ["48201", "Harris County, TX", "harris, tx", "Harris TX"])
def test_a_county_is_known_by_digits_and_by_name_with_its_state(shipped: Session, text) -> None:
    assert county_code(shipped, text) == "48201"


def test_a_county_and_a_city_of_one_name_are_kept_apart(shipped: Session) -> None:
    assert county_code(shipped, "Baltimore County, MD") == "24005"
    assert county_code(shipped, "Baltimore city, MD") == "24510"


def test_a_county_that_is_not_there_is_refused_with_what_is_near(shipped: Session) -> None:
    with pytest.raises(NoSuchPlace) as problem:
        county_code(shipped, "Haris County, TX")
    assert problem.value.right.startswith("Har")
    for text in ("Harris", "Harris County", "99999", "Harris County, ZZ", ""):
        with pytest.raises(NoSuchPlace):
            county_code(shipped, text)


def test_counties_are_written_with_their_state(shipped: Session) -> None:
    names = county_names(shipped, ["48201", "22071", "00000"])
    assert names == {"48201": "Harris County, TX", "22071": "Orleans Parish, LA"}
    assert all(county_code(shipped, name) == code for code, name in names.items())


def test_a_zip_tells_its_state_and_its_middle(shipped: Session) -> None:
    found = zip_code(shipped, "77036-1234")
    assert (found.zip, found.state) == ("77036", "TX")
    assert found.latitude
    assert found.longitude


@pytest.mark.parametrize(("text", "right"), [("00000", ""), ("2134", "02134"), ("Houston", "")])
def test_a_zip_that_is_not_there_is_refused(shipped: Session, text: str, right: str) -> None:
    with pytest.raises(NoSuchPlace) as problem:
        zip_code(shipped, text)
    assert problem.value.right == right


def test_zips_are_looked_up_many_at_once(shipped: Session) -> None:
    asked = [f"{number:05}" for number in range(77000, 78000)]
    known = known_zips(shipped, [*asked, "77036", "Houston"])
    assert "77036" in known
    assert known < set(asked)
