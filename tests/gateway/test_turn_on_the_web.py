"""What is different on the web: nothing to opt out of, a language that is shown, forgetting."""

import asyncio
import gc
from dataclasses import replace

import pytest

from gateway.bot import BotUnavailable
from gateway.turn import Inbound
from phrasebook.utterance import Utterance
from tests.gateway.ports import PERSON, SAID, FakeBot, FakeOptOuts, inbound, turns, words


def web(text: str, message_id: str = "m1", language: str = "es") -> Inbound:
    return inbound(text, message_id, channel="web", language=language)


@pytest.mark.parametrize("text", ["STOP", "stop.", "alto", "PARAR", "cancel", "stop texting me"])
async def test_a_stop_on_the_web_is_answered_with_help_and_silences_nobody(text):
    bot, opt_outs = FakeBot(), FakeOptOuts()
    taking = turns(bot, opt_outs)
    assert (await taking.take(web(text))).said == ("keyword.help",)
    assert (await taking.take(web("la migra", "m2"))).said == ("door_home", "hint.more_sources")
    assert (opt_outs.out, bot.asked) == (set(), [(PERSON, "la migra")])


async def test_the_store_is_not_asked_about_people_on_the_web():
    opt_outs = FakeOptOuts({PERSON}, is_readable=False, is_writable=False)
    for number, text in enumerate(("hola", "STOP", "START", "HELP", "ERASE")):
        reply = await turns(opt_outs=opt_outs).take(web(text, f"m{number}"))
        assert "trouble.now" not in reply.said
        assert reply.text


async def test_the_language_that_is_shown_reaches_the_bot_and_words_of_the_gateways_own():
    bot = FakeBot()
    await turns(bot).take(web("hola", language="vi"))
    assert bot.languages == ["vi"]
    down = await turns(FakeBot(fails="empty")).take(web("hola", language="vi"))
    assert down.text == words("trouble.now", "vi")
    assert (await turns().take(web("HELP", language="ko"))).text == words("keyword.help", "ko")


async def test_an_erase_is_confirmed_in_the_language_that_is_shown():
    assert (await turns().take(web("ERASE", language="ru"))).text == words("erase.done", "ru")


async def test_an_erase_on_the_web_drops_the_replies_before_it_and_keeps_its_own():
    taking, bot = turns(bot := FakeBot()), bot
    other = replace(web("hola", "m0"), conversation="0ther" * 6)
    for message in (other, web("hola", "m1"), web("ERASE", "m2")):
        await taking.take(message)
    taken = [taking.has_taken(each) for each in (other, web("", "m1"), web("", "m2"))]
    assert taken == [True, False, True]
    await taking.take(web("ERASE", "m2"))
    assert bot.erased == [PERSON]


async def test_forgetting_a_conversation_drops_its_replies_and_the_bots_memory():
    bot = FakeBot()
    taking = turns(bot)
    await taking.take(web("hola"))
    await taking.forget("web", PERSON)
    assert (bot.erased, taking.has_taken(web("hola"))) == ([PERSON], False)
    await taking.take(web("hola"))
    assert len(bot.asked) == 2


async def test_forgetting_waits_for_the_turn_that_is_under_way():
    bot = FakeBot(seconds=0.02)
    taking = turns(bot)
    turn = asyncio.create_task(taking.take(web("hola")))
    await asyncio.sleep(0.001)
    await asyncio.gather(turn, taking.forget("web", PERSON))
    assert bot.ran_beside == {(PERSON,)}
    assert not taking.has_taken(web("hola"))


async def test_what_the_bot_may_still_remember_is_told():
    with pytest.raises(BotUnavailable):
        await turns(FakeBot(fails="ConnectError")).forget("web", PERSON)


async def test_a_reply_holds_what_its_words_are_made_of():
    assert (await turns().take(web("hola"))).utterances == SAID
    trouble = turns().trouble(None).utterances
    assert trouble == (Utterance("trouble.now", "en"), Utterance("trouble.now", "es"))


async def test_a_failure_that_nobody_waits_for_is_not_written_to_the_log():
    class Broken(FakeBot):
        async def ask(self, conversation, text, pin=None, language=""):
            await asyncio.sleep(0.01)
            raise RuntimeError(text)

    told: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _loop, context: told.append(context))
    taking = turns(Broken())
    waiting = asyncio.create_task(taking.take(web("canary zebra")))
    await asyncio.sleep(0.001)
    waiting.cancel()
    await asyncio.sleep(0.03)
    await taking.forget("web", PERSON)  # the last place that knows of the failure
    del waiting
    gc.collect()
    assert told == []
