"""Keeps a conversation for an hour of silence, in memory or in Redis, and never on disk.

What came beside a text, such as a pin, is forgotten with the turn.
An erased conversation is gone at once. The keys are pseudonyms made by the gateway.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import time
from typing import Any, Callable, Dict, Iterable, Optional, Protocol, Set, Text, Tuple

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SerializedTrackerAsText, TrackerStore
from rasa.shared.core.constants import SESSION_START_METADATA_SLOT
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Restarted
from rasa.shared.core.trackers import DialogueStateTracker

logger = logging.getLogger(__name__)

KEPT_SECONDS = 3600
"""How long after its last text a conversation is remembered."""


class Shelf(Protocol):
    """Where serialised conversations lie until they expire."""

    def put(self, key: Text, value: Text) -> None: ...

    def get(self, key: Text) -> Optional[Text]: ...

    def drop(self, key: Text) -> None: ...

    def sweep(self) -> None: ...


class MemoryShelf:
    """A shelf in this process; a restart forgets all."""

    def __init__(self, seconds: float = KEPT_SECONDS) -> None:
        self._seconds = seconds
        self._kept: Dict[Text, Tuple[float, Text]] = {}

    def put(self, key: Text, value: Text) -> None:
        self.sweep()
        self._kept.pop(key, None)  # re-inserted last, so the oldest stay first
        self._kept[key] = (time.monotonic() + self._seconds, value)

    def get(self, key: Text) -> Optional[Text]:
        self.sweep()
        return self._kept.get(key, (0.0, None))[1]

    def drop(self, key: Text) -> None:
        self._kept.pop(key, None)

    def sweep(self) -> None:
        """Forget what has expired, also when nobody texts any more."""
        now = time.monotonic()
        while self._kept:
            oldest = next(iter(self._kept))
            if self._kept[oldest][0] > now:
                return
            del self._kept[oldest]


class RedisShelf:
    """A shelf that several bot processes share; Redis itself expires the entries.

    A Redis that does not answer is a conversation forgotten. No error leaves here: Rasa would go on
    with a store of its own that never expires.
    """

    def __init__(self, url: Text, seconds: int = KEPT_SECONDS) -> None:
        import redis

        self._errors = redis.RedisError
        self._owed: Set[Text] = set()
        self._seconds = seconds
        self._redis = redis.Redis.from_url(url, socket_timeout=2, decode_responses=True)

    def put(self, key: Text, value: Text) -> None:
        self._owed.discard(key)
        self._try(lambda: self._redis.setex(_redis_key(key), self._seconds, value))

    def get(self, key: Text) -> Optional[Text]:
        if key in self._owed:
            self.drop(key)
            return None
        return self._try(lambda: self._redis.get(_redis_key(key)))

    def drop(self, key: Text) -> None:
        """Erase now, or as soon as Redis answers again; until then it is not read any more."""
        self._owed.add(key)
        if self._try(lambda: self._redis.delete(_redis_key(key))) is not None:
            self._owed.discard(key)

    def sweep(self) -> None:
        """Redis expires its entries by itself."""

    def _try(self, call: Callable[[], Any]) -> Any:
        try:
            return call()
        except self._errors as error:
            logger.warning("memory.failed %s", type(error).__name__)
            return None


def _without_metadata(event: Dict[Text, Any]) -> Dict[Text, Any]:
    if event["event"] != "user":
        return event
    understood = {**(event.get("parse_data") or {}), "metadata": {}}
    return {**event, "metadata": {}, "parse_data": understood}


def _redis_key(conversation: Text) -> Text:
    return f"conversation:{conversation}"


class ConversationMemory(TrackerStore, SerializedTrackerAsText):
    """Rasa's tracker store over a shelf: REDIS_URL chooses Redis, else this process."""

    def __init__(
        self,
        domain: Optional[Domain],
        event_broker: Optional[EventBroker] = None,
        host: Any = None,
        seconds: int = KEPT_SECONDS,
        **kwargs: Any,
    ) -> None:
        url = os.environ.get("REDIS_URL")
        self._seconds = seconds
        self._shelf: Shelf = RedisShelf(url, seconds) if url else MemoryShelf(seconds)
        super().__init__(domain, event_broker, **kwargs)

    @staticmethod
    def serialise_tracker(tracker: DialogueStateTracker) -> Text:
        """Return the conversation as JSON without the metadata of its messages.

        Rasa puts it into the message, what was understood of it, and a slot of a new session.
        """
        kept = tracker.as_dialogue().as_dict()
        kept["events"] = [
            _without_metadata(event)
            for event in kept["events"]
            if event.get("name") != SESSION_START_METADATA_SLOT
        ]
        return json.dumps(kept)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep the conversation, or forget all of it when it has just been restarted."""
        if any(isinstance(event, Restarted) for event in tracker.events):
            self._shelf.drop(tracker.sender_id)
            return
        self._shelf.put(tracker.sender_id, self.serialise_tracker(tracker))
        asyncio.get_running_loop().call_later(self._seconds + 1, self._shelf.sweep)

    async def retrieve(self, sender_id: Text) -> Optional[DialogueStateTracker]:
        """Return the conversation, or None when it is unknown or forgotten."""
        kept = self._shelf.get(sender_id)
        return self.deserialise_tracker(sender_id, kept) if kept else None

    async def keys(self) -> Iterable[Text]:
        """Conversations are not listed."""
        return []
