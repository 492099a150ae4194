"""Staff change the directory: what is wrong stands beside its field, and nothing is lost."""

import re

import pytest
from sqlalchemy import func, select

from referrals.changes import differences
from referrals.history_models import ChangeSet
from referrals.refreshing import refresh
from tests.admin.browsing import Place, open_place
from tests.admin.forms_seen import filled, form_in, opened
from tests.admin.small_directory import (
    CLINIC,
    DAY,
    HOUSTON,
    KATY,
    PHONE,
    SERVICE,
    add_directory,
    directory,
    records,
)
from tests.databases import KINDS, empty_database

SERVICE_FORM = f"/services/{SERVICE}/edit"
PLACE_FORM = f"/places/{HOUSTON}/edit"
CLINIC_FORM = f"/organizations/{CLINIC}/edit"
FORMS = (SERVICE_FORM, PLACE_FORM, CLINIC_FORM, f"/services/{SERVICE}/texts/es")


@pytest.fixture(params=KINDS)
def place(request, tmp_path):
    """An admin with a small directory, on each kind of database."""
    with empty_database(request.param, tmp_path) as url:
        made = open_place(url)
        add_directory(made)
        yield made
        made.app.database.engine.dispose()


def changes(place: Place) -> int:
    with place.database() as database:
        return database.scalar(select(func.count(ChangeSet.id))) or 0


def row(place: Place, table: str, key: str) -> dict[str, object]:
    return directory(place)[table][key]


def of_service(place: Place, table: str, column: str, key: str = SERVICE) -> set[object]:
    rows = directory(place)[table].values()
    return {r[column] for r in rows if r.get("service_id") == key}


def errors(page: str) -> list[str]:
    return re.findall(r'<p class="error"[^>]*>([^<]+)<', page)


def summary(page: str) -> list[str]:
    found = re.search(r'role="alert">(.*?)</div>', page, re.DOTALL)
    return re.findall(r'href="#([^"]+)"', found[1]) if found else []


@pytest.mark.parametrize("path", FORMS)
def test_what_was_only_looked_at_is_not_changed(place, editor, path):
    before = directory(place)
    answer = filled(editor, path)
    assert answer.status_code == 303, answer.text
    assert changes(place) == 0
    assert directory(place) == before


def test_an_edit_is_written_down_and_kept_from_public_data(place, editor):
    answer = filled(editor, SERVICE_FORM, description="Asylum alone.", taking_cases="no")
    assert answer.headers["Location"] == f"/services/{SERVICE}".replace(" ", "%20")
    kept = row(place, "service", SERVICE)
    assert (kept["description"], kept["taking_cases"]) == ("Asylum alone.", False)
    assert set(kept["kept_fields"]) == {"description", "taking_cases"}
    with place.database() as database:
        made = database.scalars(select(ChangeSet)).one()
        assert (made.kind, made.made_by) == ("edit", "editor@example.org")
    offered = records()
    offered["service"][SERVICE] |= {"description": "Of the roster.", "cost": "free"}
    came = refresh(directory(place), offered, {"a roster": DAY})
    after = {each.id: each.after for each in differences(directory(place), came.wanted)}[SERVICE]
    assert (after["description"], after["cost"]) == ("Asylum alone.", "free")
    refused = {each.field: (each.value, each.offered) for each in came.kept if each.id == SERVICE}
    assert refused["description"] == ("Asylum alone.", "Of the roster.")


def test_nothing_that_was_written_is_lost_when_something_is_wrong(place, editor):
    answer = filled(
        editor,
        SERVICE_FORM,
        name="",
        description="Long work of mine.",
        email="nowhere",
        hours="whenever",
        counties="Haris County, TX",
        zips="77036 99999",
        **{"phones-0-number": "123"},
    )
    assert answer.status_code == 422
    page = answer.text
    back = form_in(page).fields
    assert back["description"] == ["Long work of mine."]
    assert back["counties"] == ["Haris County, TX"]
    assert back["phones-0-number"] == ["123"]
    ids = summary(page)
    assert ids == ["name", "phones-0-number", "counties", "zips", "hours", "email"]
    assert all(f'id="{each}-error"' in page for each in ids)
    assert "perhaps Harris County, TX" in page
    assert "We do not know: 99999." in page
    assert changes(place) == 0


@pytest.mark.parametrize("number", ["+1 866-347-2423", "(855) 488-6423"])
def test_numbers_of_the_authorities_are_refused(place, editor, number):
    answer = filled(editor, SERVICE_FORM, **{"phones-0-number": number})
    assert "must never be listed" in errors(answer.text)[0]
    assert changes(place) == 0


def test_a_phone_is_added_with_all_that_belongs_to_it(place, editor):
    new = {
        "phones-0-number": "(713) 555-0123 x4",
        "phones-0-type": "hotline",
        "phones-0-spoken": "Spanish, Mam",
        "phones-0-position": "1",
    }
    assert filled(editor, SERVICE_FORM, **new).status_code == 303
    key = next(k for k, r in directory(place)["phone"].items() if r["service_id"] == SERVICE)
    phone = row(place, "phone", key)
    assert (phone["number"], phone["extension"], phone["type"]) == ("+17135550123", 4, "hotline")
    spoken = [r for r in directory(place)["language"].values() if r["phone_id"] == key]
    assert {(r["name"], r["code"]) for r in spoken} == {("Spanish", "es"), ("Mam", None)}
    page = editor.get(f"/services/{SERVICE}").text
    assert re.search(r"713-555-0123 x4[^<]*<strong[^>]*>People get this number", page)
    assert filled(editor, SERVICE_FORM, **{"phones-0-number": ""}).status_code == 303
    assert not of_service(place, "phone", "number")
    assert all(r["phone_id"] is None for r in directory(place)["language"].values())


