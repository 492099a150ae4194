"""The way in and out of SMS: a signed form becomes an Inbound, a Reply becomes TwiML."""

import asyncio
from urllib.parse import parse_qs

import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from twilio.twiml.messaging_response import MessagingResponse

from gateway.pin import read_pin
from gateway.pseudonym import pseudonym
from gateway.sms.segments import fit
from gateway.sms.signature import SignatureCheck
from gateway.turn import Inbound, Reply, Turns

log = structlog.get_logger()

FORM = "application/x-www-form-urlencoded"
BODY_SECONDS = 3
"""How long a request may take to arrive; nothing of it is signed until it has."""

MOST_BYTES = 64 * 1024
"""Larger than any message Twilio delivers; more is refused unread."""


class SmsWebhook:
    """`POST /twilio/messages`, as configured at Twilio for a number or a Messaging Service."""

    def __init__(self, check: SignatureCheck, turns: Turns, pseudonym_key: str) -> None:
        self._check, self._turns, self._key = check, turns, pseudonym_key

    async def __call__(self, request: Request) -> Response:
        """Answer 200 with TwiML; 403 for a bad signature, 408, 413 and 415 for no form."""
        content_type = request.headers.get("content-type", "")
        if content_type.partition(";")[0].strip().casefold() != FORM:
            return Response(status_code=415)
        try:
            async with asyncio.timeout(BODY_SECONDS):
                body = await _body(request)
        except TimeoutError:
            return Response(status_code=408)
        if body is None:
            return Response(status_code=413)
        if not self._is_signed(request, content_type, body):
            log.warning("webhook.refused", reason="signature")
            return Response(status_code=403)
        return twiml(await self._turns.take(self._inbound(body)))

    def _is_signed(self, request: Request, content_type: str, body: bytes) -> bool:
        target = request.scope["raw_path"].decode("latin-1")
        if query := request.scope["query_string"].decode("latin-1"):
            target += f"?{query}"
        headers = request.headers
        return self._check.accepts(
            target,
            content_type,
            body,
            headers.get("x-twilio-signature"),
            headers.get("x-twilio-webhooks-signature-settings"),
        )

    def _inbound(self, body: bytes) -> Inbound:
        form = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
        first = {name: values[0] for name, values in form.items()}
        sid = first.get("MessageSid") or first.get("SmsMessageSid") or first.get("SmsSid", "")
        return Inbound(
            channel="sms",
            conversation=pseudonym(self._key, "sms", first.get("From", "")),
            text=first.get("Body", "").replace("\x00", ""),
            message_id=pseudonym(self._key, "message", sid or body.decode("latin-1")),
            optout_type=first.get("OptOutType", "").casefold(),
            pin=read_pin(first),
        )


def twiml(reply: Reply) -> Response:
    """Return the reply as TwiML, cut to messages that Twilio accepts; none for silence."""
    response = MessagingResponse()
    for message in fit(reply.text, reply.language):
        response.message(message)
    return Response(str(response), media_type="application/xml")


async def _body(request: Request) -> bytes | None:
    """Return the raw body, or None once it is longer than MOST_BYTES."""
    body = b""
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > MOST_BYTES:
                return None
    except ClientDisconnect:
        return None
    return body
