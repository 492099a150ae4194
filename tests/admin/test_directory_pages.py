"""Staff find services and organizations, see all of them, add some, and take some out."""

import re
from datetime import date

import pytest
from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from phrasebook.speech import Speech
from referrals.database import open_engine
from referrals.directory import nearest
from referrals.history import bump_version
from referrals.model_details import OrganizationIdentifier, Phone, ServiceArea
from referrals.models import Service, ServiceAtLocation
from referrals.places import find_place
from tests.admin.browsing import Place
from tests.admin.forms_seen import filled, form_in, opened, sent
from tests.admin.small_directory import (
    CLINIC,
    HOUSTON,
    KATY,
    OTHER_SERVICE,
    PHONE,
    SERVICE,
    add_directory,
    directory,
)
from tests.architecture.lints import ROOT


@pytest.fixture(autouse=True)
def _directory(place: Place) -> None:
    add_directory(place)


def found(browser, query: str) -> set[str]:
    """Return the ids of the services that a list shows."""
    page = browser.get(f"/services/?{query}").text
    ids = set(re.findall(r'<td[^>]*><span><a href="/services/([^"?]+)"', page))
    count = re.search(r"(\d+) records?<", page)
    assert count
    assert int(count[1]) == len(ids)
    return {key.replace("%20", " ") for key in ids}


def told(place: Place, text: str) -> list[str]:
    """Return the services that a person at a place is named."""
    engine = open_engine(place.settings["DATABASE_URL"])  # another one than holds the old offers
    with Session(engine) as database:
        page = nearest(database, find_place(database, text), 9, today=date(2026, 3, 5))
        named = [match.service_id for match in page.matches]
    engine.dispose()
    return named


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {SERVICE, KATY, OTHER_SERVICE}),
        ("q=puente", {OTHER_SERVICE}),
        ("q=casa+houston", {SERVICE}),
        ("q=KATY", {KATY, OTHER_SERVICE}),
        ("q=77036", {SERVICE}),
        ("q=(713)+555-0101", {KATY}),
        ("q=1-713-555-0102", {OTHER_SERVICE}),
        ("q=%25", set()),
        ("state=TX", {SERVICE, KATY, OTHER_SERVICE}),
        ("state=LA", set()),
        ("language=es", {SERVICE, KATY, OTHER_SERVICE}),
        ("language=vi", set()),
        ("need=asylum", set()),
        ("taking=yes", {SERVICE}),
        ("taking=unknown", {KATY, OTHER_SERVICE}),
        ("taking=no", set()),
        ("due=due", {SERVICE, KATY, OTHER_SERVICE}),
        ("due=checked", set()),
        ("listed=listed", {SERVICE, KATY, OTHER_SERVICE}),
        ("listed=withheld", set()),
        ("listed=inactive", set()),
        ("kind=rapid_response", set()),
        ("kind=legal_help&q=casa&taking=unknown", {KATY}),
        ("kind=nonsense&need=x", set()),
    ],
)
def test_services_are_found(viewer, query, expected):
    assert found(viewer, query) == expected


def test_a_service_is_found_by_what_is_known_of_it_since(place, editor):
    filled(editor, f"/services/{KATY}/edit", states="LA", kind="rapid_response", status="inactive")
    editor.post(f"/services/{OTHER_SERVICE}/withhold")
    with place.database() as database:
        database.get(Service, SERVICE).assured_date = date(2026, 2, 1)
        database.commit()
    assert found(editor, "state=LA") == {KATY}
    assert found(editor, "kind=rapid_response") == {KATY}
    assert found(editor, "listed=inactive") == {KATY}
    assert found(editor, "listed=withheld") == {OTHER_SERVICE}
    assert found(editor, "due=checked") == {SERVICE}
    place.clock.pass_by(minutes=20)
    with place.database() as database:
        database.get(Service, SERVICE).due_date = date(2026, 3, 5)
        database.commit()
    assert found(editor, "due=checked") == set()


def test_a_list_keeps_its_filters_from_page_to_page(place, viewer, monkeypatch):
    from admin.service_pages import ServicePages

    monkeypatch.setattr(ServicePages, "page_size", 1)
    page = viewer.get("/services/?q=casa&kind=legal_help").text
    following = re.search(r'rel="next" href="([^"]+)"', page)
    assert following
    address = following[1].replace("&amp;", "&")
    assert "q=casa" in address
    assert "kind=legal_help" in address
    assert "Page 2 of 2" in viewer.get(address).text


