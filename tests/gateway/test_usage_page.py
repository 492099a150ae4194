"""The admin is told the counts of days; for everybody else there is no such page."""

import datetime

import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from gateway import usage as counting
from gateway.app import create_app
from gateway.internal import UsagePage
from gateway.store import FEWEST
from tests.gateway.ports import FakeCounts, client_of, usage
from tests.gateway.test_app import settings
from tests.gateway.test_daily_counts import DAY, row, rows

KEY = "0123456789abcdef" * 2
SHOWN = {"X-Internal-Key": KEY}


@pytest.fixture(autouse=True)
def on_a_day(monkeypatch: pytest.MonkeyPatch):
    """It is DAY."""
    monkeypatch.setattr(counting, "today", lambda: DAY)


def page(store: FakeCounts, key: str = KEY) -> Starlette:
    found = UsagePage(usage(store), key)
    return Starlette(routes=[Route("/internal/usage", found.__call__, methods=["GET"])])


async def test_who_shows_the_key_is_told_the_counts_of_the_days_asked_for():
    early = row(DAY - datetime.timedelta(days=9))
    store = FakeCounts({row(): 12, early: 7, row(language="en"): None})
    async with client_of(page(store)) as client:
        asked = {"from": "2026-03-01", "to": "2026-03-31"}
        reply = await client.get("/internal/usage", params=asked, headers=SHOWN)
    about = {"day": "2026-03-04", "kind": "topic", "name": "door_home"}
    assert reply.json() == asked | {
        "fewest": FEWEST,
        "counts": [
            about | {"language": "es", "times": 12},
            about | {"language": "en", "times": "<5"},
        ],
    }
    assert reply.headers["cache-control"] == "no-store"


async def test_what_was_counted_a_moment_ago_is_told():
    counts = usage(FakeCounts())
    counts.note("sms", ["door_home"], "es")
    app = Starlette(routes=[Route("/u", UsagePage(counts, KEY).__call__)])
    async with client_of(app) as client:
        told = (await client.get("/u", params={"to": str(DAY)}, headers=SHOWN)).json()["counts"]
    assert {each["kind"] for each in told} == {"turn", "topic"}


@pytest.mark.parametrize(
    ("key", "headers"),
    [
        (KEY, {}),
        (KEY, {"X-Internal-Key": ""}),
        (KEY, {"X-Internal-Key": KEY[:-1]}),
        (KEY, {"X-Internal-Key": "clé"}),
        ("", {"X-Internal-Key": ""}),
        ("", SHOWN),
        (KEY, SHOWN | {"X-Forwarded-For": "203.0.113.9"}),
        (KEY, SHOWN | {"Forwarded": "for=203.0.113.9"}),
    ],
)
async def test_for_everybody_else_there_is_no_such_page(key: str, headers: dict[str, str]):
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    async with client_of(page(FakeCounts({row(): 12}), key)) as client:
        reply = await client.get("/internal/usage", headers=raw)
        missing = await client.get("/internal/nothing")
    assert (reply.status_code, reply.content) == (missing.status_code, missing.content)
    assert reply.status_code == 404


@pytest.mark.parametrize(
    "asked",
    [
        {"from": "yesterday"},
        {"to": "2026-02-30"},
        {"from": "2026-03-02", "to": "2026-03-01"},
        {"from": "2020-01-01", "to": "2026-03-01"},
        {"to": "0001-01-01"},
    ],
)
async def test_days_that_are_none_are_refused_without_echo(asked: dict[str, str]):
    async with client_of(page(FakeCounts())) as client:
        reply = await client.get("/internal/usage", params=asked, headers=SHOWN)
    assert reply.status_code == 400
    assert not [value for value in asked.values() if value in reply.text]


async def test_a_store_that_is_down_is_told_as_such():
    async with client_of(page(FakeCounts(is_up=False))) as client:
        assert (await client.get("/internal/usage", headers=SHOWN)).status_code == 503


@pytest.mark.parametrize(("key", "status"), [("", 404), (KEY, 200)])
async def test_the_gateway_has_the_page_when_it_has_a_key(tmp_path, key: str, status: int):
    app = create_app(settings(tmp_path, INTERNAL_KEY=key))
    async with client_of(app) as client:
        assert (await client.get("/internal/usage", headers=SHOWN)).status_code == status


async def test_what_is_left_is_written_at_the_end(tmp_path):
    app = create_app(settings(tmp_path, AMPARO_ENV="development"))
    async with app.router.lifespan_context(app):
        async with client_of(app) as client:
            sent = {"from": "+15555550100", "text": "hola", "id": "1"}
            assert (await client.post("/simulator/messages", json=sent)).status_code == 200
        assert rows(f"sqlite:///{tmp_path}/made/store.db") == []
    found = rows(f"sqlite:///{tmp_path}/made/store.db")
    assert {tuple(each[1:]) for each in found} == {
        ("turn", "simulator", "", 1),
        ("trouble", "now", "", 1),
    }
