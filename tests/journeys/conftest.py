"""A Chromium and registered websites in front of the running system."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.chromium import open_chromium
from tests.journeys.websites import Websites
from tests.running import Running
from tests.web.partner import Partner
from tests.web.visit import Visit

PATIENCE = 60_000
"""Milliseconds: a busy machine is no mistake."""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A headless Chromium for the tests of a module."""
    with open_chromium() as browser:
        yield browser


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser without a past, in English."""
    made = chromium.new_context(locale="en-US", viewport={"width": 1100, "height": 800})
    made.set_default_timeout(PATIENCE)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A tab."""
    return context.new_page()


@pytest.fixture
def websites(system: Running) -> Iterator[Websites]:
    """Websites that the running system can be told of."""
    made = Websites(system)
    yield made
    made.end()


@pytest.fixture
def partner(websites: Websites) -> Partner:
    """A registered website with the launcher and a policy as strict as can be."""
    return websites.open("k-journeys")


@pytest.fixture
def visit(page: Page, partner: Partner) -> Visit:
    """A person on that website."""
    return Visit(page, partner)
