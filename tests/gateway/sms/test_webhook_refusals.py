"""Who may post to the webhook, in which form, and under which address and token."""

from urllib.parse import urlencode

import pytest
from structlog.testing import capture_logs
from twilio.request_validator import RequestValidator

from gateway.sms.webhook import MOST_BYTES
from tests.gateway.phone import BASE, FORM, FORM_TYPE, PATH, Phone, messages


async def test_a_wrong_or_missing_signature_is_refused_and_only_that_is_logged():
    phone = Phone()
    with capture_logs() as logged:
        wrong = await phone.post(FORM, token="stolen")
        none = await phone.client.post(PATH, data=FORM)
    assert (wrong.status_code, none.status_code, wrong.text) == (403, 403, "")
    assert phone.bot.asked == []
    assert {entry["event"] for entry in logged} == {"webhook.refused"}
    assert "5550100" not in repr(logged)


async def test_only_post_is_taken():
    for method in ("GET", "PUT", "DELETE"):
        assert (await Phone().client.request(method, PATH)).status_code == 405


@pytest.mark.parametrize("kind", ["", "application/json", "multipart/form-data; boundary=x"])
async def test_only_a_form_is_taken(kind):
    reply = await Phone().client.post(PATH, content=b"Body=hola", headers={"content-type": kind})
    assert reply.status_code == 415


async def test_a_body_larger_than_any_message_is_refused_before_it_is_read_to_the_end():
    read = []

    async def endless():
        for number in range(1000):
            read.append(number)
            yield b"A" * 1024

    headers = {"content-type": FORM_TYPE}
    reply = await Phone().client.post(PATH, content=endless(), headers=headers)
    assert reply.status_code == 413
    assert len(read) <= MOST_BYTES // 1024 + 2


async def test_a_query_string_in_the_address_is_part_of_what_is_signed():
    phone = Phone()
    assert messages(await phone.post(FORM, PATH + "?b=2&a=%C3%A9+x"))
    forged = await phone.client.post(PATH + "?b=3", data=FORM)
    assert forged.status_code == 403


async def test_a_path_prefix_that_a_proxy_takes_away_is_part_of_what_is_signed():
    phone = Phone(base=BASE + "/sms")
    assert messages(await phone.post(FORM))
    signature = RequestValidator("token").compute_signature(BASE + PATH, FORM)
    headers = {"X-Twilio-Signature": signature}
    assert (await phone.client.post(PATH, data=FORM, headers=headers)).status_code == 403


async def test_while_the_token_is_changed_both_sign():
    phone = Phone(tokens="new,old")
    for sid, token in (("SM1", "new"), ("SM2", "old")):
        assert messages(await phone.post(FORM | {"MessageSid": sid}, token=token))
    assert (await phone.post(FORM, token="older")).status_code == 403


@pytest.mark.parametrize("spelled", [b"%ED%A0%BD", b"%ED%A0%BD%ED%B8%AD", b"%FF%FE", b"%C3"])
async def test_a_body_that_is_no_utf8_is_refused_however_it_is_signed(spelled):
    phone = Phone()
    read = spelled.replace(b"%", b"").decode()
    as_twilio = bytes.fromhex(read).decode("utf-8", "replace")
    body = urlencode(FORM | {"Body": ""}).encode() + spelled
    reply = await phone.post(FORM | {"Body": as_twilio}, body=body)
    assert (reply.status_code, phone.bot.asked) == (403, [])


@pytest.mark.parametrize("spelled", [b"%", b"%4", b"100%zz", b"a%00b"])
async def test_percent_signs_that_encode_nothing_are_no_error(spelled):
    body = urlencode(FORM | {"Body": ""}).encode() + spelled
    text = spelled.decode().replace("%00", "\x00")
    assert messages(await Phone().post(FORM | {"Body": text}, body=body))
