"""Making the place files from raw inputs: what the build mends, and what it leaves out."""

import csv
import json
from pathlib import Path

import pytest

from referrals.importing.build_places import build

CROSSWALK = """,ZIP,COUNTY,TOT_RATIO
0,36101,1101,1.0
1,36104,1101,0.25
2,36104,1001,0.75
3,78501,48215,1.0
4,96941,64,1.0
"""
_TOWN = {"latitude": 29.76, "longitude": -95.36, "countrycode": "US", "admin1code": "TX"}
GEONAMES = {
    "1": {**_TOWN, "geonameid": 1, "name": "Houston", "population": 2_300_000}
    | {"alternatenames": ["休斯顿", "Хьюстон", "Xiuston", "هيوستن", "휴스턴", "费城"]},
    "2": {
        **_TOWN,
        "geonameid": 2,
        "name": "Gulf Quarter",
        "population": 40_000,
        "alternatenames": [],
    },
    "3": {**_TOWN, "geonameid": 3, "name": "Houston", "population": 900, "alternatenames": []},
    "4": {**_TOWN, "geonameid": 4, "name": "Oslo", "population": 90_000, "alternatenames": []}
    | {"countrycode": "NO"},
}
CENTROIDS = "GEOID,LAT,LONG,COUNTRY\n96941,6.9,158.2,US\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of place files made from a crosswalk of five rows."""
    raw, out = tmp_path_factory.mktemp("raw"), tmp_path_factory.mktemp("built")
    (raw / "crosswalk.csv").write_text(CROSSWALK)
    (raw / "centroids.csv").write_text(CENTROIDS)
    (raw / "geonames.json").write_text(json.dumps(GEONAMES))
    build(raw / "crosswalk.csv", raw / "centroids.csv", raw / "geonames.json", out)
    return out


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _zip(built: Path, code: str) -> dict[str, str]:
    return next(row for row in _rows(built / "zips" / f"{code[0]}.csv") if row["zip"] == code)


def test_county_codes_get_their_leading_zero_back(built: Path) -> None:
    rows = _rows(built / "zip_counties" / "3.csv")
    shares = {(row["county"], row["ratio"]) for row in rows if row["zip"] == "36104"}
    assert shares == {("01001", "0.75"), ("01101", "0.25")}


def test_a_state_code_in_the_place_of_a_county_is_left_out(built: Path) -> None:
    files = (built / "zip_counties").glob("*.csv")
    assert "96941" not in {row["zip"] for path in files for row in _rows(path)}


def test_a_missing_point_is_taken_from_the_census(built: Path) -> None:
    assert (_zip(built, "96941")["lat"], _zip(built, "96941")["lon"]) == ("6.9", "158.2")


def test_postal_machinery_is_no_town(built: Path) -> None:
    cities = {row["city"] for path in (built / "zips").glob("*.csv") for row in _rows(path)}
    assert "Houston" in cities
    assert "Parcel Return Service" not in cities


def test_capitals_inside_a_name_are_restored(built: Path) -> None:
    assert _zip(built, "78501")["city"] == "McAllen"


def test_all_five_boroughs_are_among_the_names(built: Path) -> None:
    rows = _rows(built / "names" / "counties_and_boroughs.csv")
    names = {row["name"] for row in rows if row["kind"] == "borough"}
    assert names == {"Bronx", "Brooklyn", "Manhattan", "Queens", "Staten Island"}


def test_towns_are_measured_by_their_people_the_larger_of_two_with_one_name(built: Path) -> None:
    rows = _rows(built / "names" / "cities_h.csv")
    assert [row["weight"] for row in rows if (row["name"], row["state"]) == ("Houston", "TX")] == [
        "230.0"
    ]


def test_a_quarter_shows_the_city_of_its_zip_and_weighs_less(built: Path) -> None:
    rows = _rows(built / "names" / "cities_g.csv")
    quarter = next(row for row in rows if row["name"] == "Gulf Quarter")
    assert (quarter["kind"], quarter["shown"], quarter["weight"]) == ("quarter", "Houston", "1.0")


def test_names_in_other_scripts_are_kept_when_they_are_long_enough(built: Path) -> None:
    rows = [row for path in (built / "other_names").glob("*.csv") for row in _rows(path)]
    assert {row["name"] for row in rows} == {"休斯顿", "Хьюстон", "هيوستن", "휴스턴"}


def test_towns_of_other_countries_are_left_out(built: Path) -> None:
    rows = _rows(built / "names" / "cities_o.csv")
    assert ("Oslo", "9.0") not in {(row["name"], row["weight"]) for row in rows}
    assert not [row for row in rows if row["name"] == "Oslo" and row["kind"] == "quarter"]
