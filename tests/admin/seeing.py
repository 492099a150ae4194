"""The admin on a port, seen in Chromium; what tests of pages share."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import waitress
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.admin.browsing import PASSWORD, Place

NARROW, WIDE = {"width": 320, "height": 640}, {"width": 1200, "height": 800}
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}


@contextmanager
def served(place: Place) -> Iterator[str]:
    """Serve an admin on a free port; yield its address."""
    sockets: dict[int, object] = {}
    server = waitress.create_server(place.app, map=sockets, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        server.task_dispatcher.shutdown()
        # In its own thread: closing sockets under a waiting select() raises there.
        server.trigger.pull_trigger(lambda: server.asyncore.close_all(sockets))
        thread.join(timeout=5)
        assert not thread.is_alive()


def enter(page: Page, place: Place, email: str, secret: str | None = None) -> None:
    """Sign in as a person does."""
    page.goto("/sign-in/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    if secret:
        page.get_by_label("Code from your app").fill(place.code(secret))
        page.keyboard.press("Enter")
    page.get_by_role("heading", name="Overview").wait_for()


def violations(page: Page) -> list[str]:
    """Return what axe finds wrong with a page, a line each."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{v['id']}: {json.dumps([n['html'][:160] for n in v['nodes']])}" for v in found]


def overflow(page: Page) -> int:
    """Return by how many pixels a page is wider than its window."""
    wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    found: int = page.evaluate(wider)
    return found


def reached_by_tab(page: Page, most: int = 60) -> list[str]:
    """Press Tab until it comes round; return what had the focus and whether that was to be seen."""
    seen: list[str] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        told: str = page.evaluate(
            """() => {
                const e = document.activeElement;
                if (!e || e === document.body) return "";
                const s = getComputedStyle(e), r = e.getBoundingClientRect();
                const visible = s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2
                    && r.width > 0 && r.height > 0 && r.bottom > 0 && r.top < innerHeight;
                const name = e.innerText || e.getAttribute("aria-label") || e.name || e.id;
                return (visible ? "" : "UNSEEN ") + e.tagName + " " + name.trim();
            }"""
        )
        if not told or (seen and told == seen[0]):
            break
        seen.append(told)
    return seen
