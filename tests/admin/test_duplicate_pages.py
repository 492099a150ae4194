"""Organizations that may be one are shown side by side, made one, or remembered to be two."""

import re

import pytest

from referrals.history import bump_version
from tests.admin.browsing import Place
from tests.admin.small_directory import CLINIC, add_directory, directory
from tests.referrals.small_records import office, put

TWIN = "o Casa Segura Inc"
PAGE = f"/duplicates/{CLINIC}/{TWIN}"


@pytest.fixture(autouse=True)
def _twins(place: Place) -> None:
    add_directory(place)
    twin = office("Casa Segura Inc", "Houston", "+17135550100")
    twin["organization"][TWIN] |= {"website": "casa.example", "staff_notes": "Theirs."}
    twin["organization"][TWIN]["email"] = "help@casa.example"
    put(place.app.database.engine, twin)
    with place.database() as database:
        bump_version(database)
        database.commit()


def shown(browser) -> list[tuple[str, str]]:
    page = browser.get("/duplicates/").text
    found = re.findall(r'href="/duplicates/([^"/]+)/([^"/]+)"', page)
    return [(one.replace("%20", " "), other.replace("%20", " ")) for one, other in found]


def test_pairs_are_listed_with_why(viewer):
    assert (CLINIC, TWIN) in shown(viewer)
    page = viewer.get("/duplicates/").text
    assert "The same number: 713-555-0100" in page
    assert "The same address: 1 main st, houston tx" in page


def test_both_stand_side_by_side_and_can_change_places(viewer):
    page = viewer.get(PAGE).text
    assert page.index(">Casa Segura<") < page.index(">Casa Segura Inc<")
    turned = viewer.get(f"/duplicates/{TWIN}/{CLINIC}").text
    assert turned.index(">Casa Segura Inc<") < turned.index(">Casa Segura<")
    assert "Make them one" not in page


def test_they_are_made_one_field_by_field_and_apart_again(place, editor):
    before = directory(place)
    page = editor.get(PAGE).text
    assert 'name="name" value="other"' in page
    assert 'name="website"' not in page
    done = editor.post(f"{PAGE}/merge", name="other")
    assert done.status_code == 303
    rows = directory(place)
    assert TWIN not in rows["organization"]
    one = rows["organization"][CLINIC]
    assert (one["name"], one["website"]) == ("Casa Segura Inc", "casa.example")
    assert (CLINIC, TWIN) not in shown(editor)
    assert editor.post(f"{done.headers['Location']}/undo").status_code == 303
    assert directory(place) == before
    assert (CLINIC, TWIN) in shown(editor)


def test_what_is_said_not_to_be_one_is_remembered_by_all(place, editor, viewer):
    assert editor.post(f"/duplicates/{TWIN}/{CLINIC}/apart").status_code == 303
    assert (CLINIC, TWIN) not in shown(viewer)
    page = viewer.get("/duplicates/").text
    assert "Said not to be the same" in page
    assert "editor@example.org" in page
    assert editor.post(f"{PAGE}/together").status_code == 303
    assert (CLINIC, TWIN) in shown(viewer)


def test_only_editors_decide(place, viewer):
    for what in ("merge", "apart", "together"):
        assert viewer.post(f"{PAGE}/{what}").status_code == 403
    assert TWIN in directory(place)["organization"]


@pytest.mark.parametrize("path", [f"/duplicates/{CLINIC}/{CLINIC}", f"/duplicates/{CLINIC}/nobody"])
def test_one_and_the_same_and_nobody_are_refused(place, editor, path):
    before = directory(place)
    assert editor.post(f"{path}/merge").status_code == 404
    assert editor.post(f"{path}/apart").status_code == 404
    assert directory(place) == before
