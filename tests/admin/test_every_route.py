"""Every route is walked as nobody and as each role; none lets in more than it declares."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select

from admin import accounts
from admin.guard import refuse_open_routes
from admin.invitations import invite
from admin.roles import Access, access_to, grant, page
from admin.section import Section
from referrals.history_models import ChangeSet
from referrals.model_parts import Table
from tests.admin.bringing import GOOD, brought, ended
from tests.admin.browsing import NOON, PASSWORD, Browser, Place, open_place
from tests.admin.forms_seen import filled
from tests.admin.site_gateway import CLINIC as CLINIC_SITE
from tests.admin.site_gateway import site_gateway
from tests.admin.small_directory import CLINIC, HOUSTON, OTHER, SERVICE, add_directory

WHO = ("nobody", "begun", "viewer", "editor", "manager")
REACH = {
    "nobody": Access.ANYONE,
    "begun": Access.BEGUN,
    "viewer": Access.VIEWER,
    "editor": Access.EDITOR,
    "manager": Access.MANAGER,
}
LEAD_ON = {
    *("sign_in.index", "second_factor.index", "second_factor.recovery", "places.index"),
    *("invitation.index", "oidc.index", "oidc.answer", "hsds_api.nothing"),
}
"""What shows a manager no page of its own: it leads elsewhere, or says that nothing is there."""
AT_THE_DOOR = ("/sign-in/", "/second-factor/")


def visits(app: Flask) -> list[tuple[str, str, Access]]:
    """Return (method, path, access) of every route with something put in for each variable."""
    found = []
    for rule in app.url_map.iter_rules():
        access = access_to(app.view_functions[rule.endpoint])
        assert access is not None
        values = {name: "x" for name in rule.arguments}
        built = rule.build(values, append_unknown=False)
        assert built
        for method in sorted((rule.methods or set()) & {"GET", "POST", "PUT", "PATCH", "DELETE"}):
            found.append((method, built[1], access))
    return found


@pytest.fixture
def browsers(place: Place, secret: str) -> dict[str, Browser]:
    """Somebody of each kind; "begun" has given the password of a manager, and no code."""
    made = {"nobody": place.browser(), "begun": place.browser()}
    place.account("begun@example.org", "manager", secret)
    made["begun"].sign_in("begun@example.org")
    for role in WHO[2:]:
        own = None if role == "viewer" else secret
        place.account(f"{role}@example.org", role, own)
        made[role] = place.browser().enter(f"{role}@example.org", own)
    return made


def was_let_in(browser: Browser, method: str, path: str) -> bool:
    """Return whether a page answered, instead of the door, a refusal or the way to the door."""
    if method == "GET":
        answer = browser.get(path)
    else:
        answer = browser.client.open(path, method=method, data={"csrf_token": browser.token()})
    to = answer.headers.get("Location", "")
    return answer.status_code != 403 and not any(to.startswith(door) for door in AT_THE_DOOR)


@pytest.mark.parametrize("who", WHO)
def test_nobody_comes_further_than_their_role(place, browsers, who):
    wrong = []
    for method, path, access in visits(place.app):
        if access in (Access.ANYONE, Access.PROGRAM) or path.startswith(("/sign-in/out",)):
            continue
        if access is Access.BEGUN and who != "nobody":
            continue  # they lead on by themselves; the tests of the second factor walk them
        may = REACH[who] >= access
        if was_let_in(browsers[who], method, path) != may:
            wrong.append((method, path, access.name))
    assert wrong == []


def test_the_walk_reaches_every_kind_of_page(place):
    found = visits(place.app)
    assert {access for _, _, access in found} >= {
        Access.PROGRAM,
        Access.ANYONE,
        Access.BEGUN,
        Access.VIEWER,
        Access.MANAGER,
    }
    assert ("GET", "/staff/x", Access.MANAGER) in found


def test_every_post_without_a_token_is_refused_in_words(place, browsers):
    for method, path, access in visits(place.app):
        if method == "GET" or access is Access.PROGRAM:
            continue
        for browser in browsers.values():
            answer = browser.client.open(path, method=method, data={"password": PASSWORD})
            assert answer.status_code == 400, (method, path)
            assert "Nothing was changed" in answer.text


def test_a_token_of_somebody_else_is_refused(viewer, editor):
    answer = viewer.client.post("/language/", data={"csrf_token": editor.token(), "language": "es"})
    assert answer.status_code == 400


type Values = dict[str, dict[str, str]]


@pytest.fixture
def lived_in(database_url: str, secret: str) -> Iterator[tuple[Place, Values]]:
    """An admin in which something is behind every address, and what to put into the addresses."""
    with site_gateway(CLINIC_SITE) as gateway:
        place = open_place(database_url, HSDS_API="on", GATEWAY_URL=gateway.address)
        add_directory(place)
        place.account("manager@example.org", "manager", secret)
        yield place, work_of_a_day(place, place.browser().enter("manager@example.org", secret))
        place.app.database.engine.dispose()


def work_of_a_day(place: Place, manager: Browser) -> Values:
    """Edit, add, bring, withdraw and invite; return the ids of it all, by page or by section."""
    filled(manager, f"/services/{SERVICE}/edit", description="Asylum alone.")
    added = filled(manager, "/organizations/add", name="Puente Nuevo").headers["Location"]
    run = ended(manager, brought(manager, GOOD)).rpartition("/")[2]
    manager.post("/answers/door_home/withdraw", reason="A court is about to decide.")
    with place.database() as database:
        change = database.scalars(select(ChangeSet.id)).first() or ""
        guest = accounts.make(database, "lin@example.org", "viewer", "en", NOON)
        token = invite(database, guest, NOON)
        database.commit()
    return {
        "static": {"filename": "admin.css"},
        "services": {"key": SERVICE, "organization": CLINIC, "tag": "es"},
        "organizations": {"key": CLINIC, "tag": "es"},
        "places": {"key": HOUSTON, "service": SERVICE},
        "verification": {"key": SERVICE},
        "duplicates": {"one": CLINIC, "other": OTHER},
        "history": {"key": change},
        "history.record": {"key": CLINIC, "table": "organization"},
        "imports": {"key": run, "ending": "csv"},
        "downloads.shared": {"file": "hsds.json"},
        "downloads.with_notes": {"file": "spreadsheet.csv"},
        "answers": {"key": "door_home"},
        "answers.withdraw": {"key": "car_stop"},
        "sites": {"key": str(CLINIC_SITE["key"])},
        "staff": {"key": guest.id},
        "invitation": {"token": token},
        "hsds_api": {
            "kind": "organizations",
            "key": added.rpartition("/")[2],
            "rest": "nothing",
        },
    }


def everything(place: Place) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table, without when a session was last seen: visits move that."""
    with place.database() as database:
        return {
            table.name: sorted(
                tuple(map(repr, row))
                for row in database.execute(
                    select(*(column for column in table.columns if column.name != "seen_at"))
                )
            )
            for table in Table.metadata.sorted_tables
        }


