"""What the admin leaves to the database, on each kind of it."""

import threading

import pytest

from admin import accounts
from admin.internal import KEY_HEADER
from tests.admin.browsing import INTERNAL_KEY, PASSWORD, Place, open_place
from tests.admin.test_internal import KNOWN, _services  # noqa: F401 - a fixture for each test
from tests.databases import KINDS, empty_database


@pytest.fixture(params=KINDS)
def place(request, tmp_path):
    """An admin over an empty database of one kind."""
    with empty_database(request.param, tmp_path) as url:
        opened = open_place(url)
        yield opened
        opened.app.database.engine.dispose()


def test_a_working_day(place: Place, secret):
    place.account("boss@example.org", "manager", secret)
    boss = place.browser().enter("boss@example.org", secret)
    invited = boss.post("/staff/invite", email="lin@example.org", role="viewer", language="es")
    path = invited.text.partition("127.0.0.1:8081")[2].partition('"')[0]
    lin = place.browser()
    lin.post(path, password=PASSWORD, again=PASSWORD)
    lin.enter("lin@example.org")
    assert lin.get("/").status_code == 200
    assert "lin@example.org" in boss.get("/staff/?search=LIN&sort=1&desc=1").text
    assert "Password right" in boss.get("/sign-ins/").text
    boss.post(f"/staff/{place.staff('lin@example.org').id}/deactivate")
    assert lin.get("/").status_code == 303
    place.clock.pass_by(minutes=31)
    assert boss.get("/").status_code == 303


def test_failures_at_the_same_time_count_each(place: Place):
    place.account("ada@example.org")
    with place.database() as one, place.database() as other:
        first, second = (accounts.find(each, "ada@example.org") for each in (one, other))
        other.commit()
        accounts.count_failure(one, first, place.clock())
        one.commit()
        accounts.count_failure(other, second, place.clock())
        other.commit()
    assert place.staff("ada@example.org").failures == 2


@pytest.fixture
def codes(place: Place, secret) -> list[str]:
    """The recovery codes of an account."""
    place.account("ada@example.org", "manager", secret)
    with place.database() as database:
        made = place.app.second_factors.new_recovery_codes(
            accounts.find(database, "ada@example.org")
        )
        database.commit()
        return made


def take(place: Place, session, staff, code: str) -> bool:
    taken = place.app.second_factors.takes_recovery_code(session, staff, code, place.clock())
    session.commit()
    return taken


def test_a_recovery_code_in_two_requests_lets_one_in_and_none_comes_back(place: Place, codes):
    with place.database() as one, place.database() as other:
        first, second = (accounts.find(each, "ada@example.org") for each in (one, other))
        one.commit()
        other.commit()
        assert take(place, one, first, codes[0])
        assert len(second.recovery_hashes) == 10
        assert not take(place, other, second, codes[0])
        assert take(place, one, first, codes[1])
        assert take(place, other, second, codes[2])
        assert not take(place, one, first, codes[0])
    assert len(place.staff("ada@example.org").recovery_hashes) == 7


def test_recovery_codes_at_the_same_moment_are_each_taken_once(place: Place, codes):
    taken, together = [], threading.Barrier(6)

    def enter(code: str) -> None:
        with place.database() as database:
            staff = accounts.find(database, "ada@example.org")
            database.commit()
            together.wait()
            if take(place, database, staff, code):
                taken.append(code)

    threads = [threading.Thread(target=enter, args=(code,)) for code in codes[:3] * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == sorted(codes[:3])
    assert len(place.staff("ada@example.org").recovery_hashes) == 7


def test_a_pause_that_began_meanwhile_refuses_right_codes(place: Place, codes, secret):
    with place.database() as one, place.database() as other:
        attacked, entering = (accounts.find(each, "ada@example.org") for each in (one, other))
        other.commit()
        for _ in range(accounts.FAILURES_ALLOWED):
            accounts.count_failure(one, attacked, place.clock())
        one.commit()
        assert entering.locked_until is None
        factors, code = place.app.second_factors, place.code(secret)
        assert not factors.accepts(other, entering, code, place.clock())
        other.commit()
        assert not take(place, other, entering, codes[0])
        place.clock.pass_by(minutes=2)
        assert take(place, other, entering, codes[0])
    assert place.staff("ada@example.org").totp_last_step == 0


def test_reports_at_the_same_time_count_each(place: Place):
    statuses = []

    def tell():
        answer = place.app.test_client().post(
            "/internal/reports",
            json={"service_id": KNOWN},
            headers={KEY_HEADER: INTERNAL_KEY},
            environ_base={"REMOTE_ADDR": "127.0.0.1"},
        )
        statuses.append(answer.status_code)

    threads = [threading.Thread(target=tell) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [204] * 6
    from referrals.history_models import NumberReport

    with place.database() as database:
        assert database.query(NumberReport).one().times == 6


@pytest.mark.parametrize("place", [k for k in KINDS if k == "postgresql"], indirect=True)
def test_two_managers_who_end_each_other_at_the_same_time_leave_one(place: Place):
    for name in ("one", "two"):
        place.account(f"{name}@example.org", "manager")
    refused = []

    def end_one():
        with place.database() as database:
            try:
                accounts.deactivate(database, accounts.find(database, "one@example.org"))
                database.commit()
            except accounts.NobodyLeft:
                refused.append("one")

    with place.database() as first:
        accounts.deactivate(first, accounts.find(first, "two@example.org"))
        first.flush()
        other = threading.Thread(target=end_one)
        other.start()
        other.join(timeout=1)
        assert other.is_alive()
        first.commit()
        other.join()
    assert refused == ["one"]
    assert place.staff("one@example.org").is_active
