"""Gives the sites' tests each kind of database, as the store's tests have them."""

from tests.migrations.conftest import database_url

__all__ = ["database_url"]
