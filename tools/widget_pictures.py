"""Takes the pictures of docs/embedding.md in Chromium, beside the small gateway of the tests.

`python -m tools.widget_pictures` writes docs/images/widget/*.png. It starts no bot, and what it
shows was never said by anybody.
"""

import os
import shutil
from collections.abc import Callable

from playwright.sync_api import Browser, sync_playwright

from tests.web.fake_gateway import Served, World, serve_gateway
from tests.web.partner import Partner
from tests.web.visit import Visit
from tools.environment import ROOT

PICTURES = ROOT / "docs/images/widget"
LAPTOP, PHONE, NARROW = (900, 720), (390, 780), (320, 640)
ASKED = "ICE is at my door"
_SETTLED = 400


class Studio:
    """A partner's page with the chat; `take` opens it anew for each picture."""

    def __init__(self, browser: Browser) -> None:
        self.browser, self.world = browser, World(sites={"k-partner": {}, "preview": {}})
        self.gateway: Served = serve_gateway(self.world)
        self.partner = Partner(self.gateway.address)
        self.world.origins |= {self.gateway.address, self.partner.address}
        self.partner.head = self.partner.script(data_site="k-partner")

    def take(
        self,
        name: str,
        do: Callable[[Visit], object],
        size: tuple[int, int] = PHONE,
        locale: str = "en-US",
        **wishes: str,
    ) -> None:
        viewport = {"width": size[0], "height": size[1]}
        context = self.browser.new_context(viewport=viewport, locale=locale, **wishes)  # type: ignore[arg-type]
        context.set_default_timeout(15_000)
        visit = Visit(context.new_page(), self.partner)
        visit.come().opener.wait_for()
        do(visit)
        visit.page.wait_for_timeout(_SETTLED)
        visit.page.screenshot(path=PICTURES / f"{name}.png")
        context.close()
        self.world.is_down = False

    def end(self) -> None:
        self.partner.end()
        self.gateway.end()


def answered(visit: Visit) -> None:
    visit.open().say(ASKED).answered()


def showing_sources(visit: Visit) -> None:
    answered(visit)
    visit.page.locator("amparo-chat summary").click()


def menu(visit: Visit) -> None:
    visit.open()
    visit.page.locator("amparo-chat .more").click()


def card(visit: Visit) -> None:
    visit.open().say("CARD")
    visit.page.locator("dialog.card").wait_for()


def large(visit: Visit) -> None:
    visit.open()
    for _ in range(2):
        visit.page.locator("amparo-chat .larger").click()
    visit.say(ASKED).answered()


def offline(visit: Visit) -> None:
    answered(visit)
    visit.page.context.set_offline(True)
    visit.say("and my kids?")
    visit.page.locator("amparo-chat .trouble").wait_for()


def place(visit: Visit) -> None:
    visit.open().say("I need a lawyer").answered()


def take_all(studio: Studio) -> None:
    """One picture for each state."""
    studio.take("closed", lambda visit: None, LAPTOP)
    studio.take("open", Visit.open, LAPTOP)
    studio.take("answer", showing_sources)
    studio.take("dark", answered, color_scheme="dark")
    studio.take("arabic", answered, locale="ar")
    studio.take("narrow", answered, NARROW)
    studio.take("large", large, NARROW)
    studio.take("forced-colors", answered, forced_colors="active")
    studio.take("menu", menu)
    studio.take("card", card, locale="es")
    studio.take("place", place)
    studio.take("choices", lambda visit: visit.open().say("which").answered())
    studio.take("offline", offline)
    studio.take("refused", lambda visit: refused(studio.world, visit))
    studio.take("trouble", lambda visit: down(studio.world, visit), locale="vi")
    studio.take("preview", lambda visit: preview(studio, visit), (1100, 1080))


def refused(world: World, visit: Visit) -> None:
    world.refuse.append((413, {"code": "too_long"}, {}))
    visit.open().say(ASKED)
    visit.page.locator("amparo-chat .failed").wait_for()


def down(world: World, visit: Visit) -> None:
    world.is_down = True
    visit.page.reload()
    visit.opener.click()
    visit.page.locator("amparo-chat .trouble").wait_for()


def preview(studio: Studio, visit: Visit) -> None:
    visit.page.goto(studio.gateway.address + "/embed")
    visit.page.frame_locator("#live").locator(".opener").click()


def main() -> None:
    """Take every picture."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        studio = Studio(browser)
        try:
            take_all(studio)
        finally:
            studio.end()
            browser.close()


if __name__ == "__main__":
    main()
