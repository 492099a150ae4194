"""What is written on a website reaches no log and no store; no trained model is needed."""

import logging
import sqlite3
from pathlib import Path

import pytest

from gateway.app import create_app
from gateway.pseudonym import pseudonym
from gateway.web.routes import PREVIEW_KEY
from tests.gateway.ports import client_of
from tests.gateway.test_app import settings
from tests.privacy.canaries import NUMBERS, PIN, canaries_in
from tests.privacy.counts import counts_out_of_place
from tests.privacy.on_websites import conversation_of, oddities, visits
from tests.privacy.traces import canaries_in_files, files_below

SECRET = "s" * 32
ORIGIN = "https://amparo.example"
ADDRESS = "203.0.113.77"
MANY = {name: "9999" for name in ("WEB_ADDRESS_MINUTE", "WEB_ADDRESS_HOUR", "WEB_SITE_MINUTE")}


async def test_nothing_of_a_person_on_a_website_is_kept_or_said_back(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
):
    given = {"AMPARO_ENV": "development", "PSEUDONYM_KEY": SECRET}
    app = create_app(settings(tmp_path, **given, **MANY))
    replies = []
    with caplog.at_level(logging.DEBUG):
        async with app.router.lifespan_context(app), client_of(app) as client:
            for number in NUMBERS:
                for method, path, headers, body in (
                    *visits(number, ORIGIN),
                    *oddities(number, ORIGIN),
                ):
                    request = {"headers": headers, "content": body}
                    replies.append(await client.request(method, path, **request))
    assert {200, 403, 404, 413, 422, 503} <= {reply.status_code for reply in replies}
    # What the client of this test itself logs is not ours.
    logged = "".join(record.getMessage() for record in caplog.records if _is_ours(record))
    printed = "".join(capfd.readouterr())
    assert "turn.failed" in printed
    said = [b"".join([reply.content, *map(b"".join, reply.headers.raw)]) for reply in replies]
    kept = b"".join(path.read_bytes() for path in files_below(tmp_path))
    everything = b"\n".join([kept, *said, (logged + printed).encode()])
    assert canaries_in(everything) == set()
    assert canaries_in_files(files_below(tmp_path)) == {}
    assert ADDRESS.encode() not in everything
    assert PIN["Longitude"][: len("-95.53")].encode() not in everything
    for number in NUMBERS:
        who = pseudonym(SECRET, "web", f"{PREVIEW_KEY}:{conversation_of(number)}")
        assert who.encode() not in everything
    _has_counts_alone(tmp_path / "made/store.db")


def _is_ours(record: logging.LogRecord) -> bool:
    return not record.name.startswith(("httpx", "httpcore"))


def _has_counts_alone(path: Path) -> None:
    with sqlite3.connect(path) as store:
        rows = store.execute("select day, kind, name, language, times from daily_count").fetchall()
        others = [
            store.execute(f"select * from {name}").fetchall() for name in ("opt_outs", "site")
        ]
    store.close()
    assert others == [[], []]
    assert ("site", PREVIEW_KEY) in {(row[1], row[2]) for row in rows}
    assert counts_out_of_place(rows) == []
