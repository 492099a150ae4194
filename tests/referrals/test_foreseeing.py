"""What staff see beforehand is what a person is told; one organization is read with all its own."""

import itertools
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from referrals.directory import nearest
from referrals.foreseeing import foresee, match_of
from referrals.given import phone_given, places_of
from referrals.models import Service
from referrals.one_organization import organization_of, read_organization
from referrals.places import find_place
from referrals.records import TABLES
from tests.referrals.small_records import DAY, all_of, office, put, together

SERVICE = "s Casa Segura Houston"
HOUSTON = "l Casa Segura Houston"


def test_what_is_foreseen_of_the_shipped_directory_is_what_is_found(shipped: Session) -> None:
    seen = 0
    for text in ("Houston TX", "Boise ID", "10001", "Fargo ND"):
        page = nearest(shipped, find_place(shipped, text), 5, today=date(2026, 11, 28))
        for match in page.matches:
            owner = organization_of(shipped, "service", match.service_id)
            records = read_organization(shipped, owner)
            at = next(iter(places_of(records, match.service_id)), None)
            mine = match_of(records, match.service_id, at, date(2026, 11, 28))
            assert replace(mine, miles=None, languages=()) == replace(
                match, miles=None, languages=()
            )
            seen += 1
    assert seen >= 10


def test_every_service_of_the_shipped_directory_can_be_foreseen(shipped: Session) -> None:
    services = shipped.execute(select(Service.id, Service.organization_id)).all()
    for service, owner in itertools.islice(services, 0, None, 25):
        records = read_organization(shipped, owner)
        for at in places_of(records, service) or [None]:
            told = [identity for identity, _ in foresee(records, service, at, DAY)]
            assert told[0] in ("refer.near", "refer.national")
            assert told[1].startswith("refer.match")


def test_the_number_of_the_service_goes_before_that_of_the_place_and_of_the_whole() -> None:
    records = office()
    records["phone"]["whole"] = {
        **records["phone"]["p Casa Segura Houston"],
        "id": "whole",
        "location_id": None,
        "organization_id": "o Casa Segura",
    }
    assert phone_given(records, SERVICE, HOUSTON)["id"] == "p Casa Segura Houston"
    assert phone_given(records, SERVICE, None)["id"] == "whole"
    own = {**records["phone"]["whole"], "id": "own", "organization_id": None, "service_id": SERVICE}
    records["phone"]["own"] = own
    assert phone_given(records, SERVICE, HOUSTON)["id"] == "own"
    own["type"] = "Fax"
    assert phone_given(records, SERVICE, HOUSTON)["id"] == "p Casa Segura Houston"


def test_a_service_that_takes_no_cases_is_said_to_be_so() -> None:
    records = office(source="EOIR roster")
    records["service"][SERVICE]["taking_cases"] = False
    told = foresee(records, SERVICE, HOUSTON, DAY)
    assert ("refer.no_cases", {"number": 1}) in told
    assert ("refer.unverified", {"date": str(DAY)}) in told


def test_a_service_without_a_place_is_told_as_one_for_the_whole_country() -> None:
    told = foresee(office(), SERVICE, None, DAY)
    assert [identity for identity, _ in told[:2]] == ["refer.national", "refer.match_national"]


@pytest.mark.parametrize(
    ("kind", "extent", "place"),
    [("state", "TX", "TX"), ("county", "48201", "48201"), ("zip", "77036", "77036")],
)
def test_a_service_without_a_place_is_told_where_its_area_is(kind, extent, place) -> None:
    records = office()
    area = {"id": "a", "service_id": SERVICE, "extent_type": kind, "extent": extent, "name": None}
    records["service_area"] = {"a": area}
    told = foresee(records, SERVICE, None, DAY)
    assert told[0] == ("refer.near", {"place": place})
    assert told[1][0] == "refer.match_national"


def test_an_organization_is_read_with_its_own_and_nothing_of_others(either_engine) -> None:
    mine = together(office(), office(city="Katy", number="+17135550101"))
    put(either_engine, together(mine, office("Another House", number="+17135550102")))
    with Session(either_engine) as session:
        found = read_organization(session, "o Casa Segura")
        assert organization_of(session, "location", HOUSTON) == "o Casa Segura"
        assert organization_of(session, "service", SERVICE) == "o Casa Segura"
        assert organization_of(session, "service", "nowhere") is None
    assert set(found) == set(TABLES)
    everything = all_of(either_engine)
    assert {t: set(rows) for t, rows in found.items() if rows} == {
        t: set(rows) for t, rows in mine.items()
    }
    assert all(everything[t][key] == row for t, rows in found.items() for key, row in rows.items())


def test_a_place_that_another_organization_lends_is_read_with_it(either_engine) -> None:
    lent = together(office(), office("Another House", number="+17135550102"))
    lent["service_at_location"]["at Casa Segura Houston"]["location_id"] = "l Another House Houston"
    put(either_engine, lent)
    with Session(either_engine) as session:
        found = read_organization(session, "o Casa Segura")
    assert "l Another House Houston" in found["location"]
    assert "a Another House Houston" in found["address"]


@pytest.mark.parametrize("key", ["", "nowhere"])
def test_an_organization_that_is_not_there_is_empty(either_engine, key) -> None:
    with Session(either_engine) as session:
        assert not any(read_organization(session, key).values())
