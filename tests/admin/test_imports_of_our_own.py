"""A file counts as staff's own word only where a manager says so, whatever stands in it."""

import json

from sqlalchemy import select

from referrals.models import Service
from tests.admin.bringing import brought, ended


def partner(**values):
    service = {"id": "ac148810-d857-441c-9679-408f346de14b", "name": "Help", "status": "active"}
    service |= {"assured_date": "2026-02-01", "assured_by": "staff", "kept_fields": ["name"]}
    organization = {"id": "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610", "name": "Casa", "description": ""}
    return json.dumps([organization | {"services": [service | values]}])


def service_in(place):
    with place.database() as session:
        return session.scalars(select(Service)).one()


def test_a_file_is_a_backup_of_our_own_only_where_a_manager_says_so(place, editor, manager):
    field = "It is a backup of our own, in HSDS"
    assert field not in editor.get("/imports/bring").text
    assert field in manager.get("/imports/bring").text
    for browser, more in ((editor, {"ours": "y"}), (manager, {})):
        address = ended(browser, brought(browser, partner(), "backup.json", **more))
        assert "counts as what staff say" not in browser.get(address).text
        ended(browser, browser.post(f"{address}/carry-out"))
        found = service_in(place)
        assert (found.assured_date, found.kept_fields) == (None, [])
    address = ended(manager, brought(manager, partner(), "backup.json", ours="y"))
    assert "counts as what staff say" in manager.get(address).text
    ended(manager, manager.post(f"{address}/carry-out"))
    assert service_in(place).assured_date is not None
    address = ended(manager, brought(manager, partner(name="Other"), "partner.json"))
    ended(manager, manager.post(f"{address}/carry-out"))
    assert service_in(place).name == "Help"
