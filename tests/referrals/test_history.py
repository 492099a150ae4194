"""What is done to the directory is written down, and can be taken back as it was."""

import datetime
import json
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Date, DateTime, Engine, Numeric, delete, select
from sqlalchemy.orm import Session

from referrals.changes import Difference, differences
from referrals.history import Author, UndoRefused, carry_out, removed_by_staff, undo
from referrals.history_models import Change, ChangeSet, DirectoryVersion
from referrals.model_parts import Table
from referrals.models import Organization, Service
from referrals.ownership import mark_kept
from referrals.records import TABLES, Records, complete, from_json, settle, to_json
from tests.referrals.small_records import BY, NOON, all_of, office, put, together

AUTHOR = Author(BY, "edit", "an edit", NOON)
SERVICE = "s Casa Segura Houston"
ORGANIZATION = "o Casa Segura"

words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)
values = {
    "name": words.filter(bool),
    "description": st.none() | words,
    "taking_cases": st.none() | st.booleans(),
    "minimum_age": st.none() | st.decimals(0, 120, places=1),
    "assured_date": st.none() | st.dates(datetime.date(2000, 1, 1)),
    "last_modified": st.none()
    | st.datetimes(datetime.datetime(2000, 1, 1), datetime.datetime(2100, 1, 1)).map(
        lambda t: t.replace(tzinfo=datetime.timezone(datetime.timedelta(hours=-6)))
    ),
    "texts": st.dictionaries(st.sampled_from(["es", "zh-Hans"]), st.dictionaries(words, words)),
}
service_edits = st.fixed_dictionaries({}, optional=values)
records_wanted = st.lists(
    st.tuples(st.sampled_from(["Houston", "Katy"]), st.sampled_from(["", "2"]), service_edits),
    max_size=4,
)


@contextmanager
def one_change(engine: Engine) -> Iterator[Session]:
    with Session(engine) as session, session.begin():
        yield session


def edit(engine: Engine, table: str, key: str, **columns: object) -> str:
    """Change columns of a record as staff do."""
    with one_change(engine) as session:
        current = _current(engine)
        row = current[table][key]
        found = mark_kept(current, [Difference(table, key, row, row | columns)])
        return carry_out(session, found, AUTHOR)


def take_back(engine: Engine, change_set: str) -> str:
    with one_change(engine) as session:
        return undo(session, change_set, Author(BY, "undo", "undo", NOON, change_set))


def _current(engine: Engine) -> Records:
    return all_of(engine)


def settled(records: Records) -> Records:
    return {
        table: {key: settle(table, row) for key, row in rows.items()}
        for table, rows in records.items()
        if rows
    }


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(wanted=records_wanted, removed=st.booleans())
def test_whatever_is_carried_out_and_undone_leaves_the_directory_as_it_was(
    either_engine: Engine, wanted: list[tuple[str, str, dict[str, object]]], removed: bool
) -> None:
    _clear(either_engine)
    put(either_engine, office())
    before = _current(either_engine)
    new = together(*(office(city=city, mark=mark) for city, mark, _ in wanted))
    for city, mark, columns in wanted:
        new["service"][f"s Casa Segura {city}{mark}"[:27]].update(columns)
    gone = [("language", "es Casa Segura Houston")] if removed else []
    gone = [key for key in gone if key[1] not in new.get("language", {})]
    found = differences(before, new, gone)
    with one_change(either_engine) as session:
        made = carry_out(session, found, AUTHOR)
    after = settled(_current(either_engine))
    for d in found:
        there = after.get(d.table, {}).get(d.id)
        expected = complete(d.table, d.after) if d.after else None
        assert (there and settle(d.table, there)) == (expected and settle(d.table, expected))
    take_back(either_engine, made)
    assert settled(_current(either_engine)) == settled(before)


def _clear(engine: Engine) -> None:
    with one_change(engine) as session:
        for table in (Change, ChangeSet, *reversed(TABLES.values())):
            session.execute(delete(table))


@pytest.mark.parametrize("table", TABLES)
def test_every_kind_of_column_survives_json(table: str) -> None:
    for column in TABLES[table].__table__.columns:
        value = _sample(column.type)
        text = json.dumps(to_json(value))
        assert from_json(table, column.name, json.loads(text)) == value, column.name


def _sample(kind: object) -> object:
    if isinstance(kind, DateTime):
        return NOON
    if isinstance(kind, Date):
        return NOON.date()
    if isinstance(kind, Numeric):
        return Decimal("29.698400")
    return {"es": {"description": "“sí”"}} if type(kind).__name__ == "JSON" else "2026-11-28"


def test_a_change_is_written_down_field_by_field(small_engine: Engine) -> None:
    put(small_engine, office())
    made = edit(small_engine, "service", SERVICE, name="Asylum help", cost="free")
    with Session(small_engine) as session:
        lines = session.scalars(select(Change).where(Change.change_set_id == made)).all()
    said = {(x.field_name, x.previous_value, x.replacement_value) for x in lines}
    assert said == {
        ("name", '"Immigration legal help"', '"Asylum help"'),
        ("cost", "null", '"free"'),
        ("kept_fields", "[]", '["cost", "name"]'),
    }
    assert {(x.last_action_type, x.updated_by, x.resource_id) for x in lines} == {
        ("update", BY, SERVICE)
    }


