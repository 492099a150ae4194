"""Staff change the directory: what is wrong stands beside its field, and nothing is lost."""

import datetime
import re
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from referrals.changes import same
from referrals.history_models import ChangeSet
from referrals.refreshing import refresh
from tests.admin.browsing import Place, open_place
from tests.admin.forms_seen import filled, form_in, opened, sent
from tests.admin.small_directory import (
    CLINIC,
    DAY,
    HOUSTON,
    KATY,
    OTHER,
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
    wanted = refresh(directory(place), offered, {"a roster": DAY}).wanted
    assert "description" not in wanted["service"][SERVICE] or same(
        {**wanted["service"][SERVICE], **kept}["description"], "Asylum alone."
    )


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


def test_what_somebody_else_changed_meanwhile_is_shown_and_not_overwritten(place, editor, secret):
    place.account("manager@example.org", "manager", secret)
    place.clock.pass_by(seconds=60)
    other = place.browser().enter("manager@example.org", secret)
    mine = opened(editor, SERVICE_FORM)
    assert filled(other, SERVICE_FORM, description="Theirs.", wait_time="A week").status_code == 303
    answer = sent(editor, SERVICE_FORM, mine, description="Mine.", alert="Closed on Monday")
    assert answer.status_code == 422
    assert "while the form was open, to: Theirs." in answer.text
    assert "Waiting time" in re.search(r'role="alert">.*?</p>', answer.text, re.DOTALL)[0]
    again = form_in(answer.text).fields
    assert (again["description"], again["wait_time"]) == (["Mine."], ["A week"])
    assert again["alert"] == ["Closed on Monday"]
    assert row(place, "service", SERVICE)["description"] == "Theirs."
    assert sent(editor, SERVICE_FORM, again).status_code == 303
    kept = row(place, "service", SERVICE)
    assert (kept["description"], kept["wait_time"]) == ("Mine.", "A week")


def test_phones_that_somebody_else_changed_are_shown_too(place, editor):
    mine = opened(editor, PLACE_FORM)
    filled(editor, PLACE_FORM, **{"phones-0-number": "713-555-0111"})
    answer = sent(editor, PLACE_FORM, mine, **{"phones-0-number": "713-555-0122"})
    assert answer.status_code == 422
    assert "to: 713-555-0111." in answer.text
    untouched = sent(editor, PLACE_FORM, mine, name="The clinic")
    assert form_in(untouched.text).fields["phones-0-number"] == ["713-555-0111"]
    assert row(place, "phone", PHONE)["number"] == "+17135550111"


def test_the_same_change_by_two_is_no_clash(place, editor):
    mine = opened(editor, SERVICE_FORM)
    filled(editor, SERVICE_FORM, wait_time="A week")
    assert sent(editor, SERVICE_FORM, mine, wait_time="A week").status_code == 303
    assert changes(place) == 1


def test_a_form_without_what_it_showed_overwrites_nothing(place, editor):
    mine = opened(editor, SERVICE_FORM)
    answer = sent(editor, SERVICE_FORM, mine, seen="{", description="Blind.")
    assert answer.status_code == 422
    assert row(place, "service", SERVICE)["description"] == "Asylum and family cases."


def test_the_point_follows_the_zip_unless_staff_set_it(place, editor):
    moved = {"postal_code": "70112", "city": "New Orleans", "state_province": "Louisiana"}
    assert filled(editor, PLACE_FORM, **moved).status_code == 303
    at = row(place, "location", HOUSTON)
    assert (at["latitude"], at["geo_precision"]) == (Decimal("29.956000"), "zip")
    assert row(place, "address", "a Casa Segura Houston")["state_province"] == "LA"
    assert "address" in at["kept_fields"]
    point = {"latitude": "29.95", "longitude": "-90.08"}
    assert filled(editor, PLACE_FORM, **point).status_code == 303
    at = row(place, "location", HOUSTON)
    assert (at["longitude"], at["geo_precision"]) == (Decimal("-90.080000"), "address")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"state_province": "LA"}, "77036 is in TX."),
        ({"state_province": "Texass"}, "Perhaps TX?"),
        ({"postal_code": "00000"}, "We do not know it."),
        ({"city": ""}, "This field is required."),
        ({"latitude": "29.7", "longitude": ""}, "Fill in both or neither."),
    ],
)
def test_an_address_that_cannot_be_is_refused(place, editor, changed, said):
    answer = filled(editor, PLACE_FORM, **changed)
    assert answer.status_code == 422
    assert said in " ".join(errors(answer.text))


def test_recognition_is_kept_with_its_day(place, editor):
    wrong = filled(editor, CLINIC_FORM, is_recognized=False)
    assert "Tick this" in " ".join(errors(wrong.text))
    assert filled(editor, CLINIC_FORM, expires="2028-05-06", renewal_pending="y").status_code == 303
    mark = row(place, "organization_identifier", "mark")
    assert (mark["expires"], mark["renewal_pending"]) == (datetime.date(2028, 5, 6), True)
    gone = {"is_recognized": False, "expires": "", "renewal_pending": False}
    assert filled(editor, CLINIC_FORM, **gone).status_code == 303
    assert directory(place)["organization_identifier"] == {}
    back = {"is_recognized": "y", "expires": "2029-01-01"}
    assert filled(editor, CLINIC_FORM, **back).status_code == 303
    assert len(directory(place)["organization_identifier"]) == 1


def test_two_organizations_of_one_name_are_told_apart(place, editor):
    answer = filled(editor, f"/organizations/{OTHER}/edit", name="casa segura")
    assert "Add the city" in " ".join(errors(answer.text))


def test_texts_in_other_languages_are_kept_beside_each_other(place, editor):
    path = f"/services/{SERVICE}/texts/vi"
    assert filled(editor, path, description="Tị nạn.").status_code == 303
    assert row(place, "service", SERVICE)["texts"] == {
        "es": {"description": "Casos de asilo y de familia."},
        "vi": {"description": "Tị nạn."},
    }
    assert filled(editor, f"/services/{SERVICE}/texts/es", description="").status_code == 303
    assert set(row(place, "service", SERVICE)["texts"]) == {"vi"}
    assert editor.get(f"/services/{SERVICE}/texts/en").status_code == 404
    assert editor.get(f"/services/{SERVICE}/texts/xx").status_code == 404


def test_a_form_shows_what_a_person_would_get_and_keeps_nothing(place, editor):
    answer = filled(editor, SERVICE_FORM, taking_cases="no", preview="yes")
    assert answer.status_code == 200
    assert "takes no new cases right now" in answer.text
    assert form_in(answer.text).fields["taking_cases"] == ["no"]
    assert changes(place) == 0
    assert row(place, "service", KATY)["taking_cases"] is None
