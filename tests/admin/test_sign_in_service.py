"""Signing in through another service: off unless set; it opens accounts that are there, no more."""

import pytest
from joserfc.jwk import RSAKey

from admin import accounts
from tests.admin.browsing import open_place
from tests.admin.sign_in_service import CLIENT_ID, sign_in_service

EMAIL = "ada@example.org"
CHECKED = {"email": EMAIL, "email_verified": True}


@pytest.fixture
def service():
    with sign_in_service() as running:
        yield running


@pytest.fixture
def joined(database_url, service):
    """An admin that trusts the service, with one viewer."""
    place = open_place(
        database_url,
        OIDC_ISSUER=service.address,
        OIDC_CLIENT_ID=CLIENT_ID,
        OIDC_CLIENT_SECRET="made up",
    )
    place.account(EMAIL)
    return place


def come_through(place, service, **claims):
    """Walk to the service and back; return (browser, last answer)."""
    service.claims = claims
    browser = place.browser()
    sent = browser.get("/sign-in/oidc/")
    assert sent.headers["Location"].startswith(f"{service.address}/authorize?")
    return browser, browser.get(service.answer(sent.headers["Location"]))


def test_without_the_settings_there_is_no_such_way(place):
    assert place.browser().get("/sign-in/oidc/").status_code == 404
    assert place.browser().get("/sign-in/oidc/answer?state=x&code=y").status_code == 404
    assert "oidc" not in place.browser().get("/sign-in/").text


def test_an_account_that_the_service_has_checked_comes_in(joined, service):
    assert 'href="/sign-in/oidc/"' in joined.browser().get("/sign-in/").text
    browser, answer = come_through(joined, service, **CHECKED)
    assert answer.headers["Location"] == "/"
    assert browser.get("/").status_code == 200
    assert joined.events() == [("oidc.right", EMAIL)]
    assert service.asked["code_challenge_method"] == "S256"
    assert len(service.verifier) >= 43


def test_the_second_factor_is_asked_for_all_the_same(joined, service, secret):
    joined.account("boss@example.org", "manager", secret)
    browser, _ = come_through(joined, service, email="boss@example.org", email_verified=True)
    assert browser.get("/staff/").headers["Location"] == "/second-factor/"


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "nobody@example.org", "email_verified": True},
        {"email": EMAIL},
        {"email": EMAIL, "email_verified": False},
        {"email": EMAIL, "email_verified": "true"},
        {"email_verified": True},
        CHECKED | {"aud": "another"},
        CHECKED | {"iss": "https://evil.example"},
        CHECKED | {"nonce": "another"},
        CHECKED | {"exp": 1},
    ],
)
def test_what_the_service_does_not_vouch_for_stays_out(joined, service, claims):
    browser, answer = come_through(joined, service, **claims)
    assert answer.headers["Location"] == "/sign-in/"
    assert browser.get("/").status_code == 303
    assert joined.sessions() == []


def test_a_token_signed_with_another_key_stays_out(joined, service):
    service.signed_by = RSAKey.generate_key(2048, {"kid": "1"})
    browser, _ = come_through(joined, service, **CHECKED)
    assert browser.get("/").status_code == 303


def test_a_service_that_calls_itself_something_else_stays_out(joined, service):
    service.issuer = "https://evil.example"
    browser, _ = come_through(joined, service, **CHECKED)
    assert browser.get("/").status_code == 303


def test_an_ended_account_stays_out(joined, service):
    with joined.database() as database:
        accounts.deactivate(database, accounts.find(database, EMAIL))
        database.commit()
    browser, _ = come_through(joined, service, **CHECKED)
    assert browser.get("/").status_code == 303
    assert joined.events() == [("oidc.unknown", None)]


def test_an_answer_that_this_browser_did_not_ask_for_stays_out(joined, service):
    service.claims = CHECKED
    sent = joined.browser().get("/sign-in/oidc/")
    path = service.answer(sent.headers["Location"])
    victim = joined.browser()
    assert victim.get(path).headers["Location"] == "/sign-in/"
    assert victim.get("/").status_code == 303


def test_an_answer_works_once(joined, service):
    browser, _ = come_through(joined, service, **CHECKED)
    path = f"/sign-in/oidc/answer?code=abc&state={service.asked['state']}"
    browser.post("/sign-in/out")
    assert browser.get(path).headers["Location"] == "/sign-in/"
    assert browser.get("/").status_code == 303


def test_a_refusal_of_the_service_is_told_in_our_words(joined):
    browser = joined.browser()
    sent = browser.get("/sign-in/oidc/answer?state=x&error=denied&error_description=<b>theirs</b>")
    assert sent.headers["Location"] == "/sign-in/"
    page = browser.get("/sign-in/").text
    assert "The sign-in service did not let you in" in page
    assert "theirs" not in page


def test_a_service_that_does_not_answer_leaves_the_password(database_url):
    place = open_place(
        database_url,
        OIDC_ISSUER="http://127.0.0.1:9",
        OIDC_CLIENT_ID="a",
        OIDC_CLIENT_SECRET="b",
    )
    place.account(EMAIL)
    browser = place.browser()
    assert browser.get("/sign-in/oidc/").headers["Location"] == "/sign-in/"
    assert browser.sign_in(EMAIL).status_code == 303
