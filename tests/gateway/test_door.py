"""The last door: what nobody foresaw ends in words, and its message in nothing."""

import xml.etree.ElementTree as ElementTree

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from structlog.testing import capture_logs

from gateway.door import LastDoor
from tests.gateway.ports import FakeBot, client_of, inbound, turns, words

CANARY = "canary zebra +15555550100"


async def crashing(request: Request) -> PlainTextResponse:
    raise LookupError(CANARY)


async def answering(request: Request) -> PlainTextResponse:
    return PlainTextResponse("fine")


@pytest.fixture
def client() -> httpx.AsyncClient:
    endpoints = (crashing, answering)
    routes = [Route(f"/{endpoint.__name__}", endpoint) for endpoint in endpoints]
    routes.append(Route("/chat/messages", crashing))
    app = Starlette(routes=routes, middleware=[Middleware(LastDoor, turns=turns())])
    return client_of(app)


async def test_an_exception_ends_in_words_as_twiml(client):
    reply = await client.get("/crashing")
    assert (reply.status_code, reply.headers["content-type"][:15]) == (200, "application/xml")
    message = ElementTree.fromstring(reply.text).findtext("Message")
    assert message == words("trouble.now", "en", "es")


async def test_the_kind_of_the_exception_is_logged_and_never_its_message(client, capfd):
    with capture_logs() as logged:
        await client.get("/crashing")
    assert [(e["event"], e["reason"]) for e in logged] == [("turn.crashed", "LookupError")]
    assert "zebra" not in repr(logged) + "".join(capfd.readouterr())


async def test_the_page_of_a_website_gets_a_problem_in_place_of_twiml(client):
    reply = await client.get("/chat/messages")
    assert (reply.status_code, reply.json()["code"]) == (503, "unavailable")
    assert "zebra" not in reply.text


async def test_what_goes_well_passes_through(client):
    with capture_logs() as logged:
        assert (await client.get("/answering")).text == "fine"
    assert logged == []


async def test_a_reply_that_has_begun_gets_no_second_one():
    sent = []

    async def breaking_off(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise LookupError(CANARY)

    async def send(message):
        sent.append(message["type"])

    with capture_logs() as logged:
        await LastDoor(breaking_off, turns())({"type": "http"}, None, send)
    assert sent == ["http.response.start"]
    assert logged[0]["event"] == "turn.crashed"


async def test_a_port_that_fails_in_an_unforeseen_way_reaches_the_door():
    class Broken(FakeBot):
        async def ask(self, conversation, text, pin=None, language=""):
            raise RuntimeError(text)

    with pytest.raises(RuntimeError):
        await turns(Broken()).take(inbound("hola"))
