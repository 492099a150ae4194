"""The door of the actions: every call is answered with words, nothing of it is echoed or logged."""

import json
import logging
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from actions.server import create_app
from phrasebook.utterance import from_json

CANARY = "canary-sentence-of-a-person"


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=create_app(), raise_app_exceptions=True)
    async with httpx.AsyncClient(transport=transport, base_url="http://actions") as client:
        yield client


def call(action: str, **slots: Any) -> dict[str, Any]:
    message = {"text": CANARY, "topic": "door_home", "language": {"tag": "en", "confidence": 1.0}}
    tracker = {"sender_id": CANARY, "slots": slots, "latest_message": message, "events": []}
    return {"next_action": action, "tracker": tracker, "domain": {}, "version": "3.6.21"}


BROKEN = call("action_next", place={"is": CANARY}, language="es")
TROUBLE: dict[str, bytes] = {
    "an action that raises": json.dumps(BROKEN).encode(),
    "an unknown action": json.dumps(call("action_of_yesterday", language="es")).encode(),
    "no action": json.dumps(call("", language="es")).encode(),
    "a tracker without slots": json.dumps({"next_action": "action_more", "tracker": {}}).encode(),
    "slots that are null": json.dumps(
        {"tracker": {"slots": None}, "next_action": "action_more"}
    ).encode(),
    "slots that are a list": json.dumps({"tracker": {"slots": [CANARY]}}).encode(),
    "a language that is a list": json.dumps(
        call("action_of_yesterday", language=[CANARY])
    ).encode(),
    "a list": json.dumps([CANARY]).encode(),
    "null": b"null",
    "no JSON": f"{{{CANARY}".encode(),
    "no UTF-8": b"\xff\xfe\x00" + CANARY.encode(),
    "nothing": b"",
}


@pytest.mark.parametrize("body", TROUBLE.values(), ids=TROUBLE.keys())
async def test_trouble_is_answered_with_words_and_without_echo(
    client: httpx.AsyncClient, body: bytes
):
    reply = await client.post("/webhook", content=body)
    assert reply.status_code == 200
    utterances = [from_json(response["custom"]) for response in reply.json()["responses"]]
    assert [utterance.say for utterance in utterances] == ["trouble.now"]
    assert reply.json()["events"] == []
    assert CANARY not in reply.text


@pytest.mark.parametrize("name", ["an action that raises", "an unknown action", "no action"])
async def test_trouble_is_told_in_the_known_language(client: httpx.AsyncClient, name: str):
    reply = await client.post("/webhook", content=TROUBLE[name])
    assert reply.json()["responses"][0]["custom"]["language"] == "es"


async def test_a_good_call_is_answered_by_its_action(client: httpx.AsyncClient):
    reply = (await client.post("/webhook", json=call("action_answer"))).json()
    assert reply["responses"][0]["custom"]["say"] == "door_home"
    assert {"event": "slot", "timestamp": None, "name": "topic", "value": "door_home"} in reply[
        "events"
    ]
    assert CANARY not in json.dumps(reply)


async def test_health_is_told(client: httpx.AsyncClient):
    reply = await client.get("/health")
    assert (reply.status_code, reply.json()) == (200, {"status": "ok"})


async def test_other_origins_are_not_allowed(client: httpx.AsyncClient):
    reply = await client.post(
        "/webhook", json=call("action_answer"), headers={"Origin": "https://a.example"}
    )
    assert "access-control-allow-origin" not in reply.headers


@pytest.mark.parametrize("body", [*TROUBLE.values(), json.dumps(call("action_answer")).encode()])
async def test_nothing_of_a_call_is_logged_even_at_debug_level(
    client: httpx.AsyncClient, body: bytes, caplog: pytest.LogCaptureFixture, capfd
):
    with caplog.at_level(logging.DEBUG):
        await client.post("/webhook", content=body)
    streams = "".join(capfd.readouterr())
    assert CANARY not in caplog.text + streams


async def test_the_kind_of_an_error_is_logged(
    client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
):
    await client.post("/webhook", json=BROKEN)
    assert [record.getMessage() for record in caplog.records if record.name == "actions"] == [
        "action.failed KeyError"
    ]
