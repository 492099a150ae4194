"""What a person is told of phones that nobody checked: of a public list only what is from one."""

import datetime
from dataclasses import replace

import pytest

from referrals.directory import Page
from referrals.foreseeing import foresee, match_of
from referrals.matches import Match
from referrals.place_answers import Found
from referrals.telling import PUBLIC_LISTS, tell_page
from tests.content.material import ROOT
from tests.referrals.small_records import DAY, office

OLDER = datetime.date(2026, 7, 1)
HERE = Found("city", "Houston, TX", "TX", None, None, None, ())
OF_STAFF = {"source": "staff", "source_date": DAY}
PUBLIC = {"source": "EOIR R&A roster", "source_date": DAY}
CHECKED = {"assured_date": DAY}


def match(**values: object) -> Match:
    return replace(match_of(office(), "s Casa Segura Houston", None, DAY), **values)


def warnings(*matches: Match) -> list[tuple[str, dict[str, str | int]]]:
    told = tell_page(HERE, Page(matches, "near", has_more=False))
    return [each for each in told if each[0].startswith("refer.unverified")]


@pytest.mark.parametrize("source", ["staff", "partner of ours", "an EOIR roster, retyped"])
def test_of_what_staff_brought_no_public_list_is_named(source: str) -> None:
    mine = match(**OF_STAFF | {"source": source})
    assert warnings(mine) == [("refer.unverified_own", {})]


def test_of_a_public_list_its_day_is_told_and_of_several_the_oldest() -> None:
    older = match(**PUBLIC | {"source_date": OLDER})
    assert warnings(match(**PUBLIC), older) == [("refer.unverified", {"date": str(OLDER)})]
    assert warnings(match(**PUBLIC | {"source_date": None})) == [("refer.unverified_undated", {})]


def test_where_both_are_named_only_what_is_true_of_both_is_said() -> None:
    assert warnings(match(**PUBLIC), match(**OF_STAFF)) == [("refer.unverified_own", {})]


def test_what_was_checked_is_not_warned_of_and_dates_nothing() -> None:
    checked = match(**OF_STAFF | CHECKED)
    assert warnings(checked) == []
    assert warnings(match(**PUBLIC), checked) == [("refer.unverified", {"date": str(DAY)})]


def test_the_preview_of_what_staff_typed_names_no_public_list() -> None:
    told = foresee(office(source="staff"), "s Casa Segura Houston", None, DAY)
    assert ("refer.unverified_own", {}) in told


def test_every_shipped_row_is_of_a_list_that_is_known_as_public() -> None:
    lines = (ROOT / "data/directory/national_lines.toml").read_text("utf-8").splitlines()
    sources = [line.partition('"')[2] for line in lines if line.startswith("source =")]
    assert sources
    assert all(source.startswith(PUBLIC_LISTS) for source in sources)
