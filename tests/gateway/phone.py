"""Posts to the webhook as Twilio does, with a bot and opt-outs that stand in."""

import xml.etree.ElementTree as ElementTree
from urllib.parse import urlencode

import httpx
from starlette.applications import Starlette
from starlette.datastructures import ImmutableMultiDict
from starlette.routing import Route
from twilio.request_validator import RequestValidator

from gateway.sms.signature import SignatureCheck
from gateway.sms.webhook import SmsWebhook
from tests.gateway.ports import FakeBot, FakeOptOuts, client_of, turns

PATH = "/twilio/messages"
BASE = "https://amparo.example"
FORM = {"MessageSid": "SM1", "From": "+15555550100", "To": "+15555550199", "Body": "hola"}
FORM_TYPE = "application/x-www-form-urlencoded"


class Phone:
    """The webhook with everything behind it but Rasa and the database."""

    def __init__(self, bot: FakeBot | None = None, base: str = BASE, tokens: str = "token"):
        self.bot, self.opt_outs, self.base = bot or FakeBot(), FakeOptOuts(), base
        check = SignatureCheck(tokens.split(","), base)
        webhook = SmsWebhook(check, turns(self.bot, self.opt_outs), "k" * 32)
        route = Route(PATH, webhook.__call__, methods=["POST"])
        self.client = client_of(Starlette(routes=[route]))

    async def post(
        self, form: dict | list, path: str = PATH, token: str = "token", body: bytes | None = None
    ) -> httpx.Response:
        """Sign and post a form; `body` is another spelling of the same form."""
        signed = ImmutableMultiDict(form)
        signature = RequestValidator(token).compute_signature(self.base + path, signed)
        headers = {"X-Twilio-Signature": signature, "Content-Type": FORM_TYPE}
        content = body if body is not None else urlencode(form).encode()
        return await self.client.post(path, content=content, headers=headers)


def messages(reply: httpx.Response) -> list[str | None]:
    """Return the texts of a TwiML reply that was accepted."""
    assert reply.status_code == 200
    return [message.text for message in ElementTree.fromstring(reply.text).iter("Message")]
