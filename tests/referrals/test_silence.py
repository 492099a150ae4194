"""Why people are not told of a service is what matching does, for each service that is shipped."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, insert, select
from sqlalchemy.orm import Session

from referrals.directory import RADIUS_MILES, nearest
from referrals.given import given
from referrals.importing.template_row import states
from referrals.matches import Match
from referrals.matching import Wish, groups
from referrals.models import Organization, Service
from referrals.offer_index import offers_of
from referrals.phones import parse_phone
from referrals.place_answers import Found
from referrals.place_models import PlaceName
from referrals.places import find_place
from referrals.records import Records, complete
from referrals.silence import Silence, silences
from tests.admin.small_directory import add_places
from tests.referrals.small_records import DAY, office, put

SERVICE = "s Casa Segura Houston"
ENDED = DAY - timedelta(days=100)


def everywhere() -> Iterator[Found]:
    """Yield every state and territory: who has a place or an area is found from one of them."""
    for code in sorted(states().values()):
        yield Found("state", code, code, None, None, None, ())


def named(session: Session, place: Found, day: date) -> Iterator[Match]:
    """Yield all that a person at a place is named, with NEXT to the end, free or detained."""
    for detained in (False, True):
        offset, has_more = 0, True
        while has_more:
            page = nearest(session, place, 100, offset, today=day, detained=detained)
            yield from page.matches
            offset, has_more = offset + len(page.matches), page.has_more


def test_of_every_shipped_service_it_is_known_whether_people_are_told(shipped: Session) -> None:
    places, offers = list(everywhere()), offers_of(shipped)
    assert len(places) > 50
    reached = {
        offers.service_ids[row]
        for place in places
        for _turn, _scope, rows in groups(offers, place, Wish(), RADIUS_MILES, DAY)
        for row in rows
    }
    services = dict(
        shipped.execute(select(Service.id, Organization.name).join(Service.organization)).all()
    )
    silent = silences(shipped, sorted(services), DAY)
    assert {silence.reason for silence in silent.values()} == {"lapsed"}
    assert set(services) - reached == set(silent)

    found = [match for place in places for match in named(shipped, place, DAY)]
    assert not {match.service_id for match in found} & set(silent)
    names, numbers = {match.organization for match in found}, {match.phone for match in found}
    phones = given(shipped, sorted(services))
    for key in services.keys() - silent.keys():  # an organization and a number are named once
        number = parse_phone(phones[key].phone).e164 if phones[key].phone else "none"
        assert services[key] in names or number in numbers


def test_the_shipped_office_in_davenport_is_named_to_nobody(shipped: Session) -> None:
    silent = silences(shipped, shipped.scalars(select(Service.id)).all(), DAY)
    there = {key for key, at in given(shipped, sorted(silent)).items() if at.city == "Davenport"}
    assert there
    place = find_place(shipped, "Davenport CA")
    assert isinstance(place, Found)
    assert not there & {match.service_id for match in named(shipped, place, DAY)}


def cases() -> Iterator[tuple[str, Silence | None, Records]]:
    """Yield services with what is said of them."""
    yield "as it is", None, office()
    yield "withheld", Silence("withheld"), office()
    yield "inactive", Silence("inactive"), office()
    yield "lapsed", Silence("lapsed", ENDED), recognized(ENDED)
    yield "ends today", None, recognized(DAY)
    yield "pending", None, recognized(ENDED, pending=True)
    yield "checked", None, recognized(ENDED, assured_date=DAY)
    late = {"assured_date": ENDED, "due_date": DAY - timedelta(days=1)}
    yield "checked long ago", Silence("lapsed", ENDED), recognized(ENDED, **late)
    yield "no place", Silence("nowhere"), without_place()
    yield "no such areas", Silence("nowhere"), without_place("county:99999", "zip:00000")
    yield "a name alone", Silence("nowhere"), without_place("other:downtown")
    for area in ("country:US", "state:TX", "county:48201", "zip:77036"):
        yield area, None, without_place(area, "zip:00000")
    yield "a place, no such area", None, office() | areas("zip:00000")
    lost = office()
    lost["location"]["l Casa Segura Houston"] |= {"latitude": None, "longitude": None}
    yield "no point", None, lost
    yield "neither point nor address", Silence("nowhere"), {**lost, "address": {}}


def areas(*keys: str) -> Records:
    """Return areas of the service."""
    rows = {}
    for key in keys:
        kind, _sign, extent = key.partition(":")
        row = {"id": key, "service_id": SERVICE, "extent_type": kind, "extent": extent}
        rows[key] = complete("service_area", row)
    return {"service_area": rows}


def without_place(*keys: str) -> Records:
    """Return a service that is given nowhere, with areas."""
    return office() | areas(*keys) | {"service_at_location": {}}


def recognized(expires: date, pending: bool = False, **columns: object) -> Records:
    """Return a service whose organization has a recognition."""
    found = office()
    found["service"][SERVICE] |= columns
    row = {"id": "mark", "organization_id": "o Casa Segura", "identifier_type": "DOJ R&A"}
    row |= {"identifier": "Casa", "expires": expires, "renewal_pending": pending}
    return found | {"organization_identifier": {"mark": complete("organization_identifier", row)}}


@pytest.mark.parametrize(("case", "expected", "records"), list(cases()))
def test_what_is_said_of_a_service_is_what_people_are_named(
    small_engine: Engine, case: str, expected: Silence | None, records: Records
) -> None:
    if case in ("withheld", "inactive"):
        change = {"is_withheld": True} if case == "withheld" else {"status": "inactive"}
        records["service"][SERVICE] |= change
    put(small_engine, records)
    with Session(small_engine) as session, session.begin():
        add_places(session)
        texas = {"normalized": "texas", "kind": "state", "display": "Texas", "state": "TX"}
        session.execute(insert(PlaceName), {**texas, "weight": 1.0, "counties": ""})
    with Session(small_engine) as session:
        places = [find_place(session, text) for text in ("77036", "Texas", "Houston TX")]
        people = [
            n for place in places if isinstance(place, Found) for n in named(session, place, DAY)
        ]
        assert silences(session, [SERVICE], DAY).get(SERVICE) == expected
    assert bool(people) is (expected is None)
