"""The schema of the directory goes up and down with data in it, on both databases."""

import datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, insert, inspect, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from referrals import models, place_models
from referrals.database import downgrade, migrate, migration_config, open_engine
from referrals.directory import nearest
from referrals.model_parts import Table
from referrals.places import Found, find_place
from referrals.seeding import seed

FOLDER = Path(__file__).parents[2] / "data" / "directory"
TODAY = datetime.date(2026, 11, 22)


def _tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names()) - {"alembic_version"}


def _put_one_office(engine: Engine) -> None:
    origin = {"source": "a roster", "source_date": TODAY}
    with Session(engine) as session, session.begin():
        session.add(models.Organization(id="o", name="Casa", **origin))
        session.flush()
        session.add(models.Location(id="l", organization_id="o", latitude="29.7", **origin))
        session.flush()
        session.add(models.Phone(id="p", location_id="l", number="+17135550100", **origin))
        session.execute(
            insert(place_models.PlaceZip),
            {"zip": "77036", "city": "Houston", "state": "TX", "lat": "29.6984"},
        )


def test_the_newest_schema_is_the_one_that_the_models_describe(database_url: str) -> None:
    migrate(database_url)
    engine = open_engine(database_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Table.metadata) == []
    engine.dispose()


def test_every_migration_goes_down_and_up_again_with_data_in_the_tables(database_url: str) -> None:
    engine = open_engine(database_url)
    with engine.connect() as connection:
        script = ScriptDirectory.from_config(migration_config(connection))
        revisions = [step.revision for step in script.walk_revisions()][::-1]
    assert revisions
    for revision, before in zip(revisions, ["base", *revisions], strict=False):
        migrate(database_url, revision)
        if revision == revisions[-1]:
            _put_one_office(engine)
        downgrade(database_url, before)
        migrate(database_url, revision)
    assert _tables(engine) == set(Table.metadata.tables)
    downgrade(database_url, "base")
    assert _tables(engine) == set()
    engine.dispose()


def test_migrating_twice_keeps_the_data(database_url: str) -> None:
    migrate(database_url)
    engine = open_engine(database_url)
    _put_one_office(engine)
    migrate(database_url)
    with Session(engine) as session:
        assert session.scalars(select(models.Phone.number)).all() == ["+17135550100"]
    engine.dispose()


def test_an_office_without_its_organization_is_refused(database_url: str) -> None:
    migrate(database_url)
    engine = open_engine(database_url)
    with pytest.raises(IntegrityError), Session(engine) as session:
        session.add(models.Location(id="l", organization_id="nobody", source="a roster"))
        session.commit()
    engine.dispose()


def test_a_read_only_engine_reads_and_cannot_write(database_url: str) -> None:
    migrate(database_url)
    engine = open_engine(database_url)
    _put_one_office(engine)
    reader = open_engine(database_url, read_only=True)
    with reader.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM phone")).scalar() == 1
        with pytest.raises(DBAPIError, match=r"read-?only"):
            connection.execute(text("DELETE FROM phone"))
    reader.dispose()
    engine.dispose()


def test_the_shipped_directory_seeds_and_answers_alike(database_url: str) -> None:
    migrate(database_url)
    engine = open_engine(database_url)
    assert seed(engine, FOLDER, lambda _line: None).changed
    assert not seed(engine, FOLDER, lambda _line: None).changed
    with Session(engine) as session:
        place = find_place(session, "abogado en Queens por favor")
        assert isinstance(place, Found)
        page = nearest(session, place, today=TODAY)
    assert (place.label, page.scope, len(page.matches)) == ("Queens, NY", "near", 3)
    assert page.matches[0].organization == "La Victoria Foundation"
    engine.dispose()