def test_no_route_changes_anything_on_get(lived_in, secret):
    place, values = lived_in
    place.clock.pass_by(minutes=2)
    browsers = [place.browser(), place.browser(), place.browser()]
    browsers[1].sign_in("manager@example.org")
    browsers[2].enter("manager@example.org", secret)
    before = everything(place)
    assert before["import_run"]
    not_shown = set()
    for rule in place.app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()):
            continue
        known = values.get(rule.endpoint) or values.get(rule.endpoint.partition(".")[0], {})
        built = rule.build({name: known[name] for name in rule.arguments}, append_unknown=False)
        assert built
        for browser in browsers:
            answer = browser.get(built[1])
            assert everything(place) == before, rule.rule
        if answer.status_code != 200:
            not_shown.add(rule.endpoint)
    assert not_shown == LEAD_ON


def test_an_application_with_a_route_that_declares_nothing_does_not_start():
    app = Flask("open")
    grant(app.view_functions["static"], Access.ANYONE)
    app.add_url_rule("/forgotten", view_func=lambda: "open to all")
    with pytest.raises(RuntimeError, match="/forgotten"):
        refuse_open_routes(app)


def test_what_flask_admin_brings_is_not_served(place):
    rules = {rule.rule for rule in place.app.url_map.iter_rules()}
    assert [
        r for r in rules if "/new" in r or "/export" in r or "/ajax" in r or "/action" in r
    ] == []
    assert [rule for rule in rules if "static" in rule] == ["/static/<path:filename>"]


def test_a_page_declares_who_may_open_it():
    class Pages(Section):
        @page("/", access=Access.EDITOR)
        def index(self):
            return "shown"

    assert access_to(Pages.index) is Access.EDITOR


def test_the_partners_api_is_there_when_it_is_on_and_only_reads(place, database_url):
    assert place.browser().get("/hsds/").status_code == 404
    joined = open_place(database_url, HSDS_API="on")
    assert joined.browser().get("/hsds/").status_code == 200
    routes = [r for r in joined.app.url_map.iter_rules() if r.rule.startswith("/hsds")]
    assert routes
    assert {m for rule in routes for m in rule.methods or ()} == {"GET", "HEAD", "OPTIONS"}
