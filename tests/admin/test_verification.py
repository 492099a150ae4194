"""The queue in the browser: what is due is seen, checked in one click, and settled."""

import datetime

import pytest
from sqlalchemy.orm import Session

from admin.verification_pages import dialled
from referrals.history_models import ChangeSet, NumberReport, Verification
from referrals.model_details import Phone
from referrals.models import Service
from referrals.verification import report_number
from tests.referrals.small_records import office, put, together

TODAY = datetime.date(2026, 3, 5)
HOUSTON = "s Casa Segura Houston"


@pytest.fixture
def directory(place):
    """Two services that nobody checked; one has been reported three times."""
    engine = place.app.database.engine
    put(engine, together(office(), office("Ayuda Lenta", "Katy", "+17135550101")))
    with Session(engine) as session, session.begin():
        report_number(session, HOUSTON, TODAY, 3)
    return engine


def service(engine, key=HOUSTON):
    with Session(engine) as session:
        found = session.get(Service, key)
        session.expunge_all()
        return found


def test_what_is_due_is_shown_with_a_number_to_tap_and_what_was_reported(directory, viewer):
    page = viewer.get("/verification/").text
    assert "2 services to check" in page
    assert "Reported 3 times as not working" in page
    assert page.index("Casa Segura") < page.index("Ayuda Lenta")
    assert 'href="tel:+17135550100"' in page
    assert "Called, still right" not in page


def test_one_click_says_that_it_is_right(directory, editor):
    sent = editor.post(f"/verification/{HOUSTON}/right", next="/verification/?page=1")
    assert sent.status_code == 303
    assert sent.headers["Location"] == "/verification/?page=1"
    found = service(directory)
    assert (found.assured_date, found.verified_how) == (TODAY, "call")
    assert found.assurer_email == "editor@example.org"
    page = editor.get("/verification/").text
    assert "Casa Segura: checked today, due again on Jun 3, 2026." in page
    assert "1 service to check" in page
    assert "Reported" not in page


def test_a_check_is_kept_with_how_note_and_next_day(directory, editor):
    editor.post(
        f"/verification/{HOUSTON}/right",
        how="visit",
        note=" moved upstairs ",
        due_date="2026-04-01",
    )
    with Session(directory) as session:
        row = session.query(Verification).one()
    assert (row.how, row.note) == ("visit", "moved upstairs")
    assert row.due_date == datetime.date(2026, 4, 1)
    page = editor.get(f"/verification/{HOUSTON}").text
    assert "By a visit" in page
    assert "moved upstairs" in page


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"due_date": "2026-03-05"}, "Choose a day to come"),
        ({"due_date": "2036-03-05"}, "Choose a day to come"),
        ({"due_date": "soon"}, "Not a valid date value"),
        ({"how": "guess"}, "Not a valid choice"),
        ({"note": "x" * 2001}, "Field cannot be longer than 2000"),
    ],
)
def test_a_check_with_something_wrong_is_not_kept_and_says_what(directory, editor, wrong, words):
    answer = editor.post(f"/verification/{HOUSTON}/right", **({"how": "call"} | wrong))
    assert answer.status_code == 422
    assert words in answer.text
    assert service(directory).assured_date is None


def test_reports_are_settled_without_a_check(directory, editor):
    editor.post(f"/verification/{HOUSTON}/settle")
    with Session(directory) as session:
        assert session.query(NumberReport).one().is_settled
    assert service(directory).assured_date is None
    assert "2 services to check" in editor.get("/verification/").text


def test_a_check_taken_back_in_the_history_leaves_the_queue_as_it_was(directory, editor):
    before = editor.get("/verification/").text
    editor.post(f"/verification/{HOUSTON}/right", how="call", note="moved upstairs")
    with Session(directory) as session:
        made = session.query(ChangeSet.id).filter_by(kind="verify").scalar()
    assert editor.post(f"/history/{made}/undo").status_code == 303
    for path in (f"/verification/{HOUSTON}", f"/services/{HOUSTON}"):
        page = editor.get(path).text
        assert "moved upstairs" not in page
    assert "Reported 3 times as not working" in before
    assert "Reported 3 times as not working" in editor.get("/verification/").text


def test_the_queue_and_its_link_have_the_number_that_people_get(directory, viewer):
    with Session(directory) as session, session.begin():
        session.get(Phone, "p Casa Segura Houston").type = "fax"
        whole = {"organization_id": "o Casa Segura", "number": "+17135550109"}
        session.add(Phone(id="whole", **whole, source="staff", kept_fields=[]))
    for path in ("/verification/", f"/verification/{HOUSTON}"):
        page = viewer.get(path).text
        assert 'href="tel:+17135550109"' in page
        assert "713-555-0100" not in page


def test_who_may_only_look_cannot_check(directory, viewer):
    assert viewer.post(f"/verification/{HOUSTON}/right").status_code == 403
    assert service(directory).assured_date is None


def test_a_service_that_is_not_there_is_no_page(directory, editor):
    assert editor.get("/verification/none").status_code == 404
    assert editor.post("/verification/none/right").status_code == 404
    assert editor.post("/verification/none/settle").status_code == 404


def test_no_other_site_is_gone_back_to(directory, editor):
    sent = editor.post(f"/verification/{HOUSTON}/settle", next="https://elsewhere.example")
    assert sent.headers["Location"] == "/verification/"


def test_a_long_queue_has_pages(place, viewer):
    engine = place.app.database.engine
    put(engine, together(*(office(f"Casa {n:02}", mark=str(n)) for n in range(30))))
    first = viewer.get("/verification/").text
    second = viewer.get("/verification/?page=2").text
    assert first.count('<li class="card">') == 25
    assert second.count('<li class="card">') == 5
    assert "Page 2 of 2" in second
    assert viewer.get("/verification/?page=9").text.count('<li class="card">') == 5
    assert viewer.get("/verification/?page=x").status_code == 200


def test_an_empty_queue_says_so(viewer):
    assert "Nothing is due" in viewer.get("/verification/").text


@pytest.mark.parametrize(
    ("shown", "link"),
    [
        ("713-555-0100", "tel:+17135550100"),
        ("713-555-0100 x12", "tel:+17135550100,12"),
        ("+52155550100", "tel:+52155550100"),
        ("911", "tel:911"),
    ],
)
def test_numbers_are_dialled_as_telephones_want_them(shown, link):
    assert dialled(shown) == link
