"""What a website sends, each message with canaries, and requests that no widget sends."""

import json
from collections.abc import Iterator
from typing import Any

from gateway.web.routes import PREVIEW_KEY
from tests.privacy.canaries import FOREIGN_WORD, NUMBERS, PIN, word

MESSAGES, CONVERSATION = "/chat/messages", "/chat/conversation"
STREAM = {"Accept": "text/event-stream"}

Request = tuple[str, str, dict[str, str], bytes]
"""Method, path, headers, body."""


def conversation_of(number: str) -> str:
    """Return the id that the page of a person has made up: it is as secret as a text."""
    return word(f"conversation-of-{number[1:]}")


def visits(number: str, origin: str) -> Iterator[Request]:
    """Give the requests of one person on a website, from the first message to leaving quickly."""
    place = {"latitude": float(PIN["Latitude"]), "longitude": float(PIN["Longitude"])}
    texts = ["ICE is at my door, {w}", "{f} {w} {n}", "STOP", "lawyer near me {w}", "MORE", "ERASE"]
    for turn, text in enumerate(texts):
        filled = text.format(w=word("web"), f=FOREIGN_WORD, n=number)
        # The id of a message is said back, and so can hold nothing of a person.
        sent: dict[str, Any] = {"id": f"message-{turn}", "text": filled, "language": "es"}
        if "near me" in text:
            sent["location"] = place
        yield _request(MESSAGES, number, origin, sent, STREAM if turn % 2 else {})
    yield _request(CONVERSATION, number, origin, {}, {}, method="DELETE")


def oddities(number: str, origin: str) -> Iterator[Request]:
    """Give what no widget sends: wrong fields, wrong origins, no JSON, too much."""
    odd = f"{word('odd')} {FOREIGN_WORD} {number}"
    for changes in (
        {"site": odd},
        {"site": word("site").casefold()},
        {"conversation": odd},
        {"id": odd},
        {"text": [odd]},
        {"text": odd * 200},
        {"text": odd * 2000},
        {"language": odd},
        {"location": {odd: odd}},
        {odd: odd, "text": None},
    ):
        yield _request(MESSAGES, number, origin, {"id": "message-9", "text": odd} | changes, STREAM)
    elsewhere = f"https://{word('origin')}.example"
    yield _request(MESSAGES, number, elsewhere, {"id": "message-9", "text": odd}, {})
    for body in (f'{{"text": "{odd}', f'"{odd}"', "[" * 5000 + odd, f'{{"{odd}": 1}}'):
        for kind in ("application/json", word("kind")):
            headers = {"Origin": origin, "Content-Type": kind}
            yield "POST", MESSAGES, headers, body.encode()
    for path in (f"/chat/{word('key')}", f"/chat/sites/preview/{word('tag')}", "/chat/preview"):
        asked = f"{path}?lang={word('lang')}&embed={word('embed')}"
        yield "GET", asked, {"Accept-Language": word("accept")}, b""


def _request(
    path: str,
    number: str,
    origin: str,
    sent: dict[str, Any],
    headers: dict[str, str],
    method: str = "POST",
) -> Request:
    body = {"site": PREVIEW_KEY, "conversation": conversation_of(number)} | sent
    shown = {
        "Origin": origin,
        "Content-Type": "application/json",
        "User-Agent": word("agent"),
        "Referer": f"https://{word('referer')}.example/{NUMBERS[0][1:]}",
        "X-Forwarded-For": "203.0.113.77",
        **headers,
    }
    return method, path, shown, json.dumps(body).encode()
