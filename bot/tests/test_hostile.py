"""No text, however it was made, ends the understanding or makes it work without bound."""

import unicodedata
from pathlib import Path

import numpy as np
import pytest
from hostile import GIVES_ZIP, HOSTILE, MANY, RULE_MET, SPOKEN, UNREADABLE

from bot.nlu import encoder as encoder_module
from bot.nlu.classifier import learn
from bot.nlu.encoder import DIMENSIONS, MOST_TOKENS, Encoder, key_of
from bot.nlu.language import by_script, learn_languages
from bot.nlu.outcome import _gives_zip
from bot.nlu.safety import Rules, read_rules
from bot.nlu.text import LONGEST_READ, LONGEST_SCANNED, has_letters, plain, readable
from bot.nlu.topic import of_the_named_order

RULES = Rules(read_rules(Path(__file__).parents[2] / "data/safety"))
TAGS = ("en", "es", "zh-Hans", "vi", "ht", "pt-BR", "fr", "ar", "ru", "ko", "tl")
MOST_MARKS = 2 * 30
"""Marks that are left of a pile: 30, of which some are written as two."""

ROOM_PER_BYTE = 4
"""Characters that the tokenizer of the embedding makes room for, a byte of UTF-8."""

each_kind = pytest.mark.parametrize("kind", HOSTILE)


class Listener:
    """Stands where the embedding library is and keeps what it is given to read."""

    def __init__(self):
        self.heard = []

    def token_count(self, text):
        return len(text)

    def query(self, text):
        self.heard.append(text)
        return np.full(DIMENSIONS, DIMENSIONS**-0.5, dtype=np.float32)


@pytest.fixture(scope="module")
def encoder():
    return Encoder()


@pytest.fixture(scope="module")
def vectors(encoder):
    """The vectors of all kinds, made one after the other by the same model."""
    return dict(zip(HOSTILE, encoder.vectors([*HOSTILE.values()])))


@pytest.fixture
def listener(monkeypatch):
    made = Listener()
    monkeypatch.setattr(encoder_module, "E5", lambda: made)
    return made


@pytest.fixture(scope="module")
def classifier(encoder):
    """One label a language, each with a few texts, learned from real vectors."""
    texts = [plain(f"{text} {n}") for text in SPOKEN for n in range(6)]
    return learn(texts, encoder.vectors(texts), [tag for tag in TAGS for _ in range(6)])


@pytest.fixture(scope="module")
def languages():
    texts = [f"{text.casefold()} {n}" for text in SPOKEN for n in range(6)]
    return learn_languages(texts, [tag for tag in TAGS for _ in range(6)])


@each_kind
@pytest.mark.parametrize("longest", [LONGEST_READ, LONGEST_SCANNED, 1])
def test_what_is_read_of_a_text_is_bounded_and_can_be_encoded(kind, longest):
    for read in (readable(HOSTILE[kind], longest), plain(HOSTILE[kind], longest)):
        assert len(read) <= longest
        assert read.encode("utf-8").decode("utf-8") == read
        assert not any(unicodedata.category(c) == "Cs" or c < " " for c in read)


@pytest.mark.parametrize("longest", [1, 20])
def test_no_character_makes_a_text_longer_than_what_may_be_read(longest):
    some = [chr(point) for point in range(0x30000) if unicodedata.decomposition(chr(point))]
    some += [c for c in map(chr, range(0x30000)) if len(c.casefold()) > 1]
    for character in some:
        assert len(readable(character * 20, longest)) <= longest
        assert len(plain(character * 20, longest)) <= longest


@pytest.mark.parametrize("kind", UNREADABLE)
def test_where_there_is_nothing_to_read_nothing_is_left(kind):
    assert readable(HOSTILE[kind]) == plain(HOSTILE[kind]) == ""
    assert not has_letters(readable(HOSTILE[kind]))


@pytest.mark.parametrize("kind", ["only marks", "marks in the wrong order", "zalgo of one letter"])
@pytest.mark.parametrize("longest", [LONGEST_READ, LONGEST_SCANNED])
def test_a_pile_of_marks_is_cut_because_its_order_costs_the_square_of_its_height(kind, longest):
    assert len(readable(HOSTILE[kind], longest)) <= 1 + MOST_MARKS


@each_kind
def test_the_rules_find_the_danger_that_is_in_a_kind_and_no_other(kind):
    expected = RULE_MET.get(kind)
    assert RULES.match(HOSTILE[kind]) == (expected and {"rule": expected, "topic": None})


