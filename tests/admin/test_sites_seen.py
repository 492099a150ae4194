"""Websites as staff have them: axe, keyboard, 320 pixels, light and dark, and the line to copy."""

import pytest

from tests.admin.browsing import open_place
from tests.admin.seeing import NARROW, WIDE, enter, overflow, reached_by_tab, served, violations
from tests.admin.site_gateway import CLINIC, UNION, site_gateway
from tests.admin.test_pages_seen import ADA, page  # noqa: F401 - a fixture

KEY = CLINIC["key"]
LINE = f'<script src="https://text.example.org/widget.js" data-site="{KEY}" async></script>'


@pytest.fixture
def gateway():
    with site_gateway(CLINIC, UNION) as opened:
        opened.messages = {KEY: 1200, UNION["key"]: "<5"}
        yield opened


@pytest.fixture
def place(database_url, gateway):
    """An admin whose gateway holds two websites."""
    made = open_place(database_url, GATEWAY_URL=gateway.address)
    yield made
    made.app.database.engine.dispose()


def show(path):
    return lambda seen, gateway: seen.goto(path)


def show_wrong(seen, gateway):
    seen.goto(f"/sites/{KEY}/edit")
    gateway.wrong = {"origins": "origin_form", "colors": "contrast", "starters": "starter_unknown"}
    seen.get_by_label("Title of the chat").fill("Ask the clinic")
    seen.get_by_role("button", name="Keep").click()
    seen.get_by_role("alert").wait_for()


def show_changed(seen, gateway):
    seen.goto(f"/sites/{KEY}")
    seen.get_by_role("button", name="Turn it off").click()
    seen.get_by_text("Within seconds the chat takes nothing").wait_for()


def show_changes(seen, gateway):
    show_changed(seen, gateway)
    seen.get_by_role("link", name="All of them").click()
    seen.get_by_role("heading", name="Changes to websites").wait_for()


def show_none(seen, gateway):
    gateway.status = 503
    seen.goto("/sites/")


SHOWN = {
    "sites": show("/sites/"),
    "site": show(f"/sites/{KEY}"),
    "site-changed": show_changed,
    "site-add": show("/sites/add"),
    "site-edit": show(f"/sites/{KEY}/edit"),
    "site-wrong": show_wrong,
    "site-changes": show_changes,
    "sites-none": show_none,
}


@pytest.mark.parametrize("name", SHOWN)
def test_a_page_of_websites_has_no_barrier(page, place, secret, gateway, name, pictures):  # noqa: F811
    page.set_viewport_size(WIDE)
    enter(page, place, ADA, secret)
    SHOWN[name](page, gateway)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for size in (WIDE, NARROW):
            page.set_viewport_size(size)
            page.wait_for_timeout(150)
            assert violations(page) == [], (scheme, size)
            assert overflow(page) <= 0, (scheme, size)
            pictures(page, f"{name}-{scheme}-{size['width']}")
    assert [p for p in page.problems if "422" not in p] == []


@pytest.mark.parametrize("name", ["sites", "site", "site-edit", "site-changes"])
def test_every_part_of_it_is_reached_by_keyboard(page, place, secret, gateway, name):  # noqa: F811
    page.set_viewport_size(WIDE)
    enter(page, place, ADA, secret)
    SHOWN[name](page, gateway)
    page.reload()
    reached = reached_by_tab(page, most=90)
    assert [entry for entry in reached if entry.startswith("UNSEEN")] == []
    shown = "a:visible, button:visible, input:visible, select:visible, textarea:visible"
    assert len(reached) == page.locator(shown).count()


def test_a_website_is_added_by_keyboard_and_its_line_is_copied(page, place, secret):  # noqa: F811
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.set_viewport_size(NARROW)
    enter(page, place, ADA, secret)
    page.goto("/sites/add")
    page.get_by_label("Name of the website").press_sequentially("House of Help")
    page.keyboard.press("Tab")
    page.keyboard.type("https://help.example")
    page.get_by_label("Question 1").select_option(label="Find a lawyer")
    page.get_by_role("button", name="Keep").press("Enter")
    page.get_by_role("heading", name="House of Help").wait_for()
    line = page.get_by_label("Line to copy").input_value()
    page.get_by_role("button", name="Copy the line").press("Enter")
    page.get_by_text("Copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == line
    assert 'data-site="k-house-of-help-' in line


def test_the_line_is_there_without_scripts(place, secret, chromium):
    place.account(ADA, "manager", secret)
    with served(place) as address:
        opened = chromium.new_context(base_url=address, java_script_enabled=False)
        page = opened.new_page()
        enter(page, place, ADA, secret)
        page.goto(f"/sites/{KEY}")
        assert page.get_by_label("Line to copy").input_value() == LINE
        assert page.get_by_role("button", name="Copy the line").count() == 0
        opened.close()
