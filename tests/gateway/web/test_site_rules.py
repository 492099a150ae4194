"""What the admin hands in as a site is checked field by field, and told by codes."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.web.contrast import contrast
from gateway.web.site import Site
from gateway.web.site_rules import InvalidSite, read_site

STARTERS = ("at_my_door", "at_work")
TOLD: dict[str, Any] = {
    "name": "A partner",
    "origins": ["https://example.org"],
    "is_on": True,
    "colors": {"accent": "#0B5FFF", "on_accent": "#ffffff"},
    "title": "Ask",
    "starters": ["at_work"],
    "leave_to": "https://www.weather.gov/",
    "remember": False,
}


def read(key: str = "k-partner", known: tuple[str, ...] = (), **changes: Any) -> Site:
    return read_site(key, TOLD | changes, STARTERS, known)


def wrong(**changes: Any) -> dict[str, str]:
    with pytest.raises(InvalidSite) as refused:
        read(**changes)
    return refused.value.wrong


def test_a_whole_site_is_read_and_written_again():
    site = read()
    assert site.to_json() == TOLD | {"key": "k-partner"} | {
        "colors": {"accent": "#0b5fff", "on_accent": "#ffffff"}
    }


def test_everything_wrong_is_named_at_once():
    told = {"origins": "https://example.org", "colors": "blue", "leave_to": 7, "is_on": "yes"}
    with pytest.raises(InvalidSite) as refused:
        read_site("K", told, STARTERS, ())
    assert refused.value.wrong == {
        "key": "key_form",
        "name": "name_missing",
        "origins": "type",
        "is_on": "type",
        "colors": "type",
        "leave_to": "type",
    }


@pytest.mark.parametrize("told", [None, [], "site", 7, {}])
def test_what_is_no_site_is_no_crash(told: Any):
    with pytest.raises(InvalidSite):
        read_site("k-partner", told, STARTERS, ())


@pytest.mark.parametrize("key", ["k-short"[:7], "k" * 41, "K-PARTNER", "k_partner", "a/../../b"])
def test_a_key_that_cannot_be_in_an_address_is_refused(key: str):
    assert wrong(key=key) == {"key": "key_form"}


@pytest.mark.parametrize("key", ["messages", "conversation"])
def test_a_key_that_is_an_address_of_ours_is_refused(key: str):
    assert wrong(key=key) == {"key": "key_form"}


def test_a_key_that_is_there_already_may_be_short():
    assert read(key="preview", known=("preview",)).key == "preview"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://example.org", "https://example.org"),
        ("HTTPS://WWW.Example.org", "https://www.example.org"),
        ("https://example.org:443", "https://example.org"),
        ("https://example.org:8443", "https://example.org:8443"),
        ("http://localhost:3000", "http://localhost:3000"),
        ("http://127.0.0.1", "http://127.0.0.1"),
        ("https://bücher.example", "https://xn--bcher-kva.example"),
    ],
)
def test_an_origin_is_kept_as_browsers_send_it(written: str, kept: str):
    assert read(origins=[written]).origins == (kept,)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("http://example.org", "origin_insecure"),
        ("http://localhost.example.org", "origin_insecure"),
        ("https://*.example.org", "origin_form"),
        ("*", "origin_form"),
        ("null", "origin_form"),
        ("", "origin_form"),
        ("https://", "origin_form"),
        ("https://example.org/", "origin_form"),
        ("https://example.org/path", "origin_form"),
        ("https://example.org?x", "origin_form"),
        ("https://example.org#x", "origin_form"),
        ("https://a@example.org", "origin_form"),
        ("https://example.org:", "origin_form"),
        ("https://example.org:99999", "origin_form"),
        ("https://exa mple.org", "origin_form"),
        ("https://example.org;script-src *", "origin_form"),
        ("https://example.org 'unsafe-inline'", "origin_form"),
        ("ftp://example.org", "origin_form"),
        ("https:example.org", "origin_form"),
        ("https://example..org", "origin_form"),
    ],
)
def test_what_is_no_origin_is_refused(written: str, code: str):
    assert wrong(origins=[written]) == {"origins": code}


@given(st.text())
def test_whatever_is_kept_as_an_origin_fits_into_a_header(written: str):
    try:
        kept = read(origins=[written]).origins[0]
    except InvalidSite:
        return
    assert kept.isascii()
    assert not {*kept} & set(" ;,'\"\r\n*/@") - {"/"}
    assert kept.count("/") == 2


def test_a_site_has_an_origin_and_not_too_many():
    assert wrong(origins=[]) == {"origins": "origin_missing"}
    many = [f"https://{number}.example" for number in range(21)]
    assert wrong(origins=many) == {"origins": "origin_many"}
    assert read(origins=["https://a.example"] * 3).origins == ("https://a.example",)


@pytest.mark.parametrize(
    ("accent", "on_accent", "code"),
    [
        ("#777777", "#ffffff", "contrast"),  # 4.48, the famous near miss
        ("#ffffff", "#777777", "contrast"),
        ("#0b5fff", "#0b5fff", "contrast"),
        ("blue", "#ffffff", "color_form"),
        ("#fff", "#000000", "color_form"),
        ("#0b5fff;x", "#ffffff", "color_form"),
    ],
)
def test_colors_that_cannot_be_read_are_refused(accent: str, on_accent: str, code: str):
    assert wrong(colors={"accent": accent, "on_accent": on_accent}) == {"colors": code}


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.542, abs=0.001)
    assert contrast("#0b5fff", "#ffffff") == contrast("#ffffff", "#0b5fff")
    assert read(colors={"accent": "#767676", "on_accent": "#ffffff"}).accent == "#767676"


@pytest.mark.parametrize(
    "address",
    [
        "http://www.weather.gov/",
        "javascript:alert(1)",
        "data:text/html,x",
        "https://",
        "https://user@example.org/",
        "https://exa mple.org/",
        "https://example.org/\n",
        "//example.org",
        "https://example.org:99999/",
        "https://example.org/" + "x" * 200,
    ],
)
def test_leaving_goes_to_a_page_over_https_alone(address: str):
    found = wrong(leave_to=address) if address.strip() == address else {"leave_to": "leave_form"}
    assert found == {"leave_to": "leave_form"}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"starters": ["nothing"]}, {"starters": "starter_unknown"}),
        ({"title": "x" * 61}, {"title": "title_long"}),
        ({"title": "a\nb"}, {"title": "title_form"}),
        ({"name": "  "}, {"name": "name_missing"}),
        ({"name": "x" * 201}, {"name": "name_long"}),
        ({"remember": 1}, {"remember": "type"}),
    ],
)
def test_other_fields_have_their_codes(changes: dict[str, Any], code: dict[str, str]):
    assert wrong(**changes) == code
