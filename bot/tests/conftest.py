"""Gives the tests a Redis of their own; it never passes over a missing server in silence."""

import os
import uuid

import pytest
import redis

_SERVER = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/9")


def _answers() -> bool:
    try:
        return redis.Redis.from_url(_SERVER, socket_connect_timeout=3).ping()
    except redis.RedisError:
        return False


HAS_REDIS = _answers()


def pytest_collection_modifyitems(config: pytest.Config, items: list) -> None:
    """Leave out the tests of Redis where there is no server; the summary says so."""
    if not HAS_REDIS:
        left_out = [item for item in items if "redis_url" in item.fixturenames]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.fixture
def redis_url() -> str:
    """The address of the server and of a database that nothing else uses."""
    return _SERVER


@pytest.fixture
def person():
    """A pseudonym that no other run has; what is kept under it is removed after the test."""
    made = uuid.uuid4().hex
    yield made
    if HAS_REDIS:
        redis.Redis.from_url(_SERVER).delete(f"conversation:{made}")


def pytest_terminal_summary(terminalreporter) -> None:
    """Say at the end of the run that part of the promise was not looked at."""
    if not HAS_REDIS:
        terminalreporter.section("REDIS WAS NOT TESTED", red=True, bold=True)
        terminalreporter.line("No server answers at TEST_REDIS_URL or 127.0.0.1:6379.")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a CI run that did not test Redis."""
    if not HAS_REDIS and os.environ.get("CI") == "true" and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
