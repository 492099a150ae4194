"""Answers, agreements and usage as people have them: axe, keyboard, 320 pixels, light and dark."""

import pytest

from admin import usage_counts
from referrals.withdrawals import withdraw
from tests.admin.seeing import NARROW, WIDE, enter, overflow, reached_by_tab, violations
from tests.admin.test_agreements import listed  # noqa: F401 - a fixture
from tests.admin.test_pages_seen import ADA, page  # noqa: F401 - a fixture
from tests.admin.test_usage import answering, told

PATHS = {
    "answers": "/answers/?service=out",
    "answers-all": "/answers/",
    "answer": "/answers/door_home",
    "answer-withdrawn": "/answers/car_stop-passenger",
    "answer-withdraw": "/answers/car_stop/withdraw",
    "answer-give-again": "/answers/workplace_raid/give-again",
    "agreements": "/agreements/",
    "usage": "/usage/?first=2026-03-01&last=2026-03-03",
    "usage-wrong": "/usage/?first=2026-03-03&last=2026-03-01",
}


@pytest.fixture(autouse=True)
def _something_to_see(place, listed, monkeypatch):  # noqa: F811
    usual = usage_counts.fetch
    gateway = answering(json=told())
    monkeypatch.setattr(usage_counts, "fetch", lambda _url, *g: usual("http://x", *g, ask=gateway))
    with place.database() as database:
        labels = ["car_stop/passenger", GIVEN_BACK]
        withdraw(database, labels, "A court decided otherwise.", ADA, place.clock())
        database.commit()


GIVEN_BACK = "workplace_raid"


@pytest.mark.parametrize("name", PATHS)
def test_a_page_has_no_barrier_wide_or_narrow_light_or_dark(page, place, secret, name, pictures):  # noqa: F811
    page.set_viewport_size(WIDE)
    enter(page, place, ADA, secret)
    page.goto(PATHS[name])
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for size in (WIDE, NARROW):
            page.set_viewport_size(size)
            page.wait_for_timeout(150)
            assert violations(page) == [], (scheme, size)
            assert overflow(page) <= 0, (scheme, size)
            pictures(page, f"{name}-{scheme}-{size['width']}")
    assert [p for p in page.problems if "422" not in p] == []


@pytest.mark.parametrize("name", ["answers", "answer-withdraw", "agreements", "usage"])
def test_everything_is_reached_by_keyboard_and_the_focus_is_seen(page, place, secret, name):  # noqa: F811
    page.set_viewport_size(WIDE)
    enter(page, place, ADA, secret)
    page.goto(PATHS[name])
    reached = reached_by_tab(page, most=120)
    assert [entry for entry in reached if entry.startswith("UNSEEN")] == []
    ways = page.locator(
        "a:visible, button:visible, input:visible, select:visible, textarea:visible"
    ).count()
    assert len(reached) >= ways


def test_an_answer_is_withdrawn_and_given_again_by_keyboard(page, place, secret):  # noqa: F811
    page.set_viewport_size(NARROW)
    enter(page, place, ADA, secret)
    page.goto("/answers/door_home")
    page.get_by_role("link", name="Withdraw this answer").press("Enter")
    page.get_by_label("Reason").press_sequentially("The court decided.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Withdrawn. Within seconds").wait_for()
    page.get_by_role("link", name="Give this answer again").press("Enter")
    page.get_by_role("button", name="Give it again").press("Enter")
    page.get_by_text("In service again").wait_for()


def test_arabic_stands_on_its_own_side(page, place, secret):  # noqa: F811
    enter(page, place, ADA, secret)
    page.goto("/answers/door_home")
    said = page.locator('p.words[lang="ar"]').nth(1)
    assert said.evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert said.evaluate("e => getComputedStyle(e).textAlign") == "right"
