"""STOP, START, HELP and ERASE, in every state that a person can be in."""

import pytest

from tests.gateway.ports import PERSON, FakeBot, FakeOptOuts, inbound, turns, words


@pytest.mark.parametrize("text", ["STOP", "stop", "Unsubscribe", " STOP ", "ARRET"])
async def test_a_stop_is_never_answered_after_twilio_has(text):
    opt_outs = FakeOptOuts()
    assert (await turns(opt_outs=opt_outs).take(inbound(text))).text == ""
    assert opt_outs.out == {PERSON}


@pytest.mark.parametrize("text", ["ALTO", "Basta!", "stop texting me please"])
async def test_a_stop_that_twilio_does_not_know_is_confirmed(text):
    opt_outs, bot = FakeOptOuts(), FakeBot()
    reply = await turns(bot, opt_outs).take(inbound(text))
    assert reply.said == ("keyword.stop",)
    assert "START" in reply.text
    assert (opt_outs.out, bot.asked) == ({PERSON}, [])


async def test_a_stop_in_a_language_is_confirmed_in_it_and_one_without_in_all_likely_ones():
    assert (await turns().take(inbound("PARAR"))).text == words("keyword.stop", "es")
    reply = await turns().take(inbound("STOP.", channel="simulator"))
    assert reply.text == words("keyword.stop", "en", "es")


async def test_off_sms_every_stop_is_confirmed_because_no_carrier_has():
    opt_outs = FakeOptOuts()
    reply = await turns(opt_outs=opt_outs).take(inbound("STOP", channel="simulator"))
    assert reply.said == ("keyword.stop",)
    assert opt_outs.out == {PERSON}


@pytest.mark.parametrize("kind", ["stop", "start", "help"])
async def test_what_advanced_opt_out_has_answered_is_not_answered_again(kind):
    reply = await turns().take(inbound(kind, optout_type=kind))
    assert reply.text == ""


async def test_a_word_that_only_twilio_knows_lets_a_person_back_in_and_the_bot_never_sees_it():
    bot, opt_outs = FakeBot(), FakeOptOuts({PERSON})
    await turns(bot, opt_outs).take(inbound("volver", optout_type="start"))
    assert (opt_outs.out, bot.asked) == (set(), [])


async def test_a_kind_of_opt_out_that_we_do_not_know_leaves_the_text_to_the_bot():
    bot = FakeBot()
    await turns(bot).take(inbound("hola", optout_type="new"))
    assert bot.asked == [(PERSON, "hola")]


async def test_a_stop_word_that_only_twilio_knows_opts_the_person_out():
    opt_outs = FakeOptOuts()
    await turns(opt_outs=opt_outs).take(inbound("nada mas gracias", optout_type="stop"))
    assert opt_outs.out == {PERSON}


async def test_a_second_stop_keeps_the_person_out():
    opt_outs = FakeOptOuts({PERSON})
    assert (await turns(opt_outs=opt_outs).take(inbound("STOP"))).text == ""
    assert opt_outs.out == {PERSON}


@pytest.mark.parametrize("text", ["START", "unstop", "INICIAR", "yes"])
async def test_who_opted_out_can_begin_again(text):
    opt_outs = FakeOptOuts({PERSON})
    reply = await turns(opt_outs=opt_outs).take(inbound(text))
    assert reply.said == ("keyword.start",)
    assert reply.text
    assert opt_outs.out == set()


async def test_after_a_start_questions_are_answered_again():
    taking = turns(opt_outs=FakeOptOuts({PERSON}))
    assert (await taking.take(inbound("hola", "m1"))).text == ""
    await taking.take(inbound("START", "m2"))
    assert (await taking.take(inbound("hola", "m3"))).said == ("door_home", "hint.more_sources")


async def test_a_yes_from_someone_who_did_not_opt_out_is_an_answer_for_the_bot():
    bot = FakeBot()
    await turns(bot).take(inbound("yes"))
    assert bot.asked == [(PERSON, "yes")]


@pytest.mark.parametrize("out", [set(), {PERSON}])
async def test_help_is_answered_also_to_who_opted_out_and_changes_nothing(out):
    opt_outs, bot = FakeOptOuts(set(out)), FakeBot()
    reply = await turns(bot, opt_outs).take(inbound("HELP"))
    assert reply.text == words("keyword.help", "en", "es")
    assert (opt_outs.out, bot.asked) == (out, [])


async def test_help_is_in_the_language_of_the_conversation():
    taking = turns()
    await taking.take(inbound("hola", "m1"))
    assert (await taking.take(inbound("HELP", "m2"))).text == words("keyword.help", "es")


@pytest.mark.parametrize("text", ["ERASE", "Borrar."])
async def test_an_erase_makes_the_bot_forget_and_says_so(text):
    bot = FakeBot()
    reply = await turns(bot).take(inbound(text))
    assert reply.text == words("erase.done", "es")
    assert (bot.erased, bot.asked) == ([PERSON], [])


async def test_an_erase_from_who_opted_out_is_done_in_silence_and_keeps_them_out():
    bot, opt_outs = FakeBot(), FakeOptOuts({PERSON})
    assert (await turns(bot, opt_outs).take(inbound("ERASE"))).text == ""
    assert (bot.erased, opt_outs.out) == ([PERSON], {PERSON})


async def test_an_erase_forgets_the_language_too():
    bot = FakeBot()
    taking = turns(bot)
    await taking.take(inbound("hola", "m1"))
    await taking.take(inbound("ERASE", "m2"))
    bot.fails = "ReadTimeout"
    reply = await taking.take(inbound("hola", "m3"))
    assert reply.text == words("trouble.now", "en", "es")


async def test_words_in_several_languages_do_not_settle_the_language():
    bot = FakeBot(fails="ReadTimeout")
    taking = turns(bot)
    await taking.take(inbound("", "m1"))
    await taking.take(inbound("HELP", "m2"))
    assert (await taking.take(inbound("hola", "m3"))).text == words("trouble.now", "en", "es")
