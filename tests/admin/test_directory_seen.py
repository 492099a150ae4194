"""The directory's pages as staff have them: in Chromium, with axe, by keyboard, 320 pixels wide."""

import itertools

import pytest
from sqlalchemy import select

from referrals.history_models import ChangeSet
from tests.admin.forms_seen import filled
from tests.admin.seeing import NARROW, WIDE, enter, overflow, reached_by_tab, served, violations
from tests.admin.small_directory import CLINIC, HOUSTON, SERVICE, add_directory
from tests.admin.test_duplicate_pages import TWIN
from tests.referrals.small_records import office, put

ADA = "manager@example.org"
LONG = "Immigration legal help for " + "everybody " * 12


@pytest.fixture
def page(chromium, place, secret):
    """A page of an admin with a directory, in which some has been changed already."""
    add_directory(place)
    put(place.app.database.engine, office("Casa Segura Inc", "Houston", "+17135550100"))
    place.account(ADA, "manager", secret)
    browser = place.browser().enter(ADA, secret)
    filled(browser, f"/services/{SERVICE}/edit", description=LONG, states="LA", needs=["asylum"])
    place.clock.pass_by(seconds=31)  # the code of the second factor works once
    with served(place) as address:
        opened = chromium.new_context(base_url=address)
        page = opened.new_page()
        page.set_default_timeout(20_000)
        page.problems = []
        page.on("console", lambda m: page.problems.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: page.problems.append(str(e)))
        enter(page, place, ADA, secret)
        yield page
        opened.close()


def at(path):
    return lambda page, place: page.goto(path)


def show_errors(page, place):
    page.goto(f"/services/{SERVICE}/edit")
    page.get_by_label("Name", exact=True).fill("")
    page.get_by_label("ZIP codes").fill("99999")
    page.get_by_label("Number", exact=False).first.fill("123")
    page.get_by_role("button", name="Keep", exact=True).click()
    page.get_by_role("alert").wait_for()


def show_clash(page, place):
    page.goto(f"/organizations/{CLINIC}/edit")
    page.get_by_label("Website").fill("mine.example")
    other = page.context.new_page()
    other.goto(f"/organizations/{CLINIC}/edit")
    other.get_by_label("Website").fill("theirs.example")
    other.get_by_role("button", name="Keep", exact=True).click()
    other.get_by_text("It is kept.").wait_for()
    other.close()
    page.get_by_role("button", name="Keep", exact=True).click()
    page.get_by_role("alert").wait_for()


def show_preview_in_form(page, place):
    page.goto(f"/services/{SERVICE}/edit")
    page.get_by_role("button", name="Show the text first").click()
    page.get_by_role("heading", name="What a person would get").wait_for()


def show_undo(page, place):
    show_change(page, place)
    page.get_by_role("link", name="Take it back").click()
    page.get_by_role("heading", name="Take this change back?").wait_for()


def show_change(page, place):
    with place.database() as database:
        page.goto(f"/history/{database.scalar(select(ChangeSet.id))}")


def show_refused(page, place):
    page.goto(f"/services/{SERVICE}/edit")
    page.locator("#description").fill("Another.")
    page.get_by_role("button", name="Keep", exact=True).click()
    page.get_by_text("It is kept.").wait_for()
    with place.database() as database:
        first = database.scalar(select(ChangeSet.id).order_by(ChangeSet.made_at))
    page.goto(f"/history/{first}/undo")
    page.get_by_role("button", name="Take it back").click()
    page.get_by_role("heading", name="It cannot be taken back").wait_for()


def show_filters(page, place):
    page.goto("/services/?q=casa&taking=yes&state=TX")


