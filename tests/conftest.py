"""Fixtures that several kinds of tests share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from hypothesis import settings

from tests.chromium import (
    fail_without_chromium,
    leave_out_what_is_seen,
    tell_what_was_not_seen,
)
from tests.databases import fail_without_postgresql, tell_what_was_not_tested
from tests.running import Running, fresh_number, running_system

settings.register_profile("untimed", deadline=None)  # a busy machine is no mistake
settings.load_profile("untimed")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what needs a browser where there is none."""
    leave_out_what_is_seen(items)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was not looked at."""
    tell_what_was_not_tested(terminalreporter)
    tell_what_was_not_seen(terminalreporter)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Let no CI run pass that left out a database or the browser."""
    fail_without_postgresql(session)
    fail_without_chromium(session)


@pytest.fixture(autouse=True)
def _logs_as_before() -> Iterator[None]:
    """Let no test change what later ones can read of the log."""
    before = structlog.get_config()
    yield
    structlog.configure(**before)


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The whole system, started once for all tests that talk to it and leave it running."""
    folder: Path = tmp_path_factory.mktemp("system")
    with running_system(folder) as running:
        yield running


@pytest.fixture
def number() -> str:
    """A phone number that nobody has used: a new conversation."""
    return fresh_number()
