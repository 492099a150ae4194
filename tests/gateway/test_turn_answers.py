"""A turn that goes well: answered once, in order, with silence only where it is allowed."""

import asyncio

import pytest
from structlog.testing import capture_logs

from phrasebook.utterance import Utterance
from tests.gateway.ports import PERSON, SAID, FakeBot, FakeOptOuts, inbound, speech, turns, words


async def test_a_question_is_answered_with_the_words_of_what_the_bot_says():
    bot = FakeBot()
    reply = await turns(bot).take(inbound("la migra esta en mi puerta"))
    assert reply.text == speech().turn(SAID)
    assert (reply.language, reply.said) == ("es", ("door_home", "hint.more_sources"))
    assert bot.asked == [(PERSON, "la migra esta en mi puerta")]


async def test_a_card_in_english_does_not_change_the_language_of_the_reply():
    card = [
        Utterance("card.lead", "es"),
        Utterance("card.door", "es"),
        Utterance("card.door", "en"),
    ]
    reply = await turns(FakeBot(says=card)).take(inbound("tarjeta"))
    assert reply.language == "es"


@pytest.mark.parametrize("text", ["", "  \n\t ", "\u200b\u2060", "\u00a0"])
async def test_a_text_without_anything_to_read_gets_words_without_the_bot(text):
    bot = FakeBot()
    reply = await turns(bot).take(inbound(text))
    assert reply.text == words("trouble.no_words", "en", "es")
    assert bot.asked == []


async def test_a_single_emoji_is_for_the_bot_to_judge():
    bot = FakeBot()
    await turns(bot).take(inbound("\U0001f62d"))
    assert bot.asked == [(PERSON, "\U0001f62d")]


async def test_the_same_message_id_again_gives_the_same_reply_and_asks_once():
    bot = FakeBot()
    taking = turns(bot)
    first = await taking.take(inbound("hola", "m1"))
    bot.says = [Utterance("greeting", "en")]
    assert await taking.take(inbound("hola", "m1")) == first
    assert len(bot.asked) == 1


async def test_the_same_message_id_at_once_gives_the_same_reply_and_asks_once():
    bot = FakeBot(seconds=0.05)
    taking = turns(bot)
    replies = await asyncio.gather(*(taking.take(inbound("hola", "m1")) for _ in range(5)))
    assert set(replies) == {replies[0]}
    assert len(bot.asked) == 1


async def test_a_request_that_is_given_up_does_not_lose_the_reply_for_its_repetition():
    bot = FakeBot(seconds=0.1)
    taking = turns(bot)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(taking.take(inbound("hola", "m1")), 0.02)
    assert (await taking.take(inbound("hola", "m1"))).said == ("door_home", "hint.more_sources")
    assert len(bot.asked) == 1


async def test_another_message_id_is_another_turn():
    bot = FakeBot()
    taking = turns(bot)
    for number in ("m1", "m2"):
        await taking.take(inbound("hola", number))
    assert len(bot.asked) == 2


async def test_the_same_message_id_on_another_channel_is_another_turn():
    bot = FakeBot()
    taking = turns(bot)
    await taking.take(inbound("hola", "m1"))
    await taking.take(inbound("hola", "m1", channel="simulator"))
    assert len(bot.asked) == 2


async def test_the_texts_of_one_conversation_reach_the_bot_one_at_a_time_and_in_order():
    bot = FakeBot(seconds=0.02)
    taking = turns(bot)
    texts = ["first", "second", "third", "fourth"]
    await asyncio.gather(*(taking.take(inbound(text, text)) for text in texts))
    assert bot.ran_beside == {(PERSON,)}
    assert [text for _, text in bot.asked] == texts


async def test_an_erase_waits_for_the_question_before_it():
    bot = FakeBot(seconds=0.02)
    taking = turns(bot)
    await asyncio.gather(*(taking.take(inbound(text, text)) for text in ("hola", "ERASE")))
    assert bot.ran_beside == {(PERSON,)}
    assert (len(bot.asked), bot.erased) == (1, [PERSON])


async def test_different_conversations_are_answered_at_the_same_time():
    bot = FakeBot(seconds=0.05)
    taking = turns(bot)
    people = ("a", "b", "c")
    await asyncio.gather(*(taking.take(inbound("hola", who, who)) for who in people))
    assert people in bot.ran_beside


async def test_a_person_who_opted_out_gets_silence_and_the_bot_does_not_see_the_text():
    bot = FakeBot()
    for text in ("la migra esta aqui", ""):
        reply = await turns(bot, FakeOptOuts({PERSON})).take(inbound(text))
        assert reply.text == ""
    assert bot.asked == []


async def test_the_log_of_an_answer_has_neither_the_text_nor_the_pseudonym():
    with capture_logs() as logged:
        await turns().take(inbound("canary zebra at my door", "SMcanary"))
    assert [entry["event"] for entry in logged] == ["turn.answered"]
    assert logged[0]["say"] == ["door_home", "hint.more_sources"]
    assert not [mark for mark in ("zebra", PERSON, "SMcanary") if mark in repr(logged)]
