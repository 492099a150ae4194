"""The pages as people have them: in Chromium, with axe, by keyboard alone, 320 pixels wide."""

import pytest

from tests.admin.seeing import NARROW, WIDE, enter, overflow, reached_by_tab, served, violations

ADA = "manager@example.org"


@pytest.fixture
def page(chromium, place, secret):
    """A page of an admin with a manager, an editor without a second factor and a viewer."""
    place.account(ADA, "manager", secret)
    place.account("editor@example.org", "editor")
    place.account("viewer-with-a-very-long-address@legal-help-for-everybody.example.org", "viewer")
    with served(place) as address:
        opened = chromium.new_context(base_url=address)
        page = opened.new_page()
        page.set_default_timeout(15_000)
        page.problems = []
        page.on("console", lambda m: page.problems.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: page.problems.append(str(e)))
        page.on(
            "request",
            lambda r: (
                page.problems.append(r.url)
                if address not in r.url and not r.url.startswith("data:")
                else None
            ),
        )
        yield page
        opened.close()


def show_sign_in(page, place, secret):
    page.goto("/sign-in/")


def show_sign_in_with_errors(page, place, secret):
    page.goto("/sign-in/")
    page.get_by_role("button", name="Sign in").click()


def show_second_factor(page, place, secret):
    page.goto("/sign-in/")
    page.get_by_label("E-mail address").fill(ADA)
    page.get_by_label("Password").fill("seven purple ladders")
    page.keyboard.press("Enter")
    page.get_by_label("Code from your app").wait_for()


def show_recovery(page, place, secret):
    show_second_factor(page, place, secret)
    page.get_by_role("link", name="recovery code").click()
    page.get_by_label("Recovery code").wait_for()


def show_set_up(page, place, secret):
    page.goto("/sign-in/")
    page.get_by_label("E-mail address").fill("editor@example.org")
    page.get_by_label("Password").fill("seven purple ladders")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Set up").wait_for()


def show_recovery_codes(page, place, secret):
    show_set_up(page, place, secret)
    shown = page.locator(".secret code").inner_text().replace(" ", "")
    page.get_by_label("Code from your app").fill(place.code(shown))
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Your recovery codes").wait_for()


def show_invitation(page, place, secret):
    from admin import accounts, invitations

    with place.database() as database:
        made = accounts.make(database, "new@example.org", "viewer", "en", place.clock())
        token = invitations.invite(database, made, place.clock())
        database.commit()
    page.goto(f"/invitation/{token}")
    page.get_by_label("New password").fill("short")
    page.get_by_role("button", name="Keep").click()
    page.get_by_role("alert").wait_for()


def show_ended_invitation(page, place, secret):
    page.goto("/invitation/used")


def show_overview(page, place, secret):
    enter(page, place, ADA, secret)


def within(path):
    def show(page, place, secret):
        enter(page, place, ADA, secret)
        page.goto(path)

    return show


def show_account_of_staff(page, place, secret):
    enter(page, place, ADA, secret)
    page.goto("/staff/")
    page.get_by_role("link", name=ADA).first.click()
    page.get_by_role("heading", name="Change the role").wait_for()


def show_link(page, place, secret):
    show_account_of_staff(page, place, secret)
    page.get_by_role("button", name="Make a new link").click()
    page.get_by_label("Link").wait_for()


SHOWN = {
    "sign-in": show_sign_in,
    "sign-in-errors": show_sign_in_with_errors,
    "second-factor": show_second_factor,
    "recovery": show_recovery,
    "set-up": show_set_up,
    "recovery-codes": show_recovery_codes,
    "invitation": show_invitation,
    "invitation-ended": show_ended_invitation,
    "overview": show_overview,
    "account": within("/account/"),
    "password": within("/account/password"),
    "staff": within("/staff/"),
    "staff-invite": within("/staff/invite"),
    "staff-account": show_account_of_staff,
    "staff-link": show_link,
    "sign-ins": within("/sign-ins/"),
    "nowhere": within("/nowhere"),
}


