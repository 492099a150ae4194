"""Empty databases of each kind for the tests; it never passes over PostgreSQL in silence."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

SERVER = os.environ.get("TEST_DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/postgres")


def _answers() -> bool:
    try:
        psycopg.connect(SERVER, connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True


HAS_POSTGRESQL = _answers()
KINDS = ("sqlite", "postgresql") if HAS_POSTGRESQL else ("sqlite",)


@contextmanager
def empty_database(kind: str, folder: Path) -> Iterator[str]:
    """Give the address of an empty database that is gone afterwards."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'directory.db'}"
        return
    name = f"amparo_test_{uuid.uuid4().hex}"
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            yield f"{SERVER.rpartition('/')[0]}/{name}"
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def tell_what_was_not_tested(reporter: pytest.TerminalReporter) -> None:
    """Say at the end of the run that half of the promise was not looked at."""
    if not HAS_POSTGRESQL:
        reporter.section("PostgreSQL WAS NOT TESTED", red=True, bold=True)
        reporter.line("No server answers at TEST_DATABASE_URL or 127.0.0.1:5432.")


def fail_without_postgresql(session: pytest.Session) -> None:
    """Fail a CI run that did not test PostgreSQL."""
    if not HAS_POSTGRESQL and os.environ.get("CI") == "true" and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
