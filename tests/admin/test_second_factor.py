"""The second factor: asked for, each code once, recovered, never in the clear."""

import re

import pytest

from admin import accounts
from admin.second_factor import matching_step
from tests.admin.browsing import NOON, open_place

EMAIL = "ada@example.org"


@pytest.fixture
def begun(place, secret):
    """A manager who has given the password and not yet a code."""
    place.account(EMAIL, "manager", secret)
    browser = place.browser()
    assert browser.sign_in(EMAIL).headers["Location"] == "/second-factor/"
    return browser


def test_a_code_opens_and_changes_the_token(place, begun, secret):
    with begun.client.session_transaction() as session:
        before = session["token"]
    assert begun.get("/").headers["Location"] == "/second-factor/"
    done = begun.post("/second-factor/", code=place.code(secret))
    assert done.headers["Location"] == "/"
    assert begun.get("/staff/").status_code == 200
    with begun.client.session_transaction() as session:
        assert session["token"] != before
    assert ("code.right", EMAIL) in place.events()


@pytest.mark.parametrize(("steps", "status"), [(-2, 422), (-1, 303), (0, 303), (1, 303), (2, 422)])
def test_clocks_may_differ_by_one_step(place, begun, secret, steps, status):
    assert begun.post("/second-factor/", code=place.code(secret, steps)).status_code == status


def test_a_code_works_once(place, begun, secret):
    code = place.code(secret)
    begun.post("/second-factor/", code=code)
    other = place.browser()
    other.sign_in(EMAIL)
    assert other.post("/second-factor/", code=code).status_code == 422
    place.clock.pass_by(seconds=30)
    assert other.post("/second-factor/", code=place.code(secret)).status_code == 303


def test_an_older_code_does_not_work_after_a_newer_one(place, begun, secret):
    begun.post("/second-factor/", code=place.code(secret, 1))
    other = place.browser()
    other.sign_in(EMAIL)
    assert other.post("/second-factor/", code=place.code(secret)).status_code == 422


def test_two_requests_with_one_code_at_the_same_time_let_one_in(place, begun, secret):
    factors, code = place.app.second_factors, place.code(secret)
    with place.database() as one, place.database() as other:
        first, second = accounts.find(one, EMAIL), accounts.find(other, EMAIL)
        one.commit()
        other.commit()
        assert factors.accepts(one, first, code, place.clock())
        one.commit()
        assert second.totp_last_step == 0
        assert not factors.accepts(other, second, code, place.clock())


def test_five_wrong_codes_pause_the_account_and_end_the_session(place, begun):
    for _ in range(4):
        assert begun.post("/second-factor/", code="000000").status_code == 422
    ended = begun.post("/second-factor/", code="000000")
    assert ended.headers["Location"] == "/sign-in/"
    assert begun.get("/second-factor/").headers["Location"].startswith("/sign-in/")
    assert place.browser().sign_in(EMAIL).status_code == 422
    assert place.sessions() == []


@pytest.fixture
def paused_beside(place, begun, secret):
    """Other begun sessions of an account that five wrong codes have paused, by kind of page."""
    with place.database() as database:
        codes = place.app.second_factors.new_recovery_codes(accounts.find(database, EMAIL))
        database.commit()
    others = [place.browser() for _ in range(4)]
    for other in others:
        other.sign_in(EMAIL)
    for _ in range(5):
        begun.post("/second-factor/", code="000000")
    return others, codes


def test_during_a_pause_no_session_gets_a_code_looked_at(place, paused_beside, secret):
    (right, wrong, recovery, later), codes = paused_beside
    for browser, path, code in (
        (right, "/second-factor/", place.code(secret)),
        (wrong, "/second-factor/", "000000"),
        (recovery, "/second-factor/recovery", codes[0]),
    ):
        assert browser.post(path, code=code).headers["Location"] == "/sign-in/"
        assert browser.get("/").headers["Location"].startswith("/sign-in/")
    kept = place.staff(EMAIL)
    assert (kept.failures, len(kept.recovery_hashes), kept.totp_last_step) == (5, 10, 0)
    assert place.events().count(("code.paused", EMAIL)) == 3
    place.clock.pass_by(minutes=2)
    assert later.post("/second-factor/", code=place.code(secret)).headers["Location"] == "/"
    assert place.staff(EMAIL).failures == 0


def test_during_a_pause_nobody_comes_in_by_setting_one_up(place):
    place.account(EMAIL, "editor")
    browser = place.browser()
    browser.sign_in(EMAIL)
    shown = re.search(r'class="secret"><code>([^<]+)', browser.get("/second-factor/set-up").text)[1]
    for _ in range(5):
        place.browser().sign_in(EMAIL, "wrong each time")
    done = browser.post("/second-factor/set-up", code=place.code(shown.replace(" ", "")))
    assert done.headers["Location"] == "/sign-in/"
    assert (place.staff(EMAIL).totp_secret, place.staff(EMAIL).failures) == (None, 5)


def test_the_right_password_does_not_forgive_wrong_codes(place, begun):
    for _ in range(3):
        begun.post("/second-factor/", code="000000")
    place.browser().sign_in(EMAIL)
    assert place.staff(EMAIL).failures == 3


