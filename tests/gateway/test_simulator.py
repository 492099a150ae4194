"""The phone in the browser takes the same turns, and shows how they would travel."""

import re

import httpx
import pytest
from starlette.applications import Starlette

from gateway.simulator.api import PAGE, simulator_routes
from tests.gateway.ports import FakeBot, FakeOptOuts, client_of, turns, words

KEY = "k" * 32
PATH = "/simulator/messages"
TEXT = {"from": "+15555550100", "text": "hola", "id": "1"}


def client(bot: FakeBot | None = None, opt_outs: FakeOptOuts | None = None) -> httpx.AsyncClient:
    return client_of(Starlette(routes=simulator_routes(turns(bot, opt_outs), KEY)))


async def test_a_text_gets_its_messages_with_their_encoding_and_segments():
    reply = (await client().post(PATH, json=TEXT)).json()
    assert (reply["language"], reply["direction"]) == ("es", "ltr")
    assert reply["said"] == ["door_home", "hint.more_sources"]
    assert reply["messages"][0]["segments"] >= 1
    assert reply["messages"][0]["encoding"] in ("GSM-7", "UCS-2")


async def test_the_bot_sees_a_pseudonym_in_place_of_the_number():
    bot = FakeBot()
    await client(bot).post(PATH, json=TEXT)
    (conversation, text), *others = bot.asked
    assert (text, others) == ("hola", [])
    assert re.fullmatch("[0-9a-f]{32}", conversation)


async def test_the_same_id_from_another_number_is_another_message():
    bot = FakeBot()
    phone = client(bot)
    for number in ("+15555550100", "+15555550101", "+15555550101"):
        await phone.post(PATH, json=TEXT | {"from": number})
    assert len(bot.asked) == 2


async def test_silence_is_no_message():
    phone = client(opt_outs=FakeOptOuts())
    stopped = await phone.post(PATH, json=TEXT | {"text": "ALTO"})
    assert stopped.json()["messages"]
    reply = (await phone.post(PATH, json=TEXT | {"id": "2"})).json()
    assert (reply["messages"], reply["said"]) == ([], [])


async def test_a_nul_is_taken_away():
    bot = FakeBot()
    await client(bot).post(PATH, json=TEXT | {"text": "ho\x00la"})
    assert bot.asked[0][1] == "hola"


async def test_a_bot_that_fails_becomes_words_here_too():
    reply = (await client(FakeBot(fails="empty")).post(PATH, json=TEXT)).json()
    assert reply["messages"][0]["text"] == words("trouble.now", "en", "es")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff",
        b'{"from": "+15555550100", "id": "1"}',
        b'{"from": 15555550100, "text": "hola", "id": "1"}',
        b'{"from": "+15555550100", "text": 7, "id": "1"}',
        b'{"from": "\\ud83d", "text": "hola", "id": "1"}',
    ],
)
async def test_anything_else_is_refused(body):
    reply = await client().post(PATH, content=body)
    assert (reply.status_code, list(reply.json())) == (400, ["error"])


async def test_the_page_and_what_it_loads_are_served_with_a_strict_policy():
    phone = client()
    page = await phone.get("/")
    assert page.status_code == 200
    assert page.headers["content-security-policy"].startswith("default-src 'none'")
    named = re.findall(r'(?:src|href)="(/simulator/[^"]+)"', page.text)
    assert len(named) >= 2
    assert [path for path in named if (await phone.get(path)).status_code != 200] == []


def test_the_page_has_no_script_or_style_that_its_policy_would_block():
    html = (PAGE / "index.html").read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script>", html)


@pytest.mark.parametrize("path", ["/simulator/%2e%2e/api.py", "/simulator/..%2fapi.py"])
async def test_nothing_outside_the_page_folder_is_served(path):
    assert (await client().get(path)).status_code == 404
