"""A pseudonym is stable under one key, says nothing without it, and hides the number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.pseudonym import pseudonym

KEY = "k" * 32
NUMBER = "+15555550100"


def test_the_same_address_has_the_same_pseudonym_today_and_after_an_update():
    assert pseudonym(KEY, "sms", NUMBER) == "d6e0876c3e955981d19e98eebd8807fe"


@pytest.mark.parametrize("spelling", [f" {NUMBER} ", f"{NUMBER}\n"])
def test_white_space_around_a_number_does_not_matter(spelling):
    assert pseudonym(KEY, "sms", spelling) == pseudonym(KEY, "sms", NUMBER)


@pytest.mark.parametrize(
    "other",
    [
        ("K" * 32, "sms", NUMBER),
        (KEY, "web", NUMBER),
        (KEY, "sms", NUMBER + "1"),
        (KEY, "", f"sms\n{NUMBER}"),
    ],
)
def test_another_key_channel_or_address_is_another_person(other):
    assert pseudonym(*other) != pseudonym(KEY, "sms", NUMBER)


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_any_address_becomes_32_hex_digits(address):
    made = pseudonym(KEY, "sms", address)
    assert len(made) == 32
    assert set(made) <= set("0123456789abcdef")
