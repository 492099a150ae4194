"""What a manager does with accounts, and what nobody can do."""

import re

import pytest

from admin import accounts
from tests.admin.browsing import PASSWORD

OTHER = "lin@example.org"


def link_in(page):
    found = re.search(r'readonly value="http://127\.0\.0\.1:8081(/invitation/[^"]+)"', page.text)
    assert found, page.text
    return found[1]


def path_of(place, email, action=""):
    return f"/staff/{place.staff(email).id}{action}"


def test_a_manager_invites_somebody_who_then_signs_in(place, manager):
    page = manager.post("/staff/invite", email=" Lin@Example.org", role="viewer", language="es")
    guest = place.browser()
    guest.post(link_in(page), password=PASSWORD, again=PASSWORD)
    assert guest.sign_in(OTHER).status_code == 303
    assert '<html lang="es">' in guest.get("/").text
    assert place.staff(OTHER).role == "viewer"
    assert ("account.invited", OTHER) in place.events()


def test_an_invitation_link_is_shown_only_once(place, manager):
    page = manager.post("/staff/invite", email=OTHER, role="viewer", language="en")
    token = link_in(page).rpartition("/")[2]
    assert token not in manager.get(path_of(place, OTHER)).text


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({"email": "manager@example.org"}, "There is an account with this address"),
        ({"email": "no address"}, "Write it like name@example.org"),
        ({"email": ""}, "This field is required"),
        ({"email": OTHER, "role": "owner"}, "Not a valid choice"),
        ({"email": OTHER, "language": "fr"}, "Not a valid choice"),
    ],
)
def test_an_invitation_that_cannot_be_made_says_why_beside_the_field(manager, form, says):
    answer = manager.post("/staff/invite", **({"role": "viewer", "language": "en"} | form))
    assert answer.status_code == 422
    assert re.search(rf'class="error"[^>]*>{says}', answer.text)


def test_a_manager_changes_a_role_and_it_counts_at_once(place, manager, viewer):
    assert viewer.get("/staff/").status_code == 403
    changed = manager.post(path_of(place, "viewer@example.org", "/role"), role="editor")
    assert changed.status_code == 303
    assert place.staff("viewer@example.org").role == "editor"
    assert ("account.role", "viewer@example.org") in place.events()


def test_a_role_that_is_none_of_ours_is_refused(place, manager, viewer):
    answer = manager.post(path_of(place, "viewer@example.org", "/role"), role="owner")
    assert answer.status_code == 400
    assert place.staff("viewer@example.org").role == "viewer"


def test_an_ended_account_is_out_at_once_and_can_be_opened_again(place, manager, viewer):
    manager.post(path_of(place, "viewer@example.org", "/deactivate"))
    assert viewer.get("/").status_code == 303
    assert place.browser().sign_in("viewer@example.org").status_code == 422
    manager.post(path_of(place, "viewer@example.org", "/activate"))
    assert place.browser().sign_in("viewer@example.org").status_code == 303
    assert {e for e, who in place.events() if who == "viewer@example.org"} >= {
        "account.ended",
        "account.renewed",
    }


def test_an_account_that_ended_in_the_database_alone_is_out_at_once_too(place, viewer):
    with place.database() as database:
        accounts.find(database, "viewer@example.org").is_active = False
        database.commit()
    assert viewer.get("/").status_code == 303


@pytest.mark.parametrize("action", ["/deactivate", "/role"])
def test_the_last_manager_can_neither_be_ended_nor_made_less(place, manager, action):
    manager.post(path_of(place, "manager@example.org", action), role="viewer")
    kept = place.staff("manager@example.org")
    assert (kept.role, kept.is_active) == ("manager", True)
    assert "This is the last manager" in manager.get("/staff/").text


def test_a_manager_who_was_only_invited_or_has_ended_does_not_count(place, manager):
    with place.database() as database:
        accounts.make(database, "invited@example.org", "manager", "en", place.clock())
        ended = accounts.make(database, "ended@example.org", "manager", "en", place.clock())
        ended.password_hash, ended.is_active = "x", False
        database.commit()
    manager.post(path_of(place, "manager@example.org", "/deactivate"))
    assert place.staff("manager@example.org").is_active


