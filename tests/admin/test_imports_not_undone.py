"""An import that cannot be taken back says for the sake of which records, and changes nothing."""

import re

from sqlalchemy import select

from referrals.changes import differences
from referrals.history import Author, carry_out
from referrals.models import Organization
from referrals.phones import show_phone
from referrals.records import read_records
from referrals.staff_models import ImportRun
from tests.admin.bringing import GOOD, HEAD, brought, ended
from tests.admin.forms_seen import filled
from tests.referrals.bringing import names


def states(place):
    with place.database() as session:
        return set(session.scalars(select(ImportRun.state)))


def carried_out(browser, content):
    """Bring a file and carry it out; return the address of its page."""
    address = ended(browser, brought(browser, content))
    ended(browser, browser.post(f"{address}/carry-out"))
    return address


def test_an_import_is_not_taken_back_over_what_came_after_and_the_records_are_linked(
    place, editor, manager
):
    address = carried_out(editor, GOOD)
    carried_out(editor, GOOD.replace("0101", "0102"))
    answer = manager.post(f"{address}/undo")
    assert answer.status_code == 409
    with place.database() as session:
        owner = select(Organization.id).where(Organization.name == "Ayuda Clara")
        key = session.scalars(owner).one()
    link = f'<a href="/organizations/{key}">Phone 713-555-0102</a>: The whole record'
    assert link in answer.text
    assert f'href="{address}"' in answer.text
    assert names(place.app.database.engine) == {"Ayuda Clara", "Casa Nueva"}
    assert states(place) == {"done"}


def test_at_most_ten_records_are_named(editor, manager):
    lines = [f"Casa {n:02},Houston,TX,713-555-01{n:02}" for n in range(12)]
    content = HEAD + "\n".join(lines)
    address = carried_out(editor, content)
    carried_out(editor, content.replace("713-555", "281-555"))
    page = manager.post(f"{address}/undo").text
    assert len(re.findall(r'<li><a href="/organizations/[^"]+"', page)) == 10
    assert "And more." in page


def test_a_record_that_is_gone_since_is_named_as_it_was(place, editor, manager):
    address = carried_out(editor, GOOD)
    with place.database() as session, session.begin():
        current = read_records(session)
        key = next(iter(current["phone"]))
        number = show_phone(str(current["phone"][key]["number"]))
        found = differences(current, {}, [("phone", key)])
        carry_out(session, found, Author("editor@example.org", "edit", "x", place.clock()))
    page = manager.post(f"{address}/undo").text
    assert re.search(rf'<a href="/organizations/[^"]+">Phone {number}</a>', page)


def test_an_import_that_others_have_come_to_hang_on_is_not_taken_back(place, editor, manager):
    address = carried_out(editor, GOOD)
    with place.database() as session:
        key = session.scalars(select(Organization.id)).first()
    filled(editor, f"/services/add/{key}", name="New clinic")
    answer = manager.post(f"{address}/undo")
    assert answer.status_code == 409
    assert "Other records have come to belong to what it made." in answer.text
    assert names(place.app.database.engine) == {"Ayuda Clara", "Casa Nueva"}
