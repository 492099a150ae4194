"""A headless Chromium for the tests of what people see; its absence is never passed over."""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
_NOT_SEEN: set[str] = set()


@contextmanager
def open_chromium() -> Iterator[Browser]:
    """Give a browser that is closed afterwards."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


def leave_out_what_is_seen(items: Iterable[pytest.Item]) -> None:
    """Skip the tests that need a browser where there is none."""
    if CHROMIUM:
        return
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            _NOT_SEEN.add(item.nodeid)
            item.add_marker(pytest.mark.skip(reason="no Chromium"))


def tell_what_was_not_seen(reporter: pytest.TerminalReporter) -> None:
    """Say at the end of the run which pages were not looked at."""
    if not _NOT_SEEN:
        return
    folders = sorted({name.rpartition("/")[0] for name in _NOT_SEEN})
    reporter.section("WHAT PEOPLE SEE WAS NOT TESTED", red=True, bold=True)
    reporter.line(
        f"{len(_NOT_SEEN)} tests of {', '.join(folders)} need Chromium: "
        "apt-get install chromium or CHROMIUM=path"
    )


def fail_without_chromium(session: pytest.Session) -> None:
    """Fail a CI run that did not look."""
    if _NOT_SEEN and os.environ.get("CI") == "true" and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
