"""Gives the store's tests each kind of database, as the migrations' tests have them."""

from tests.migrations.conftest import database_url

__all__ = ["database_url"]
