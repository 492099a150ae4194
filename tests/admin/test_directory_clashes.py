"""Places, organizations and texts are changed; what others changed meanwhile is not overwritten."""

import datetime
import re
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from referrals.history_models import ChangeSet
from tests.admin.browsing import Place, open_place
from tests.admin.forms_seen import filled, form_in, opened, sent
from tests.admin.small_directory import (
    CLINIC,
    HOUSTON,
    OTHER,
    PHONE,
    SERVICE,
    add_directory,
    directory,
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


def errors(page: str) -> list[str]:
    return re.findall(r'<p class="error"[^>]*>([^<]+)<', page)


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
