"""What staff checked, what is due first, and where in the country there is no help."""

import datetime

import pytest
from sqlalchemy import Engine, insert, select
from sqlalchemy.orm import Session

from referrals.coverage import Figures, figures, help_by_county
from referrals.history import Author, undo
from referrals.history_models import NumberReport, ReferralCount, Verification
from referrals.offer_rows import read_offers
from referrals.phones import show_phone
from referrals.place_models import PlaceCounty, PlaceName
from referrals.refreshing import refresh
from referrals.verification import (
    DUE_DAYS,
    How,
    checks_of,
    count_due,
    due,
    is_due,
    report_number,
    reports_of,
    settle_reports,
    verify,
)
from tests.referrals.small_records import BY, DAY, NOON, all_of, office, put, together

SERVICE = "s Casa Segura Houston"


def days(number: int) -> datetime.date:
    return DAY - datetime.timedelta(days=number)


def called(engine: Engine, service: str = SERVICE, how: How = "call", note: str = "") -> str:
    with Session(engine) as session, session.begin():
        return verify(session, service, BY, how, note, NOON)


def test_a_verification_is_kept_with_its_note_and_the_next_day_due(either_engine: Engine) -> None:
    put(either_engine, office())
    called(either_engine, note="they moved upstairs")
    service = all_of(either_engine)["service"][SERVICE]
    assert (service["assured_date"], service["assurer_email"]) == (DAY, BY)
    assert (service["verified_how"], service["due_date"]) == ("call", days(-DUE_DAYS))
    with Session(either_engine) as session:
        row = session.scalars(select(Verification)).one()
    assert (row.day, row.how, row.note, row.due_date) == (
        *(DAY, "call", "they moved upstairs"),
        days(-DUE_DAYS),
    )


def test_a_verification_can_be_taken_back(small_engine: Engine) -> None:
    put(small_engine, office())
    before = all_of(small_engine)
    made = called(small_engine)
    with Session(small_engine) as session, session.begin():
        undo(session, made, Author(BY, "undo", "undo", NOON, made))
    assert all_of(small_engine) == before


def _take_back(engine: Engine, made: str) -> str:
    with Session(engine) as session, session.begin():
        return undo(session, made, Author(BY, "undo", "undo", NOON, made))


def _open_reports(engine: Engine) -> list[tuple[datetime.date, int]]:
    with Session(engine) as session:
        return [(row.day, row.times) for row in reports_of(session, SERVICE)]


def _counted(engine: Engine) -> list[str | None]:
    with Session(engine) as session:
        return [check.note for check in checks_of(session, SERVICE)]


def test_a_check_taken_back_opens_what_it_settled_and_counts_no_more(either_engine: Engine) -> None:
    put(either_engine, office())
    with Session(either_engine) as session, session.begin():
        report_number(session, SERVICE, days(9), 2)
        settle_reports(session, SERVICE)
        report_number(session, SERVICE, days(1), 7)
    made = called(either_engine, note="still right")
    assert (_open_reports(either_engine), _counted(either_engine)) == ([], ["still right"])
    back = _take_back(either_engine, made)
    assert (_open_reports(either_engine), _counted(either_engine)) == ([(days(1), 7)], [])
    _take_back(either_engine, back)
    assert (_open_reports(either_engine), _counted(either_engine)) == ([], ["still right"])


def test_what_came_after_a_check_stays_when_it_goes_and_comes_again(small_engine: Engine) -> None:
    put(small_engine, office())
    with Session(small_engine) as session, session.begin():
        report_number(session, SERVICE, DAY, 2)
    made = called(small_engine)
    with Session(small_engine) as session, session.begin():
        report_number(session, SERVICE, DAY)
    back = _take_back(small_engine, made)
    again = _take_back(small_engine, back)
    assert _open_reports(small_engine) == [(DAY, 3)]
    with Session(small_engine) as session, session.begin():
        settle_reports(session, SERVICE)
    _take_back(small_engine, again)
    assert _open_reports(small_engine) == []


def test_a_refresh_leaves_a_verified_service_as_it_is(small_engine: Engine) -> None:
    put(small_engine, office())
    called(small_engine)
    offered = office()
    offered["service"][SERVICE]["name"] = "Another name"
    found = refresh(all_of(small_engine), offered, {"a roster": DAY})
    assert SERVICE not in found.wanted.get("service", {})
    assert ("name", "Another name") in {(kept.field, kept.offered) for kept in found.kept}


@pytest.mark.parametrize(
    ("service", "how", "due_date", "error"),
    [
        ("nobody", "call", None, KeyError),
        (SERVICE, "guess", None, ValueError),
        (SERVICE, "call", DAY, ValueError),
    ],
)
def test_a_verification_without_sense_is_refused(
    small_engine: Engine, service: str, how: How, due_date: datetime.date, error: type[Exception]
) -> None:
    put(small_engine, office())
    with Session(small_engine) as session, pytest.raises(error):
        verify(session, service, BY, how, "", NOON, due_date)