def test_organizations_are_found_by_name_city_and_number(viewer):
    for query, name in (("puente", "Puente Legal"), ("houston", "Casa"), ("5550102", "Puente")):
        page = viewer.get(f"/organizations/?q={query}").text
        assert "1 record<" in page
        assert name in page
    assert "2 records<" in viewer.get("/organizations/").text
    assert "0 records<" in viewer.get("/organizations/?q=nobody").text


def test_a_service_is_shown_with_all_that_is_known(viewer):
    page = viewer.get(f"/services/{SERVICE}").text
    for words in (
        *("Casa Segura", "Asylum and family cases.", "Low cost", "Also people in detention"),
        *("1 Main Street", "Houston, TX 77036", "713-555-0100", "People get this number"),
        *("Mon-Fri 9:00-17:00", "Harris County, TX", "A photo ID", "Mam, Spanish", "Jan 31, 2027"),
        *("Ask for the front desk.", "a roster", "Jan 5, 2026", "Youngest age", ">18<"),
    ):
        assert words in page, words
    assert re.search(r"Español</span>: there", page)


def test_a_viewer_is_offered_no_way_to_change(viewer, editor):
    for path in (f"/services/{SERVICE}", f"/organizations/{CLINIC}", "/organizations/"):
        ways = re.findall(r'href="([^"]*/(?:edit|add)[^"]*)"', viewer.get(path).text)
        assert ways == []
        assert re.findall(r'href="([^"]*/(?:edit|add)[^"]*)"', editor.get(path).text)
        assert "/withhold" not in viewer.get(path).text


def test_what_is_taken_out_of_the_list_is_kept_and_comes_back(place, editor):
    before = directory(place)["service"][SERVICE]
    assert SERVICE in told(place, "77036")
    assert editor.post(f"/services/{SERVICE}/withhold").status_code == 303
    assert SERVICE not in told(place, "77036")
    page = editor.get(f"/services/{SERVICE}").text
    assert "people are not told of it" in page
    kept = directory(place)["service"][SERVICE]
    assert kept["is_withheld"] is True
    assert "is_withheld" in kept["kept_fields"]
    assert editor.post(f"/services/{SERVICE}/restore").status_code == 303
    assert SERVICE in told(place, "77036")
    again = directory(place)["service"][SERVICE]
    assert again | {"kept_fields": []} == before


def test_all_services_of_an_organization_are_taken_out_together(place, editor):
    editor.post(f"/organizations/{CLINIC}/withhold")
    assert told(place, "77036") == [OTHER_SERVICE]
    editor.post(f"/organizations/{CLINIC}/restore")
    assert set(told(place, "77036")) >= {SERVICE, OTHER_SERVICE}


def test_a_new_organization_is_found_by_people_once_it_has_a_place_and_a_phone(place, editor):
    made = filled(editor, "/organizations/add", name="Faro Legal", website="faro.example")
    clinic = made.headers["Location"].rpartition("/")[2]
    made = filled(editor, f"/services/add/{clinic}", name="Asylum clinic", needs=["asylum"])
    service = made.headers["Location"].rpartition("/")[2]
    at = {"city": "New Orleans", "state_province": "LA", "postal_code": "70112"}
    number = {"phones-0-number": "504-555-0130"}
    made = filled(editor, f"/places/add/{service}", **at, **number)
    assert made.status_code == 303
    assert told(place, "70112")[0] == service
    row = directory(place)["organization"][clinic]
    assert (row["source"], row["name"]) == ("staff", "Faro Legal")
    shown = editor.get(f"/services/{service}").text
    assert "504-555-0130" in shown
    assert "Asylum and fear of return" in shown


def test_a_new_record_needs_its_name(editor):
    answer = filled(editor, "/organizations/add", description="No name yet.")
    assert answer.status_code == 422
    assert form_in(answer.text).fields["description"] == ["No name yet."]
    assert filled(editor, f"/services/add/{CLINIC}").status_code == 422
    assert filled(editor, f"/places/add/{SERVICE}", city="").status_code == 422


def test_a_service_can_leave_a_place_and_the_place_stays(place, editor):
    assert editor.post(f"/places/unlink/{SERVICE}", place=HOUSTON).status_code == 303
    rows = directory(place)
    assert HOUSTON in rows["location"]
    assert SERVICE not in {r["service_id"] for r in rows["service_at_location"].values()}
    assert "Place where nothing is given" in editor.get(f"/organizations/{CLINIC}").text
    assert editor.post(f"/places/unlink/{SERVICE}", place=HOUSTON).status_code == 404
    assert editor.post(f"/places/link/{SERVICE}", place=HOUSTON).status_code == 303
    assert "1 Main Street" in editor.get(f"/services/{SERVICE}").text
    assert editor.post(f"/places/link/{SERVICE}", place="l Puente Legal Katy").status_code == 404


