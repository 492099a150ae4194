"""A conversation on a website is forgotten when the person asks, and it is told when it may not."""

import asyncio

import pytest

from tests.gateway.ports import FakeBot
from tests.gateway.web.visitor import OFF, Visitor, refused


async def test_a_conversation_is_forgotten_by_the_bot_and_with_it_its_replies():
    visitor = Visitor()
    await visitor.send()
    reply = await visitor.forget()
    assert (reply.status_code, reply.content) == (204, b"")
    assert visitor.bot.erased == [visitor.bot.asked[0][0]]
    await visitor.send()
    assert len(visitor.bot.asked) == 2


async def test_forgetting_twice_or_what_never_was_is_no_mistake():
    visitor = Visitor()
    assert [(await visitor.forget()).status_code for _ in range(3)] == [204] * 3


@pytest.mark.parametrize("bot", [FakeBot(fails="ConnectError"), FakeBot(seconds=5)])
async def test_what_could_not_be_confirmed_is_told(bot: FakeBot):
    refused(await Visitor(bot, seconds=0.05).forget(), 503, "unavailable")


async def test_forgetting_goes_on_when_nobody_waits_for_it():
    visitor = Visitor(FakeBot(seconds=0.1))
    leaving = asyncio.create_task(visitor.forget())
    await asyncio.sleep(0.02)
    leaving.cancel()
    await asyncio.sleep(0.2)
    assert len(visitor.bot.erased) == 1
    assert visitor.bot.running == []


async def test_whoever_does_not_name_site_and_conversation_is_refused():
    visitor = Visitor()
    refused(await visitor.forget(conversation="short"), 422, "invalid")
    refused(await visitor.forget(site="k-nobody-made"), 404, "unknown_site")
    assert visitor.bot.erased == []


async def test_a_site_that_was_turned_off_still_forgets():
    visitor = Visitor()
    assert (await visitor.forget(site=OFF.key, origin=OFF.origins[0])).status_code == 204
    assert len(visitor.bot.erased) == 1
