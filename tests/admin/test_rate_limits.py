"""How often one address may try, and that no address is kept."""

from datetime import timedelta

from admin.rate_limits import Tries
from tests.admin.browsing import NOON

MINUTE = timedelta(minutes=1)


def test_tries_come_back_one_by_one_as_time_passes():
    tries = Tries(tries=2, window=MINUTE)
    assert tries.wait("192.0.2.1", NOON) is None
    assert tries.wait("192.0.2.1", NOON + MINUTE / 2) is None
    assert tries.wait("192.0.2.1", NOON + MINUTE * 0.75) == MINUTE / 4
    assert tries.wait("192.0.2.1", NOON + MINUTE) is None
    assert tries.wait("192.0.2.1", NOON + MINUTE * 1.1) == MINUTE * 0.4


def test_addresses_do_not_share_their_tries():
    tries = Tries(tries=1)
    assert tries.wait("192.0.2.1", NOON) is None
    assert tries.wait("192.0.2.2", NOON) is None


def test_a_household_of_ipv6_is_one_address():
    tries = Tries(tries=1)
    assert tries.wait("2001:db8:1:2::1", NOON) is None
    assert tries.wait("2001:db8:1:2:ffff::9", NOON) is not None
    assert tries.wait("2001:db8:1:3::1", NOON) is None


def test_what_is_no_address_shares_its_tries():
    tries = Tries(tries=1)
    assert tries.wait("unix:", NOON) is None
    assert tries.wait("", NOON) is not None


def test_no_address_is_kept_and_another_process_hashes_otherwise():
    one, other = Tries(), Tries()
    for tries in (one, other):
        tries.wait("192.0.2.1", NOON)
    assert "192.0.2.1" not in str(vars(one))
    assert list(one._seen) != list(other._seen)


def test_memory_is_bounded():
    tries = Tries()
    for number in range(10_100):
        tries.wait(f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}", NOON)
    assert len(tries._seen) == 10_000
