"""Partners read the directory page by page: valid HSDS, nothing private, nothing to change."""

import pytest
from flask import Flask
from sqlalchemy import event

from admin.hsds_api import blueprint
from referrals.hsds.shapes import validator
from referrals.identity import record_id
from tests.referrals.hsds_records import one_of_each, put, with_uuids
from tests.referrals.small_records import office, together
from tests.referrals.small_records import put as put_rows

PAGE = {
    "total_items",
    "total_pages",
    "page_number",
    "size",
    "first_page",
    "last_page",
    "empty",
    "contents",
}
LISTS = {
    "organizations": "organization",
    "services": "service",
    "service_at_locations": "service_at_location",
    "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term",
}


def client_of(engine):
    app = Flask("partners")
    app.register_blueprint(blueprint(engine))
    return app.test_client()


@pytest.fixture
def shipped_api(shipped_engine):
    return client_of(shipped_engine)


@pytest.fixture
def full_api(small_engine):
    put(small_engine, one_of_each())
    return client_of(small_engine)


def errors_of(table, record):
    return [(list(e.absolute_path), e.message) for e in validator(table).iter_errors(record)]


def test_the_root_says_which_hsds_it_is(shipped_api):
    said = shipped_api.get("/hsds/").get_json()
    assert said["version"] == "3.1"
    assert said["openapi_url"].endswith("/3.1/schema/openapi.json")


@pytest.mark.parametrize("query", ["", "?full=true&per_page=20", "?per_page=3&page=2"])
@pytest.mark.parametrize("kind", LISTS)
@pytest.mark.parametrize("api_name", ["shipped_api", "full_api"])
def test_every_list_is_a_page_of_valid_records(request, api_name, kind, query):
    answer = request.getfixturevalue(api_name).get(f"/hsds/{kind}{query}")
    assert answer.status_code == 200
    page = answer.get_json()
    assert page.keys() == PAGE
    assert page["size"] == len(page["contents"])
    assert page["empty"] is (page["size"] == 0)
    assert [errors_of(LISTS[kind], record) for record in page["contents"]] == [[]] * page["size"]


@pytest.mark.parametrize("kind", LISTS)
def test_every_record_of_a_list_is_there_by_itself_with_all_that_lies_in_it(full_api, kind):
    (listed,) = full_api.get(f"/hsds/{kind}").get_json()["contents"]
    record = full_api.get(f"/hsds/{kind}/{listed['id'].upper()}").get_json()
    assert errors_of(LISTS[kind], record) == []
    assert record["id"] == listed["id"]
    assert len(record) >= len(listed)


def test_full_records_hold_what_hsds_nests(full_api):
    service = full_api.get(f"/hsds/services/{record_id('fixture', 'service')}").get_json()
    nested = ("organization", "program", "phones", "schedules", "service_areas", "languages")
    nested += ("service_at_locations", "funding", "cost_options", "required_documents", "contacts")
    nested += ("capacities", "attributes", "additional_urls")
    assert not {*nested} - service.keys()
    assert service["service_at_locations"][0]["location"]["addresses"]
    assert service["attributes"][0]["taxonomy_term"]["taxonomy_detail"]
    assert service["capacities"][0]["unit"]
    key = record_id("fixture", "organization")
    assert full_api.get(f"/hsds/organizations/{key}").get_json()["services"]
    alone = full_api.get(f"/hsds/organizations/{key}?full_service=false").get_json()
    assert "services" not in alone


def test_pages_hold_every_record_once(shipped_api):
    seen = []
    page = {"last_page": False, "page_number": 0}
    while not page["last_page"]:
        query = f"?per_page=400&page={page['page_number'] + 1}"
        page = shipped_api.get(f"/hsds/services{query}").get_json()
        seen += [record["id"] for record in page["contents"]]
        assert page["first_page"] is (page["page_number"] == 1)
    assert len(seen) == len(set(seen)) == page["total_items"]
    after = shipped_api.get(
        f"/hsds/services?per_page=400&page={page['total_pages'] + 1}"
    ).get_json()
    assert (after["empty"], after["contents"]) == (True, [])


def test_filters_leave_out_what_does_not_fit(full_api):
    term, organization = record_id("fixture", "taxonomy_term"), record_id("fixture", "organization")
    taxonomy = record_id("fixture", "taxonomy")
    fitting = (
        f"services?taxonomy_term_id={term}",
        f"services?organization_id={organization.upper()}",
        f"services?taxonomy_id={taxonomy}",
        "services?modified_after=2026-11-28T09:30:15+00:00",
        "services?search=HYPERLINK",
        f"organizations?taxonomy_term_id={term}",
        f"service_at_locations?taxonomy_id={taxonomy}",
        f"taxonomy_terms?taxonomy_id={taxonomy}&top_only=true",
        "taxonomies?search=hyperlink",
    )
    for query in fitting:
        assert full_api.get(f"/hsds/{query}").get_json()["size"] == 1, query
    other = record_id("fixture", "nothing")
    for query in (
        f"services?taxonomy_term_id={other}",
        f"services?organization_id={other}",
        "services?modified_after=2026-11-28T09:30:16Z",
        "services?search=%25",
        f"organizations?taxonomy_id={other}",
        f"service_at_locations?organization_id={other}",
        f"taxonomy_terms?parent_id={other}",
    ):
        assert full_api.get(f"/hsds/{query}").get_json()["empty"] is True, query


