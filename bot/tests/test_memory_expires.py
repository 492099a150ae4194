"""A conversation is forgotten after its time, or at once when erased, and no file is opened."""

import asyncio
import sys
from typing import Any, List

import pytest
from rasa.shared.core.constants import SESSION_START_METADATA_SLOT
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Restarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.memory import ConversationMemory

SHORT = 0.05
PERSON = "0" * 32
TEXT = "made-up words"

opened: List[Any] = []
sys.addaudithook(lambda event, args: opened.append(args[0]) if event == "open" else None)


@pytest.fixture(autouse=True)
def no_redis(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the conversations of these tests in this process."""
    monkeypatch.delenv("REDIS_URL", raising=False)


def remembering(seconds: float) -> ConversationMemory:
    """Return a memory that forgets after some seconds."""
    return ConversationMemory(Domain.empty(), seconds=seconds)


def conversation(*events: Any) -> DialogueStateTracker:
    """Return a conversation with a text and what came after it."""
    return DialogueStateTracker.from_events(PERSON, [UserUttered(TEXT), *events])


def is_anywhere(memory: ConversationMemory, text: str) -> bool:
    """Tell whether the shelf still holds a text, whoever asks for it."""
    return text in repr(vars(memory._shelf))


def test_a_conversation_is_remembered_before_its_time_is_over():
    async def talk() -> None:
        memory = remembering(60)
        await memory.save(conversation())
        kept = await memory.retrieve(PERSON)
        assert kept.latest_message.text == TEXT

    asyncio.run(talk())


def test_a_conversation_is_forgotten_after_its_time():
    async def talk() -> None:
        memory = remembering(SHORT)
        await memory.save(conversation())
        await asyncio.sleep(SHORT * 2)
        assert await memory.retrieve(PERSON) is None
        assert not is_anywhere(memory, TEXT)

    asyncio.run(talk())


def test_a_conversation_is_forgotten_although_nobody_texts_any_more():
    async def talk() -> None:
        memory = remembering(SHORT)
        await memory.save(conversation())
        assert is_anywhere(memory, TEXT)
        await asyncio.sleep(1 + SHORT * 4)
        assert not is_anywhere(memory, TEXT)

    asyncio.run(talk())


def test_a_text_of_somebody_else_does_not_keep_a_conversation():
    async def talk() -> None:
        memory = remembering(SHORT)
        await memory.save(conversation())
        await asyncio.sleep(SHORT * 2)
        await memory.save(DialogueStateTracker.from_events("1" * 32, [UserUttered("others")]))
        assert not is_anywhere(memory, TEXT)

    asyncio.run(talk())


def test_an_erased_conversation_is_gone_at_once():
    async def talk() -> None:
        memory = remembering(60)
        await memory.save(conversation())
        await memory.save(conversation(Restarted()))
        assert await memory.retrieve(PERSON) is None
        assert not is_anywhere(memory, TEXT)

    asyncio.run(talk())


def test_what_came_beside_a_text_is_forgotten_with_the_turn():
    async def talk() -> None:
        memory = remembering(60)
        pin = {"pin": {"lat": 29.73, "lon": -95.53}}
        events = [
            SlotSet(SESSION_START_METADATA_SLOT, pin),
            UserUttered(TEXT, {"name": "hello"}, parse_data={"safety": "none"}, metadata=pin),
            SlotSet("place", "a made-up town"),
        ]
        assert events[1].parse_data["metadata"] == pin
        await memory.save(DialogueStateTracker.from_events(PERSON, events))
        assert not is_anywhere(memory, "29.73")
        assert not is_anywhere(memory, "95.53")
        kept = await memory.retrieve(PERSON)
        assert kept.latest_message.text == TEXT
        assert kept.latest_message.intent == {"name": "hello"}
        assert kept.latest_message.parse_data["safety"] == "none"
        assert events[1].parse_data["metadata"] == pin  # the turn that goes on still has it
        assert kept.events[-1].value == "a made-up town"

    asyncio.run(talk())


def test_no_file_is_opened_for_a_conversation():
    async def talk() -> None:
        memory = remembering(SHORT)
        await memory.save(conversation())
        await memory.retrieve(PERSON)
        await memory.save(conversation(Restarted()))
        await memory.save(conversation())
        await asyncio.sleep(SHORT * 2)
        await memory.retrieve(PERSON)

    asyncio.run(talk())  # once before, because modules are read from files when first used
    opened.clear()
    asyncio.run(talk())
    assert opened == []
    with open(__file__):
        assert opened == [__file__]


def test_conversations_are_never_listed():
    async def talk() -> None:
        memory = remembering(60)
        await memory.save(conversation())
        assert list(await memory.keys()) == []

    asyncio.run(talk())
