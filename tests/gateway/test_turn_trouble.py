"""Whatever fails, the person gets words, within the limit and without a trace in the log."""

import time

import pytest
from structlog.testing import capture_logs

from phrasebook.utterance import Utterance
from tests.gateway.ports import PERSON, FakeBot, FakeOptOuts, inbound, turns, words

TROUBLE = words("trouble.now", "en", "es")
STORE_DOWN = FakeOptOuts(is_readable=False, is_writable=False)


@pytest.mark.parametrize("reason", ["ConnectError", "empty", "malformed", "HTTPStatusError"])
async def test_a_bot_that_fails_becomes_words_in_all_likely_languages(reason):
    with capture_logs() as logged:
        reply = await turns(FakeBot(fails=reason)).take(inbound("hola"))
    assert reply.text == TROUBLE
    assert "911" in reply.text
    assert (logged[0]["event"], logged[0]["reason"]) == ("turn.failed", reason)


async def test_in_trouble_the_language_of_the_conversation_is_kept():
    bot = FakeBot()
    taking = turns(bot)
    await taking.take(inbound("hola", "m1"))
    bot.fails = "ReadTimeout"
    reply = await taking.take(inbound("y ahora", "m2"))
    assert (reply.text, reply.language) == (words("trouble.now", "es"), "es")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("移民局在敲门", "zh-Hans"),
        ("миграция у двери", "ru"),
        ("문 앞에 있어요", "ko"),
        ("الهجرة", "ar"),
    ],
)
async def test_in_trouble_a_script_of_its_own_tells_the_language(text, language):
    reply = await turns(FakeBot(fails="ConnectError")).take(inbound(text))
    assert (reply.text, reply.language) == (words("trouble.now", language), language)


@pytest.mark.parametrize("text", ["hola", "ERASE"])
async def test_a_slow_bot_becomes_words_within_the_limit(text):
    began = time.monotonic()
    with capture_logs() as logged:
        reply = await turns(FakeBot(seconds=30), seconds=0.1).take(inbound(text))
    assert reply.text == TROUBLE
    assert time.monotonic() - began < 2
    assert logged[0]["reason"] == "TimeoutError"


async def test_who_waits_behind_a_slow_turn_gets_words_within_the_limit_too():
    taking = turns(FakeBot(seconds=30), seconds=0.1)
    began = time.monotonic()
    for number in ("m1", "m2", "m3"):
        assert (await taking.take(inbound("hola", number))).text == TROUBLE
    assert time.monotonic() - began < 3


async def test_after_a_slow_turn_the_conversation_goes_on():
    bot = FakeBot(seconds=30)
    taking = turns(bot, seconds=0.1)
    await taking.take(inbound("hola", "m1"))
    bot.seconds = 0
    assert (await taking.take(inbound("hola", "m2"))).said == ("door_home", "hint.more_sources")


@pytest.mark.parametrize("say", ["no_such_answer", "door_home.no_such_part", "refer.no_such"])
async def test_an_id_without_words_becomes_words(say):
    bot = FakeBot(says=[Utterance("greeting", "en"), Utterance(say, "en")])
    assert (await turns(bot).take(inbound("hola"))).text == TROUBLE


async def test_an_unreadable_store_does_not_keep_a_question_from_being_answered():
    with capture_logs() as logged:
        reply = await turns(opt_outs=STORE_DOWN).take(inbound("hola"))
    assert reply.said == ("door_home", "hint.more_sources")
    assert (logged[0]["event"], logged[0]["log_level"]) == ("store.failed", "error")


@pytest.mark.parametrize("text", ["ALTO", "START", "INICIAR"])
async def test_a_wish_that_cannot_be_written_down_is_not_confirmed(text):
    reply = await turns(opt_outs=FakeOptOuts({PERSON}, is_writable=False)).take(inbound(text))
    assert reply.text == TROUBLE


async def test_a_start_that_twilio_has_answered_but_we_could_not_write_gets_words():
    opt_outs = FakeOptOuts({PERSON}, is_writable=False)
    reply = await turns(opt_outs=opt_outs).take(inbound("START", optout_type="start"))
    assert reply.text == TROUBLE


async def test_a_stop_that_twilio_has_answered_gets_silence_even_if_the_store_is_down():
    for message in (inbound("STOP"), inbound("ALTO", optout_type="stop")):
        assert (await turns(opt_outs=STORE_DOWN).take(message)).text == ""


@pytest.mark.parametrize("bot", [FakeBot(fails="ConnectError"), FakeBot(seconds=30)])
async def test_an_erase_that_fails_is_not_told_to_who_opted_out_but_logged(bot):
    with capture_logs() as logged:
        reply = await turns(bot, FakeOptOuts({PERSON}), seconds=0.1).take(inbound("ERASE"))
    assert reply.text == ""
    assert [entry["event"] for entry in logged] == ["turn.failed"]


async def test_help_needs_neither_bot_nor_store():
    reply = await turns(FakeBot(fails="ConnectError"), STORE_DOWN).take(inbound("HELP"))
    assert reply.text == words("keyword.help", "en", "es")


async def test_the_log_of_a_failure_has_neither_the_text_nor_the_pseudonym():
    with capture_logs() as logged:
        await turns(FakeBot(fails="empty"), STORE_DOWN).take(inbound("canary zebra", "SMcanary"))
    assert {entry["event"] for entry in logged} == {"store.failed", "turn.failed"}
    assert not [mark for mark in ("zebra", PERSON, "SMcanary") if mark in repr(logged)]