def test_with_a_second_manager_the_first_may_go(place, manager):
    place.account(OTHER, "manager")
    manager.post(path_of(place, "manager@example.org", "/deactivate"))
    assert not place.staff("manager@example.org").is_active
    assert manager.get("/staff/").status_code == 303


def test_a_lost_second_factor_is_taken_away_with_the_sessions(place, manager, editor):
    manager.post(path_of(place, "editor@example.org", "/second-factor"))
    assert place.staff("editor@example.org").totp_secret is None
    assert editor.get("/").status_code == 303
    again = place.browser()
    assert again.sign_in("editor@example.org").headers["Location"] == "/second-factor/set-up"


def test_a_lost_password_gets_a_new_link(place, manager, viewer):
    page = manager.post(path_of(place, "viewer@example.org", "/link"))
    new = "a different long password"
    place.browser().post(link_in(page), password=new, again=new)
    assert place.browser().sign_in("viewer@example.org").status_code == 422
    assert place.browser().sign_in("viewer@example.org", new).status_code == 303


def test_an_ended_account_gets_no_link(place, manager, viewer):
    manager.post(path_of(place, "viewer@example.org", "/deactivate"))
    assert manager.post(path_of(place, "viewer@example.org", "/link")).status_code == 409


def test_the_list_is_searched_sorted_and_paged(place, manager):
    for number in range(30):
        place.account(f"person{number:02}@example.org")
    first = manager.get("/staff/").text
    assert "31 records" in first
    assert "Page 1 of 2" in first
    assert "person29@" not in first
    assert "person29@" in manager.get("/staff/?page=1").text
    found = manager.get("/staff/?search=person07").text
    assert "1 record<" in found
    assert "person08@" not in found
    backwards = manager.get("/staff/?sort=0&desc=1").text
    assert 'aria-sort="descending"' in backwards
    assert backwards.index("person29@") < backwards.index("person20@")


def test_the_list_shows_no_hash_and_no_secret(place, manager):
    kept = place.staff("manager@example.org")
    for path in ("/staff/", path_of(place, "manager@example.org"), "/sign-ins/"):
        text = manager.get(path).text
        assert kept.password_hash not in text
        assert str(kept.totp_secret) not in text


def test_what_happened_at_the_door_is_shown_to_managers(place, manager):
    place.browser().sign_in("manager@example.org", "not the password")
    place.browser().sign_in("nobody@example.org", "x")
    text = manager.get("/sign-ins/").text
    assert "Password wrong" in text
    assert "no such account" in text
    assert "nobody@example.org" not in text


def test_ones_own_password_is_changed_with_the_one_of_today(place, viewer):
    other = place.browser().enter("viewer@example.org")
    new = "a different long password"
    wrong = viewer.post("/account/password", current="not it", password=new, again=new)
    assert "This is not your current password" in wrong.text
    done = viewer.post("/account/password", current=PASSWORD, password=new, again=new)
    assert done.status_code == 303
    assert viewer.get("/").status_code == 200
    assert other.get("/").status_code == 303
    assert place.browser().sign_in("viewer@example.org", new).status_code == 303


def test_guessing_ones_own_password_pauses_it(place, viewer):
    new = "a different long password"
    for _ in range(5):
        viewer.post("/account/password", current="not it", password=new, again=new)
    refused = viewer.post("/account/password", current=PASSWORD, password=new, again=new)
    assert refused.status_code == 422
    assert place.browser().sign_in("viewer@example.org").status_code == 422


def test_the_account_shows_what_it_has(viewer, manager):
    assert "viewer@example.org" in viewer.get("/account/").text
    assert ">Viewer<" in viewer.get("/account/").text
    assert "On, with 0 recovery codes left" in manager.get("/account/").text


@pytest.mark.parametrize("key", ["x", "0" * 36])
def test_an_account_that_is_not_there_is_no_page(manager, key):
    assert manager.get(f"/staff/{key}").status_code == 404
    assert manager.post(f"/staff/{key}/deactivate").status_code == 404
