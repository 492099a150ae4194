"""What a text becomes: an Inbound with one meaning, and a reply as TwiML."""

import xml.etree.ElementTree as ElementTree

import pytest
from structlog.testing import capture_logs

from gateway.sms.segments import fit
from gateway.sms.webhook import twiml
from gateway.turn import Reply
from tests.gateway.phone import FORM, Phone, messages
from tests.gateway.ports import FakeBot, words

NO_WORDS = fit(words("trouble.no_words", "en", "es"), "es")


async def test_a_signed_text_is_answered_with_twiml():
    phone = Phone()
    reply = await phone.post(FORM)
    assert reply.headers["content-type"].startswith("application/xml")
    assert len(messages(reply)) == 1
    (conversation, text) = phone.bot.asked[0]
    assert text == "hola"
    assert "5550100" not in conversation


async def test_the_longest_message_of_twilio_is_read():
    phone = Phone()
    await phone.post(FORM | {"Body": "\u6f22" * 1600})
    assert len(phone.bot.asked[0][1]) == 1600


async def test_a_missing_or_empty_body_gets_words():
    without = {name: value for name, value in FORM.items() if name != "Body"}
    for form in (without, FORM | {"Body": ""}):
        assert messages(await Phone().post(form)) == NO_WORDS


async def test_a_picture_without_words_gets_words():
    form = FORM | {"Body": "", "NumMedia": "1", "MediaUrl0": "https://api.example/m"}
    assert messages(await Phone().post(form)) == NO_WORDS


async def test_a_nul_is_taken_away():
    phone = Phone()
    await phone.post(FORM | {"Body": "ho\x00la"})
    assert phone.bot.asked[0][1] == "hola"


async def test_a_body_of_nul_alone_gets_words():
    phone = Phone()
    reply = await phone.post(FORM | {"Body": "\x00"})
    assert messages(reply) == NO_WORDS


async def test_unknown_parameters_do_not_matter():
    phone = Phone()
    assert messages(await phone.post(FORM | {"NewByTwilio": "x", "": "", "MessageSid2": "SM2"}))


async def test_of_a_repeated_parameter_the_first_counts():
    phone = Phone()
    assert messages(await phone.post([*FORM.items(), ("Body", "zebra")]))
    assert phone.bot.asked[0][1] == "hola"


async def test_the_same_message_sid_is_answered_once_with_the_same_words():
    phone = Phone()
    first = await phone.post(FORM)
    assert (await phone.post(FORM)).content == first.content
    assert len(phone.bot.asked) == 1


async def test_two_message_sids_are_two_messages_even_with_the_same_text():
    phone = Phone()
    for sid in ("SM1", "SM2"):
        await phone.post(FORM | {"MessageSid": sid})
    assert len(phone.bot.asked) == 2


async def test_two_message_sids_in_one_form_are_one_message_known_by_the_first():
    phone = Phone()
    await phone.post([*FORM.items(), ("MessageSid", "SM2")])
    await phone.post(FORM)
    assert len(phone.bot.asked) == 1


async def test_without_any_sid_different_texts_are_different_messages():
    phone = Phone()
    for text in ("one", "two", "two"):
        await phone.post({"From": "+15555550100", "Body": text})
    assert [text for _, text in phone.bot.asked] == ["one", "two"]


@pytest.mark.parametrize(
    "text", ["\U0001f62d\U0001f1f2\U0001f1fd", "\u00bfqu\u00e9? \u2014 \u0645"]
)
async def test_emoji_and_every_script_arrive_whole(text):
    phone = Phone()
    await phone.post(FORM | {"Body": text})
    assert phone.bot.asked[0][1] == text


async def test_what_has_a_meaning_in_xml_is_escaped():
    text = 'ICE & "la migra" <script> \u00bfs\u00ed?'
    reply = twiml(Reply(text))
    assert b"<script>" not in reply.body
    assert [m.text for m in ElementTree.fromstring(reply.body).iter("Message")] == [text]


async def test_silence_is_twiml_without_a_message():
    reply = await Phone().post(FORM | {"Body": "STOP"})
    assert messages(reply) == []
    assert "<Response" in reply.text


async def test_a_long_reply_is_several_messages_that_twilio_accepts():
    parts = [m.text for m in ElementTree.fromstring(twiml(Reply("word. " * 900)).body)]
    assert len(parts) > 1
    assert max(len(part) for part in parts) <= 1600
    assert parts[0].startswith(f"(1/{len(parts)}) ")


async def test_an_opt_out_that_twilio_has_handled_is_recorded_and_not_answered():
    phone = Phone()
    assert messages(await phone.post(FORM | {"Body": "ALTO", "OptOutType": "STOP"})) == []
    assert len(phone.opt_outs.out) == 1


async def test_the_log_has_neither_the_number_nor_the_text_nor_the_sid():
    form = FORM | {"Body": "canary zebra", "MessageSid": "SMcanary"}
    with capture_logs() as logged:
        await Phone().post(form)
        await Phone(FakeBot(fails="empty")).post(form)
    assert [entry["event"] for entry in logged] == ["turn.answered", "turn.failed"]
    assert not [mark for mark in ("zebra", "5550100", "SMcanary") if mark in repr(logged)]
