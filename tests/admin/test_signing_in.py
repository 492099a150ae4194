"""Password, pause, session: who comes in, for how long, and what an attacker can learn."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from admin import accounts
from admin.sessions import hash_of
from referrals.staff_models import SignIn
from tests.admin.browsing import PASSWORD, open_place

EMAIL = "ada@example.org"


@pytest.fixture(autouse=True)
def _ada(place):
    place.account(EMAIL)


def test_the_right_password_leads_to_the_first_page(place):
    browser = place.browser()
    assert browser.sign_in(EMAIL).headers["Location"] == "/"
    assert browser.get("/").status_code == 200


def test_an_address_may_be_written_with_capitals_and_space_around(place):
    assert place.browser().sign_in(f"  {EMAIL.upper()} ").status_code == 303


def test_who_was_sent_to_the_door_comes_back_to_the_page_they_wanted(place):
    browser = place.browser()
    door = browser.get("/account/password").headers["Location"]
    assert door == "/sign-in/?next=/account/password"
    assert browser.post(door, email=EMAIL, password=PASSWORD).headers["Location"] == (
        "/account/password"
    )


@pytest.mark.parametrize(
    "wanted", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_the_door_leads_to_pages_of_ours_alone(place, wanted):
    answer = place.browser().client.get("/sign-in/", query_string={"next": wanted})
    assert answer.status_code == 200
    browser = place.browser()
    sent = browser.client.post(
        "/sign-in/",
        query_string={"next": wanted},
        data={"csrf_token": browser.token(), "email": EMAIL, "password": PASSWORD},
    )
    assert sent.headers["Location"] == "/"


@pytest.mark.parametrize("email", [EMAIL, "nobody@example.org"])
def test_wrong_and_unknown_look_the_same(place, email):
    answer = place.browser().sign_in(email, "not the password")
    assert answer.status_code == 422
    assert "The e-mail address or the password is wrong" in answer.text


def test_an_unknown_address_costs_the_same_comparison(place, monkeypatch):
    compared = []
    real = place.app.passwords._hasher.verify
    monkeypatch.setattr(
        type(place.app.passwords._hasher),
        "verify",
        lambda self, hashed, given: compared.append(hashed[:12]) or real(hashed, given),
    )
    place.browser().sign_in(EMAIL, "not the password")
    place.browser().sign_in("nobody@example.org", "not the password")
    assert len(compared) == 2
    assert compared[0] == compared[1]


def test_an_ended_account_and_one_without_a_password_do_not_open(place):
    with place.database() as database:
        accounts.make(database, "new@example.org", "viewer", "en", place.clock())
        found = accounts.find(database, EMAIL)
        accounts.deactivate(database, found)
        database.commit()
    assert place.browser().sign_in(EMAIL).status_code == 422
    assert place.browser().sign_in("new@example.org", "").status_code == 422


def test_the_fifth_wrong_password_pauses_the_account_even_for_the_right_one(place):
    for _ in range(4):
        place.browser().sign_in(EMAIL, "not the password")
    assert place.staff(EMAIL).locked_until is None
    place.browser().sign_in(EMAIL, "not the password")
    refused = place.browser().sign_in(EMAIL)
    assert refused.status_code == 422
    assert ("password.paused", EMAIL) in place.events()
    place.clock.pass_by(minutes=1, seconds=1)
    assert place.browser().sign_in(EMAIL).status_code == 303


def test_pauses_grow_to_half_an_hour_and_end_once_somebody_came_in(place):
    pauses = []
    with place.database() as database:
        found = accounts.find(database, EMAIL)
        for _ in range(20):
            accounts.count_failure(database, found, place.clock())
            if found.locked_until:
                pauses.append(found.locked_until - place.clock())
        database.commit()
    assert pauses[:3] == [timedelta(minutes=n) for n in (1, 2, 4)]
    assert pauses[-1] == timedelta(minutes=30)
    place.clock.pass_by(minutes=31)
    place.browser().sign_in(EMAIL)
    assert place.staff(EMAIL).failures == 0


def test_one_address_has_twenty_tries_in_five_minutes(place):
    browser = place.browser()
    token = browser.token()
    tried = {"csrf_token": token, "email": "nobody@example.org", "password": "x"}
    for _ in range(20):
        assert browser.client.post("/sign-in/", data=tried).status_code == 422
    refused = browser.client.post("/sign-in/", data=tried)
    assert refused.status_code == 429
    assert "Too many tries" in refused.text
    assert 0 < int(refused.headers["Retry-After"]) <= 301
    other = browser.client.post("/sign-in/", data=tried, environ_base={"REMOTE_ADDR": "192.0.2.8"})
    assert other.status_code == 422
    place.clock.pass_by(minutes=5, seconds=1)
    assert browser.client.post("/sign-in/", data=tried).status_code == 422


def test_signing_in_changes_the_token_of_the_browser(place):
    browser = place.browser()
    browser.sign_in(EMAIL)
    with browser.client.session_transaction() as session:
        first, csrf = session["token"], session["csrf_token"]
    browser.post("/sign-in/out")
    browser.sign_in(EMAIL)
    with browser.client.session_transaction() as session:
        assert session["token"] != first
        assert session["csrf_token"] != csrf


def test_a_token_that_was_put_into_the_browser_before_is_worth_nothing_after(place):
    browser = place.browser()
    with browser.client.session_transaction() as session:
        session["token"] = "chosen by somebody else"
    browser.sign_in(EMAIL)
    assert hash_of("chosen by somebody else") not in [s.token_hash for s in place.sessions()]


def test_the_database_holds_no_token_that_a_browser_holds(place):
    browser = place.browser()
    browser.sign_in(EMAIL)
    with browser.client.session_transaction() as session:
        assert session["token"] not in str(vars(place.sessions()[0]))
        assert place.sessions()[0].token_hash == hash_of(session["token"])


def test_nothing_that_was_in_the_cookie_before_is_there_after(place):
    browser = place.browser()
    with browser.client.session_transaction() as session:
        session["pending_second_factor"] = "planted by who lent the browser"
    browser.sign_in(EMAIL)
    with browser.client.session_transaction() as session:
        assert set(session) <= {"token", "csrf_token", "language", "next"}


@pytest.mark.parametrize(("minutes", "status"), [(29, 200), (30, 303)])
def test_a_session_ends_after_half_an_hour_without_a_request(place, minutes, status):
    browser = place.browser().enter(EMAIL)
    place.clock.pass_by(minutes=minutes)
    assert browser.get("/").status_code == status


@pytest.mark.parametrize(("hours", "status"), [(11.9, 200), (12.1, 303)])
def test_a_session_ends_after_twelve_hours_however_busy(place, hours, status):
    browser = place.browser().enter(EMAIL)
    for _ in range(int(hours * 60 / 20)):
        place.clock.pass_by(minutes=20)
        last = browser.get("/").status_code
    place.clock.pass_by(minutes=hours * 60 % 20)
    assert browser.get("/").status_code == status
    assert last in (200, status)


def test_an_expired_session_is_dropped_when_somebody_signs_in(place):
    place.browser().enter(EMAIL)
    place.clock.pass_by(hours=1)
    place.browser().enter(EMAIL)
    assert len(place.sessions()) == 1


def test_signing_out_ends_this_device_alone(place):
    one, other = place.browser().enter(EMAIL), place.browser().enter(EMAIL)
    one.post("/sign-in/out")
    assert one.get("/").status_code == 303
    assert other.get("/").status_code == 200


def test_signing_out_everywhere_ends_every_device(place):
    one, other = place.browser().enter(EMAIL), place.browser().enter(EMAIL)
    one.post("/sign-in/out", everywhere="yes")
    assert one.get("/").status_code == 303
    assert other.get("/").status_code == 303


def test_the_cookie_of_an_ended_session_does_not_come_back(place):
    browser = place.browser().enter(EMAIL)
    kept = browser.client.get_cookie("session")
    browser.post("/sign-in/out")
    browser.client.set_cookie("session", kept.value)
    assert browser.get("/").status_code == 303


def test_a_cookie_signed_with_another_key_is_nobody(place, database_url):
    other = open_place(database_url, ADMIN_SECRET_KEY="x" * 40)
    browser = other.browser().enter(EMAIL)
    kept = browser.client.get_cookie("session")
    here = place.browser()
    here.client.set_cookie("session", kept.value)
    assert here.get("/").status_code == 303


def test_what_happens_at_the_door_is_written_down_without_what_was_typed(place):
    place.browser().sign_in(EMAIL, "a secret that was mistyped")
    place.browser().sign_in("a secret typed as an address", "x")
    place.browser().enter(EMAIL)
    assert place.events() == [
        ("password.wrong", EMAIL),
        ("password.wrong", None),
        ("password.right", EMAIL),
    ]
    with place.database() as database:
        lines = database.scalars(select(SignIn)).all()
    assert "secret" not in str([vars(line) for line in lines])


def test_a_hash_made_at_another_cost_is_renewed_at_sign_in(place):
    from argon2 import PasswordHasher

    old = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1).hash(PASSWORD)
    with place.database() as database:
        accounts.find(database, EMAIL).password_hash = old
        database.commit()
    place.browser().enter(EMAIL)
    assert place.staff(EMAIL).password_hash != old
    assert place.browser().sign_in(EMAIL).status_code == 303
