"""Requests that no channel sends, at every door of the system, each with canaries."""

import json
import socket
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import httpx
from twilio.request_validator import RequestValidator

from tests.privacy.canaries import FOREIGN_WORD, NUMBERS, word
from tests.privacy.on_websites import oddities, visits
from tests.running import Running
from tools.text import PATH

FORM = "application/x-www-form-urlencoded"
NUMBER = NUMBERS[0][1:]
PATIENCE_SECONDS = 10
METHODS = ("GET", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE", "POST", word("method"))


def bad_requests(system: Running) -> Iterator[httpx.Response | None]:
    """Send all of them; None stands for a connection that was closed without a reply."""
    bot = system.settings["BOT_URL"]
    actions = system.settings["ACTIONS_URL"].removesuffix("/webhook")
    yield from _unsigned(system)
    yield from _signed_but_broken(system)
    yield from _simulated(system)
    yield from _on_websites(system)
    yield from _at_the_counts(system)
    yield from _at_the_bot(f"{bot}/webhooks/rest/webhook")
    yield from _at_the_actions(f"{actions}/webhook")
    yield from _lost(system.address)
    yield from _lost(actions)
    for door in (system.address, bot, actions):
        yield from _not_http(door)


def _send(method: str, url: str, **more: Any) -> httpx.Response | None:
    try:
        return httpx.request(method, url, **{"timeout": PATIENCE_SECONDS} | more)
    except httpx.HTTPError:
        return None


def _unsigned(system: Running) -> Iterator[httpx.Response | None]:
    url = system.address + PATH
    form = {"From": NUMBER, "Body": f"{word('unsigned')} {FOREIGN_WORD}", "MessageSid": "SM1"}
    wrong = {"X-Twilio-Signature": word("signature"), "User-Agent": word("agent")}
    yield _send("POST", url, data=form, headers=wrong)
    yield _send("POST", url, data=form)
    yield _send("POST", url, json=form, headers=wrong)
    yield _send("POST", url, content=word("nothing"), headers={"Content-Type": word("type")})
    yield _send("POST", url, data={"Body": word("large") * 9000})
    for method in METHODS:
        for address in (url, f"{url}/"):
            yield _send(method, f"{address}?{urlencode(form)}")


def _signed_but_broken(system: Running) -> Iterator[httpx.Response | None]:
    marked = word("broken")
    for body in (f"%zz{marked}%", f"{marked}%u0041%", marked + "\x00" * 9):
        raw = f"From={NUMBER}&Body={body}"
        yield _signed(system, raw.encode(), {"From": NUMBER, "Body": body})
    yield _signed(system, f"Body=%ff%fe{marked}".encode(), {"Body": f"\ufffd\ufffd{marked}"})
    for form in ({"Body": marked}, {"From": marked, marked: marked}, {"MessageSid": marked}):
        yield system.post_form(form)


def _signed(system: Running, raw: bytes, form: dict[str, str]) -> httpx.Response | None:
    url = system.settings["PUBLIC_BASE_URL"] + PATH
    token = system.settings["TWILIO_AUTH_TOKEN"]
    signature = RequestValidator(token).compute_signature(url, form)
    headers = {"X-Twilio-Signature": signature, "Content-Type": FORM}
    return _send("POST", system.address + PATH, content=raw, headers=headers)


def _simulated(system: Running) -> Iterator[httpx.Response | None]:
    url = f"{system.address}/simulator/messages"
    text = f"la migra esta en mi puerta {word('simulated')} {FOREIGN_WORD} {NUMBER}"
    for sent in (text, [text], {text: text}, text + "\ud800", "\ud800", "\n/" + text + "{"):
        for number in (NUMBER, [NUMBER], None):
            body = json.dumps({"from": number, "text": sent, "id": word("id")})
            yield _send("POST", url, content=body)
    for body in (f'{{"text": "{text}', "[" * 5000 + text, f'"{text}"', f'{{"{text}": 1}}'):
        yield _send("POST", url, content=body.encode())


def _on_websites(system: Running) -> Iterator[httpx.Response | None]:
    """Send what people and others send on a website; the preview's is there in development."""
    origin = system.settings["PUBLIC_BASE_URL"]
    for number in NUMBERS:
        for method, path, headers, body in (*visits(number, origin), *oddities(number, origin)):
            url = system.address + path
            yield _send(method, url, headers=headers, content=body)


def _at_the_counts(system: Running) -> Iterator[httpx.Response | None]:
    url = f"{system.address}/internal/usage"
    for key in (system.settings["INTERNAL_KEY"], word("key"), ""):
        for asked in ({"from": word("from")}, {"to": NUMBER}, {word("asked"): FOREIGN_WORD}):
            yield _send("GET", url, params=asked, headers={"X-Internal-Key": key})
            yield _send("POST", url, json=asked, headers={"X-Internal-Key": key})


def _at_the_bot(url: str) -> Iterator[httpx.Response | None]:
    """Send to Rasa; it repeats the sender, a pseudonym, and never ends a stream after an error."""
    text = f"{word('bot')} {FOREIGN_WORD} {NUMBER}"
    texts = [text, [text], {text: text}, None, f"/{text}{{", f'/erase{{"{text}": 1}} {text}']
    texts += [f"/{word('intent')}", f'/erase{{"{word("entity")}": "{text}"}}', text + "\ud800"]
    for sent in texts:
        for sender in ("f" * 32, ["f" * 32], None):
            body = {"sender": sender, "message": sent, "metadata": {text: text}}
            yield _send("POST", url, content=json.dumps(body))
            yield _send("POST", url, content=json.dumps(body | {"input_channel": text}))
        yield _send("POST", f"{url}?stream=true", content=json.dumps(body), timeout=1)
    for raw in (f'{{"message": "{text}', f'["{text}"]', f'"{text}"', text, "[" * 5000 + text):
        yield _send("POST", url, content=raw.encode())
        yield _send("POST", f"{url}?stream={word('query')}", content=raw.encode(), timeout=1)


def _at_the_actions(url: str) -> Iterator[httpx.Response | None]:
    text = f"{word('tracker')} {FOREIGN_WORD} {NUMBER}"
    message = {"text": text, "intent": {"name": text}, "intent_ranking": [{text: text}]}
    slots = {"language": "es", "place": {text: text}, "choices": [text], "misses": text}
    slots |= {"listed": [text], "reported": text}
    slotted = [slots, slots | {"language": text}, slots | {"language": [text]}, [text], text]
    names = ["action_fallback", "action_choose", "action_next", "action_clarify"]
    names += ["action_report", word("action")]
    for slot in slotted:
        tracker = {"sender_id": NUMBER, "latest_message": message, "slots": slot, "events": []}
        for name in names:
            call = {"next_action": name, "tracker": tracker, "sender_id": NUMBER, "domain": {}}
            yield _send("POST", url, content=json.dumps(call))
    for raw in (f'{{"next_action": "{text}', f'["{text}"]', f'"{text}"', text, "[" * 5000 + text):
        yield _send("POST", url, content=raw.encode())
    yield _send("POST", url, content=json.dumps({"next_action": [text], "tracker": text}))


def _lost(door: str) -> Iterator[httpx.Response | None]:
    for path in (word("path"), f"{word('folder')}/", f"simulator/{word('file')}"):
        yield _send("GET", f"{door}/{path}?q={word('asked')}", headers={"X-Name": word("header")})
        yield _send("POST", f"{door}/{path}", json={"text": word("lost")})


def _not_http(door: str) -> Iterator[httpx.Response | None]:
    """Send bytes that are no request; what comes back is given as the body of a reply."""
    host, port = door.removeprefix("http://").split(":")
    marked = word("bytes").encode()
    headers = b"Content-Length: " + marked + b"\r\nTransfer-Encoding: " + marked
    for raw in (marked, b"POST / " + marked, b"POST / HTTP/1.1\r\n" + headers, marked * 9000):
        with socket.create_connection((host, int(port)), timeout=1) as connection:
            try:
                connection.sendall(raw + b"\r\n\r\n")
                yield httpx.Response(400, content=connection.recv(65536))
            except OSError:
                yield None