def test_staff_see_the_text_in_every_language_as_people_get_it(place, viewer):
    page = viewer.get(f"/services/{SERVICE}/preview").text
    speech = Speech(ROOT)
    for tag in speech.languages.spoken():
        row = speech.languages[tag]
        assert f'<p class="bubble" lang="{tag}" dir="{row.direction}">' in page
    assert "713-555-0100 (not checked), about 5 mi, DOJ-recognized" in page
    assert "Casa Segura, Houston, 713-555-0100 (no verificado)" in page
    assert "not told of it" not in page
    assert "So it is said to somebody" in page
    with place.database() as database:
        database.get(Service, SERVICE).status = "inactive"
        database.commit()
    page = viewer.get(f"/services/{SERVICE}/preview").text
    assert "Not active: people are not told of it." in page
    assert "Nobody gets this text now." in page
    assert "So it is said to somebody" not in page


@pytest.mark.parametrize(
    ("why", "whole", "mark"),
    [
        ("ended", "its DOJ recognition ended on Jan 31, 2026", "recognition ended on Jan 31, 2026"),
        ("nowhere", "it has no place and no area that we know", "no place and no area"),
    ],
)
def test_what_people_are_not_told_is_said_on_every_page_with_why(place, editor, why, whole, mark):
    with place.database() as database:
        if why == "ended":
            database.get(OrganizationIdentifier, "mark").expires = date(2026, 1, 31)
        else:
            database.execute(delete(ServiceAtLocation))
            database.execute(update(ServiceArea).values(extent="99999"))
        bump_version(database)
        database.commit()
    assert SERVICE not in told(place, "77036")
    for path in (f"/services/{SERVICE}", f"/services/{SERVICE}/preview"):
        page = editor.get(path).text
        assert whole in page
        assert "People get this number" not in page
    assert whole in filled(editor, f"/services/{SERVICE}/edit", preview="yes").text
    for path in ("/services/?q=casa", f"/organizations/{CLINIC}"):
        assert f"{mark}</span>" in editor.get(path).text
    if why == "ended":
        editor.post(f"/verification/{SERVICE}/right")
        assert SERVICE in told(place, "77036")
        assert "People get this number" in editor.get(f"/services/{SERVICE}").text


def test_the_list_shows_the_number_that_people_get(place, viewer):
    with place.database() as database:
        database.get(Phone, PHONE).type = "fax"
        voice = {"id": "whole", "number": "+17135550109", "organization_id": CLINIC}
        database.add(Phone(**voice, source="staff", kept_fields=[]))
        database.commit()
    page = viewer.get("/services/?q=77036").text
    assert "713-555-0109" in page
    assert "713-555-0100" not in page


@pytest.mark.parametrize(
    "path",
    [
        *("/services/nobody", "/services/nobody/edit", "/services/nobody/preview"),
        *("/organizations/nobody", "/organizations/nobody/edit", "/places/nobody/edit"),
        *("/services/add/nobody", "/places/add/nobody", "/history/nobody"),
        *("/history/record/service/nobody", "/history/record/staff/nobody", "/duplicates/a/b"),
    ],
)
def test_what_is_not_there_is_said_not_to_be(editor, path):
    assert editor.get(path).status_code == 404


def test_a_value_that_looks_like_markup_is_shown_as_it_was_written(editor):
    hostile = '"><script>x()</script>'
    assert filled(editor, f"/services/{SERVICE}/edit", wait_time=hostile).status_code == 303
    for path in (f"/services/{SERVICE}", f"/services/{SERVICE}/edit"):
        page = editor.get(path).text
        assert "<script>x()" not in page
    assert opened(editor, f"/services/{SERVICE}/edit")["wait_time"] == [hostile]


def test_a_form_sent_without_what_a_browser_sends_loses_nothing(place, editor):
    token = opened(editor, f"/services/{SERVICE}/edit")["csrf_token"]
    answer = sent(editor, f"/services/{SERVICE}/edit", {"csrf_token": token})
    assert answer.status_code == 422
    assert directory(place)["service"][SERVICE]["description"] == "Asylum and family cases."