@pytest.mark.parametrize(
    ("assured", "due_date", "wanted"),
    [
        (None, None, True),
        (days(DUE_DAYS), None, True),
        (days(DUE_DAYS - 1), None, False),
        (days(1), DAY, True),
        (days(400), days(-1), False),
    ],
)
def test_a_service_is_due_after_its_day(
    assured: datetime.date | None, due_date: datetime.date | None, wanted: bool
) -> None:
    assert is_due(assured, due_date, DAY) is wanted


def _queue(engine: Engine) -> list[str]:
    with Session(engine) as session:
        found = due(session, DAY)
        assert len(found) == count_due(session, DAY)
    return [row.organization for row in found]


def test_reported_numbers_come_first_then_the_oldest_and_most_used(either_engine: Engine) -> None:
    names = ("Fresh", "Old", "Older", "Used", "Hidden", "Reported")
    records = together(*(office(name) for name in names))
    checked = {"Fresh": 1, "Old": 100, "Older": 300, "Used": 100, "Reported": 1}
    for name, age in checked.items():
        records["service"][f"s {name} Houston"]["assured_date"] = days(age)
    records["service"]["s Hidden Houston"]["is_withheld"] = True
    put(either_engine, records)
    with Session(either_engine) as session, session.begin():
        counts = {"service_id": "s Used Houston", "day": days(2), "times": 500}
        session.execute(insert(ReferralCount), counts)
        report_number(session, "s Reported Houston", DAY)
    assert _queue(either_engine) == ["Reported", "Used", "Older", "Old"]


def test_a_row_of_the_queue_tells_where_and_whom_to_call(small_engine: Engine) -> None:
    put(small_engine, office())
    with Session(small_engine) as session:
        (row,) = due(session, DAY)
    assert (row.city, row.state, row.phone) == ("Houston", "TX", "713-555-0100")
    assert (row.organization, row.service) == ("Casa Segura", "Immigration legal help")


def test_the_queue_names_the_number_that_people_are_given(either_engine: Engine) -> None:
    fax, whole = office("Faxes"), office("Central", city="Katy", number="+17135550102")
    number = fax["phone"]["p Faxes Houston"]
    fax["phone"]["p Faxes Houston"] = {**number, "position": 1}
    fax["phone"]["a"] = {**number, "id": "a", "number": "+17135550101", "type": "fax"}
    fax["phone"]["b"] = {**fax["phone"]["a"], "id": "b", "location_id": None}
    fax["phone"]["b"]["service_id"] = "s Faxes Houston"
    whole["phone"]["p Central Katy"] |= {"location_id": None, "organization_id": "o Central"}
    put(either_engine, together(fax, whole))
    with Session(either_engine) as session:
        queue = {row.service_id: row.phone for row in due(session, DAY)}
        offers = {offer.service_id: offer.phone for offer in read_offers(session)}
    assert queue == {"s Faxes Houston": "713-555-0100", "s Central Katy": "713-555-0102"}
    assert queue == {key: show_phone(str(phone)) for key, phone in offers.items()}


def test_reports_are_counted_by_day_and_settled_by_a_check(either_engine: Engine) -> None:
    put(either_engine, office())
    called(either_engine)
    assert _queue(either_engine) == []
    with Session(either_engine) as session, session.begin():
        for day in (days(1), DAY, DAY):
            report_number(session, SERVICE, day)
    with Session(either_engine) as session:
        rows = session.scalars(select(NumberReport).order_by(NumberReport.day)).all()
        assert [row.times for row in rows] == [1, 2]
        assert due(session, DAY)[0].reports == 3
    called(either_engine, how="website")
    assert _queue(either_engine) == []


def _put_counties(engine: Engine) -> None:
    middles = {
        "48201": (29.8, -95.4, "TX"),
        "48141": (31.8, -106.2, "TX"),
        "30063": (47, -114, "MT"),
    }
    with Session(engine) as session, session.begin():
        for number, (fips, (lat, lon, state)) in enumerate(middles.items(), start=1):
            session.add(PlaceCounty(fips=fips, name=f"County {number}", state=state))
            session.add(
                PlaceName(
                    id=number,
                    normalized=f"county {number}",
                    kind="county",
                    display=f"County {number}",
                    state=state,
                    lat=lat,
                    lon=lon,
                    weight=1,
                    counties=fips,
                )
            )


def test_the_figures_tell_what_is_verified_and_where_no_help_is(either_engine: Engine) -> None:
    put(either_engine, together(office(), office("Refugio", city="Katy")))
    _put_counties(either_engine)
    called(either_engine)
    with Session(either_engine) as session, session.begin():
        report_number(session, "s Refugio Katy", DAY)
    with Session(either_engine) as session:
        found = figures(session, DAY)
        miles = {county.fips: county.miles for county in help_by_county(session)}
    assert found == Figures(2, 1, 1, 1, ("30063", "48141"), ("MT",))
    assert found.share_verified == 0.5
    assert miles["48201"] < 20 < 600 < miles["48141"] < miles["30063"]


def test_a_directory_without_help_has_none_anywhere(small_engine: Engine) -> None:
    _put_counties(small_engine)
    with Session(small_engine) as session:
        found = figures(session, DAY)
    assert (len(found.bare_counties), found.bare_states) == (3, ("MT", "TX"))
    assert found.share_verified == 0
