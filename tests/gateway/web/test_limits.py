"""Who sends too much is held back for a while, and no address is kept for it."""

import gc

import pytest

from gateway.web.limits import Allowed, Limits
from gateway.web.problems import Refused
from tests.gateway.web.visitor import KEY, Visitor, refused

ADDRESS = "203.0.113.77"


async def count(limits: Limits, address: str, most: int = 50, what: str = "message") -> int:
    """Return how many requests of an address are taken before one is refused for a while."""
    taken = -1
    with pytest.raises(Refused, match="too_many") as refusal:
        while taken < most:
            taken += 1
            await limits.check_address(address, what)
    assert 1 <= int(refusal.value.headers["Retry-After"]) <= 3600
    return taken


async def test_an_address_may_send_so_much_in_a_minute_and_another_is_not_held_back():
    limits = Limits(Allowed(3, 300, 600))
    assert await count(limits, ADDRESS) == 3
    assert await count(limits, "203.0.113.78") == 3


async def test_an_address_may_send_so_much_in_an_hour():
    assert await count(Limits(Allowed(30, 4, 600)), ADDRESS) == 4


async def test_erasing_is_not_held_back_by_many_messages():
    limits = Limits(Allowed(2, 300, 600))
    assert await count(limits, ADDRESS) == 2
    assert await count(limits, ADDRESS, what="erasure") == 2


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:203.0.113.77", ADDRESS, True),
        ("", "", True),
        ("testclient", "other", False),
    ],
)
async def test_the_addresses_of_one_household_count_together(one, other, is_one):
    limits = Limits(Allowed(2, 300, 600))
    assert await count(limits, one) == 2
    assert await count(limits, other) == (0 if is_one else 2)


async def test_what_is_counted_has_no_address_in_it_and_another_process_counts_under_other_names():
    names = []
    for _ in range(2):
        limits = Limits(Allowed(5, 300, 600))
        await limits.check_address(ADDRESS, "message")
        names.append({*limits._limiter.storage.storage, *limits._limiter.storage.expirations})
    assert names[0]
    assert not [name for name in names[0] | names[1] if ADDRESS in name]
    assert not names[0] & names[1]
    gc.collect()


async def test_too_many_messages_are_a_problem_that_says_how_long_to_wait():
    visitor = Visitor(WEB_ADDRESS_MINUTE="2")
    replies = [await visitor.send(id=f"message-{number}") for number in range(3)]
    assert [reply.status_code for reply in replies] == [200, 200, 429]
    refused(replies[-1], 429, "too_many")
    assert 1 <= int(replies[-1].headers["retry-after"]) <= 120
    assert replies[-1].headers["access-control-expose-headers"] == "Retry-After"
    assert len(visitor.bot.asked) == 2


async def test_a_site_may_send_so_much_in_a_minute():
    visitor = Visitor(WEB_SITE_MINUTE="2")
    codes = [(await visitor.send(id=f"message-{number}")).status_code for number in range(3)]
    assert codes == [200, 200, 429]
    assert KEY not in (await visitor.send(id="message-9")).text


async def test_what_is_refused_for_its_origin_uses_nothing_up():
    visitor = Visitor(WEB_ADDRESS_MINUTE="1")
    for _ in range(3):
        await visitor.send(origin="https://elsewhere.example")
    assert (await visitor.send()).status_code == 200
