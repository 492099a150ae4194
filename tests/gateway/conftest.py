"""Gives the store's tests each kind of database, as the migrations' tests have them."""

from tests.migrations.conftest import (
    database_url,
    pytest_sessionfinish,
    pytest_terminal_summary,
)

__all__ = ["database_url", "pytest_sessionfinish", "pytest_terminal_summary"]
