"""Who changed what and when is shown field by field, and taken back as it was."""

import datetime
import re

import pytest
from sqlalchemy import select

from referrals.changes import Difference
from referrals.history import Author, carry_out
from referrals.history_models import ChangeSet
from tests.admin.browsing import NOON, Browser, Place, open_place
from tests.admin.forms_seen import filled
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


@pytest.fixture(params=KINDS)
def place(request, tmp_path):
    """An admin with a small directory, on each kind of database."""
    with empty_database(request.param, tmp_path) as url:
        made = open_place(url)
        add_directory(made)
        yield made
        made.app.database.engine.dispose()


def latest(place: Place) -> str:
    with place.database() as database:
        order = select(ChangeSet.id).order_by(ChangeSet.made_at.desc()).limit(1)
        return database.scalar(order) or ""


def edit(place: Place, browser: Browser, path: str = SERVICE_FORM, **changed: object) -> str:
    """Change a record through its form; return the id of the change."""
    place.clock.pass_by(seconds=1)
    answer = filled(browser, path, **changed)
    assert answer.status_code == 303, answer.text
    return latest(place)


def by_import(place: Place, kind: str = "import") -> str:
    """Change the note of an organization as an import does."""
    place.clock.pass_by(seconds=1)
    with place.database() as database:
        row = directory(place)["organization"][OTHER]
        change = Difference("organization", OTHER, row, row | {"email": "new@puente.example"})
        author = Author("manager@example.org", kind, "list.csv", place.clock())
        made = carry_out(database, [change], author)
        database.commit()
        return made


