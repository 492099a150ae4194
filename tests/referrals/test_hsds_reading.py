"""What others publish as HSDS is read, and every mistake in it is named with its place."""

import json

import pytest

from referrals.hsds import formats
from referrals.hsds.files import pack_folder
from referrals.importing.formats import Context, UnreadableFile
from tests.referrals.hsds_records import TODAY, VECTORS, read_json, remarks, stops

EMPTY = Context({}, TODAY)
SOUND = sorted(
    path
    for folder in ("examples", "mock", "uk/default", "uk/test", "uk/warn")
    for path in (VECTORS / folder).glob("*.json")
)
ORGANIZATION = {
    "id": "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610",
    "name": "Casa Segura",
    "description": "Help",
}


def with_service(**values):
    service = {"id": "ac148810-d857-441c-9679-408f346de14b", "name": "Help", "status": "active"}
    return ORGANIZATION | {"services": [service | values]}


@pytest.mark.parametrize("path", SOUND, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_published_files_are_read_without_one_mistake(path):
    reading = formats.read_json(path.name, path.read_bytes(), EMPTY)
    assert stops(reading) == []
    is_data = path.name not in ("base.json", "data_root.json", "api_details.json")
    assert bool(reading.records) == is_data


def test_a_full_organization_brings_all_that_lies_in_it():
    path = VECTORS / "examples/organization_full.json"
    reading = formats.read_json(path.name, path.read_bytes(), EMPTY)
    counts = {table: len(rows) for table, rows in reading.records.items()}
    assert counts == {table: 1 for table in counts}
    assert len(counts) == 22
    assert len(reading.history) == 1


def test_a_record_that_lies_in_several_belongs_to_all_of_them():
    path = VECTORS / "examples/organization_full.json"
    reading = formats.read_json(path.name, path.read_bytes(), EMPTY)
    (phone,) = reading.records["phone"].values()
    assert phone["organization_id"] == ORGANIZATION["id"]
    assert phone["location_id"] == "3a19ff88-4620-4d17-9830-ac1d859eb5d5"
    assert phone["contact_id"] == "1e7efce3-639b-4880-940c-b95cd30cdb50"
    assert phone["number"] == "+441234234567"


def test_the_file_with_planted_mistakes_fails_with_just_these_named():
    path = VECTORS / "uk/fail/service_full.json"
    reading = formats.read_json(path.name, path.read_bytes(), EMPTY)
    assert stops(reading) == [
        "service_full.json, $.url: this is no web address (example/counselling); "
        "right would be: an address such as https://example.org",
        "service_full.json, $.email: this is no e-mail address (email-example_com); "
        "right would be: an address such as help@example.org",
    ]
    assert reading.records == {}


def test_a_list_with_planted_mistakes_names_each_record():
    path = VECTORS / "uk/fail/service_list.json"
    reading = formats.read_json(path.name, path.read_bytes(), EMPTY)
    places = [(problem.path, problem.code) for problem in reading.told if problem.stops]
    assert ("$.contents[0].name", "needed") in places
    assert ("$.contents[2].email", "not_of_type") in places
    assert len(places) == 11


def test_the_official_tables_are_read_and_their_loose_ends_named():
    content = pack_folder(VECTORS / "examples/csv")
    reading = formats.read_tabular("examples.zip", content, EMPTY)
    assert stops(reading) == []
    assert reading.records["service"]["ac148810-d857-441c-9679-408f346de14b"]["minimum_age"] == 12
    told = "\n".join(remarks(reading))
    assert "contacts.csv, line 2, column organization_id: it names a record that is neither" in told
    assert "service_capacity.csv, line 2, column service_id: what it belongs to is neither" in told


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"status": "open"}, "$.services[0].status: this is none of the words"),
        ({"source_date": "31.3.2026"}, "$.services[0].source_date: this is no day (31.3.2026)"),
        ({"minimum_age": "twelve"}, "$.services[0].minimum_age: this is no number (twelve)"),
        ({"last_modified": "yesterday"}, "$.services[0].last_modified: this is no date with"),
        ({"cost": "x" * 41}, "$.services[0].cost: the text is too long"),
        ({"phones": "713"}, "$.services[0].phones: the value is of the wrong kind (713)"),
        ({"phones": [5]}, "$.services[0].phones[0]: the value is of the wrong kind (5)"),
        (
            {"phones": [{"number": "713-273-7300"}]},
            "$.services[0].phones[0].id: a value is missing",
        ),
        ({"name": None}, "$.services[0].name: a value is missing"),
        ({"taking_cases": "perhaps"}, "$.services[0].taking_cases: this is none of the words"),
    ],
)
def test_a_mistake_is_told_with_its_path(values, said):
    told = stops(read_json(with_service(**values)))
    assert len(told) == 1
    assert said in told[0]


def test_a_number_that_must_never_be_given_stops_the_file():
    phone = {"id": "1554f2e2-a373-45db-a3fa-9fc48a61c15e", "number": "1-866-347-2423"}
    assert "this number must never be given" in stops(read_json(with_service(phones=[phone])))[0]


def test_phones_become_e164_and_odd_ones_are_kept_with_a_remark():
    phones = [
        {"id": "1554f2e2-a373-45db-a3fa-9fc48a61c15e", "number": "(713) 273-7300 ext. 12"},
        {"id": "1554f2e2-a373-45db-a3fa-9fc48a61c15f", "number": "dial 2150#"},
    ]
    reading = read_json(with_service(phones=phones))
    kept = [(row["number"], row.get("extension")) for row in reading.records["phone"].values()]
    assert kept == [("+17132737300", 12), ("dial 2150#", None)]
    assert [p.value for p in reading.told] == ["dial 2150#"]