@pytest.mark.parametrize("role", ["editor", "manager"])
def test_editors_and_managers_must_set_one_up(place, role):
    place.account(EMAIL, role)
    browser = place.browser()
    assert browser.sign_in(EMAIL).headers["Location"] == "/second-factor/set-up"
    assert browser.get("/").headers["Location"] == "/second-factor/set-up"
    assert browser.get("/account/").headers["Location"] == "/second-factor/set-up"


def test_a_viewer_who_became_an_editor_must_set_one_up_at_the_next_page(place, viewer, manager):
    found = place.staff("viewer@example.org")
    manager.post(f"/staff/{found.id}/role", role="editor")
    assert viewer.get("/").headers["Location"] == "/second-factor/set-up"


def set_up(place, browser):
    """Set a second factor up; return (secret, page with the recovery codes)."""
    page = browser.get("/second-factor/set-up").text
    assert 'src="data:image/svg+xml' in page
    shown = re.search(r'class="secret"><code>([A-Z2-7 ]+)</code>', page)
    assert shown
    secret = shown[1].replace(" ", "")
    return secret, browser.post("/second-factor/set-up", code=place.code(secret))


def test_setting_up_shows_recovery_codes_once(place):
    place.account(EMAIL, "editor")
    browser = place.browser()
    browser.sign_in(EMAIL)
    secret, page = set_up(place, browser)
    codes = re.findall(r"<li><code>([a-z2-9]{5}-[a-z2-9]{5})</code>", page.text)
    assert len(set(codes)) == 10
    assert browser.get("/").status_code == 200
    again = browser.get("/second-factor/set-up").text
    assert not any(code in again for code in codes)
    kept = place.staff(EMAIL)
    assert secret.encode() not in kept.totp_secret
    assert all(hashed.startswith("$argon2id$") for hashed in kept.recovery_hashes)
    assert not any(code in str(kept.recovery_hashes) for code in codes)


def test_a_wrong_code_sets_nothing_up_and_keeps_the_same_secret(place):
    place.account(EMAIL, "editor")
    browser = place.browser()
    browser.sign_in(EMAIL)
    before = browser.get("/second-factor/set-up").text
    refused = browser.post("/second-factor/set-up", code="000000")
    shown = re.search(r'class="secret"><code>([^<]+)', before)[1]
    assert refused.status_code == 422
    assert shown in refused.text
    assert place.staff(EMAIL).totp_secret is None


def test_the_secret_is_not_readable_in_the_cookie(place):
    place.account(EMAIL, "editor")
    browser = place.browser()
    browser.sign_in(EMAIL)
    page = browser.get("/second-factor/set-up").text
    secret = re.search(r'class="secret"><code>([^<]+)', page)[1].replace(" ", "")
    with browser.client.session_transaction() as session:
        assert secret not in str(dict(session))


def test_the_code_that_set_it_up_does_not_sign_in(place):
    place.account(EMAIL, "editor")
    browser = place.browser()
    browser.sign_in(EMAIL)
    secret, _ = set_up(place, browser)
    other = place.browser()
    other.sign_in(EMAIL)
    assert other.post("/second-factor/", code=place.code(secret)).status_code == 422


def test_a_begun_session_cannot_replace_the_second_factor(begun):
    assert begun.get("/second-factor/set-up").headers["Location"] == "/second-factor/"
    assert begun.post("/second-factor/set-up", code="1").headers["Location"] == "/second-factor/"


def test_setting_up_a_new_one_signs_other_devices_out(place, manager, secret):
    place.clock.pass_by(minutes=1)
    other = place.browser().enter("manager@example.org", secret)
    set_up(place, manager)
    assert manager.get("/").status_code == 200
    assert other.get("/").status_code == 303


def test_each_recovery_code_works_once(place, secret):
    place.account(EMAIL, "editor")
    browser = place.browser()
    browser.sign_in(EMAIL)
    _, page = set_up(place, browser)
    code = re.search(r"<li><code>([a-z2-9]{5}-[a-z2-9]{5})</code>", page.text)[1]
    lost = place.browser()
    lost.sign_in(EMAIL)
    assert lost.post("/second-factor/recovery", code=f" {code.upper()} ").status_code == 303
    assert lost.get("/").status_code == 200
    assert len(place.staff(EMAIL).recovery_hashes) == 9
    again = place.browser()
    again.sign_in(EMAIL)
    assert again.post("/second-factor/recovery", code=code).status_code == 422
    assert ("recovery.used", EMAIL) in place.events()


def test_another_key_of_the_deployment_opens_no_second_factor(place, database_url, secret):
    place.account(EMAIL, "manager", secret)
    other = open_place(database_url, ADMIN_SECRET_KEY="y" * 40)
    browser = other.browser()
    browser.sign_in(EMAIL)
    assert browser.post("/second-factor/", code=other.code(secret)).status_code == 422


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "１２３４５６", "\x00"])
def test_what_is_no_code_matches_no_step(secret, code):
    assert matching_step(secret, code, NOON) is None
