"""The wired gateway: what production shows, and that it needs neither bot nor store to answer."""

import pytest
from twilio.request_validator import RequestValidator

from gateway.app import create_app
from gateway.settings import InvalidSettings, Settings, read_settings
from tests.gateway.ports import client_of, words

NOWHERE = "http://127.0.0.1:1"
URL = "https://amparo.example/twilio/messages"
FORM = {"MessageSid": "SM1", "From": "+15555550100", "Body": "hola"}


def settings(folder, **changes: str) -> Settings:
    given = {
        "TWILIO_ACCOUNT_SID": "AC0",
        "TWILIO_AUTH_TOKEN": "token",
        "PUBLIC_BASE_URL": "https://amparo.example",
        "PSEUDONYM_KEY": "k" * 32,
        "BOT_URL": NOWHERE,
        "STORE_DATABASE_URL": f"sqlite:///{folder}/made/store.db",
    }
    return read_settings(given | changes)


@pytest.mark.parametrize(("environment", "status"), [("production", 404), ("development", 200)])
async def test_the_simulator_is_there_in_development_only(environment, status, tmp_path):
    async with client_of(create_app(settings(tmp_path, AMPARO_ENV=environment))) as client:
        assert (await client.get("/")).status_code == status
        sent = {"from": "+15555550100", "text": "hola", "id": "1"}
        assert (await client.post("/simulator/messages", json=sent)).status_code == status


async def test_nothing_is_documented_or_listed_for_strangers(tmp_path):
    async with client_of(create_app(settings(tmp_path))) as client:
        for path in ("/docs", "/openapi.json", "/simulator/page.js", "/health", "/twilio"):
            assert (await client.get(path)).status_code == 404


@pytest.mark.parametrize("store", ["", "postgresql://nobody@127.0.0.1:1/none"])
async def test_without_bot_and_store_a_signed_text_still_gets_words(store, tmp_path):
    changes = {"STORE_DATABASE_URL": store} if store else {}
    signature = RequestValidator("token").compute_signature(URL, FORM)
    async with client_of(create_app(settings(tmp_path, **changes))) as client:
        headers = {"X-Twilio-Signature": signature}
        reply = await client.post("/twilio/messages", data=FORM, headers=headers)
        assert reply.status_code == 200
        assert words("trouble.now", "es") in reply.text
        assert (await client.get("/health/live")).status_code == 200
        assert (await client.get("/health/ready")).status_code == 503


@pytest.mark.parametrize("url", ["https://amparo.example?x=1", "https://amparo.example#x"])
async def test_a_public_address_that_cannot_be_signed_stops_the_start(url, tmp_path):
    with pytest.raises(InvalidSettings, match="PUBLIC_BASE_URL"):
        create_app(settings(tmp_path, PUBLIC_BASE_URL=url))
