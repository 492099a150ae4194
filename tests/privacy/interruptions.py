"""Texts with canaries while a process hangs or dies, before, during and after their turn."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import httpx
import psutil

from tests.privacy.canaries import NUMBERS
from tests.privacy.day import AT_ONCE, SENTENCES, about, filled
from tests.running import Running

IN_FLIGHT_SECONDS = 1.0
"""How long texts are under way before something happens to a process."""

SETTLED_SECONDS = 6.0
"""By then a process that was suspended has dealt with what waited for it."""


def interrupted_texts(system: Running) -> Iterator[httpx.Response]:
    """Suspend and kill the bot and the actions under texts; leave everything running again."""
    for name in ("actions", "bot"):
        process = system.process_of(name)
        with _texts_under_way(system, f"while{name}hangs") as replies:
            process.suspend()
        yield from replies()
        process.resume()
        time.sleep(SETTLED_SECONDS)
    for name in ("actions", "bot"):
        with _texts_under_way(system, f"while{name}dies") as replies:
            _kill_in_flight(system, name)
        yield from replies()
        with _texts_under_way(system, f"after{name}died") as replies:
            pass
        yield from replies()
        system.wait_until_ready()


def _kill_in_flight(system: Running, name: str) -> None:
    """Kill a process while the actions hold back every turn, so that texts are inside it."""
    held: psutil.Process = system.process_of("actions")
    held.suspend()
    time.sleep(IN_FLIGHT_SECONDS)
    system.process_of(name).kill()
    if name != "actions":
        held.resume()


@contextmanager
def _texts_under_way(
    system: Running, where: str
) -> Iterator[Callable[[], Iterator[httpx.Response]]]:
    """Send texts from several people at once, do what the caller does, then give the replies."""
    numbers = [number[1:] for number in NUMBERS[:AT_ONCE]]
    with ThreadPoolExecutor(AT_ONCE) as people:
        sent = [
            people.submit(system.post, filled(text, number, where), number, **about(number))
            for number, text in zip(numbers, SENTENCES, strict=False)
        ]
        yield lambda: (reply.result() for reply in sent)