@pytest.mark.parametrize("name", SHOWN)
def test_a_page_has_no_barrier_wide_or_narrow_light_or_dark(page, place, secret, name, pictures):
    page.set_viewport_size(WIDE)
    SHOWN[name](page, place, secret)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for size in (WIDE, NARROW):
            page.set_viewport_size(size)
            page.wait_for_timeout(150)
            assert violations(page) == [], (scheme, size)
            assert overflow(page) <= 0, (scheme, size)
            pictures(page, f"{name}-{scheme}-{size['width']}")
    expected = [p for p in page.problems if "404" not in p and "422" not in p]
    assert expected == []


def test_a_barrier_is_found(page):
    page.goto("/sign-in/")
    page.evaluate("document.querySelector('label').remove()")
    page.evaluate("document.querySelector('h1').style.color = '#ddd'")
    page.evaluate("document.querySelector('h1').style.width = '2000px'")
    found = {line.partition(":")[0] for line in violations(page)}
    assert found >= {"label", "color-contrast"}
    assert overflow(page) > 0


@pytest.mark.parametrize("name", ["sign-in", "staff", "staff-account", "account", "set-up"])
def test_everything_is_reached_by_keyboard_and_the_focus_is_seen(page, place, secret, name):
    page.set_viewport_size(WIDE)
    SHOWN[name](page, place, secret)
    reached = reached_by_tab(page)
    assert [entry for entry in reached if entry.startswith("UNSEEN")] == []
    assert "Skip to the page" in reached[0]
    ways = page.locator("a:visible, button:visible, input:visible, select:visible").count()
    assert len(reached) == ways


def test_the_skip_link_leads_past_the_menu(page, place, secret):
    enter(page, place, ADA, secret)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('header')") is None


def test_signing_in_with_the_second_factor_needs_no_mouse(page, place, secret):
    page.goto("/sign-in/")
    while page.evaluate("document.activeElement.id") != "email":
        page.keyboard.press("Tab")
    page.keyboard.type(ADA)
    page.keyboard.press("Tab")
    page.keyboard.type("seven purple ladders")
    page.keyboard.press("Enter")
    page.get_by_label("Code from your app").wait_for()
    while page.evaluate("document.activeElement.id") != "code":
        page.keyboard.press("Tab")
    page.keyboard.type(place.code(secret))
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Overview").wait_for()


def test_on_a_phone_the_menu_folds_and_opens_by_keyboard(page, place, secret):
    page.set_viewport_size(NARROW)
    enter(page, place, ADA, secret)
    staff = page.get_by_role("navigation").get_by_role("link", name="Staff")
    assert not staff.is_visible()
    button = page.get_by_role("button", name="Menu")
    assert button.get_attribute("aria-expanded") == "false"
    button.focus()
    page.keyboard.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    staff.click()
    page.get_by_role("heading", name="Staff").wait_for()


def test_after_a_mistake_the_focus_is_on_what_went_wrong(page, place, secret):
    show_sign_in_with_errors(page, place, secret)
    assert page.evaluate("document.activeElement.getAttribute('role')") == "alert"
    page.get_by_role("alert").get_by_role("link", name="Password").click()
    assert page.evaluate("document.activeElement.id") == "password"


def test_without_scripts_everything_still_works(chromium, place, secret):
    place.account(ADA, "manager", secret)
    with served(place) as address:
        opened = chromium.new_context(base_url=address, java_script_enabled=False, viewport=NARROW)
        page = opened.new_page()
        enter(page, place, ADA, secret)
        page.get_by_role("link", name="Staff").click()
        page.get_by_role("heading", name="Staff").wait_for()
        opened.close()


def test_a_page_cannot_be_made_to_run_or_load_what_is_not_ours(page, place, secret):
    page.goto("/sign-in/")
    page.evaluate(
        """() => {
            const inline = document.createElement("script");
            inline.textContent = "window.ran = true";
            document.body.append(inline);
            const style = document.createElement("style");
            style.textContent = "body { --reached: 1 }";
            document.body.append(style);
        }"""
    )
    assert page.evaluate("window.ran") is None
    assert page.evaluate("getComputedStyle(document.body).getPropertyValue('--reached')") == ""
    assert len(page.problems) >= 2