def test_ids_that_are_no_uuids_become_lasting_ones_and_references_follow():
    tree = {"id": "org-1", "name": "Casa Segura", "description": "", "phones": []}
    tree["services"] = [{"id": 7, "name": "Help", "status": "active"}]
    first, second = read_json(tree, "a-2026-01.json"), read_json(tree, "a-2026-02.json")
    assert first.records == second.records
    (organization,), (service,) = first.records["organization"], first.records["service"].values()
    assert service["organization_id"] == organization
    assert organization not in read_json(tree, "another.json").records["organization"]


def test_unknown_properties_are_named_and_a_name_of_a_person_is_not_kept():
    contact = {"id": "1e7efce3-639b-4880-940c-b95cd30cdb50", "name": "N. N.", "title": "Desk"}
    reading = read_json(with_service(contacts=[contact], colour="red"))
    assert "service.colour" in "\n".join(remarks(reading))
    (kept,) = reading.records["contact"].values()
    assert "name" not in kept
    assert "N. N." not in "\n".join(remarks(reading))


@pytest.mark.parametrize("mark", [{}, {"assured_by": "staff"}])
def test_a_check_by_others_is_no_check_of_our_staff(mark):
    checked = {"assured_date": "2026-03-31", "assurer_email": "a@example.org", **mark}
    tree = with_service(**checked, verified_how="call", due_date="2026-09-30")
    reading = read_json(tree)
    (service,) = reading.records["service"].values()
    assert service.keys().isdisjoint({*checked, "verified_how", "due_date"})
    assert "no check of our staff" in "\n".join(remarks(reading))
    assert not reading.by_staff
    content = json.dumps(tree).encode()
    ours = formats.read_json("backup.json", content, Context({}, TODAY, is_ours=True))
    (service,) = ours.records["service"].values()
    assert (str(service["assured_date"]), service["verified_how"]) == ("2026-03-31", "call")
    assert ours.by_staff
    assert remarks(ours) == []


def test_what_staff_keep_is_not_read_from_a_file_that_nobody_called_ours():
    tree = with_service(kept_fields=["name"])
    reading = read_json(tree)
    (service,) = reading.records["service"].values()
    assert "kept_fields" not in service
    assert "not brought as a backup of ours" in "\n".join(remarks(reading))
    assert not reading.by_staff


def test_history_of_others_names_none_of_our_staff_and_joins_nothing_they_did():
    line = {"id": "0f5d3b0e-6f0c-4ea0-8a41-0f8ab6ac5a0f", "resource_id": ORGANIZATION["id"]}
    line |= {"resource_type": "organization", "last_action_date": "2026-03-31"}
    line |= {"last_action_type": "delete", "field_name": "*", "previous_value": ""}
    line |= {"replacement_value": "", "updated_by": "staff@example.org", "change_set_id": "mine"}
    (told,) = read_json(ORGANIZATION | {"metadata": [line]}, "partner.json").history
    assert told["updated_by"] == "partner"
    assert "change_set_id" not in told


def test_a_service_without_an_organization_is_refused():
    service = with_service()["services"][0]
    assert "organization_id: a value is missing" in stops(read_json(service, "service.json"))[0]


def test_a_service_may_name_an_organization_that_the_directory_has():
    current = {"organization": {ORGANIZATION["id"]: ORGANIZATION}}
    service = with_service()["services"][0] | {"organization_id": ORGANIZATION["id"]}
    content = json.dumps([service]).encode()
    reading = formats.read_json("services.json", content, Context(current, TODAY))
    assert stops(reading) == []
    assert list(reading.records["service"]) == [service["id"]]


def test_a_new_record_tells_where_it_comes_from_and_a_known_one_keeps_its_source():
    reading = formats.read_json(
        "partner-2026-11.json", json.dumps(ORGANIZATION).encode(), Context({}, TODAY)
    )
    (row,) = reading.records["organization"].values()
    assert (row["source"], row["source_date"]) == ("partner", TODAY)
    known = Context({"organization": {ORGANIZATION["id"]: {}}}, TODAY)
    again = formats.read_json("partner.json", json.dumps(ORGANIZATION).encode(), known)
    assert "source" not in again.records["organization"][ORGANIZATION["id"]]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "x.json, line 1: the file is not JSON"),
        (b"[\n{,}]", "x.json, line 2: the file is not JSON"),
        (b'{"id": NaN}', "not JSON (NaN is no number"),
        (b"[" * 200_000, "not JSON"),
        ("{}".encode("utf-16"), "not UTF-8 text (UTF-16); right would be: saved as UTF-8"),
        (b'[\n"\xe9"]', "x.json, line 2: the file is not UTF-8 text"),
        (b"PK\x03\x04", "no zip archive"),
    ],
)
def test_what_is_not_json_is_refused_with_the_place(content, said):
    with pytest.raises(UnreadableFile) as refused:
        formats.read_json("x.json", content, EMPTY)
    assert said in str(refused.value)


@pytest.mark.parametrize("content", [b"{}", b"5", b'{"name": "no id"}', b'[{"colour": "red"}]'])
def test_json_that_is_not_hsds_is_refused(content):
    assert stops(formats.read_json("x.json", content, EMPTY))


def test_a_byte_order_mark_and_lines_of_json_are_read():
    line = json.dumps(ORGANIZATION)
    assert formats.read_json("x.json", b"\xef\xbb\xbf" + line.encode(), EMPTY).rows == 1
    other = line.replace("d9d5", "e9d5")
    assert formats.read_json("x.ndjson", f"{line}\n\n{other}\n".encode(), EMPTY).rows == 2
