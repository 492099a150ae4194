"""Danger is seen by rules before any model looks, and ordinary questions are not taken for it."""

import re
from pathlib import Path

import pytest

from bot.nlu.safety import Rules, compile_phrase, read_rules
from bot.nlu.text import plain

ROOT = Path(__file__).parents[2]
WRITTEN = read_rules(ROOT / "data/safety")
RULES = Rules(WRITTEN)
NAMES = {"self_harm", "danger", "violence", "child_alone", "now"}
PHRASES = [
    (language, name, rule["phrases"])
    for language, rules in WRITTEN.items()
    for name, rule in rules.items()
]


def found(text):
    match = RULES.match(text)
    return match and match["rule"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("I want to die", "self_harm"),
        ("i keep thinking of KILLING MYSELF!!", "self_harm"),
        ("Ya no quiero vivir", "self_harm"),
        ("pienso en quitarme la vida", "self_harm"),
        ("the officer has a gun", "danger"),
        ("I can't breathe", "danger"),
        ("mi hermano no respira", "danger"),
        ("Está SANGRANDO mucho", "danger"),
        ("my boyfriend hits me", "violence"),
        ("mi esposo me pegó anoche", "violence"),
        ("the children are home all alone", "child_alone"),
        ("Los niños, pues, se quedaron solos", "child_alone"),
        ("se llevaron a mis papás", "child_alone"),
        ("¡Están tocando la puerta!", "now"),
        ("ICE is at my door", "now"),
        ("acaban de agarrar a mi tío", "now"),
    ],
)
def test_a_text_that_speaks_of_danger_meets_its_rule(text, rule):
    assert found(text) == rule


@pytest.mark.parametrize(
    "text",
    [
        "what are my rights in court",
        "how do i renew my work permit",
        "the deadline was extended again",  # dead
        "my skills and my job",  # kill
        "my kids go to school",
        "is ice allowed to lie",
        "cuáles son mis derechos",
        "¿qué es una orden de un juez?",
        "los hijos de mi hermana nacieron aquí",
        "quiero vivir tranquilo",
        "",
        "77036",
        "😭",
    ],
)
def test_an_ordinary_text_meets_no_rule(text):
    assert found(text) is None


def test_the_worst_danger_counts_when_there_are_several():
    assert found("ICE is at my door and I want to die") == "self_harm"
    assert found("my husband hits me and he has a gun") == "danger"
    assert RULES.match("they are knocking right now")["topic"] is None
    assert RULES.match("no quiero vivir")["topic"] == "crisis"


@pytest.mark.parametrize(("language", "name", "phrases"), PHRASES)
def test_every_written_phrase_is_met_by_its_own_words(language, name, phrases):
    for phrase in phrases:
        for text in spoken(phrase):
            assert compile_phrase(phrase).search(plain(text)), phrase
            assert found(text) == name, (phrase, text)


def spoken(phrase):
    """Return what a phrase stands for: several texts, in which each of its words is there once."""
    words = ["x y z" if w == "..." else w for w in phrase.split() if not w.startswith("-")]
    choices = [word.replace("*", "").replace("_", " ").split("|") for word in words]
    for n in range(max(map(len, choices))):
        yield " ".join(choice[n % len(choice)] for choice in choices)


@pytest.mark.parametrize(
    ("phrase", "text", "meets"),
    [
        ("knock*", "they are knocking", True),
        ("knock*", "a knock", True),
        ("knock", "knocking", False),
        ("die", "the diet", False),
        ("take", "mistake", False),
        ("took ... dad", "took dad", True),
        ("took ... dad", "took away my poor dad", True),
        ("took ... dad", "took away my very poor dad", False),
        ("took ... dad", "dad took it", False),
        ("a.b", "a b", True),
        ("took|grabbed my dad", "grabbed my dad", True),
        ("took|grabbed my dad", "hugged my dad", False),
        ("live -in|with_him", "i want to live", True),
        ("live -in|with_him", "i want to live in texas", False),
        ("live -in|with_him", "i want to live inside", True),
        ("live -in|with_him", "i want to live with him", False),
        ("live -in|with_him", "i want to live with her", True),
        ("-if|what_if they knock", "they knock", True),
        ("-if|what_if they knock", "if they knock", False),
        ("-if they knock", "relief they knock", True),
        ("-如果 在门口", "他们在门口", True),
        ("-如果 在门口", "如果在门口", False),
        ("안_쉬|못_쉬", "숨을 못쉬어요", True),
        ("想死 -你", "想死你了", False),
    ],
)
def test_a_phrase_means_what_the_head_of_the_file_says(phrase, text, meets):
    assert bool(compile_phrase(phrase).search(text)) is meets


def test_every_language_with_phrases_has_every_rule():
    languages = {path.name for path in (ROOT / "data/nlu").iterdir() if path.is_dir()}
    assert languages == set(WRITTEN)
    assert {language: set(rules) for language, rules in WRITTEN.items()} == dict.fromkeys(
        languages, NAMES
    )


def test_every_topic_of_a_rule_is_a_label_that_is_answered():
    answers = (ROOT / "data/answers").glob("*.toml")
    labels = {
        label
        for path in answers
        for label in re.findall(r"^\[(\w+)\]$", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    topics = {
        rule["topic"] for rules in WRITTEN.values() for rule in rules.values() if "topic" in rule
    }
    assert topics == {"crisis", "emergency_now", "crime_victim", "child_alone"}
    assert topics <= labels


def test_a_rule_has_the_same_topic_in_every_language():
    for name in NAMES:
        assert len({rules[name].get("topic") for rules in WRITTEN.values()}) == 1


def test_a_rule_with_an_unknown_name_is_refused(tmp_path):
    (tmp_path / "xx.yml").write_text("dangr:\n  phrases: [x]\n")
    with pytest.raises(ValueError, match=r"xx\.yml.*dangr"):
        read_rules(tmp_path)
