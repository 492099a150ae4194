"""Somebody on a partner's website, in front of the real routes; bot and store stand in."""

import json
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import yaml
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012
from starlette.applications import Starlette
from starlette.middleware import Middleware

from gateway.door import LastDoor
from gateway.store import StoreUnavailable
from gateway.turn import Turns
from gateway.web.routes import DESCRIPTION, web_routes
from gateway.web.site import Site
from tests.gateway.ports import FakeBot, FakeCounts, turns, usage
from tests.gateway.test_app import settings

ORIGIN = "https://partner.example"
OTHER = "https://elsewhere.example"
OWN = "https://amparo.example"
KEY = "k-partner"
SITE = Site(KEY, "A partner", (ORIGIN, "http://localhost:3000"))
OFF = Site("k-turned-off", "Another", ("https://off.example",), is_on=False)
CONVERSATION = "c" * 22
INTERNAL = "0123456789abcdef" * 2
STREAM = {"Accept": "text/event-stream"}


@dataclass
class FakeRows:
    """Rows of sites in memory, in a store that can be down."""

    rows: list[dict[str, Any]] = field(default_factory=lambda: [asdict(SITE), asdict(OFF)])
    is_up: bool = True
    asked: int = 0

    async def all(self) -> list[dict[str, Any]]:
        self.asked += 1
        self._check()
        return list(self.rows)

    async def put(self, row: Mapping[str, Any]) -> None:
        self._check()
        self.rows = [each for each in self.rows if each["key"] != row["key"]] + [dict(row)]

    def _check(self) -> None:
        if not self.is_up:
            raise StoreUnavailable("OperationalError")


class Visitor:
    """Sends what the widget sends; `changes` are settings of the gateway."""

    def __init__(
        self,
        bot: FakeBot | None = None,
        rows: FakeRows | None = None,
        seconds: float = 5.0,
        **changes: str,
    ) -> None:
        self.bot, self.rows, self.counts = bot or FakeBot(), rows or FakeRows(), FakeCounts()
        self.turns: Turns = turns(self.bot, seconds=seconds)
        self.usage = usage(self.counts)
        given = {"INTERNAL_KEY": INTERNAL} | changes
        own = settings(Path(tempfile.gettempdir()), **given)
        routes = web_routes(own, self.rows, self.turns, self.usage)
        door = Middleware(LastDoor, turns=self.turns)
        app = Starlette(routes=routes, middleware=[door])
        app.router.redirect_slashes = False
        transport = httpx.ASGITransport(app)
        self.client = httpx.AsyncClient(transport=transport, base_url=OWN)

    async def send(
        self, text: str = "la migra", origin: str = ORIGIN, headers: Any = None, **changes: Any
    ) -> httpx.Response:
        """Post a message; `changes` are its fields, None takes one away."""
        body = {"site": KEY, "conversation": CONVERSATION, "id": "message-1", "text": text}
        body = {name: value for name, value in (body | changes).items() if value is not None}
        shown = ({"Origin": origin} if origin else {}) | (headers or {})
        return await self.client.post("/chat/messages", json=body, headers=shown)

    async def forget(self, origin: str = ORIGIN, **changes: Any) -> httpx.Response:
        """Delete the conversation."""
        body = json.dumps({"site": KEY, "conversation": CONVERSATION} | changes)
        headers = {"Origin": origin, "Content-Type": "application/json"}
        return await self.client.request(
            "DELETE", "/chat/conversation", content=body, headers=headers
        )

    async def get(self, path: str, **headers: str) -> httpx.Response:
        """Get an address."""
        return await self.client.get(path, headers=headers)


def events_of(text: str) -> list[tuple[str, str, Any]]:
    """Return (name, id, data) of each event in a stream; signs of life are left out."""
    found = []
    for block in text.strip().split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.split("\n"))
        if "event" in fields:
            found.append((fields["event"], fields.get("id", ""), json.loads(fields["data"])))
    return found


@cache
def description() -> dict[str, Any]:
    """Return the OpenAPI document."""
    found: dict[str, Any] = yaml.safe_load(DESCRIPTION.read_text(encoding="utf-8"))
    return found


def conforms(name: str, told: Any) -> None:
    """Fail unless JSON is what the description says of a schema of its own."""
    whole = Resource.from_contents(description(), default_specification=DRAFT202012)
    registry = Registry().with_resource("urn:chat", whole)
    schema = {"$ref": f"urn:chat#/components/schemas/{name}"}
    Draft202012Validator(schema, registry=registry).validate(told)


def refused(reply: httpx.Response, status: int, code: str) -> None:
    """Fail unless a reply is the problem with a code."""
    assert (reply.status_code, reply.json()["code"]) == (status, code)
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.json()["status"] == status
    conforms("Problem", reply.json())
