"""What data/directory promises: sizes, sources, and no number that must never be sent."""

import csv
from pathlib import Path

from referrals.importing.national_lines import read_national_lines
from referrals.importing.office_rows import BadRow, Office, read_offices
from referrals.phones import REFUSED_NUMBERS

FOLDER = Path(__file__).parents[2] / "data" / "directory"


def test_every_data_file_is_below_one_megabyte() -> None:
    files = [path for path in FOLDER.rglob("*") if path.is_file()]
    assert len(files) > 40
    assert [path.name for path in files if path.stat().st_size >= 1_000_000] == []


def test_every_shipped_office_is_sound_and_has_a_source_with_a_date() -> None:
    rows = list(read_offices(FOLDER / "organizations.csv"))
    assert [row for row in rows if isinstance(row, BadRow)] == []
    offices = [row for row in rows if isinstance(row, Office)]
    assert len(offices) == 1053
    assert all(office.source.startswith("EOIR") and office.source_date for office in offices)


def test_every_national_line_is_in_the_public_roster_with_the_same_number() -> None:
    offices = list(read_offices(FOLDER / "organizations.csv"))
    roster = {
        (office.organization, office.phone.e164)
        for office in offices
        if isinstance(office, Office) and office.phone
    }
    lines = read_national_lines(FOLDER / "national_lines.toml")
    assert lines
    assert {(line.organization, line.phone.e164) for line in lines} <= roster


def test_the_shipped_lists_carry_no_refused_number() -> None:
    refused = {number[2:] for number in REFUSED_NUMBERS}
    for name in ("organizations.csv", "national_lines.toml"):
        digits = "".join(sign for sign in (FOLDER / name).read_text() if sign.isdigit())
        assert not [number for number in refused if number in digits]


def test_all_states_the_capital_district_and_the_territories_have_names() -> None:
    with (FOLDER / "states.csv").open(encoding="utf-8") as file:
        codes = {row["code"] for row in csv.DictReader(file)}
    assert len(codes) == 59
    assert codes > {"DC", "PR", "GU", "VI", "AS", "MP"}


def test_every_zip_lies_in_a_state_that_has_a_name_or_is_military() -> None:
    with (FOLDER / "states.csv").open(encoding="utf-8") as file:
        codes = {row["code"] for row in csv.DictReader(file)}
    states = set()
    for path in (FOLDER / "zips").glob("*.csv"):
        with path.open(encoding="utf-8") as file:
            states |= {row["state"] for row in csv.DictReader(file)}
    assert states - codes == {"AA", "AE", "AP"}


def test_the_sources_of_every_data_file_are_told() -> None:
    told = (FOLDER / "SOURCES.md").read_text(encoding="utf-8")
    names = {path.relative_to(FOLDER).parts[0] for path in FOLDER.rglob("*.*")}
    assert [name for name in sorted(names - {"SOURCES.md"}) if name not in told] == []
