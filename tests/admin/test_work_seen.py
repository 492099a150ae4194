"""The pages of daily work as people have them: in Chromium, with axe, by keyboard, 320 pixels."""

import datetime

import pytest
from sqlalchemy.orm import Session

from referrals.verification import report_number
from tests.admin.bringing import GOOD, HEAD
from tests.admin.counties import add_counties
from tests.admin.seeing import NARROW, WIDE, enter, overflow, reached_by_tab, served, violations
from tests.referrals.small_records import office, put, together

ADA = "manager@example.org"
SERVICE = "s Casa Segura Houston"
MIXED = GOOD + "Casa Rota,Houston,Texs,713-555\n"


@pytest.fixture
def page(chromium, place, secret):
    """A page of an admin with a manager, two organizations and a reported number."""
    place.account(ADA, "manager", secret)
    offices = (office(), office("Ayuda Lenta", "Katy"), office("Puente Legal", "Katy"))
    put(place.app.database.engine, together(*offices))
    with Session(place.app.database.engine) as session, session.begin():
        add_counties(session)
        report_number(session, SERVICE, datetime.date(2026, 3, 4), 3)
    with served(place) as address:
        opened = chromium.new_context(base_url=address)
        page = opened.new_page()
        page.set_default_timeout(15_000)
        page.set_viewport_size(WIDE)
        page.problems = []
        page.on("console", lambda m: page.problems.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: page.problems.append(str(e)))
        enter(page, place, ADA, secret)
        yield page
        opened.close()


def choose(page, content, name="list.csv"):
    file = {"name": name, "mimeType": "text/csv", "buffer": content.encode()}
    page.goto("/imports/bring")
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Look at the file").click()


def show_overview(page):
    page.goto("/")
    for summary in page.locator("summary").all():
        summary.click()


def show_queue(page):
    page.goto("/verification/")


def show_service(page):
    page.goto(f"/verification/{SERVICE}")


def show_wrong_check(page):
    show_service(page)
    page.get_by_label("Check again on").fill("2020-01-01")
    page.get_by_role("button", name="Checked, still right").click()
    page.get_by_role("alert").wait_for()


def show_bring(page):
    page.goto("/imports/bring")


def show_no_kind(page):
    choose(page, "fruit,colour\napple,100% red\n")
    page.get_by_role("alert").wait_for()


def show_preview(page):
    choose(page, MIXED)
    page.get_by_text("Waits for a decision").wait_for()
    for summary in page.locator("summary").all():
        summary.click()


def show_wild(page):
    names = "".join(f"Casa {n},Houston,TX,\n" for n in range(40))
    choose(page, HEAD + names)
    page.get_by_role("button", name="Carry it out").click()
    page.get_by_text("was carried out").wait_for()
    page.goto("/imports/bring")
    page.get_by_label("take out what it does not name").check()
    file = {"name": "few.csv", "mimeType": "text/csv", "buffer": GOOD.encode()}
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Look at the file").click()
    page.get_by_text("So much would change").wait_for()


def show_refused(page):
    page.goto("/imports/bring")
    page.get_by_label("What is it?").select_option("hsds-json")
    file = {"name": "x.json", "mimeType": "application/json", "buffer": b"no json"}
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Look at the file").click()
    page.get_by_text("This file cannot be used.").wait_for()


def show_imports(page):
    show_preview(page)
    page.goto("/imports/")


def show_downloads(page):
    page.goto("/downloads/")


SHOWN = {
    "overview": show_overview,
    "queue": show_queue,
    "service": show_service,
    "wrong-check": show_wrong_check,
    "bring": show_bring,
    "no-kind": show_no_kind,
    "preview": show_preview,
    "wild": show_wild,
    "refused": show_refused,
    "imports": show_imports,
    "downloads": show_downloads,
}


@pytest.mark.parametrize("name", SHOWN)
def test_a_page_of_work_has_no_barrier(page, name, pictures):
    SHOWN[name](page)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for size in (WIDE, NARROW):
            page.set_viewport_size(size)
            page.wait_for_timeout(150)
            assert violations(page) == [], (scheme, size)
            assert overflow(page) <= 0, (scheme, size)
            pictures(page, f"{name}-{scheme}-{size['width']}")
    assert [p for p in page.problems if "422" not in p] == []


@pytest.mark.parametrize("name", ["overview", "queue", "service", "bring", "preview"])
def test_every_part_of_a_page_of_work_is_reached_by_keyboard(page, name):
    SHOWN[name](page)
    page.reload()
    reached = reached_by_tab(page, most=90)
    assert [entry for entry in reached if entry.startswith("UNSEEN")] == []
    shown = "a:visible, button:visible, input:visible, select:visible, textarea:visible"
    folds = "summary:visible"
    parts_of_a_day = 3 * page.locator("input[type=date]:visible").count()
    ways = page.locator(f"{shown}, {folds}").count()
    assert ways <= len(reached) <= ways + parts_of_a_day


def test_a_service_is_checked_by_keyboard_alone(page):
    page.goto("/verification/")
    button = page.get_by_role("button", name="Called, still right").first
    button.focus()
    page.keyboard.press("Enter")
    page.get_by_text("checked today").wait_for()
    assert page.get_by_text("2 services to check").is_visible()


def test_a_number_is_tapped_to_call(page):
    page.set_viewport_size(NARROW)
    page.goto("/verification/")
    number = page.locator("a.call").first
    assert number.get_attribute("href").startswith("tel:+1")
    assert page.get_by_text("Reported 3 times as not working").is_visible()


def test_an_import_from_the_file_to_its_undoing(page):
    choose(page, MIXED)
    page.get_by_role("button", name="Carry it out").click()
    page.get_by_text("was carried out, all of it").wait_for()
    page.get_by_role("button", name="Take the whole import back").click()
    page.get_by_text("The import was taken back, all of it.").wait_for()


def test_a_download_is_saved_as_a_file(page):
    page.goto("/downloads/")
    with page.expect_download() as saved:
        page.get_by_role("link", name="Spreadsheet (CSV)").click()
    assert saved.value.suggested_filename == "amparo-staff-2026-03-05-spreadsheet.csv"


def test_an_import_works_without_scripts(chromium, place, secret):
    place.account(ADA, "manager", secret)
    with served(place) as address:
        opened = chromium.new_context(base_url=address, java_script_enabled=False)
        page = opened.new_page()
        enter(page, place, ADA, secret)
        choose(page, GOOD)
        page.get_by_text("Waits for a decision").wait_for()
        page.get_by_role("button", name="Carry it out").click()
        page.get_by_text("was carried out, all of it").wait_for()
        opened.close()
