"""The schema of the directory goes up and down with data in it, on both databases."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import (
    Column,
    Connection,
    Engine,
    MetaData,
    func,
    insert,
    inspect,
    select,
    text,
    types,
)
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


def _revisions(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        script = ScriptDirectory.from_config(migration_config(connection))
        return [step.revision for step in script.walk_revisions()][::-1]


def _fill(engine: Engine) -> dict[str, int]:
    """Put a row into every table that is empty, with a value in every column; count the rows."""
    known = MetaData()
    known.reflect(engine)
    with engine.begin() as connection:
        for table in known.sorted_tables:
            is_ours = table.name != "alembic_version"
            if is_ours and not connection.scalar(select(func.count()).select_from(table)):
                row = {column.name: _value(connection, column) for column in table.columns}
                connection.execute(insert(table), row)
        return {
            table.name: connection.scalar(select(func.count()).select_from(table)) or 0
            for table in known.sorted_tables
        }


def _value(connection: Connection, column: Column[Any]) -> object:
    for key in column.foreign_keys:
        return connection.scalar(select(key.column).limit(1))
    match column.type:
        case types.Boolean():
            return True
        case types.Integer():
            return 1
        case types.Numeric():
            return 1 if column.type.asdecimal else 1.0
        case types.DateTime():
            return datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)
        case types.Date():
            return TODAY
        case types.JSON():
            return []
        case types.LargeBinary():
            return b"1"
    return {"state": "TX", "state_province": "TX", "fees_description": "pro bono"}.get(
        column.name, "1"
    )


def test_every_migration_goes_up_and_down_again_with_data_in_every_table(
    database_url: str,
) -> None:
    engine = open_engine(database_url)
    revisions = _revisions(engine)
    for revision in revisions:
        migrate(database_url, revision)
        full = _fill(engine)
        assert all(full.values()), revision
    for revision, before in zip(revisions[::-1], [*revisions[-2::-1], "base"], strict=True):
        downgrade(database_url, before)
        if before != "base":
            assert all(_fill(engine).values()), revision
            migrate(database_url, revision)
            downgrade(database_url, before)
    assert _tables(engine) == set()
    migrate(database_url)
    assert _tables(engine) == set(Table.metadata.tables)
    engine.dispose()


FIRST_ROWS = """
INSERT INTO organization (id, name, description, source, assured_date, assurer)
 VALUES ('o', 'Casa', '', 'a roster', NULL, NULL);
INSERT INTO location (id, organization_id, location_type, latitude, source, assured_date, assurer)
 VALUES ('l', 'o', 'physical', 29.7, 'a roster', '2026-10-01', 'ana@casa.example');
INSERT INTO service (id, organization_id, location_id, name, description, status,
 fees_description, eligibility, source) VALUES
 ('s', 'o', 'l', 'Help', 'All cases', 'active', 'pro bono', NULL, 'a roster'),
 ('d', 'o', NULL, 'Line', '', 'active', NULL, 'detained', 'a list');
INSERT INTO phone (id, location_id, number, extension, source)
 VALUES ('p', 'l', '+17135550100', 12, 'a roster');
INSERT INTO language (id, service_id, name, code) VALUES ('es', 's', 'Spanish', 'es');
INSERT INTO service_area (id, service_id, extent, extent_type) VALUES ('a', 'd', 'US', 'country')
"""


def test_what_the_first_tables_held_is_in_the_new_ones_and_back_again(database_url: str) -> None:
    migrate(database_url, "0002")
    engine = open_engine(database_url)
    with engine.begin() as connection:
        for statement in FIRST_ROWS.split(";"):
            connection.execute(text(statement))
    migrate(database_url)
    with Session(engine) as session:
        service, line = (session.get_one(models.Service, key) for key in ("s", "d"))
        assert (service.cost, service.assured_date) == ("free", datetime.date(2026, 10, 1))
        assert service.assurer_email == "ana@casa.example"
        assert [link.location_id for link in service.at_locations] == ["l"]
        assert (line.detained, line.at_locations, line.kept_fields) == ("only", [], [])
        assert session.get_one(models.Phone, "p").extension == 12
    downgrade(database_url, "0002")
    query = "SELECT id, location_id, description, eligibility, assurer FROM service ORDER BY id"
    with engine.connect() as connection:
        assert connection.execute(text(query)).all() == [
            ("d", None, "", "detained", None),
            ("s", "l", "All cases", None, "ana@casa.example"),
        ]
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
