"""Gives every test each kind of database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import KINDS, empty_database


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database that is gone after the test."""
    with empty_database(request.param, tmp_path) as url:
        yield url
