"""What is shared tells nobody too much, and what comes back is not taken for staff's word."""

import pytest

from referrals.hsds import writing
from referrals.hsds.outgoing import choose
from referrals.identity import record_id
from tests.referrals.hsds_files import (
    FORMS,
    bring,
    csv_files,
    everything,
    export,
    json_files,
    read_public,
    text_of,
)
from tests.referrals.hsds_records import TODAY, one_of_each, put, with_uuids
from tests.referrals.small_records import office, together
from tests.referrals.small_records import put as put_rows


@pytest.mark.parametrize("kind", FORMS)
def test_a_public_export_holds_no_notes_and_no_staff(small_engine, kind):
    records = one_of_each()
    for table in ("organization", "location", "service"):
        for row in records[table].values():
            row["staff_notes"] = "between us"
    put(small_engine, records)
    for with_notes in (True, False):
        text = text_of(export(small_engine, kind, with_notes))
        for private in ("between us", "staff@example.org", "kept_fields", "staff_notes"):
            assert (private in text) is with_notes, private


@pytest.mark.parametrize("kind", FORMS)
def test_a_public_export_leaves_out_what_staff_withheld(small_engine, kind):
    records = one_of_each()
    (service,) = records["service"].values()
    service |= {"is_withheld": True, "name": "Safe house"}
    put(small_engine, records)
    assert "Safe house" in text_of(export(small_engine, kind, with_notes=True))
    reading = read_public(small_engine, kind)
    kept = {table for table, rows in reading.records.items() if rows}
    assert kept <= {"taxonomy", "taxonomy_term", "unit", "meta_table_description"}


@pytest.mark.parametrize("kind", FORMS)
def test_with_withheld_help_go_its_organization_place_address_and_phone(small_engine, kind):
    records = together(office(), office("Casa Oculta", "Katy", "+17135550101"))
    records["service"]["s Casa Oculta Katy"]["is_withheld"] = True
    records["organization"]["o Casa Segura"]["parent_organization_id"] = "o Casa Oculta"
    put_rows(small_engine, with_uuids(records))
    reading = read_public(small_engine, kind)
    assert {table: len(rows) for table, rows in reading.records.items() if rows} == {
        table: 1 for table in office()
    }
    (organization,) = reading.records["organization"].values()
    assert organization["name"] == "Casa Segura"
    assert "parent_organization_id" not in organization
    content = export(small_engine, kind, with_notes=False)
    for secret in ("Oculta", "Katy", "+17135550101"):
        assert secret not in text_of(content)


@pytest.mark.parametrize("kind", FORMS)
def test_what_withheld_help_shares_with_other_help_stays(small_engine, kind):
    records = together(office(), office("Casa Segura", "Katy", "+17135550101"))
    shared = records["location"]["l Casa Segura Houston"]
    records["service"]["s Casa Segura Katy"]["is_withheld"] = True
    at = {"service_id": "s Casa Segura Katy", "location_id": shared["id"]}
    records["service_at_location"]["both"] = {
        **records["service_at_location"]["at Casa Segura Katy"],
        **at,
        "id": "both",
    }
    put_rows(small_engine, with_uuids(records))
    told = text_of(export(small_engine, kind, with_notes=False))
    assert "+17135550100" in told
    assert "+17135550101" not in told
    reading = read_public(small_engine, kind)
    for table in ("organization", "location", "service", "service_at_location", "phone"):
        assert len(reading.records[table]) == 1, table


@pytest.mark.parametrize("kind", FORMS)
def test_what_staff_blanked_is_in_the_backup_alone(small_engine, kind):
    put(small_engine, one_of_each())
    for street in ("10 Refugio Secreto Way", "1 Main Street"):
        records = everything(small_engine)
        (address,) = records["address"].values()
        address["address_1"] = street
        put(small_engine, records)
    assert "Refugio Secreto" in text_of(export(small_engine, kind, with_notes=True))
    told = text_of(export(small_engine, kind, with_notes=False))
    assert "1 Main Street" in told
    assert "Refugio Secreto" not in told


@pytest.mark.parametrize("kind", FORMS)
def test_only_what_staff_checked_is_marked_as_checked(small_engine, kind):
    records = together(office(), office("Casa Nueva", "Katy"))
    records["service"]["s Casa Segura Houston"]["assured_date"] = TODAY
    put_rows(small_engine, with_uuids(records))
    content = export(small_engine, kind, with_notes=False)
    if kind == "hsds-json":
        services = json_files(content)["services.json"]
    else:
        services = csv_files(content)["services.csv"]
    marks = {one["id"]: one.get("assured_by") or "" for one in services}
    assert sorted(marks.values()) == ["", "staff"]
    assert marks[record_id("fixture", "service", "s Casa Segura Houston")] == "staff"


@pytest.mark.parametrize("kind", FORMS)
def test_no_file_passes_as_the_word_of_staff_by_itself(full_engine, empty_engine, kind):
    was = everything(full_engine)
    (key,) = was["service"]
    forged = everything(full_engine)
    for table in ("organization", "service", "phone"):
        for row in forged[table].values():
            row["kept_fields"] = ["name"]
    forged["service"][key] |= {"name": "Forged", "assured_date": TODAY}
    (phone,) = forged["phone"].values()
    phone["number"] = "+17135550199"
    content = FORMS[kind][0](choose(forged, (), with_notes=True))
    bring(full_engine, "partner.zip", kind, content, ours=False)
    assert everything(full_engine) == was
    bring(empty_engine, "partner.zip", kind, content, ours=False)
    row = everything(empty_engine)["service"][key]
    verified = [row[name] for name in ("assured_date", "assurer_email", "verified_how", "due_date")]
    assert (row["name"], verified, row["kept_fields"]) == ("Forged", [None] * 4, [])
    bring(full_engine, "backup.zip", kind, content)
    assert everything(full_engine)["service"][key]["name"] == "Forged"


def test_no_file_overrides_what_staff_made(small_engine):
    records = with_uuids(office(source="staff"))
    put_rows(small_engine, records)
    offered = office(source="staff", number="+17135550199")
    offered["service"]["s Casa Segura Houston"]["description"] = "Free"
    offered["address"]["a Casa Segura Houston"]["address_1"] = "2 Elsewhere"
    content = writing.write_json(choose(with_uuids(offered), ()))
    bring(small_engine, "partner.zip", "hsds-json", content, ours=False)
    found = everything(small_engine)
    assert found["phone"] == records["phone"]
    assert found["address"] == records["address"]
    (service,) = found["service"].values()
    assert service["description"] == "Free"
