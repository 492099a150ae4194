"""Streams a reply as server-sent events, with a sign of life each second; it takes no turn itself.

A page that lost the connection sends its message again, and the parts it has are left out.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from typing import Any

from starlette.requests import Request

from gateway.turn import Reply
from gateway.web.parts import Part

MEDIA_TYPE = "text/event-stream"
SECONDS_BETWEEN_SIGNS = 1.0
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
WAITING = ": waiting\n\n"


def wants_events(request: Request) -> bool:
    """Tell whether a request asks for a stream."""
    return MEDIA_TYPE in request.headers.get("accept", "").casefold()


def parts_had(request: Request, message_id: str) -> int:
    """Return how many parts of the reply to a message a page has already."""
    before, _, number = request.headers.get("last-event-id", "").rpartition(".")
    is_number = number.isascii() and number.isdigit() and len(number) < 5
    return int(number) if before == message_id and is_number else 0


async def until_done(turn: asyncio.Task[Reply]) -> AsyncIterator[str]:
    """Give a sign of life now and each second until a turn is done."""
    while not turn.done():
        yield WAITING
        await asyncio.wait({turn}, timeout=SECONDS_BETWEEN_SIGNS)


def received(message_id: str) -> str:
    """Return the event that says that a message has arrived."""
    return _event("received", {"id": message_id})


def told(message_id: str, parts: Sequence[Part], whole: dict[str, Any], had: int) -> list[str]:
    """Return the events of a reply: each part that a page has not had, and the end."""
    numbered = list(enumerate(parts, start=1))[had:]
    events = [_event("part", part, f"{message_id}.{number}") for number, part in numbered]
    return [*events, _event("done", whole)]


def _event(name: str, data: dict[str, Any], identity: str = "") -> str:
    lines = [f"event: {name}", f"data: {json.dumps(data, ensure_ascii=False)}"]
    if identity:
        lines.insert(1, f"id: {identity}")
    return "\n".join(lines) + "\n\n"