def test_a_phone_that_is_changed_stays_the_same_record(place, editor):
    assert filled(editor, PLACE_FORM, **{"phones-0-number": "713-555-0199"}).status_code == 303
    assert row(place, "phone", PHONE)["number"] == "+17135550199"
    assert row(place, "phone", PHONE)["kept_fields"] == ["number"]


def test_a_phone_of_another_record_cannot_be_taken_by_its_id(place, editor):
    stolen = {"phones-0-key": PHONE, "phones-0-number": "713-555-0150"}
    assert filled(editor, SERVICE_FORM, **stolen).status_code == 303
    assert row(place, "phone", PHONE)["number"] == "+17135550100"
    assert of_service(place, "phone", "number") == {"+17135550150"}


def test_areas_are_checked_against_the_places_and_odd_ones_stay(place, editor):
    answer = filled(
        editor,
        SERVICE_FORM,
        nationwide=False,
        states="Texas, LA",
        counties="Orleans Parish, LA\nFort Bend TX",
        zips="77036, 77449-1234",
    )
    assert answer.status_code == 303, errors(answer.text)
    areas = directory(place)["service_area"].values()
    assert {(r["extent_type"], r["extent"]) for r in areas} == {
        ("state", "TX"),
        ("state", "LA"),
        ("county", "22071"),
        ("county", "48157"),
        ("zip", "77036"),
        ("zip", "77449"),
        ("other", "downtown"),
    }
    assert "service_area" in row(place, "service", SERVICE)["kept_fields"]
    shown = opened(editor, SERVICE_FORM)
    assert shown["counties"] == ["Fort Bend County, TX\r\nOrleans Parish, LA"]


def test_needs_and_languages_are_ticked(place, editor):
    ticked = {"needs": ["asylum", "family"], "spoken": ["vi"], "spoken_other": "Mam, Ixil"}
    assert filled(editor, SERVICE_FORM, **ticked).status_code == 303
    assert of_service(place, "language", "name") == {"Vietnamese", "Mam", "Ixil"}
    shown = opened(editor, SERVICE_FORM)
    assert shown["needs"] == ["asylum", "family"]
    assert shown["spoken"] == ["vi"]
    assert "1 record<" in editor.get("/services/?need=family&language=vi").text
    assert filled(editor, SERVICE_FORM, needs=["family"], spoken=False).status_code == 303
    assert len(directory(place)["attribute"]) == 1
    assert of_service(place, "language", "name") == {"Mam", "Ixil"}


def test_two_rows_of_one_language_both_stay_as_long_as_it_is_ticked(place, editor):
    filled(editor, SERVICE_FORM, spoken_other="Mam, Cantonese")
    filled(editor, SERVICE_FORM, spoken_other="Mam, Mandarin", spoken=["es", "zh"])
    assert of_service(place, "language", "name") == {"Spanish", "Mam", "Cantonese", "Mandarin"}
    filled(editor, SERVICE_FORM, description="Another.")
    assert of_service(place, "language", "name") == {"Spanish", "Mam", "Cantonese", "Mandarin"}


def test_what_is_not_of_a_list_is_refused(place, editor):
    assert filled(editor, SERVICE_FORM, needs=["nonsense"]).status_code == 422
    assert filled(editor, SERVICE_FORM, cost="gold").status_code == 422
    assert changes(place) == 0


def test_hours_are_written_as_staff_write_them(place, editor):
    assert opened(editor, SERVICE_FORM)["hours"] == ["Mon-Fri 9:00-17:00"]
    assert filled(editor, SERVICE_FORM, hours="Mon-Thu 9-5; Sat 10am-1pm").status_code == 422
    assert filled(editor, SERVICE_FORM, hours="Mon-Thu 9am-5pm; Sat 10-13").status_code == 303
    times = directory(place)["schedule"].values()
    assert {(r["byday"], r["opens_at"], r["closes_at"]) for r in times} == {
        ("MO,TU,WE,TH", "09:00", "17:00"),
        ("SA", "10:00", "13:00"),
    }


def test_documents_stand_one_a_line(place, editor):
    assert (
        filled(editor, SERVICE_FORM, documents="A photo ID\nProof; of address").status_code == 303
    )
    assert of_service(place, "required_document", "document") == {
        "A photo ID",
        "Proof; of address",
    }
    assert directory(place)["required_document"]["paper"]["document"] == "A photo ID"


def test_what_was_wrong_before_may_stay_when_something_else_is_changed(place, editor):
    with place.database() as database:
        from referrals.models import Service

        database.get(Service, SERVICE).email = "no address"
        database.commit()
    assert filled(editor, SERVICE_FORM, description="New.").status_code == 303
    assert filled(editor, SERVICE_FORM, email="still none").status_code == 422


def test_a_form_shows_what_a_person_would_get_and_keeps_nothing(place, editor):
    answer = filled(editor, SERVICE_FORM, taking_cases="no", preview="yes")
    assert answer.status_code == 200
    assert "takes no new cases right now" in answer.text
    assert form_in(answer.text).fields["taking_cases"] == ["no"]
    assert changes(place) == 0
    assert row(place, "service", KATY)["taking_cases"] is None
