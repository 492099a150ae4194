"""An admin for each test, and a Chromium for those that look at its pages."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pyotp
import pytest
import structlog
from playwright.sync_api import Browser, Page

from tests.admin.browsing import Browser as Visitor
from tests.admin.browsing import Place, open_place
from tests.chromium import open_chromium


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Keep the lines of the log out of the way, as tests that read them ask for them."""
    with structlog.testing.capture_logs():
        yield


@pytest.fixture(scope="session")
def _migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the tables, copied for each test: migrating takes a second."""
    path = tmp_path_factory.mktemp("admin") / "empty.db"
    open_place(f"sqlite:///{path}").app.database.engine.dispose()
    return path


@pytest.fixture
def database_url(_migrated: Path, tmp_path: Path) -> str:
    """An empty database with all tables."""
    shutil.copy(_migrated, tmp_path / "directory.db")
    return f"sqlite:///{tmp_path / 'directory.db'}"


@pytest.fixture
def place(database_url: str) -> Iterator[Place]:
    """An admin without accounts."""
    opened = open_place(database_url)
    yield opened
    opened.app.database.engine.dispose()


@pytest.fixture
def secret() -> str:
    """The secret of an authenticator app."""
    return pyotp.random_base32()


@pytest.fixture
def viewer(place: Place) -> Visitor:
    """Somebody who may look."""
    place.account("viewer@example.org", "viewer")
    return place.browser().enter("viewer@example.org")


@pytest.fixture
def editor(place: Place, secret: str) -> Visitor:
    """Somebody who may change the directory."""
    place.account("editor@example.org", "editor", secret)
    return place.browser().enter("editor@example.org", secret)


@pytest.fixture
def manager(place: Place, secret: str) -> Visitor:
    """Somebody who may change accounts."""
    place.account("manager@example.org", "manager", secret)
    return place.browser().enter("manager@example.org", secret)


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """A headless Chromium for all tests that look at pages."""
    with open_chromium() as browser:
        yield browser


@pytest.fixture
def pictures() -> Callable[[Page, str], None]:
    """Keep a picture of a page, where PICTURES names a folder for them."""
    folder = os.environ.get("PICTURES")

    def keep(page: Page, name: str) -> None:
        if folder:
            page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)

    return keep
