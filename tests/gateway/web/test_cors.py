"""Pages of registered origins may read what the chat answers; nobody else, and never everybody."""

import pytest

from gateway.web.cors import origin_of
from tests.gateway.web.visitor import KEY, OFF, ORIGIN, OTHER, OWN, SITE, FakeRows, Visitor, refused

PATHS = ("/chat/messages", "/chat/conversation", f"/chat/sites/{KEY}/en")


async def ask(visitor: Visitor, path: str, origin: str):
    headers = {"Origin": origin, "Access-Control-Request-Method": "POST"}
    return await visitor.client.options(path, headers=headers)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("origin", [*SITE.origins, *OFF.origins, OWN])
async def test_a_registered_origin_is_told_what_it_may_send(path: str, origin: str):
    reply = await ask(Visitor(), path, origin)
    assert (reply.status_code, reply.content) == (204, b"")
    assert reply.headers["access-control-allow-origin"] == origin
    assert {"POST", "DELETE"} <= {*reply.headers["access-control-allow-methods"].split(", ")}
    allowed = {*reply.headers["access-control-allow-headers"].casefold().split(", ")}
    assert allowed == {"content-type", "last-event-id", "accept"}
    assert reply.headers["vary"] == "Origin"


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("origin", [OTHER, "null", "*", ""])
async def test_no_other_origin_is(path: str, origin: str):
    reply = await ask(Visitor(), path, origin)
    refused(reply, 403, "origin_not_registered")
    assert "access-control-allow-origin" not in reply.headers


async def test_settings_can_be_read_on_the_site_and_elsewhere_only_by_who_asks_itself():
    visitor = Visitor()
    for origin, shown in ((ORIGIN, ORIGIN), (OTHER, None)):
        reply = await visitor.get(PATHS[2], Origin=origin)
        assert reply.status_code == 200
        assert reply.headers.get("access-control-allow-origin") == shown
        assert reply.headers["vary"] == "Origin"


async def test_a_site_that_is_off_can_read_that_it_is():
    reply = await Visitor().get(f"/chat/sites/{OFF.key}/en", Origin=OFF.origins[0])
    refused(reply, 403, "site_off")
    assert reply.headers["access-control-allow-origin"] == OFF.origins[0]


async def test_without_the_store_nobody_but_our_own_pages_gets_leave():
    visitor = Visitor(rows=FakeRows(is_up=False))
    refused(await ask(visitor, PATHS[0], ORIGIN), 403, "origin_not_registered")
    assert (await ask(visitor, PATHS[0], OWN)).status_code == 204


@pytest.mark.parametrize(("environment", "status"), [("production", 403), ("development", 200)])
async def test_the_host_that_was_asked_is_our_own_in_development_only(environment, status):
    visitor = Visitor(AMPARO_ENV=environment, PUBLIC_BASE_URL="https://public.example/prefix")
    assert (await visitor.send(origin=OWN)).status_code == status
    assert (await visitor.send(origin="https://public.example")).status_code == 200


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("https://Amparo.example/prefix", "https://amparo.example"),
        ("https://amparo.example:443", "https://amparo.example"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("http://amparo.example:80/x", "http://amparo.example"),
    ],
)
def test_an_origin_is_written_as_browsers_send_it(address: str, origin: str):
    assert origin_of(address) == origin
