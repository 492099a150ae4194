"""Opens the directory's database and brings it to the newest schema; it runs no queries."""

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url

_MIGRATIONS = Path(__file__).parent / "migrations"


def open_engine(url: str, read_only: bool = False) -> Engine:
    """Open SQLite or PostgreSQL; with `read_only` the database itself refuses every write.

    Accepts sqlite:///, postgres:// and postgresql:// addresses; any other raises ValueError.
    A read-only SQLite file has to exist.
    """
    address = _address(url)
    if address.get_backend_name() == "sqlite":
        return _open_sqlite(address, read_only)
    if not read_only:
        return create_engine(address, pool_pre_ping=True)
    return create_engine(
        address,
        connect_args={"options": "-c default_transaction_read_only=on"},
        isolation_level="AUTOCOMMIT",  # without writes BEGIN and ROLLBACK are only journeys
        pool_pre_ping=True,
    )


def migrate(url: str, revision: str = "head") -> None:
    """Upgrade the schema to `revision`; a database already there is left as it is."""
    _run(url, command.upgrade, revision)


def downgrade(url: str, revision: str) -> None:
    """Take the schema back to `revision`; "base" removes every table and its data."""
    _run(url, command.downgrade, revision)


def migration_config(connection: Connection) -> Config:
    """Return the Alembic configuration bound to an open connection."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _run(url: str, step: Any, revision: str) -> None:
    engine = open_engine(url)
    try:
        with engine.begin() as connection:
            step(migration_config(connection), revision)
    finally:
        engine.dispose()


def _address(url: str) -> URL:
    if url.startswith("postgres://"):
        url = "postgresql://" + url.removeprefix("postgres://")
    address = make_url(url)
    backend = address.get_backend_name()
    if backend == "postgresql":
        return address.set(drivername="postgresql+psycopg")
    if backend != "sqlite":
        raise ValueError(f"The directory needs SQLite or PostgreSQL, not {backend}.")
    return address


def _open_sqlite(address: URL, read_only: bool) -> Engine:
    if read_only and address.database and not address.database.startswith("file:"):
        path = Path(address.database).resolve()
        address = address.set(database=path.as_uri(), query={"mode": "ro", "uri": "true"})
    engine = create_engine(address)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA busy_timeout=30000")
        if not read_only:
            cursor.execute("PRAGMA journal_mode=WAL")
        cursor.close()

    return engine
