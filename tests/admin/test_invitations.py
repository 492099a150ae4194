"""Links that let somebody choose a password: once, for three days, known to nobody else."""

import re

import pytest
from sqlalchemy import select

from admin import accounts, invitations
from admin.passwords import problem_of
from referrals.staff_models import Invitation
from tests.admin.browsing import PASSWORD

EMAIL = "grace@example.org"


@pytest.fixture
def link(place):
    """The path of a link for a new account."""
    with place.database() as database:
        made = accounts.make(database, EMAIL, "viewer", "en", place.clock())
        token = invitations.invite(database, made, place.clock())
        database.commit()
    return f"/invitation/{token}"


def choose(browser, link, password=PASSWORD, again=None):
    return browser.post(link, password=password, again=password if again is None else again)


def test_a_link_lets_somebody_choose_a_password_and_sign_in(place, link):
    browser = place.browser()
    assert EMAIL in browser.get(link).text
    assert choose(browser, link).headers["Location"] == "/sign-in/"
    assert "Your password is kept" in browser.get("/sign-in/").text
    assert browser.sign_in(EMAIL).status_code == 303


def test_a_link_works_once(place, link):
    choose(place.browser(), link)
    assert place.browser().get(link).status_code == 404
    assert choose(place.browser(), link, "another long password").status_code == 404
    assert place.browser().sign_in(EMAIL).status_code == 303


def test_a_link_ends_after_three_days(place, link):
    place.clock.pass_by(days=3)
    assert place.browser().get(link).status_code == 404
    assert "no longer works" in place.browser().get(link).text


def test_a_newer_link_ends_the_older_one(place, link):
    with place.database() as database:
        invitations.invite(database, accounts.find(database, EMAIL), place.clock())
        database.commit()
    assert place.browser().get(link).status_code == 404


def test_an_ended_account_has_no_link(place, link):
    with place.database() as database:
        accounts.deactivate(database, accounts.find(database, EMAIL))
        database.commit()
    assert place.browser().get(link).status_code == 404


def test_the_database_holds_no_link(place, link):
    with place.database() as database:
        kept = database.scalars(select(Invitation)).all()
    assert kept
    assert link.rpartition("/")[2] not in str([vars(row) for row in kept])


def test_a_chosen_password_ends_other_sessions_and_the_pause(place, link):
    place.account("old@example.org")
    other = place.browser().enter("old@example.org")
    with place.database() as database:
        found = accounts.find(database, "old@example.org")
        for _ in range(5):
            accounts.count_failure(database, found, place.clock())
        token = invitations.invite(database, found, place.clock())
        database.commit()
    choose(place.browser(), f"/invitation/{token}", "another long password")
    assert other.get("/").status_code == 303
    assert place.browser().sign_in("old@example.org", "another long password").status_code == 303


def test_a_password_is_kept_as_argon2id_alone(place, link):
    choose(place.browser(), link)
    kept = place.staff(EMAIL).password_hash
    assert kept.startswith("$argon2id$")
    assert PASSWORD not in kept


@pytest.mark.parametrize(
    ("password", "again", "says"),
    [
        ("short", "short", "at least 12 characters"),
        (EMAIL, EMAIL, "easy to guess"),
        (EMAIL.upper(), EMAIL.upper(), "easy to guess"),
        ("password1234", "password1234", "easy to guess"),
        ("Contraseña1234", "Contraseña1234", "easy to guess"),
        ("abababababab", "abababababab", "repeats itself"),
        (PASSWORD, PASSWORD + "!", "not the same"),
        ("x" * 201, "x" * 201, "at most 200"),
        ("", "", "This field is required"),
    ],
)
def test_a_password_that_is_refused_is_told_beside_the_field(place, link, password, again, says):
    answer = choose(place.browser(), link, password, again)
    assert answer.status_code == 422
    assert re.search(rf'class="error" id="(password|again)-error">[^<]*{says}', answer.text)
    assert 'aria-invalid="true"' in answer.text
    assert place.staff(EMAIL).password_hash is None


def test_an_accent_typed_in_two_ways_is_the_same_password(place):
    hashed = place.app.passwords.hash("mi canción favorita")
    assert place.app.passwords.matches(hashed, "mi cancio\u0301n favorita")


def test_a_good_password_has_no_problem():
    assert problem_of(PASSWORD, EMAIL) is None


def test_addresses_that_guess_links_are_slowed(place):
    browser = place.browser()
    token = browser.token()
    for number in range(20):
        browser.client.post(f"/invitation/{number}", data={"csrf_token": token})
    assert browser.client.post("/invitation/x", data={"csrf_token": token}).status_code == 429
