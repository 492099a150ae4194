"""The port to Rasa: one text in, utterances out; every way to fail is one exception."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from types import MappingProxyType

import httpx

from gateway.pin import Pin
from phrasebook.utterance import MalformedUtterance, Utterance, from_json

_COMMAND_MARK = re.compile(r"^[\s/]+")


class BotUnavailable(Exception):
    """The bot gave no usable reply. The message is the reason, never the person's words."""


class Bot:
    """Rasa's REST channel on loopback."""

    def __init__(self, url: str, client: httpx.AsyncClient) -> None:
        self._url = url.rstrip("/")
        self._client = client

    async def ask(
        self, conversation: str, text: str, pin: Pin | None = None, language: str = ""
    ) -> list[Utterance]:
        """Return at least one utterance; raise BotUnavailable for anything else.

        Rasa answers 200 with an empty list when its engine failed, so an empty list is a failure.
        A leading slash would be a command to Rasa, also after any white space, and is taken away.
        A pin and the language that the channel shows go beside the text as Rasa's metadata:
        {"pin": {"lat": degrees, "lon": degrees}, "language": tag}.
        """
        told = ({"pin": asdict(pin)} if pin else {}) | ({"language": language} if language else {})
        beside = {"metadata": told} if told else {}
        return await self._post(conversation, _COMMAND_MARK.sub("", text) or "?", beside)

    async def erase(self, conversation: str) -> list[Utterance]:
        """Make the bot forget a conversation; return what it says to that."""
        return await self._post(conversation, "/erase")

    async def is_ready(self) -> bool:
        """Tell whether Rasa answers at all."""
        try:
            reply = await self._client.get(f"{self._url}/", timeout=2.0)
        except httpx.HTTPError:
            return False
        return reply.status_code == 200

    async def _post(
        self, conversation: str, message: str, beside: Mapping[str, object] = MappingProxyType({})
    ) -> list[Utterance]:
        body = {"sender": conversation, "message": message, **beside}
        try:
            reply = await self._client.post(f"{self._url}/webhooks/rest/webhook", json=body)
            reply.raise_for_status()
            said = reply.json()
        except (httpx.HTTPError, ValueError) as error:
            raise BotUnavailable(type(error).__name__) from None
        return _utterances(said)


def _utterances(said: object) -> list[Utterance]:
    if not isinstance(said, Sequence) or not said:
        raise BotUnavailable("empty")
    try:
        return [from_json(entry.get("custom")) for entry in said]
    except (MalformedUtterance, AttributeError):
        raise BotUnavailable("malformed") from None