SHOWN = {
    "services": at("/services/"),
    "services-narrowed": show_filters,
    "service": at(f"/services/{SERVICE}"),
    "service-edit": at(f"/services/{SERVICE}/edit"),
    "service-errors": show_errors,
    "service-preview": at(f"/services/{SERVICE}/preview"),
    "service-preview-in-form": show_preview_in_form,
    "service-texts": at(f"/services/{SERVICE}/texts/ar"),
    "service-add": at(f"/services/add/{CLINIC}"),
    "place-edit": at(f"/places/{HOUSTON}/edit?service={SERVICE}"),
    "organizations": at("/organizations/"),
    "organization": at(f"/organizations/{CLINIC}"),
    "organization-clash": show_clash,
    "history": at("/history/"),
    "change": show_change,
    "undo": show_undo,
    "undo-refused": show_refused,
    "record-history": at(f"/history/record/service/{SERVICE}"),
    "duplicates": at("/duplicates/"),
    "duplicate": at(f"/duplicates/{CLINIC}/{TWIN}"),
}


@pytest.mark.parametrize("name", SHOWN)
def test_a_page_has_no_barrier_wide_or_narrow_light_or_dark(page, place, name, pictures):
    page.set_viewport_size(WIDE)
    SHOWN[name](page, place)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for size in (WIDE, NARROW):
            page.set_viewport_size(size)
            page.wait_for_timeout(150)
            assert violations(page) == [], (scheme, size)
            assert overflow(page) <= 0, (scheme, size)
            pictures(page, f"{name}-{scheme}-{size['width']}")
    assert [p for p in page.problems if "422" not in p and "409" not in p] == []


@pytest.mark.parametrize("name", ["services-narrowed", "service", "history", "duplicate"])
def test_everything_is_reached_by_keyboard_and_the_focus_is_seen(page, place, name):
    page.set_viewport_size(WIDE)
    SHOWN[name](page, place)
    reached = [name for name, _ in itertools.groupby(reached_by_tab(page, most=120))]
    assert [entry for entry in reached if entry.startswith("UNSEEN")] == []
    kinds = "a:visible, button:visible, input:visible, select:visible, summary:visible"
    groups = "new Set([...document.querySelectorAll('[type=radio]')].map(e => e.name)).size"
    radios = page.locator("[type=radio]").count()
    assert len(reached) == page.locator(kinds).count() - radios + page.evaluate(groups)


def test_a_number_is_corrected_by_keyboard_alone(page, place):
    page.goto(f"/services/{SERVICE}")
    reach(page, "Edit address and phones")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Edit the place").wait_for()
    reach(page, "phones-0-number")
    page.keyboard.press("Control+a")
    page.keyboard.type("713-555-0177")
    page.keyboard.press("Enter")
    page.get_by_text("It is kept.").wait_for()
    page.get_by_text("713-555-0177").wait_for()


@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_the_bar_of_a_long_form_never_hides_what_has_the_focus(page, place, size):
    page.set_viewport_size(size)
    page.goto(f"/services/{SERVICE}/edit")
    hidden = []
    for _ in range(90):
        page.keyboard.press("Tab")
        told = page.evaluate(
            """() => {
                const e = document.activeElement, bar = document.querySelector(".keep");
                if (!e || e === document.body || bar.contains(e)) return "";
                const r = e.getBoundingClientRect(), b = bar.getBoundingClientRect();
                const under = r.top >= b.top - 1 && r.bottom <= b.bottom + 1;
                return under ? e.id || e.name || e.innerText : "";
            }"""
        )
        if told:
            hidden.append(told)
    assert hidden == []


def test_after_a_mistake_the_way_leads_to_the_field(page, place):
    show_errors(page, place)
    assert page.evaluate("document.activeElement.getAttribute('role')") == "alert"
    page.get_by_role("alert").get_by_role("link", name="ZIP codes").click()
    assert page.evaluate("document.activeElement.id") == "zips"


def reach(page, name):
    """Press Tab until something of a name, or with an id, has the focus."""
    for _ in range(120):
        page.keyboard.press("Tab")
        told = page.evaluate("[document.activeElement.id, document.activeElement.innerText]")
        if name in told:
            return
    raise AssertionError(name)