def test_every_change_raises_the_version_of_the_directory(small_engine: Engine) -> None:
    put(small_engine, office())
    versions = []
    for name in ("One", "Two"):
        edit(small_engine, "service", SERVICE, name=name)
        with Session(small_engine) as session:
            versions.append(session.scalar(select(DirectoryVersion.version)))
    assert versions == [1, 2]


def test_an_undo_is_refused_where_the_same_field_was_changed_since(either_engine: Engine) -> None:
    put(either_engine, office())
    first = edit(either_engine, "service", SERVICE, name="One")
    edit(either_engine, "service", SERVICE, name="Two")
    before = _current(either_engine)
    with pytest.raises(UndoRefused) as refused:
        take_back(either_engine, first)
    assert refused.value.records == (("service", SERVICE, "name"),)
    assert _current(either_engine) == before


def test_an_undo_leaves_other_fields_as_they_became(either_engine: Engine) -> None:
    put(either_engine, office())
    first = edit(either_engine, "service", SERVICE, name="One")
    edit(either_engine, "service", SERVICE, email="help@casa.example")
    take_back(either_engine, first)
    service = _current(either_engine)["service"][SERVICE]
    assert (service["name"], service["email"]) == ("Immigration legal help", "help@casa.example")
    assert service["kept_fields"] == ["email"]


def test_a_record_that_was_changed_after_it_was_made_cannot_be_unmade(
    either_engine: Engine,
) -> None:
    with one_change(either_engine) as session:
        made = carry_out(session, differences({}, office()), AUTHOR)
    edit(either_engine, "organization", ORGANIZATION, name="Casa Nueva")
    with pytest.raises(UndoRefused) as refused:
        take_back(either_engine, made)
    assert ("organization", ORGANIZATION, "*") in refused.value.records


def test_an_undo_can_be_undone(either_engine: Engine) -> None:
    with one_change(either_engine) as session:
        made = carry_out(session, differences({}, office()), AUTHOR)
    full = _current(either_engine)
    back = take_back(either_engine, made)
    assert not any(_current(either_engine).values())
    take_back(either_engine, back)
    assert _current(either_engine) == full


def test_removed_records_come_back_as_they_were_with_all_their_parts(either_engine: Engine) -> None:
    put(either_engine, office())
    before = _current(either_engine)
    keys = [(table, key) for table, rows in before.items() for key in rows]
    with one_change(either_engine) as session:
        made = carry_out(session, differences(before, {}, keys), AUTHOR)
        assert set(removed_by_staff(session)) == set(keys)
    assert not any(_current(either_engine).values())
    take_back(either_engine, made)
    assert _current(either_engine) == before


def test_organizations_below_others_are_made_and_removed_in_their_order(
    either_engine: Engine,
) -> None:
    chain = {
        f"o{n}": {"id": f"o{n}", "name": "Casa", "parent_organization_id": f"o{n + 1}"}
        for n in range(4)
    }
    chain["o4"] = {"id": "o4", "name": "Casa"}
    with one_change(either_engine) as session:
        made = carry_out(session, differences({}, {"organization": chain}), AUTHOR)
    take_back(either_engine, made)
    assert _current(either_engine)["organization"] == {}


def test_a_failure_leaves_neither_rows_nor_history(either_engine: Engine) -> None:
    put(either_engine, office())
    wrong = {"service": {"x": {"id": "x", "organization_id": "nobody", "name": "x"}}}
    renamed = {"organization": {ORGANIZATION: {"id": ORGANIZATION, "name": "Casa Nueva"}}}
    found = differences(_current(either_engine), renamed | wrong)
    with pytest.raises(Exception, match=r"(?i)foreign key"), one_change(either_engine) as session:
        carry_out(session, found, AUTHOR)
    with Session(either_engine) as session:
        assert session.scalars(select(Organization.name)).all() == ["Casa Segura"]
        assert [session.scalars(select(table)).all() for table in (Change, ChangeSet)] == [[], []]


def test_a_session_sees_what_was_carried_out_through_it(small_engine: Engine) -> None:
    put(small_engine, office())
    with one_change(small_engine) as session:
        service = session.get_one(Service, SERVICE)
        row = _current(small_engine)["service"][SERVICE]
        carry_out(session, [Difference("service", SERVICE, row, row | {"name": "New"})], AUTHOR)
        assert service.name == "New"


def test_every_table_of_the_directory_is_covered_by_history() -> None:
    others = {
        *("change_set", "directory_version", "metadata", "merged_record", "verification"),
        *("number_report", "referral_count", "withdrawn_answer", "seed_run", "import_run"),
        *("staff", "invitation", "staff_session", "sign_in", "agreement", "field_office"),
        *("office_area", "detention_facility", "distinct_pair", "site_change"),
    }
    tables = {name for name in Table.metadata.tables if not name.startswith("place_")}
    assert tables - set(TABLES) <= others
