"""The health pages tell two things apart: the process lives, the bot answers."""

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from gateway import health
from tests.gateway.ports import client_of


class Bot:
    """Ready or not."""

    def __init__(self, ready: bool) -> None:
        self._ready = ready

    async def is_ready(self) -> bool:
        return self._ready


def client(ready: bool) -> httpx.AsyncClient:
    app = Starlette(routes=[Route("/live", health.live), Route("/ready", health.ready)])
    app.state.bot = Bot(ready)
    return client_of(app)


@pytest.mark.parametrize("ready", [True, False])
async def test_a_process_that_answers_lives_whatever_the_bot_does(ready):
    assert (await client(ready).get("/live")).status_code == 200


async def test_it_is_ready_when_the_bot_is():
    reply = await client(True).get("/ready")
    assert (reply.status_code, reply.json()) == (200, {"status": "ready"})


async def test_without_the_bot_it_says_what_is_missing():
    reply = await client(False).get("/ready")
    assert (reply.status_code, reply.json()["missing"]) == (503, ["bot"])
