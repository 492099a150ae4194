"""Websites: looked at by all staff, changed by managers, kept by the gateway, with who did it."""

import re

import pytest
from sqlalchemy import select

from admin.site_words import DONE, FIELDS, WRONG
from referrals.staff_models import SiteChange
from tests.admin.browsing import open_place
from tests.admin.forms_seen import opened, sent
from tests.admin.site_gateway import CLINIC, UNION, site_gateway

KEY = CLINIC["key"]
PAGE, EDIT = f"/sites/{KEY}", f"/sites/{KEY}/edit"


@pytest.fixture
def gateway():
    with site_gateway(CLINIC, UNION) as opened:
        yield opened


@pytest.fixture
def place(database_url, gateway):
    """An admin whose gateway holds two websites."""
    made = open_place(database_url, GATEWAY_URL=gateway.address)
    yield made
    made.app.database.engine.dispose()


def changes(place):
    with place.database() as database:
        rows = database.scalars(select(SiteChange).order_by(SiteChange.at)).all()
        return [(row.site_key, row.what, row.made_by) for row in rows]


def test_the_list_shows_each_website_with_its_state_addresses_and_messages(viewer, gateway):
    gateway.messages = {KEY: 120, UNION["key"]: "<5"}
    page = viewer.get("/sites/").text
    for words in ("River Clinic", KEY, "https://clinic.example", ">120<", ">under 5<", "Off"):
        assert words in page
    assert page.index("A Union") < page.index("River Clinic")


def test_a_website_shows_the_line_to_copy_and_where_it_can_be_seen(viewer):
    page = viewer.get(PAGE).text
    line = f"&lt;script src=&#34;https://text.example.org/widget.js&#34; data-site=&#34;{KEY}&#34;"
    shown = page.partition("<textarea")[2].partition("</textarea>")[0]
    assert shown.partition(">")[2].replace('"', "&#34;") == f"{line} async&gt;&lt;/script&gt;"
    assert f'href="https://text.example.org/embed?site={KEY}"' in page
    assert f'href="https://text.example.org/chat/{KEY}"' in page
    assert "Find a lawyer, Officers at my door" in page


def test_who_only_looks_is_offered_no_change(viewer, place, editor):
    for browser in (viewer, editor):
        page = browser.get(PAGE).text
        assert "/edit" not in page
        assert "/off" not in page
        assert "/sites/add" not in browser.get("/sites/").text
        assert browser.get(EDIT).status_code == 403
        assert browser.post(f"{PAGE}/off").status_code == 403


def test_a_new_website_gets_a_key_that_nobody_typed(manager, gateway, place):
    form = opened(manager, "/sites/add")
    origins = " https://a.example/ \r\n\r\nhttps://b.example\r\nhttps://a.example"
    answer = sent(manager, "/sites/add", form, name="Café Ñandú", origins=origins)
    assert answer.status_code == 303
    key = answer.headers["Location"].rpartition("/")[2]
    assert re.fullmatch(r"k-cafe-nandu-[0-9a-f]{16}", key)
    assert gateway.sites[key] == {
        "key": key,
        "name": "Café Ñandú",
        "origins": ["https://a.example", "https://b.example"],
        "is_on": True,
        "colors": {"accent": "#0b5fff", "on_accent": "#ffffff"},
        "title": "",
        "starters": [],
        "leave_to": "https://www.weather.gov/",
        "remember": False,
    }
    assert changes(place) == [(key, ["made"], "manager@example.org")]
    assert "Now put the line below" in manager.get(answer.headers["Location"]).text


def test_an_edit_hands_in_the_whole_website_and_notes_the_fields_alone(manager, gateway, place):
    form = opened(manager, EDIT)
    answer = sent(
        manager,
        EDIT,
        form,
        title="Pregunte aquí",
        accent="#AA0000",
        starter_1="at_work",
        starter_2="at_work",
        remember="y",
    )
    assert answer.status_code == 303
    assert gateway.sites[KEY] == CLINIC | {
        "title": "Pregunte aquí",
        "colors": {"accent": "#aa0000", "on_accent": "#ffffff"},
        "starters": ["at_work"],
        "remember": True,
    }
    what = ["colors", "title", "starters", "remember"]
    assert changes(place) == [(KEY, what, "manager@example.org")]
    with place.database() as database:
        kept = {**vars(database.scalars(select(SiteChange)).one())}
    assert "Pregunte" not in str(kept)


def test_the_form_opens_with_what_the_website_has_and_unchanged_hands_in_nothing(
    manager, gateway, place
):
    form = opened(manager, EDIT)
    assert form["starter_1"] == ["find_lawyer"]
    assert form["origins"] == ["https://www.clinic.example\r\nhttps://clinic.example"]
    assert sent(manager, EDIT, form).status_code == 303
    assert ("PUT", f"/internal/sites/{KEY}") not in gateway.asked
    assert changes(place) == []


@pytest.mark.parametrize(
    ("field", "code", "at"),
    [
        ("origins", "origin_form", "origins"),
        ("origins", "origin_insecure", "origins"),
        ("origins", "origin_missing", "origins"),
        ("colors", "contrast", "accent"),
        ("leave_to", "leave_form", "leave_to"),
        ("starters", "starter_unknown", "starter_1"),
        ("title", "title_long", "title"),
        ("name", "name_missing", "name"),
        ("key", "key_form", "name"),
        ("key", "key_taken", "name"),
        ("title", "nobody_knows_this_code", "title"),
        ("nobody_knows_this_field", "contrast", "name"),
    ],
)
def test_what_the_gateway_finds_wrong_stands_beside_the_field(
    manager, gateway, place, field, code, at
):
    form = opened(manager, EDIT)
    gateway.wrong = {field: code}
    answer = sent(manager, EDIT, form, name="Another name")
    words = WRONG.get(code, "The gateway does not accept this.")
    assert answer.status_code == 422
    assert f'id="{at}-error">{words}' in answer.text
    assert 'value="Another name"' in answer.text
    assert changes(place) == []
    assert gateway.sites[KEY] == CLINIC


