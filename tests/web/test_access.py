"""By keyboard alone, on a narrow screen, in large letters, in the dark, without motion."""

import pytest

from tests.web.visit import Visit, violations

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
CLIPPED = """() => {
    const root = document.querySelector("amparo-chat").shadowRoot;
    const seen = [...root.querySelectorAll("button, select, textarea, a, p, h2")];
    return seen.filter((e) => {
        const r = e.getBoundingClientRect();
        return r.width && (r.left < -1 || r.right > innerWidth + 1);
    }).map((e) => e.className || e.localName);
}"""
SMALL = """() => {
    const root = document.querySelector("amparo-chat").shadowRoot;
    return [...root.querySelectorAll("button, select, textarea, summary")].filter((e) => {
        const r = e.getBoundingClientRect();
        return r.width && (r.width < 24 || r.height < 24);
    }).map((e) => e.className || e.localName);
}"""


def test_a_person_with_a_keyboard_alone_gets_an_answer(visit):
    visit.come()
    visit.opener.wait_for()
    visit.page.keyboard.press("Tab")
    assert "opener" in visit.focused()
    visit.page.keyboard.press("Enter")
    visit.field.wait_for()
    assert visit.focused() == "scroll"
    visit.page.keyboard.press("Tab")
    assert "starter" in visit.focused()
    visit.page.keyboard.press("Enter")
    visit.answered()
    for _ in range(20):
        visit.page.keyboard.press("Tab")
        if visit.focused() == "textarea":
            break
    visit.page.keyboard.type("note by keyboard")
    visit.page.keyboard.press("Enter")
    visit.answered(2)
    assert visit.focused() == "textarea"


def test_every_stop_of_the_keyboard_is_seen(visit):
    visit.come().open().say("ICE is at my door").answered()
    for _ in range(16):
        visit.page.keyboard.press("Tab")
        outline = visit.page.evaluate(
            """() => {
                let e = document.activeElement;
                while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
                if (!e || e === document.body) return "3px solid";
                const s = getComputedStyle(e);
                return s.outlineWidth + " " + s.outlineStyle;
            }"""
        )
        assert outline == "3px solid", visit.focused()


def test_on_a_phone_the_panel_keeps_the_focus(visit):
    visit.page.set_viewport_size({"width": 320, "height": 640})
    visit.come().open()
    for _ in range(30):
        visit.page.keyboard.press("Tab")
        assert "opener" not in visit.focused()
    visit.press("Close")
    assert "opener" in visit.focused()


@pytest.mark.parametrize("size", [0, 1, 2])
def test_at_320_pixels_nothing_is_cut_off_in_any_size_of_letters(visit, size):
    visit.page.set_viewport_size({"width": 320, "height": 640})
    visit.come().open().say("ICE is at my door").answered()
    for _ in range(size):
        visit.page.locator("amparo-chat .larger").click()
    visit.page.locator("amparo-chat .more").click()
    assert visit.page.evaluate(WIDER) <= 0
    assert visit.page.evaluate(CLIPPED) == []
    assert visit.page.evaluate(SMALL) == []
    assert violations(visit.page) == []


def test_letters_grow_and_come_back(visit):
    visit.come().open()
    size = "e => getComputedStyle(e).fontSize"
    seen = []
    for _ in range(4):
        seen.append(visit.field.evaluate(size))
        visit.page.locator("amparo-chat .larger").click()
    assert seen == ["16px", "20px", "24px", "16px"]


def test_at_twice_the_zoom_nothing_is_lost(visit):
    # 200 % of a window of 1100 by 800 is a page of 550 by 400.
    visit.page.set_viewport_size({"width": 550, "height": 400})
    visit.come().open().say("ICE is at my door").answered()
    assert visit.page.evaluate(CLIPPED) == []
    assert visit.field.is_visible()


@pytest.mark.parametrize(
    "wish",
    [{"color_scheme": "dark"}, {"forced_colors": "active"}, {"reduced_motion": "reduce"}],
    ids=str,
)
def test_axe_finds_nothing_whatever_the_person_has_set(chromium, partner, wish):
    context = chromium.new_context(locale="en-US", **wish)
    partner.head = partner.script(data_site="k-partner")
    visit = Visit(context.new_page(), partner).come().open().say("ICE is at my door").answered()
    assert violations(visit.page) == []
    motion = visit.page.locator("amparo-chat .part").first.evaluate(
        "e => getComputedStyle(e).animationName"
    )
    assert (motion == "none") == ("reduced_motion" in wish)
    context.close()


def test_the_reply_is_in_a_live_region_and_states_are_told_apart(visit):
    visit.come().open().say("ICE is at my door").answered()
    log = visit.page.locator("amparo-chat [role=log]")
    assert log.get_attribute("aria-live") == "polite"
    assert log.locator(".reply").count() == 1
    assert visit.page.locator("amparo-chat .actions").get_attribute("aria-live") == "off"
    assert visit.page.locator("amparo-chat [role=status]").count() == 1
