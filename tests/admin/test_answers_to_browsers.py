"""What every answer carries, in which words errors end, and what the log is told."""

import json
import subprocess
import sys

import pytest
import structlog

from admin.door import LastDoor
from admin.security_headers import POLICY
from tests.admin.browsing import INTERNAL_KEY, open_place

PAGES = ["/sign-in/", "/nowhere", "/health", "/static/admin.css", "/invitation/x"]


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_tells_the_browser_what_to_refuse(place, path):
    headers = place.browser().get(path).headers
    assert headers["Content-Security-Policy"] == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cache-Control"] == ("no-cache" if "static" in path else "no-store")


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere():
    parts = dict(part.split(" ", 1) for part in POLICY.split("; "))
    assert parts["default-src"] == "'none'"
    assert parts["script-src"] == parts["style-src"] == parts["form-action"] == "'self'"
    assert parts["img-src"] == "'self' data:"
    assert parts["frame-ancestors"] == parts["base-uri"] == "'none'"
    assert "unsafe" not in POLICY


def test_on_this_machine_the_cookie_is_kept_from_scripts_and_other_sites(place):
    browser = place.browser()
    cookie = browser.get("/sign-in/").headers["Set-Cookie"]
    assert cookie.startswith("session=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie
    assert "Domain" not in cookie


@pytest.fixture
def secure(database_url):
    """An admin behind a proxy that ends TLS."""
    return open_place(database_url, ADMIN_BASE_URL="https://admin.example.org", ADMIN_PROXIES="1")


THROUGH = {"X-Forwarded-For": "198.51.100.9", "X-Forwarded-Proto": "https"}
AT = {"base_url": "http://admin.example.org", "headers": THROUGH}


def test_over_tls_the_cookie_is_bound_to_the_host(secure):
    answer = secure.app.test_client().get("/sign-in/", **AT)
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-session=")
    assert all(part in cookie for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"))
    assert "Domain" not in cookie
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_over_tls_a_post_from_another_site_is_refused_even_with_a_token(secure):
    client = secure.app.test_client()
    page = client.get("/sign-in/", **AT).text
    token = page.partition('csrf_token" value="')[2].partition('"')[0]
    form = {"csrf_token": token, "email": "a@example.org", "password": "x"}

    def post(**more):
        given = {**AT, "headers": THROUGH | more}
        return client.post("/sign-in/", data=form, **given).status_code

    assert post() == 400
    assert post(Referer="https://evil.example/") == 400
    assert post(Referer="https://admin.example.org/sign-in/") == 422


def test_the_address_behind_a_proxy_is_the_one_that_is_limited(secure):
    client = secure.app.test_client()
    page = client.get("/sign-in/", **AT).text
    token = page.partition('csrf_token" value="')[2].partition('"')[0]
    form = {"csrf_token": token, "email": "a@example.org", "password": "x"}
    from_page = {"Referer": "https://admin.example.org/sign-in/"}

    def post(address):
        given = {**AT, "headers": THROUGH | from_page | {"X-Forwarded-For": address}}
        return client.post("/sign-in/", data=form, **given).status_code

    assert {post("198.51.100.9") for _ in range(20)} == {422}
    assert post("198.51.100.9") == 429
    assert post("198.51.100.10") == 422
    assert post("198.51.100.99, 198.51.100.9") == 429


def test_without_a_proxy_of_ours_nobody_chooses_their_address(place):
    browser = place.browser()
    form = {"csrf_token": browser.token(), "email": "a@example.org", "password": "x"}
    for number in range(20):
        browser.client.post("/sign-in/", data=form, headers={"X-Forwarded-For": f"10.0.0.{number}"})
    last = browser.client.post("/sign-in/", data=form, headers={"X-Forwarded-For": "10.0.0.99"})
    assert last.status_code == 429


def test_another_host_name_is_refused_in_words(place):
    answer = place.app.test_client().get("/sign-in/", base_url="http://evil.example")
    assert answer.status_code == 400
    assert "evil.example" not in answer.text


def test_an_error_is_a_page_in_words_with_a_number_that_the_log_has_too(place, viewer, monkeypatch):
    def broken():
        raise ValueError("a value that nobody may see")

    monkeypatch.setitem(place.app.view_functions, "overview.index", _granted(broken, place))
    with structlog.testing.capture_logs() as lines:
        answer = viewer.get("/")
    assert answer.status_code == 500
    assert "It is not your fault" in answer.text
    assert "nobody may see" not in answer.text + str(lines)
    assert "Traceback" not in answer.text
    line = next(line for line in lines if line["event"] == "page.crashed")
    assert line["reason"] == "ValueError"
    assert line["problem"] in answer.text


def _granted(view, place):
    from admin.roles import access_to, grant

    return grant(view, access_to(place.app.view_functions["overview.index"]))


def test_a_change_that_broke_half_way_is_not_kept(place, viewer, monkeypatch):
    from admin.process import database, staff

    def broken():
        staff().language = "es"
        database().flush()
        raise ValueError

    monkeypatch.setitem(place.app.view_functions, "overview.index", _granted(broken, place))
    answer = viewer.get("/")
    assert '<html lang="en">' in answer.text
    assert place.staff("viewer@example.org").language == "en"


def test_what_breaks_after_a_change_was_kept_still_ends_in_a_whole_page(place, viewer, monkeypatch):
    from admin.process import database, staff

    def broken():
        staff().language = "es"
        database().commit()
        raise ValueError

    monkeypatch.setitem(place.app.view_functions, "overview.index", _granted(broken, place))
    answer = viewer.get("/")
    assert answer.status_code == 500
    assert "No es culpa suya" in answer.text
    assert "viewer@example.org" in answer.text


@pytest.mark.parametrize(
    ("method", "path", "status", "says"),
    [
        ("GET", "/nowhere", 404, "There is no such page"),
        ("GET", "/staff/", 403, "Your account may not do this"),
        ("PUT", "/account/", 405, "takes no such request"),
    ],
)
def test_refusals_are_pages_in_words(viewer, method, path, status, says):
    answer = viewer.client.open(path, method=method)
    assert answer.status_code == status
    assert says in answer.text
    assert "<h1>" in answer.text


def test_a_request_that_is_too_large_is_refused_in_words(place):
    browser = place.browser()
    form = {"csrf_token": browser.token(), "email": "x" * (26 * 1024 * 1024), "password": "x"}
    answer = browser.client.post("/sign-in/", data=form)
    assert answer.status_code == 413
    assert "too large" in answer.text


def test_when_even_the_page_for_errors_breaks_there_are_words_in_two_languages():
    def broken(_environ, _start):
        raise RuntimeError("a value that nobody may see")

    told = []
    with structlog.testing.capture_logs() as lines:
        body = b"".join(LastDoor(broken)({"REQUEST_METHOD": "GET"}, lambda *a: told.append(a)))
    assert told[0][0].startswith("500")
    assert "Algo falló aquí".encode() in body
    assert "nobody may see" not in body.decode() + str(lines)


def test_a_line_of_a_library_is_its_name_and_kind_alone():
    script = (
        "import logging; from admin.logs import set_up_logs; set_up_logs()\n"
        "try: raise ValueError('a secret value')\n"
        "except ValueError: logging.getLogger('sqlalchemy').exception('INSERT a secret value')\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert "secret" not in told.stdout + told.stderr
    assert json.loads(told.stdout) == {
        "event": "library.told",
        "level": "error",
        "logger": "sqlalchemy",
        "reason": "ValueError",
    }


def test_the_log_of_a_day_holds_no_address_no_token_and_nothing_typed(place):
    place.account("ada@example.org")
    with structlog.testing.capture_logs() as lines:
        browser = place.browser()
        browser.sign_in("ada@example.org", "mistyped secret")
        browser.enter("ada@example.org")
        browser.get("/invitation/very-secret-token")
        browser.get("/nowhere?q=typed")
    told = str(lines)
    assert "page.refused" in told
    for kept_back in ("ada@", "mistyped", "192.0.2", "very-secret", "typed"):
        assert kept_back not in told


def test_health_needs_the_database(place, monkeypatch):
    assert place.browser().get("/health").json == {"status": "ok"}

    def gone():
        raise OSError

    monkeypatch.setattr("admin.internal.database", gone)
    assert place.browser().get("/health").status_code == 500


def test_the_internal_key_is_in_no_page(place, manager):
    for path in ("/", "/staff/", "/account/", "/health"):
        assert INTERNAL_KEY not in manager.get(path).text