@pytest.mark.parametrize(
    ("changed", "at"),
    [
        ({"name": ""}, "name"),
        ({"origins": ""}, "origins"),
        ({"accent": "red"}, "accent"),
        ({"leave_to": ""}, "leave_to"),
    ],
)
def test_what_can_be_seen_to_be_wrong_is_not_handed_in(manager, gateway, changed, at):
    answer = sent(manager, EDIT, opened(manager, EDIT), **changed)
    assert answer.status_code == 422
    assert f'id="{at}-error"' in answer.text
    assert gateway.sites[KEY] == CLINIC


def test_a_website_is_turned_off_and_on_with_who_did_it(manager, viewer, gateway, place):
    manager.post(f"{PAGE}/off")
    assert gateway.sites[KEY] == CLINIC | {"is_on": False}
    manager.post(f"{PAGE}/off")
    place.clock.pass_by(minutes=1)
    manager.post(f"{PAGE}/on")
    assert gateway.sites[KEY] == CLINIC
    who = "manager@example.org"
    assert changes(place) == [(KEY, ["off"], who), (KEY, ["on"], who)]
    for path in (PAGE, "/site-changes/", f"/site-changes/?search={KEY}"):
        page = viewer.get(path).text
        assert page.index("Turned on") < page.index("Turned off")
        assert who in page
    assert "Turned on" not in viewer.get(f"/sites/{UNION['key']}").text
    assert "Turned on" not in viewer.get("/site-changes/?search=union").text


def test_what_somebody_else_changed_meanwhile_is_shown_before_it_is_replaced(manager, gateway):
    form = opened(manager, EDIT)
    gateway.sites[KEY] = CLINIC | {"title": "Ask the clinic", "is_on": False}
    answer = sent(manager, EDIT, form, title="Ask here", name="Clinic")
    assert answer.status_code == 422
    assert "to: Ask the clinic" in answer.text
    assert answer.text.count('class="error"') == 1
    assert gateway.sites[KEY]["name"] == "River Clinic"
    seen = re.search(r'name="seen"[^>]*value="([^"]+)"', answer.text)[1].replace("&#34;", '"')
    again = sent(manager, EDIT, form, title="Ask here", name="Clinic", seen=seen)
    assert again.status_code == 303
    now = gateway.sites[KEY]
    assert (now["title"], now["name"], now["is_on"]) == ("Ask here", "Clinic", False)


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        (404, {}, "INTERNAL_KEY is not the same"),
        (503, {}, "cannot read its websites"),
        (500, {}, "makes no sense"),
        (200, [], "makes no sense"),
        (200, {"sites": [{"key": "k"}]}, "makes no sense"),
        (200, {"sites": [CLINIC | {"messages_30_days": "few"}]}, "makes no sense"),
    ],
)
def test_without_websites_every_page_says_why(manager, gateway, place, status, body, words):
    gateway.status, gateway.body = status, body
    for path in ("/sites/", PAGE, EDIT):
        assert words in manager.get(path).text
    assert (
        words
        in manager.client.post(
            f"{PAGE}/off", data={"csrf_token": manager.token()}, follow_redirects=True
        ).text
    )
    assert changes(place) == []


def test_a_gateway_that_dies_under_a_form_loses_nothing_of_it(manager, gateway, place):
    form = opened(manager, "/sites/add")
    gateway.status = 503
    answer = sent(manager, "/sites/add", form, name="Kept", origins="https://a.example")
    assert answer.status_code == 503
    assert "cannot read its websites" in answer.text
    assert 'value="Kept"' in answer.text
    assert changes(place) == []


def test_without_an_address_the_page_names_the_setting(database_url):
    place = open_place(database_url)
    place.account("viewer@example.org")
    assert "GATEWAY_URL" in place.browser().enter("viewer@example.org").get("/sites/").text
    place.app.database.engine.dispose()


def test_a_website_that_the_gateway_no_longer_takes_cannot_be_turned_on_unseen(manager, gateway):
    gateway.wrong = {"colors": "contrast"}
    path = f"/sites/{UNION['key']}"
    manager.post(f"{path}/on")
    assert "Edit it first" in manager.get(path).text
    assert gateway.sites[UNION["key"]]["is_on"] is False


def test_an_unknown_key_is_no_page(manager):
    for path in ("/sites/nothing", "/sites/nothing/edit"):
        assert manager.get(path).status_code == 404
    assert manager.post("/sites/nothing/off").status_code == 404


def test_names_of_websites_are_text_and_never_markup(manager, gateway):
    name = "<script>alert(1)</script>"
    gateway.sites[KEY] = CLINIC | {"name": name, "title": name, "origins": [name], "leave_to": name}
    for path in ("/sites/", PAGE, EDIT):
        assert "<script>alert" not in manager.get(path).text


def test_the_pages_are_in_spanish_too(manager, place):
    manager.post(f"{PAGE}/off")
    manager.post("/language/", language="es")
    page = manager.get(PAGE).text
    assert "Direcciones del sitio web" in page
    assert "Desactivado" in page
    english = {*FIELDS.values(), *DONE.values()}
    assert [words for words in english if f">{words}<" in page] == []
