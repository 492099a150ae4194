"""Two spellings of the same words become the same words; what cannot be read is taken away."""

import unicodedata

import pytest

from bot.nlu.text import LONGEST_READ, has_letters, plain, readable


@pytest.mark.parametrize(
    "text",
    [
        "¿Están AQUÍ?",
        "estan aqui",
        "ESTA\u0301N   AQUI\u0301!!",
        "estan\u200baqui",
        "Están, aquí...",
    ],
)
def test_case_accents_and_punctuation_do_not_matter(text):
    assert plain(text) == "estan aqui"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("can't", "can t"),
        ("I-200", "i 200"),
        ("Ñoño", "nono"),
        ("việc làm", "viec lam"),
        ("한국어", "한국어"),
        ("在我家门口！", "在我家门口"),
        ("STRASSE straße", "strasse strasse"),
        ("", ""),
        ("?!", ""),
        ("\U0001f62d", ""),
    ],
)
def test_what_remains_of_a_text_is_its_words(text, words):
    assert plain(text) == words


def test_a_readable_text_is_composed_and_keeps_its_accents_and_capitals():
    assert readable("  ¿Que\u0301\n\t pasa?  ") == "¿Qué pasa?"


@pytest.mark.parametrize("hidden", ["\x00", "\x1b", "\u200b", "\u202e", "\ufeff", "\ud83d"])
def test_what_is_invisible_or_no_character_separates_words(hidden):
    assert readable(f"la{hidden}migra") == "la migra"


def test_a_readable_text_can_always_be_encoded():
    assert readable("\ud83d\ude2d \udfff x").encode("utf-8") == b"x"


def test_only_the_beginning_of_a_long_text_is_read():
    assert len(readable("a" * 100_000)) == LONGEST_READ
    assert len(plain("e\u0301 " * 100_000)) <= LONGEST_READ


@pytest.mark.parametrize("text", ["Están aquí", "e\u0301", "한국어", "a  b", "x" * 600, "\u0130"])
def test_doing_it_twice_changes_nothing(text):
    assert readable(readable(text)) == readable(text)
    assert plain(plain(text)) == plain(text)
    assert unicodedata.is_normalized("NFC", readable(text))


@pytest.mark.parametrize(
    ("text", "has"),
    [("a", True), ("7", True), ("在", True), ("?!", False), ("", False), ("😭", False)],
)
def test_a_letter_or_a_digit_is_something_to_read(text, has):
    assert has_letters(text) is has