def lines(page: str) -> list[tuple[str, ...]]:
    """Return the rows of the tables of a page: field, before, after."""
    rows = re.findall(r"<tr>(<td.*?)</tr>", page, re.DOTALL)
    return [
        tuple(re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<td.*?</td>", row))
        for row in rows
    ]


def test_a_change_is_told_field_by_field_in_words(place, editor, viewer):
    made = edit(
        place,
        editor,
        taking_cases="no",
        cost="free",
        minimum_age="",
        needs=["asylum"],
        states="LA",
        **{"phones-0-number": "713-555-0133"},
    )
    page = viewer.get(f"/history/{made}").text
    told = lines(page)
    assert ("Takes new cases", "Yes", "No") in told
    assert ("Cost", "Low cost", "Free") in told
    assert ("Youngest age", "18", "nothing") in told
    assert ("Number", "nothing", "713-555-0133") in told
    assert ("Area", "nothing", "LA") in told
    assert ("Legal problem", "nothing", "Asylum and fear of return") in told
    assert "editor@example.org" in page
    assert "Casa Segura: Immigration legal help" in page


def test_the_history_of_a_record_has_what_belonged_to_it_too(place, editor, viewer):
    edit(place, editor, **{"phones-0-number": "713-555-0133"})
    edit(place, editor, **{"phones-0-number": ""})
    edit(place, editor, f"/organizations/{OTHER}/edit", website="puente.example")
    page = viewer.get(f"/history/record/service/{SERVICE}").text
    assert page.count("713-555-0133") >= 2
    assert "Removed" in page
    assert "puente.example" not in page
    assert "puente.example" in viewer.get(f"/history/record/organization/{OTHER}").text
    clinic = viewer.get(f"/history/record/organization/{CLINIC}").text
    assert "Nothing was changed yet" in clinic
    assert "713-555-0133" not in clinic


def test_the_list_is_narrowed_by_who_how_and_when(place, editor, viewer):
    edit(place, editor, wait_time="A week")
    place.clock.pass_by(minutes=10)
    by_import(place)
    day = NOON.date()

    def titles(query: str) -> set[str]:
        page = viewer.get(f"/history/?{query}").text
        return set(re.findall(r'href="/history/[0-9a-f-]+">([^<]+)<', page))

    edited, imported = "Casa Segura: Immigration legal help", "list.csv"
    assert titles("") == {edited, imported}
    assert titles("by=editor@example.org") == {edited}
    assert titles("kind=import") == {imported}
    assert titles("kind=nonsense") == {edited, imported}
    assert titles(f"since={day}&until={day}") == {edited, imported}
    assert titles(f"since={day + datetime.timedelta(days=1)}") == set()
    assert titles(f"until={day - datetime.timedelta(days=1)}") == set()
    assert titles("since=whenever") == {edited, imported}


def test_a_change_is_taken_back_after_asking(place, editor):
    before = directory(place)
    made = edit(place, editor, f"/places/{HOUSTON}/edit", **{"phones-0-number": "713-555-0134"})
    asked = editor.get(f"/history/{made}/undo")
    assert ("Number", "713-555-0100", "713-555-0134") in lines(asked.text)
    assert directory(place)["phone"][PHONE]["number"] == "+17135550134"
    done = editor.post(f"/history/{made}/undo")
    assert done.status_code == 303
    assert directory(place) == before
    page = editor.get(f"/history/{made}").text
    assert "Taken back" in page
    assert f"/history/{made}/undo" not in page
    again = editor.post(f"/history/{made}/undo")
    assert again.headers["Location"].endswith(made)
    assert "taken back already" in editor.get(f"/history/{made}").text


def test_what_was_taken_back_can_be_done_again(place, editor):
    made = edit(place, editor, wait_time="A week")
    place.clock.pass_by(seconds=1)
    back = editor.post(f"/history/{made}/undo").headers["Location"].rpartition("/")[2]
    place.clock.pass_by(seconds=1)
    assert editor.post(f"/history/{back}/undo").status_code == 303
    assert directory(place)["service"][SERVICE]["wait_time"] == "A week"
    assert f"/history/{made}/undo" in editor.get(f"/history/{made}").text


def test_what_was_changed_since_is_named_and_nothing_is_taken_back(place, editor):
    made = edit(place, editor, wait_time="A week", cost="free")
    edit(place, editor, wait_time="A month")
    before = directory(place)
    answer = editor.post(f"/history/{made}/undo")
    assert answer.status_code == 409
    link = f'<a href="/services/{SERVICE}">Service Immigration legal help</a>'
    assert f"{link}: Waiting time" in answer.text.replace("%20", " ")
    assert "Cost" not in answer.text
    assert directory(place) == before


def test_what_others_have_come_to_hang_on_stays(place, editor):
    made = filled(editor, f"/services/add/{CLINIC}", name="New clinic").headers["Location"]
    service = made.rpartition("/")[2]
    added = latest(place)
    edit(place, editor, f"/services/{service}/edit", documents="A photo ID")
    answer = editor.post(f"/history/{added}/undo")
    assert answer.status_code == 409
    assert "Take the later changes back first" in answer.text
    assert service in directory(place)["service"]


def test_a_new_organization_is_taken_back_whole(place, editor):
    before = directory(place)
    filled(editor, "/organizations/add", name="Faro Legal", **{"phones-0-number": "504-555-0130"})
    assert editor.post(f"/history/{latest(place)}/undo").status_code == 303
    assert directory(place) == before


@pytest.mark.parametrize("kind", ["import", "seed"])
def test_imports_are_taken_back_by_managers_alone(place, editor, manager, kind):
    made = by_import(place, kind)
    assert f"/history/{made}/undo" not in editor.get(f"/history/{made}").text
    assert editor.get(f"/history/{made}/undo").status_code == 403
    assert editor.post(f"/history/{made}/undo").status_code == 403
    assert directory(place)["organization"][OTHER]["email"] == "new@puente.example"
    back = manager.post(f"/history/{made}/undo").headers["Location"]
    assert directory(place)["organization"][OTHER]["email"] is None
    assert editor.post(f"{back}/undo").status_code == 403


def test_a_viewer_sees_history_and_takes_nothing_back(place, editor, viewer):
    made = edit(place, editor, wait_time="A week")
    assert viewer.get(f"/history/{made}").status_code == 200
    assert f"/history/{made}/undo" not in viewer.get(f"/history/{made}").text
    assert viewer.get(f"/history/{made}/undo").status_code == 403
    assert viewer.post(f"/history/{made}/undo").status_code == 403


def test_a_long_change_is_shown_in_pages(place, viewer, monkeypatch):
    from admin import history_pages

    monkeypatch.setattr(history_pages, "LINES", 2)
    with place.database() as database:
        row = directory(place)["organization"][OTHER]
        more = {"email": "a@puente.example", "website": "puente.example", "tax_id": "12"}
        change = Difference("organization", OTHER, row, row | more)
        made = carry_out(database, [change], Author("a", "import", "a list", NOON))
        database.commit()
    first, second = (viewer.get(f"/history/{made}?page={number}").text for number in (0, 1))
    assert len(lines(first)) == 2
    assert len(lines(second)) == 1
    assert 'rel="next"' in first
    assert 'rel="next"' not in second
