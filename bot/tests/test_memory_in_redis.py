"""Several bots share a memory in Redis, where a conversation expires and is erased alike."""

import asyncio
import time

import pytest
import redis
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Restarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.memory import KEPT_SECONDS, ConversationMemory, MemoryShelf, RedisShelf

TEXT = "made-up words"


@pytest.fixture
def memory(redis_url, monkeypatch):
    monkeypatch.setenv("REDIS_URL", redis_url)
    return ConversationMemory(Domain.empty())


def talk(person, *events):
    return DialogueStateTracker.from_events(person, [UserUttered(TEXT), *events])


def test_another_bot_remembers_the_conversation(memory, person):
    asyncio.run(memory.save(talk(person)))
    other = ConversationMemory(Domain.empty())
    kept = asyncio.run(other.retrieve(person))
    assert kept.latest_message.text == TEXT


def test_a_conversation_is_kept_for_an_hour_and_no_longer(memory, person, redis_url):
    asyncio.run(memory.save(talk(person)))
    left = redis.Redis.from_url(redis_url).ttl(f"conversation:{person}")
    assert KEPT_SECONDS - 10 < left <= KEPT_SECONDS == 3600


def test_an_erased_conversation_is_gone_from_redis_at_once(memory, person, redis_url):
    asyncio.run(memory.save(talk(person)))
    assert redis.Redis.from_url(redis_url).exists(f"conversation:{person}")
    asyncio.run(memory.save(talk(person, Restarted())))
    assert not redis.Redis.from_url(redis_url).exists(f"conversation:{person}")
    assert asyncio.run(memory.retrieve(person)) is None


def test_a_conversation_that_is_not_known_is_none(memory, person):
    assert asyncio.run(memory.retrieve(person)) is None


def test_redis_itself_forgets_what_has_expired(redis_url, person):
    shelf = RedisShelf(redis_url, seconds=1)
    shelf.put(person, TEXT)
    assert shelf.get(person) == TEXT
    time.sleep(1.2)
    assert shelf.get(person) is None


def test_what_is_put_again_lives_on_from_then(redis_url, person):
    for shelf, nap in ((RedisShelf(redis_url, seconds=1), 0.7), (MemoryShelf(0.1), 0.07)):
        shelf.put(person, "first")
        time.sleep(nap)
        shelf.put(person, "second")
        time.sleep(nap)
        assert shelf.get(person) == "second"


def test_without_an_address_redis_is_not_used(monkeypatch):
    monkeypatch.delenv("REDIS_URL", raising=False)
    memory = ConversationMemory(Domain.empty())
    assert isinstance(memory._shelf, MemoryShelf)


def test_a_redis_that_does_not_answer_is_a_conversation_forgotten_and_no_error(monkeypatch, person):
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1/0")
    memory = ConversationMemory(Domain.empty())
    asyncio.run(memory.save(talk(person)))
    assert asyncio.run(memory.retrieve(person)) is None
    asyncio.run(memory.save(talk(person, Restarted())))
