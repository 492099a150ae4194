"""How long an answer takes, for one person and for eight at once; it starts no process.

Stock Rasa is asked at its REST channel; we are asked at the Twilio webhook, so our figures hold the
gateway, the actions and the directory as well.
"""

import asyncio
import statistics
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from itertools import chain, zip_longest

import httpx
from twilio.request_validator import RequestValidator

from evaluation.accuracy import asked
from evaluation.serving import ADDRESS
from tests.running import Running, fresh_number
from tools.text import PATH, signed_form

TEXTS = 200
WARMING = 20
PEOPLE = (1, 8)
Ask = Callable[[httpx.AsyncClient, str], Awaitable[None]]


def drawn() -> list[str]:
    """Return TEXTS questions, as many of each language, evenly spaced in each and in turn."""
    by_language: dict[str, list[str]] = defaultdict(list)
    for question in asked():
        by_language[question["lang"]].append(question["text"])
    each = -(-TEXTS // len(by_language))
    spaced = [texts[:: max(1, len(texts) // each)][:each] for texts in by_language.values()]
    in_turn = chain.from_iterable(zip_longest(*spaced))
    return [text for text in in_turn if text is not None][:TEXTS]


def latencies(ask: Ask, texts: list[str]) -> dict[str, float]:
    """Return p50 and p99 in milliseconds for each number of PEOPLE."""
    return asyncio.run(_latencies(ask, texts))


def ask_ours(system: Running) -> Ask:
    """Return what sends a text to the whole system as Twilio would, from a new number."""
    validator = RequestValidator(system.settings["TWILIO_AUTH_TOKEN"])
    url = system.settings["PUBLIC_BASE_URL"] + PATH

    async def ask(client: httpx.AsyncClient, text: str) -> None:
        form, _ = signed_form(system.settings, text, fresh_number())
        headers = {"X-Twilio-Signature": validator.compute_signature(url, form)}
        reply = await client.post(system.address + PATH, data=form, headers=headers)
        reply.raise_for_status()

    return ask


async def ask_stock(client: httpx.AsyncClient, text: str) -> None:
    """Send a text to stock Rasa's REST channel, in a new conversation."""
    message = {"sender": fresh_number(), "message": text}
    reply = await client.post(f"{ADDRESS}/webhooks/rest/webhook", json=message)
    reply.raise_for_status()


async def _latencies(ask: Ask, texts: list[str]) -> dict[str, float]:
    found: dict[str, float] = {}
    async with httpx.AsyncClient(timeout=60) as client:
        for text in texts[:WARMING]:
            await ask(client, text)
        for people in PEOPLE:
            seconds = await _asked_by(people, ask, client, texts)
            cuts = statistics.quantiles(seconds, n=100)
            found |= {f"p50_{people}_ms": cuts[49] * 1e3, f"p99_{people}_ms": cuts[98] * 1e3}
    return found


async def _asked_by(
    people: int, ask: Ask, client: httpx.AsyncClient, texts: list[str]
) -> list[float]:
    waiting: list[str] = list(texts)
    seconds: list[float] = []

    async def person() -> None:
        while waiting:
            text = waiting.pop()
            began = time.perf_counter()
            await ask(client, text)
            seconds.append(time.perf_counter() - began)

    await asyncio.gather(*(person() for _ in range(people)))
    return seconds
