"""Alembic's entry: it migrates the connection it is given and never opens one by itself."""

from alembic import context

from referrals import (
    enforcement_models,
    history_models,
    model_terms,
    models,
    place_models,
    staff_models,
)
from referrals.model_parts import Table

_MODULES_WITH_TABLES = (
    models,
    model_terms,
    place_models,
    enforcement_models,
    history_models,
    staff_models,
)


def run() -> None:
    """Run the migrations on the connection that `referrals.database` opened."""
    connection = context.config.attributes["connection"]
    context.configure(
        connection=connection,
        target_metadata=Table.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


run()
