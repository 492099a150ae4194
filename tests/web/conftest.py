"""A gateway that stands in and a partner's site for each test, seen in Chromium."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.chromium import open_chromium
from tests.web.fake_gateway import Served, World, serve_gateway
from tests.web.partner import Partner
from tests.web.visit import Visit


@pytest.fixture
def world() -> World:
    """What the gateway knows."""
    return World()


@pytest.fixture
def gateway(world: World) -> Iterator[Served]:
    """A gateway that keeps to the contract."""
    served = serve_gateway(world)
    world.origins.add(served.address)
    yield served
    served.end()


@pytest.fixture
def partner(gateway: Served, world: World) -> Iterator[Partner]:
    """A registered site on another origin, with a policy as strict as can be."""
    site = Partner(gateway.address)
    world.origins.add(site.address)
    yield site
    site.end()


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """A headless Chromium for all tests of the package."""
    with open_chromium() as browser:
        yield browser


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser without a past, in English, on a screen of a laptop."""
    made = chromium.new_context(locale="en-US", viewport={"width": 1100, "height": 800})
    made.set_default_timeout(10_000)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A tab."""
    return context.new_page()


@pytest.fixture
def visit(page: Page, partner: Partner) -> Visit:
    """A person on the partner's page, which has the launcher."""
    partner.head = partner.script(data_site="k-partner")
    return Visit(page, partner)


@pytest.fixture
def pictures() -> Callable[[Page, str], None]:
    """Keep a picture of a page, where PICTURES names a folder for them."""
    folder = os.environ.get("PICTURES")

    def keep(page: Page, name: str) -> None:
        if folder:
            page.screenshot(path=Path(folder) / f"{name}.png")

    return keep
