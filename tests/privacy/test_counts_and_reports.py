"""What is counted and what staff is told, in parts of the system that need no trained model."""

import json
import logging
import sqlite3
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from actions import staff
from actions.server import create_app as create_actions
from gateway.app import create_app as create_gateway
from gateway.pseudonym import pseudonym
from tests.actions.conftest import seeded_url, small_directory
from tests.gateway.ports import client_of
from tests.gateway.test_app import settings
from tests.privacy.canaries import FOREIGN_WORD, NUMBERS, canaries_in, spelled, word
from tests.privacy.counts import counts_out_of_place
from tests.privacy.traces import canaries_in_files, files_below

__all__ = ["seeded_url", "small_directory"]

KEY = "k" * 32
SECRET = "s" * 32


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bytes]]:
    """All bytes that an admin on loopback receives of the actions."""
    received: list[bytes] = []

    class Admin(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            received.append(b"\n".join([self.raw_requestline, bytes(self.headers), body]))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Write nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Admin)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("ADMIN_URL", f"http://127.0.0.1:{server.server_port}")
    monkeypatch.setenv("INTERNAL_KEY", KEY)
    for remembered in (staff._settings, staff._client):
        remembered.cache_clear()
    yield received
    for remembered in (staff._settings, staff._client):
        remembered.cache_clear()
    server.shutdown()
    server.server_close()


@pytest.mark.usefixtures("small_directory")
async def test_staff_hears_ids_of_services_and_nothing_of_the_person(
    heard: list[bytes], caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
):
    slots: dict[str, object] = {"language": "en"}
    async with client_of(create_actions()) as client:
        with caplog.at_level(logging.DEBUG):
            for action, text in [
                ("action_refer", f"lawyer in 77036 for {word('name')} {NUMBERS[0]}"),
                ("action_report", f"number 1 is dead says {word('who')} {FOREIGN_WORD}"),
                ("action_fallback", "NOWORK 2"),
            ]:
                slots |= await _slots_after(client, action, text, slots)
            for task in set(staff._under_way):
                await task
    bodies = [json.loads(raw.rpartition(b"\n")[2]) for raw in heard]
    assert [body for body in bodies if "service_id" in body] == [
        {"service_id": service} for service in slots["reported"]
    ]
    assert len(slots["reported"]) == 2
    assert {tuple(body) for body in bodies} == {("service_id",), ("service_ids",)}
    assert canaries_in(b"\n".join(heard)) == set()
    assert NUMBERS[1].encode() not in b"\n".join(heard)
    logged = caplog.text + "".join(capfd.readouterr())
    assert canaries_in(logged.encode()) == set()
    assert not [service for service in slots["listed"] if service in logged]


async def _slots_after(
    client: httpx.AsyncClient, action: str, text: str, slots: dict[str, object]
) -> dict[str, object]:
    """Run an action as Rasa does and return the slots that it changed."""
    message = {"text": text, "topic": "", "language": {"tag": "en", "confidence": 1.0}}
    sender = {"sender_id": pseudonym(SECRET, "sms", NUMBERS[1])}
    tracker = sender | {"slots": slots, "latest_message": message, "events": []}
    call = {"next_action": action, "tracker": tracker, "domain": {}, "version": "3.6.21"}
    reply = await client.post("/webhook", json=call | sender)
    assert reply.status_code == 200
    return {event["name"]: event["value"] for event in reply.json()["events"]}


async def test_the_store_of_counts_holds_nothing_of_a_person(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
):
    given = {"AMPARO_ENV": "development", "INTERNAL_KEY": KEY, "PSEUDONYM_KEY": SECRET}
    app = create_gateway(settings(tmp_path, **given))
    async with app.router.lifespan_context(app), client_of(app) as client:
        for turn, number in enumerate(NUMBERS):
            text = f"la migra {word('text')} {FOREIGN_WORD} {number}"
            sent = {"from": number, "text": text, "id": f"{word('id')}{turn}"}
            assert (await client.post("/simulator/messages", json=sent)).status_code == 200
        asked = {"headers": {"X-Internal-Key": KEY}}
        reply = await client.get("/internal/usage", **asked)
        bad = await client.get("/internal/usage", params={"from": word("from")}, **asked)
    with sqlite3.connect(tmp_path / "made/store.db") as store:
        rows = store.execute("select day, kind, name, language, times from daily_count").fetchall()
    store.close()
    assert {row[1:] for row in rows} == {
        ("turn", "simulator", "", len(NUMBERS)),
        ("trouble", "now", "", len(NUMBERS)),
    }
    assert counts_out_of_place(rows) == []
    assert reply.status_code == 200
    assert canaries_in_files(files_below(tmp_path)) == {}
    shown = reply.text + bad.text + caplog.text + "".join(capfd.readouterr())
    kept = b"".join(path.read_bytes() for path in files_below(tmp_path)) + shown.encode()
    assert canaries_in(kept) == set()
    for form in spelled(NUMBERS[0]):
        assert pseudonym(SECRET, "simulator", form).encode() not in kept


@pytest.mark.parametrize(
    "row",
    [
        ("2026-03-04 10:12", "topic", "tps", "es", 1),
        ("2026-03-04", "topic", "what a person wrote", "es", 1),
        ("2026-03-04", "person", "tps", "es", 1),
        ("2026-03-04", "topic", "tps", "a tag", 1),
        ("2026-03-04", "topic", "tps", "es", "1"),
    ],
)
def test_a_count_that_holds_anything_else_is_found(row: tuple):
    assert counts_out_of_place([row]) == [row]
    assert counts_out_of_place([("2026-03-04", "topic", "tps", "es", 1)]) == []
