"""Making the place files from raw inputs: what the build mends, and what it leaves out."""

import csv
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
CENTROIDS = "GEOID,LAT,LONG,COUNTRY\n96941,6.9,158.2,US\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of place files made from a crosswalk of five rows."""
    raw, out = tmp_path_factory.mktemp("raw"), tmp_path_factory.mktemp("built")
    (raw / "crosswalk.csv").write_text(CROSSWALK)
    (raw / "centroids.csv").write_text(CENTROIDS)
    build(raw / "crosswalk.csv", raw / "centroids.csv", out)
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
