"""What is remembered is forgotten in time, also when nobody asks."""

import asyncio
import gc
import weakref

from gateway.remembered import Remembered


class Kept:
    """Something of which one can see whether it is still in memory."""


async def test_a_value_is_there_until_it_expires():
    remembered = Remembered[str](0.05, most=10)
    remembered.put("a", "1")
    assert remembered.get("a") == "1"
    await asyncio.sleep(0.06)
    assert remembered.get("a") is None


async def test_putting_again_replaces_the_value_and_begins_anew():
    remembered = Remembered[str](0.2, most=10)
    remembered.put("a", "1")
    await asyncio.sleep(0.12)
    remembered.put("a", "2")
    await asyncio.sleep(0.12)
    assert remembered.get("a") == "2"


async def test_when_it_is_full_the_oldest_leaves_first():
    remembered = Remembered[str](60, most=2)
    for key in ("a", "b", "a", "c"):
        remembered.put(key, key)
    assert [remembered.get(key) for key in ("a", "b", "c")] == ["a", None, "c"]


async def test_what_is_dropped_or_was_never_put_is_not_there():
    remembered = Remembered[str](60, most=2)
    remembered.put("a", "1")
    remembered.drop("a")
    remembered.drop("never")
    assert (remembered.get("a"), remembered.get("never")) == (None, None)


async def test_a_value_leaves_memory_although_nobody_asks_any_more():
    remembered = Remembered[Kept](0.01, most=10)
    value = Kept()
    seen = weakref.ref(value)
    remembered.put("a", value)
    del value
    await asyncio.sleep(1.1)
    gc.collect()
    assert seen() is None
