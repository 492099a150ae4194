"""Sites are known for a few seconds, also without the store; the admin reads and changes them."""

import asyncio
from dataclasses import asdict

import pytest

from gateway.app import create_app
from gateway.store import SiteRows, StoreUnavailable
from gateway.usage import today
from gateway.web.site import Site, from_row
from gateway.web.sites import SECONDS_KNOWN, Sites
from tests.gateway.ports import client_of
from tests.gateway.test_app import settings
from tests.gateway.web.test_site_rules import TOLD
from tests.gateway.web.visitor import INTERNAL, KEY, OFF, OWN, SITE, FakeRows, Visitor

SHOWN = {"X-Internal-Key": INTERNAL}


async def test_sites_are_asked_for_once_in_a_while():
    now, rows = [1000.0], FakeRows()
    sites = Sites(rows, clock=lambda: now[0])
    assert await asyncio.gather(*(sites.get(KEY) for _ in range(9))) == [SITE] * 9
    now[0] += 9.9
    assert (await sites.get("k-nobody-made"), rows.asked) == (None, 1)
    now[0] += 0.2
    rows.rows = []
    assert (await sites.get(KEY), rows.asked) == (None, 2)


async def test_while_the_store_is_down_the_sites_last_known_stay():
    now, rows = [1000.0], FakeRows()
    sites = Sites(rows, clock=lambda: now[0])
    await sites.get(KEY)
    rows.is_up = False
    now[0] += SECONDS_KNOWN + 1
    assert await sites.get(KEY) == SITE
    assert rows.asked == 2


async def test_a_store_that_was_never_read_is_no_list_without_sites():
    rows = FakeRows(is_up=False)
    sites = Sites(rows)
    with pytest.raises(StoreUnavailable):
        await sites.get(KEY)
    rows.is_up = True
    assert await sites.get(KEY) == SITE


async def test_a_store_that_hangs_does_not_hold_people_up():
    class Hanging(FakeRows):
        async def all(self):
            await asyncio.sleep(5)

    own = Site("preview", "preview")
    assert await Sites(Hanging(), [own], patience=0.02).get("preview") == own


async def test_a_site_that_is_kept_is_known_at_once_and_wins_over_one_that_is_always_there():
    sites = Sites(FakeRows(), [Site("preview", "preview")])
    assert (await sites.get("preview")).name == "preview"
    await sites.put(Site("preview", "Ours", ("https://a.example",)))
    assert (await sites.get("preview")).name == "Ours"


async def test_an_origin_is_known_while_its_site_is_off():
    sites, (origin,) = Sites(FakeRows()), OFF.origins
    assert await sites.have_origin(origin)
    assert not await sites.have_origin("https://elsewhere.example")


async def test_the_store_keeps_a_site_as_it_is(database_url: str):
    rows = SiteRows(database_url)
    await Sites(rows).put(SITE)
    await Sites(rows).put(OFF)
    changed = Site(**asdict(OFF) | {"name": "Changed", "origins": OFF.origins, "starters": ("a",)})
    await Sites(rows).put(changed)
    assert [from_row(row) for row in await rows.all()] == [SITE, changed]


async def test_the_admin_is_told_every_site_and_how_much_is_written_there():
    visitor = Visitor()
    for _ in range(7):
        visitor.usage.note_site(KEY)
    visitor.usage.note_site("k-gone-long-ago")
    told = (await visitor.get("/internal/sites", **SHOWN)).json()
    assert told["base_url"] == OWN
    assert told["sites"] == [
        SITE.to_json() | {"messages_30_days": 7},
        OFF.to_json() | {"messages_30_days": 0},
    ]


async def test_few_messages_are_not_told_as_a_number():
    visitor = Visitor()
    await visitor.send()
    await visitor.usage.write()
    visitor.counts.kept = dict.fromkeys(visitor.counts.kept)  # as the store tells a small one
    assert {row.day for row in visitor.counts.kept} == {today()}
    told = (await visitor.get("/internal/sites", **SHOWN)).json()["sites"]
    assert [site["messages_30_days"] for site in told] == ["<5", 0]


async def test_the_admin_makes_a_site_and_it_works_at_once():
    visitor = Visitor()
    told = TOLD | {"starters": [], "origins": ["https://new.example"]}
    reply = await visitor.client.put("/internal/sites/k-new-site", json=told, headers=SHOWN)
    assert reply.status_code == 200
    assert reply.json()["key"] == "k-new-site"
    sent = await visitor.send(site="k-new-site", origin="https://new.example")
    assert sent.status_code == 200
    off = told | {"is_on": False}
    await visitor.client.put("/internal/sites/k-new-site", json=off, headers=SHOWN)
    assert (await visitor.send(site="k-new-site", origin="https://new.example")).status_code == 403


async def test_the_starters_of_the_phrasebook_are_those_that_a_site_can_have():
    visitor = Visitor()
    starters = [
        each["id"] for each in (await visitor.get(f"/chat/sites/{KEY}/en")).json()["starters"]
    ]
    assert starters
    told = TOLD | {"starters": starters[::-1]}
    reply = await visitor.client.put(f"/internal/sites/{KEY}", json=told, headers=SHOWN)
    assert reply.json()["starters"] == starters[::-1]


async def test_what_is_wrong_with_a_site_is_told_and_nothing_is_kept():
    visitor = Visitor()
    for body in (b'{"name": ""}', b"no json", b"[]", b"\xff"):
        reply = await visitor.client.put(f"/internal/sites/{KEY}", content=body, headers=SHOWN)
        assert reply.status_code == 400
        assert reply.json()["wrong"]["name"] == "name_missing"
    assert visitor.rows.rows == FakeRows().rows


async def test_a_store_that_is_down_is_told_as_such():
    visitor = Visitor(rows=FakeRows(is_up=False))
    assert (await visitor.get("/internal/sites", **SHOWN)).status_code == 503
    put = await visitor.client.put(f"/internal/sites/{KEY}", json=TOLD, headers=SHOWN)
    assert put.status_code == 503


@pytest.mark.parametrize(
    "headers",
    [{}, {"X-Internal-Key": INTERNAL[:-1]}, SHOWN | {"X-Forwarded-For": "203.0.113.9"}],
)
async def test_for_everybody_else_there_are_no_such_pages(headers: dict[str, str]):
    visitor = Visitor()
    missing = await visitor.get("/internal/nothing")
    put = await visitor.client.put(f"/internal/sites/{KEY}", json=TOLD, headers=headers)
    for reply in (await visitor.get("/internal/sites", **headers), put):
        assert (reply.status_code, reply.content) == (missing.status_code, missing.content)
    assert visitor.rows.rows == FakeRows().rows


@pytest.mark.parametrize(("environment", "status"), [("production", 404), ("development", 200)])
async def test_a_developers_machine_has_a_site_for_the_previews(tmp_path, environment, status):
    app = create_app(settings(tmp_path, AMPARO_ENV=environment))
    async with client_of(app) as client:
        assert (await client.get("/chat/preview")).status_code == status
        assert (await client.get("/chat/sites/preview/es")).status_code == status
