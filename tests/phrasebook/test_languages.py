"""The list of languages: who is spoken, what people call them, which words are commands."""

from pathlib import Path

import pytest

from phrasebook.content import InvalidContent
from phrasebook.languages import Languages, load_languages

ROWS = """
[en]
endonym = "English"
direction = "ltr"
spoken = true
names = ["inglés"]

[en.words]
stop = ["STOP"]

[es]
endonym = "Español"
direction = "ltr"
spoken = true
names = ["Spanish", "castellano"]

[ar]
endonym = "العربية"
direction = "rtl"
spoken = false
"""


def load(folder: Path, text: str = ROWS) -> Languages:
    path = folder / "languages.toml"
    path.write_text(text, encoding="utf-8")
    return load_languages(path)


def shipped() -> Languages:
    return load_languages(Path(__file__).parents[2] / "locales/languages.toml")


def test_only_spoken_languages_are_answered_in(tmp_path: Path):
    languages = load(tmp_path)
    assert (languages.spoken(), languages.known()) == (["en", "es"], ["en", "es", "ar"])
    assert languages["ar"].direction == "rtl"


def test_an_unknown_tag_is_given_the_source_language(tmp_path: Path):
    assert load(tmp_path)["xx"].tag == "en"


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("ESPAÑOL", "es"),
        ("espanol por favor", "es"),
        ("can we speak Spanish?", "es"),
        ("en ingles, por favor", "en"),
        ("العربية", "ar"),
        ("english or spanish?", None),
        ("spanish, castellano", "es"),
        ("ice is here", None),
        ("", None),
    ],
)
def test_a_text_names_a_language_if_it_names_just_one(tmp_path, text, tag):
    assert load(tmp_path).named(text) == tag


def test_command_words_are_listed_for_each_language(tmp_path: Path):
    words = load(tmp_path).command_words()
    assert words["en"] == {"stop": ["STOP"]}
    assert words["ar"] == {}


def test_every_mistake_is_named_at_once(tmp_path: Path):
    text = """
[fr]
endonym = "Français"
direction = "up"
spoken = false

[ht]
endonym = "Kreyòl"
direction = "ltr"
spoken = false
colour = "blue"
"""
    with pytest.raises(InvalidContent) as refusal:
        load(tmp_path, text)
    assert refusal.value.problems == [
        "fr: direction is ltr or rtl",
        "ht: a key is missing or unknown",
        "en is missing",
    ]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("NOWORK", 0),
        ("nowork!", 0),
        ("No Work 2", 2),
        ("nowork#12", 12),
        ("NOSIRVE uno", 1),
        ("no sirve", 0),
        ("空号2", 2),
        ("so hong 3", 3),
        ("معطل ٢", 2),
        ("не работает 1", 1),
        ("불통 1", 1),
    ],
)
def test_a_reply_word_is_read_with_its_number_in_every_language(text, number):
    assert shipped().reply_number(text, "report") == number


@pytest.mark.parametrize(
    "text", ["", "no workers here", "NOWORK 77036", "2", "I have no work", "sirap", "MORE 2"]
)
def test_a_text_that_is_more_than_a_reply_word_and_a_number_is_none(text):
    assert shipped().reply_number(text, "report") is None