@pytest.mark.parametrize("text", SPOKEN)
def test_what_stands_in_the_kinds_is_a_danger_when_it_stands_alone(text):
    assert RULES.match(text) == {"rule": "now", "topic": None}


def test_a_danger_is_found_between_what_nobody_can_read():
    gun = RULES.match("\x00\u202e\ud83d the officer has a gun \udfff" + "\ufeff" * MANY)
    assert gun == {"rule": "danger", "topic": "emergency_now"}
    dying = RULES.match("!" * 5_000 + " I want to die " + "😭" * 5_000)
    assert dying == {"rule": "self_harm", "topic": "crisis"}


def test_a_danger_beyond_what_is_scanned_is_not_looked_for():
    assert RULES.match("a " * LONGEST_SCANNED + "I want to die") is None


@each_kind
def test_a_vector_is_of_unit_length_or_zero_where_nothing_is_read(kind, vectors):
    vector = vectors[kind]
    assert vector.shape == (DIMENSIONS,)
    assert vector.dtype == np.float32
    assert np.isfinite(vector).all()
    length = float(bool(readable(HOSTILE[kind])))
    assert np.linalg.norm(vector) == pytest.approx(length, abs=1e-4)


@pytest.mark.parametrize("kind", ["one ligature of four words", "zalgo", "emoji", "prompt", "SQL"])
def test_the_same_text_has_the_same_vector_whatever_was_read_before_it(kind, vectors, encoder):
    assert np.array_equal(vectors[kind], encoder.vectors([HOSTILE[kind]])[0])


@each_kind
def test_no_more_is_embedded_than_may_be_read(kind, listener):
    (vector,) = Encoder().vectors([HOSTILE[kind]])
    assert len(listener.heard) == int(vector.any())
    for text in listener.heard:
        assert 0 < len(text) <= MOST_TOKENS
        assert "\x00" not in text
        text.encode("utf-8")


def test_no_character_is_embedded_that_becomes_more_than_there_is_room_for(listener):
    large = [c for c in map(chr, range(0x30000)) if len(unicodedata.normalize("NFKC", c)) > 4]
    assert "\ufdfa" in large
    Encoder().vectors([c * MOST_TOKENS for c in large])
    assert len(listener.heard) == len(large)
    for text in listener.heard:
        room = len(text.encode("utf-8")) * ROOM_PER_BYTE
        assert len(unicodedata.normalize("NFKC", text)) <= room


@each_kind
def test_no_more_tokens_are_embedded_than_take_a_bounded_time(kind, encoder, monkeypatch):
    heard = []
    query = encoder._model.query
    monkeypatch.setattr(encoder._model, "query", lambda text: heard.append(text) or query(text))
    encoder.vectors([HOSTILE[kind]])
    assert [text for text in heard if encoder._model.token_count(text) > MOST_TOKENS] == []


@each_kind
def test_a_vector_is_kept_under_a_key_of_one_length(kind):
    assert len(key_of(HOSTILE[kind])) == 32


@each_kind
def test_a_script_names_a_language_or_none(kind):
    tag = by_script(readable(HOSTILE[kind]).casefold())
    assert tag is None or 2 <= len(tag) <= len("zh-Hans")


@each_kind
def test_the_odds_of_languages_are_probabilities(kind, languages):
    odds = languages.odds(readable(HOSTILE[kind]).casefold())
    assert odds.shape == (len(TAGS),)
    assert np.isfinite(odds).all()
    assert odds.sum() == pytest.approx(1)


@each_kind
@pytest.mark.parametrize("trust", [1.0, 2.0])
def test_the_odds_of_topics_are_probabilities(kind, trust, classifier, vectors):
    odds = classifier.probabilities([plain(HOSTILE[kind])], vectors[kind][np.newaxis], trust)
    assert odds.shape == (1, len(TAGS))
    assert np.isfinite(odds).all()
    assert odds.sum() == pytest.approx(1, abs=1e-3)


@each_kind
def test_numbers_in_a_text_are_looked_at_without_harm(kind):
    assert _gives_zip(readable(HOSTILE[kind])) is (kind in GIVES_ZIP)
    odds = {"eo_14159_what": 0.5, "eo_14160_what": 0.3, "door_home": 0.2}
    weighed = of_the_named_order(plain(HOSTILE[kind]), odds)
    assert weighed.keys() == odds.keys()
    assert sum(weighed.values()) == pytest.approx(1)
