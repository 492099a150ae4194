"""What our own processes may tell: from this machine, with the key, counts and nothing else."""

import uuid
from datetime import date

import pytest
from sqlalchemy import insert, inspect, select

from admin.internal import KEY_HEADER
from referrals.history_models import NumberReport, ReferralCount
from referrals.models import Organization, Service
from referrals.records import complete
from tests.admin.browsing import INTERNAL_KEY

KNOWN, OTHER = str(uuid.uuid4()), str(uuid.uuid4())
KEY = {KEY_HEADER: INTERNAL_KEY}


@pytest.fixture(autouse=True)
def _services(place):
    with place.database() as database:
        organization = {"id": str(uuid.uuid4()), "name": "Made-up Office", "description": ""}
        database.execute(insert(Organization), complete("organization", organization))
        for key in (KNOWN, OTHER):
            row = {"id": key, "organization_id": organization["id"], "name": "Help"}
            database.execute(insert(Service), complete("service", row | {"status": "active"}))
        database.commit()


def tell(place, path, told, headers=KEY, address="127.0.0.1"):
    return place.app.test_client().post(
        path, json=told, headers=headers, environ_base={"REMOTE_ADDR": address}
    )


def counts(place, table):
    with place.database() as database:
        rows = database.scalars(select(table)).all()
        return {(row.service_id, row.day): row.times for row in rows}


def test_a_number_that_did_not_work_is_counted_for_the_day(place):
    for _ in range(3):
        assert tell(place, "/internal/reports", {"service_id": KNOWN}).status_code == 204
    place.clock.pass_by(days=1)
    tell(place, "/internal/reports", {"service_id": KNOWN})
    assert counts(place, NumberReport) == {
        (KNOWN, date(2026, 3, 5)): 3,
        (KNOWN, date(2026, 3, 6)): 1,
    }


def test_a_new_report_opens_again_what_staff_had_settled(place):
    tell(place, "/internal/reports", {"service_id": KNOWN})
    with place.database() as database:
        database.scalars(select(NumberReport)).one().is_settled = True
        database.commit()
    tell(place, "/internal/reports", {"service_id": KNOWN})
    with place.database() as database:
        assert not database.scalars(select(NumberReport)).one().is_settled


def test_services_that_were_given_are_counted_each_once_a_request(place):
    told = {"service_ids": [KNOWN, OTHER, KNOWN]}
    assert tell(place, "/internal/referrals", told).status_code == 204
    assert tell(place, "/internal/referrals", {"service_ids": [KNOWN]}).status_code == 204
    assert counts(place, ReferralCount) == {
        (KNOWN, date(2026, 3, 5)): 2,
        (OTHER, date(2026, 3, 5)): 1,
    }


def test_what_is_kept_has_no_room_for_a_person():
    for table in (NumberReport, ReferralCount):
        columns = {column.name for column in inspect(table).columns}
        assert columns <= {"service_id", "day", "times", "is_settled", "settled_by"}


@pytest.mark.parametrize("path", ["/internal/reports", "/internal/referrals"])
@pytest.mark.parametrize(
    ("headers", "address", "status"),
    [
        ({}, "127.0.0.1", 403),
        ({KEY_HEADER: ""}, "127.0.0.1", 403),
        ({KEY_HEADER: INTERNAL_KEY + "x"}, "127.0.0.1", 403),
        ({KEY_HEADER: "ключ"}, "127.0.0.1", 403),
        (KEY, "192.0.2.7", 404),
        (KEY | {"X-Forwarded-For": "192.0.2.7"}, "127.0.0.1", 404),
        (KEY | {"Forwarded": "for=192.0.2.7"}, "127.0.0.1", 404),
    ],
)
def test_nobody_else_may_tell(place, path, headers, address, status):
    told = {"service_id": KNOWN, "service_ids": [KNOWN]}
    raw = {name: value.encode().decode("latin-1") for name, value in headers.items()}
    assert tell(place, path, told, raw, address).status_code == status
    assert counts(place, NumberReport) == counts(place, ReferralCount) == {}


@pytest.mark.parametrize(
    ("path", "told", "status"),
    [
        ("/internal/reports", {}, 400),
        ("/internal/reports", [], 400),
        ("/internal/reports", {"service_id": "the text of a person"}, 400),
        ("/internal/reports", {"service_id": 5}, 400),
        ("/internal/reports", {"service_id": str(uuid.uuid4())}, 404),
        ("/internal/referrals", {"service_ids": []}, 400),
        ("/internal/referrals", {"service_ids": KNOWN}, 400),
        ("/internal/referrals", {"service_ids": [KNOWN] * 21}, 400),
        ("/internal/referrals", {"service_ids": [KNOWN, str(uuid.uuid4())]}, 404),
    ],
)
def test_what_names_no_service_of_ours_is_not_kept(place, path, told, status):
    answer = tell(place, path, told)
    assert answer.status_code == status
    assert set(answer.json) == {"problem"}
    assert counts(place, NumberReport) == counts(place, ReferralCount) == {}


def test_a_form_of_a_browser_cannot_tell(place):
    answer = place.app.test_client().post(
        "/internal/reports",
        data={"service_id": KNOWN},
        headers=KEY,
        environ_base={"REMOTE_ADDR": "127.0.0.1"},
    )
    assert answer.status_code == 400