def test_minimal_services_say_only_which_changed_when(full_api):
    (service,) = full_api.get("/hsds/services?minimal=true").get_json()["contents"]
    assert service.keys() == {"id", "name", "status", "last_modified"}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("services?page=0", 400),
        ("services?page=-1", 400),
        ("services?page=²", 400),
        ("services?per_page=501", 400),
        ("organizations?full=true&per_page=51", 400),
        ("services?full=perhaps", 400),
        ("services?modified_after=yesterday", 400),
        ("services?postcode=77036", 400),
        ("services?format=ndjson", 400),
        (f"services/{record_id('fixture', 'nothing')}", 404),
        ("services/not-an-id", 404),
        ("colours", 404),
    ],
)
def test_errors_are_told_as_problems(full_api, path, status):
    answer = full_api.get(f"/hsds/{path}")
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    problem = answer.get_json()
    assert problem["status"] == status
    assert problem["title"]
    assert problem["detail"]


def test_nothing_private_is_served(small_engine):
    records = one_of_each()
    for table in ("organization", "location", "service"):
        for row in records[table].values():
            row["staff_notes"] = "between us"
    put(small_engine, records)
    api = client_of(small_engine)
    paths = [f"/hsds/{kind}?full=true" for kind in LISTS] + [f"/hsds/{kind}" for kind in LISTS]
    text = "".join(api.get(path).text for path in paths)
    for private in ("between us", "staff_notes", "kept_fields", "staff@example.org", "metadata"):
        assert private not in text


def test_what_staff_withheld_is_not_there(small_engine):
    records = one_of_each()
    (service,) = records["service"].values()
    service |= {"is_withheld": True, "name": "Safe house"}
    put(small_engine, records)
    api = client_of(small_engine)
    key = service["id"]
    at = record_id("fixture", "service_at_location")
    assert api.get(f"/hsds/services/{key}").status_code == 404
    assert api.get(f"/hsds/service_at_locations/{at}").status_code == 404
    for path in ("services", "service_at_locations", "organizations?full=true"):
        assert "Safe house" not in api.get(f"/hsds/{path}").text


def test_with_withheld_help_go_its_organization_place_address_and_phone(small_engine):
    records = together(office(), office("Casa Oculta", "Katy", "+17135550101"))
    records["service"]["s Casa Oculta Katy"]["is_withheld"] = True
    put_rows(small_engine, with_uuids(records))
    api = client_of(small_engine)
    key = record_id("fixture", "organization", "o Casa Oculta")
    assert api.get(f"/hsds/organizations/{key}").status_code == 404
    key = record_id("fixture", "organization", "o Casa Segura")
    assert api.get(f"/hsds/organizations/{key}").status_code == 200
    paths = [f"/hsds/{kind}{more}" for kind in LISTS for more in ("", "?full=true")]
    text = "".join(api.get(path).text for path in paths)
    assert "Casa Segura" in text
    for secret in ("Oculta", "Katy", "+17135550101"):
        assert secret not in text
    assert api.get("/hsds/organizations").get_json()["total_items"] == 1


def test_a_place_is_hidden_though_the_withheld_help_there_is_of_another(small_engine):
    records = together(office(), office("Casa Oculta", "Katy", "+17135550101"))
    records["service"]["s Casa Oculta Katy"]["is_withheld"] = True
    records["location"]["l Casa Oculta Katy"]["organization_id"] = "o Casa Segura"
    put_rows(small_engine, with_uuids(records))
    text = client_of(small_engine).get("/hsds/organizations?full=true").text
    assert "Casa Segura" in text
    assert "+17135550100" in text
    assert "+17135550101" not in text


def test_withheld_help_does_not_answer_for_a_topic(small_engine):
    records = one_of_each()
    (service,) = records["service"].values()
    other = {**service, "id": record_id("fixture", "another"), "name": "Open to all"}
    service["is_withheld"] = True
    records["service"][other["id"]] = other
    put(small_engine, records)
    term = record_id("fixture", "taxonomy_term")
    api = client_of(small_engine)
    assert api.get("/hsds/organizations").get_json()["size"] == 1
    assert api.get(f"/hsds/organizations?taxonomy_term_id={term}").get_json()["empty"] is True


def test_nothing_can_be_changed(full_api):
    for method in ("post", "put", "patch", "delete"):
        assert getattr(full_api, method)("/hsds/services").status_code == 405


def test_a_full_page_asks_the_database_as_often_as_a_small_one(shipped_engine):
    asked = []
    event.listen(shipped_engine, "before_cursor_execute", lambda *_: asked.append(1))
    api = client_of(shipped_engine)
    counts = []
    for size in (5, 50):
        asked.clear()
        api.get(f"/hsds/organizations?full=true&per_page={size}")
        counts.append(len(asked))
    assert counts[0] <= counts[1] <= counts[0] + 10
