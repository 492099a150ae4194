"""What is exported is valid HSDS and gives the same directory again."""

import io
import json
import zipfile

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from referrals.history_models import Change
from referrals.hsds import writing
from referrals.hsds.gathering import read_history
from referrals.hsds.outgoing import choose
from referrals.hsds.packages import official
from referrals.hsds.shapes import FOLDER, row_validator, shapes, validator
from referrals.importing import runs
from referrals.records import read_records
from tests.referrals.hsds_files import FORMS, bring, csv_files, everything, export, json_files
from tests.referrals.hsds_records import NOW, TEXT, TODAY, one_of_each, put

IN_JSON = {
    "organizations.json": "organization",
    "services.json": "service",
    "locations.json": "location",
    "taxonomies.json": "taxonomy",
    "taxonomy_terms.json": "taxonomy_term",
    "units.json": "unit",
    "meta_table_descriptions.json": "meta_table_description",
    "metadata.json": "metadata",
}


@pytest.mark.parametrize("kind", FORMS)
@pytest.mark.parametrize("with_notes", [True, False])
def test_the_shipped_directory_comes_back_the_same(shipped_engine, small_engine, kind, with_notes):
    content = export(shipped_engine, kind, with_notes)
    bring(small_engine, "export.zip", kind, content, ours=with_notes)
    assert everything(small_engine) == everything(shipped_engine)


@pytest.mark.parametrize("kind", FORMS)
def test_every_column_of_every_table_comes_back(full_engine, empty_engine, kind):
    bring(empty_engine, "export.zip", kind, export(full_engine, kind))
    assert everything(empty_engine) == everything(full_engine)


@pytest.mark.parametrize("kind", FORMS)
def test_history_comes_along_and_is_brought_once(full_engine, empty_engine, kind):
    content = export(full_engine, kind)
    for _ in range(2):
        bring(empty_engine, "export.zip", kind, content)
    with Session(full_engine) as old, Session(empty_engine) as new:
        was, now = ({row["id"]: row for row in read_history(session)} for session in (old, new))
    assert was.keys() < now.keys()
    for key, row in was.items():
        for name in ("field_name", "replacement_value", "updated_by", "last_action_date"):
            assert now[key][name] == row[name]


@pytest.mark.parametrize("engine_name", ["shipped_engine", "full_engine"])
def test_exported_json_has_no_error_under_the_schemas(engine_name, request):
    files = json_files(export(request.getfixturevalue(engine_name), "hsds-json"))
    assert files.keys() <= IN_JSON.keys()
    errors = [
        (name, list(error.absolute_path), error.message)
        for name, records in files.items()
        for record in records
        for error in validator(IN_JSON[name]).iter_errors(record)
    ]
    assert errors == []
    services = [s for one in files["organizations.json"] for s in one.get("services", [])]
    assert len(services) == len(files["services.json"]) > 0
    assert not any(list(validator("service").iter_errors(service)) for service in services)


@pytest.mark.parametrize("engine_name", ["shipped_engine", "full_engine"])
def test_exported_tables_are_whole_and_keep_to_the_schemas(engine_name, request):
    tables = csv_files(export(request.getfixturevalue(engine_name), "hsds-tabular"))
    assert tables.keys() == {shape.file for shape in shapes().values()}
    for table, shape in shapes().items():
        for row in tables[shape.file]:
            said = {k: _number(shape, k, v) for k, v in row.items() if v != ""}
            assert list(row_validator(table).iter_errors(said)) == []
            assert not any(row[name] == "" for name in shape.needed)


def _number(shape, name, value):
    return float(value) if shape.plain.get(name, {}).get("type") == "number" else value


def test_the_package_is_described_by_what_is_in_it(full_engine):
    content = export(full_engine, "hsds-tabular")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        package = json.loads(archive.read("datapackage.json"))
        for resource in package["resources"]:
            header = archive.read(resource["path"]).decode().splitlines()[0].split(",")
            assert header == [field["name"] for field in resource["schema"]["fields"]]


def test_the_description_of_a_package_is_up_to_date():
    assert (FOLDER / "datapackage.json").read_text(encoding="utf-8") == official()


def test_no_text_in_a_table_begins_a_formula(full_engine):
    for rows in csv_files(export(full_engine, "hsds-tabular")).values():
        for row in rows:
            for cell in row.values():
                is_number = cell.removeprefix("-").replace(".", "").isdecimal()
                assert is_number or cell[:1] not in {*"=+-@\t\r"}


def test_the_same_directory_gives_the_same_bytes(full_engine):
    for kind in FORMS:
        assert export(full_engine, kind) == export(full_engine, kind)


def test_a_value_that_hsds_does_not_allow_is_kept_beside_it(small_engine, empty_engine):
    records = one_of_each()
    (organization,) = records["organization"].values()
    organization |= {"website": "www.example.org", "email": "call us"}
    put(small_engine, records)
    said = json_files(export(small_engine, "hsds-json"))["organizations.json"][0]
    assert said["website"] == "https://www.example.org"
    assert (said["website_as_written"], said["email_as_written"]) == ("www.example.org", "call us")
    assert "email" not in said
    for kind in FORMS:
        bring(empty_engine, "export.zip", kind, export(small_engine, kind))
        assert everything(empty_engine) == everything(small_engine)


def test_one_file_of_organizations_is_valid_and_read_again(full_engine, empty_engine):
    with Session(full_engine) as session:
        outgoing = choose(read_records(session), (), with_notes=True)
    content = writing.write_organizations(outgoing)
    (organization,) = json.loads(content)
    assert list(validator("organization").iter_errors(organization)) == []
    bring(empty_engine, "organizations.json", "hsds-json", content)
    old, new = everything(full_engine), everything(empty_engine)
    assert {table for table in old if old[table] != new[table]} == {"meta_table_description"}


def test_an_import_can_be_taken_back_whole(shipped_engine, small_engine):
    content = export(shipped_engine, "hsds-tabular", with_notes=False)
    with Session(small_engine) as session, session.begin():
        run = runs.start(session, "hsds-tabular", "export.zip", content, "staff@example.org", NOW)
    runs.read(small_engine, run, TODAY).join()
    runs.confirm(small_engine, run, "staff@example.org", NOW).join()
    with Session(small_engine) as session, session.begin():
        assert session.scalars(select(Change.id).limit(1)).first()
        runs.undo_run(session, run, "staff@example.org", NOW)
    assert not any(everything(small_engine).values())


def test_trying_texts_are_in_the_records_that_this_tests():
    (service,) = one_of_each()["service"].values()
    assert service["description"] == TEXT
    assert TEXT[0] == "="
