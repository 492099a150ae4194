"""`make text M="..."`: one signed text through the running system, printed with its segments."""

import secrets
import sys
import xml.etree.ElementTree as ElementTree

import httpx
from twilio.request_validator import RequestValidator

from gateway.sms.segments import plan
from tools.environment import environment

PATH = "/twilio/messages"


def signed_form(settings: dict[str, str], text: str, number: str) -> tuple[dict[str, str], str]:
    """Return what Twilio would post for a text, and its signature."""
    form = {
        "MessageSid": "SM" + secrets.token_hex(16),
        "AccountSid": settings["TWILIO_ACCOUNT_SID"],
        "From": number,
        "To": "+15555550199",
        "Body": text,
        "NumMedia": "0",
    }
    token = settings["TWILIO_AUTH_TOKEN"].split(",")[0]
    url = settings["PUBLIC_BASE_URL"].rstrip("/") + PATH
    return form, RequestValidator(token).compute_signature(url, form)


def send(settings: dict[str, str], text: str, number: str) -> httpx.Response:
    """Post a text to the gateway on this machine."""
    form, signature = signed_form(settings, text, number)
    url = f"http://127.0.0.1:{settings['PORT']}{PATH}"
    return httpx.post(url, data=form, headers={"X-Twilio-Signature": signature}, timeout=15)


def messages_of(twiml: str) -> list[str]:
    """Return the texts of the messages in a TwiML document."""
    return [message.text or "" for message in ElementTree.fromstring(twiml).iter("Message")]


def main(arguments: list[str]) -> int:
    """Send, print; 1 when the gateway cannot be reached or refuses."""
    if not arguments or not arguments[0]:
        print('usage: make text M="me paro la policia" [FROM=+15555550100]', file=sys.stderr)
        return 2
    number = arguments[1] if len(arguments) > 1 and arguments[1] else "+15555550100"
    try:
        reply = send(environment(), arguments[0], number)
    except httpx.HTTPError:
        print("The gateway does not answer. Is `make run` running?", file=sys.stderr)
        return 1
    if reply.status_code != 200:
        print(f"The gateway answered {reply.status_code}.", file=sys.stderr)
        return 1
    for message in messages_of(reply.text) or ["(nothing is sent)"]:
        counted = plan(message)
        print(f"{message}\n-- {counted.encoding}, {counted.segments} segments\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
