"""Gives every test each kind of database; it never passes over PostgreSQL in silence."""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

_SERVER = os.environ.get("TEST_DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/postgres")


def _answers() -> bool:
    try:
        psycopg.connect(_SERVER, connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True


HAS_POSTGRESQL = _answers()
KINDS = ("sqlite", "postgresql") if HAS_POSTGRESQL else ("sqlite",)


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database that is gone after the test."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'directory.db'}"
        return
    name = f"amparo_test_{uuid.uuid4().hex}"
    with psycopg.connect(_SERVER, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            yield f"{_SERVER.rpartition('/')[0]}/{name}"
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end of the run that half of the promise was not looked at."""
    if not HAS_POSTGRESQL:
        terminalreporter.section("PostgreSQL WAS NOT TESTED", red=True, bold=True)
        terminalreporter.line("No server answers at TEST_DATABASE_URL or 127.0.0.1:5432.")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a CI run that did not test PostgreSQL."""
    if not HAS_POSTGRESQL and os.environ.get("CI") == "true" and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
