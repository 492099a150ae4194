"""Signed texts through all real processes."""

import xml.etree.ElementTree as ElementTree

import httpx

from tests.running import Running
from tools.text import PATH


def test_a_frightened_text_in_spanish_gets_the_rights_at_the_door_in_spanish(
    system: Running, number: str
):
    reply = system.say("la migra esta en mi puerta", number)
    assert reply.startswith("No abra la puerta.")
    assert "orden judicial" in reply


def test_the_reply_is_twiml(system: Running, number: str):
    response = system.post("ICE is at my door", number)
    assert response.headers["content-type"].startswith("application/xml")
    assert ElementTree.fromstring(response.text).tag == "Response"


def test_the_same_message_sid_gets_the_same_reply_and_is_taken_once(system: Running, number: str):
    first = system.post("lawyer near 77036", number, MessageSid="SM" + "1" * 32)
    again = system.post("lawyer near 77036", number, MessageSid="SM" + "1" * 32)
    assert again.text == first.text
    assert "4)" in system.say("NEXT", number)


def test_a_wrong_signature_is_refused(system: Running):
    headers = {"X-Twilio-Signature": "AAAA"}
    form = {"From": "+15550001111", "Body": "hi", "MessageSid": "SM1"}
    response = httpx.post(system.address + PATH, data=form, headers=headers)
    assert response.status_code == 403


def test_other_content_types_and_methods_are_refused(system: Running):
    url = system.address + PATH
    assert httpx.post(url, json={"Body": "hi"}).status_code == 415
    assert httpx.get(url).status_code == 405
    assert httpx.put(url, data={"Body": "hi"}).status_code == 405


def test_a_text_without_words_is_answered_kindly(system: Running, number: str):
    reply = system.say("", number)
    assert "911" in reply


def test_a_command_of_rasa_is_only_a_text(system: Running, number: str):
    system.say("la migra esta en mi puerta", number)
    assert system.say("/restart", number)
    assert "Primero" not in system.say("MAS", number)
