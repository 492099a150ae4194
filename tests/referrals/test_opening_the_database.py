"""Opening the directory: which addresses are taken, and how SQLite is set up."""

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from referrals.database import open_engine


def test_sqlite_lets_people_read_while_staff_write(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'directory.db'}")
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
    engine.dispose()


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg2"])
def test_every_postgresql_address_is_opened_with_psycopg_3(scheme: str) -> None:
    engine = open_engine(f"{scheme}://somebody@localhost/amparo")
    assert engine.url.drivername == "postgresql+psycopg"


def test_another_kind_of_database_is_refused() -> None:
    with pytest.raises(ValueError, match="SQLite or PostgreSQL, not mysql"):
        open_engine("mysql://localhost/amparo")


def test_reading_does_not_create_a_missing_file(tmp_path: Path) -> None:
    path = tmp_path / "missing.db"
    with (
        pytest.raises(OperationalError),
        open_engine(f"sqlite:///{path}", read_only=True).connect(),
    ):
        pass
    assert not path.exists()


def test_a_folder_with_a_blank_and_a_sharp_sign_can_hold_the_directory(tmp_path: Path) -> None:
    folder = tmp_path / "my data #1"
    folder.mkdir()
    url = f"sqlite:///{folder / 'directory.db'}"
    open_engine(url).connect().close()
    with open_engine(url, read_only=True).connect() as connection:
        assert connection.execute(text("SELECT 1")).scalar() == 1
