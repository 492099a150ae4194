"""A process dies in the middle of a conversation: words come at once, service comes back."""

import time

import pytest

from tests.running import Running

WORDS_WITHIN_SECONDS = 10
BACK_WITHIN_SECONDS = 120


@pytest.mark.parametrize("name", ["bot", "actions"])
def test_a_person_gets_words_while_a_process_is_dead_and_service_comes_back(
    system: Running, number: str, name: str
):
    system.say("la migra esta en mi puerta", number)
    system.process_of(name).kill()
    began = time.monotonic()
    reply = system.say("que hago si me arrestan", number)
    assert time.monotonic() - began < WORDS_WITHIN_SECONDS
    assert reply.strip()
    system.wait_until_ready(BACK_WITHIN_SECONDS)
    time.sleep(1)
    assert "MAS" in system.say("que hago si me arrestan", number)


def test_a_bot_that_hangs_does_not_keep_a_person_waiting(system: Running, number: str):
    bot = system.process_of("bot")
    bot.suspend()
    try:
        began = time.monotonic()
        reply = system.say("me paro la policia", number)
        assert time.monotonic() - began < WORDS_WITHIN_SECONDS
        assert "911" in reply
    finally:
        bot.resume()
    system.wait_until_ready()
