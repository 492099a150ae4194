"""The reply words that people are shown work: they are understood, and reach us through Twilio."""

from collections.abc import Collection, Iterable, Iterator, Mapping

import pytest

from gateway.sms.keywords import Keywords
from phrasebook.interface import Sentence
from tests.content.material import SPEECH, SPOKEN, normalized, phrases

# What Twilio or a carrier answers by itself, so that the text never reaches us.
TAKEN = {"stop", "end", "quit", "cancel", "revoke", "optout", "unsubscribe", "help", "info"}
LABELS = ("more", "sources", "next", "card", "report")
MOST_STEPS = 2
COMMANDS = {"stop", "start", "erase"}
TWILIO_ALONE = Keywords({})
KEYWORDS = Keywords(SPEECH.languages.command_words())


def lint_taken(replies: Mapping[str, str]) -> Iterator[str]:
    """Name each reply word that Twilio would answer in our place, but for stop and start."""
    for kind, word in replies.items():
        if kind == "stop":
            continue
        if normalized(word) in TAKEN:
            yield f"{kind}: {word} is taken"
        elif kind != "start" and TWILIO_ALONE.read(word, opted_out=True):
            yield f"{kind}: Twilio answers {word}"


def lint_learned(replies: Mapping[str, str], taught: Collection[tuple[str, str]]) -> Iterator[str]:
    """Name each reply word that is no phrase, given as label and words, of its label."""
    for label in LABELS:
        if (label, normalized(replies.get(label, ""))) not in taught:
            yield f"{label}: {replies.get(label)} is no phrase of {label}"


def lint_commands(replies: Mapping[str, str], keywords: Keywords) -> Iterator[str]:
    """Name each command that the gateway does not take for what it is shown as."""
    for kind in sorted(COMMANDS):
        read = keywords.read(replies.get(kind, ""), opted_out=kind == "start")
        if read is None or read.kind != kind:
            yield f"{kind}: {replies.get(kind)} is not read as {kind}"


def lint_steps(sentences: Iterable[Sentence]) -> Iterator[str]:
    """Name each hint after an answer that offers more than MOST_STEPS words to reply with."""
    for sentence in sentences:
        words = sentence.placeholders & set(SPEECH.languages["en"].replies)
        if sentence.id.startswith("hint.") and len(words) > MOST_STEPS:
            yield f"{sentence.id}: {sorted(words)}"


def lint_distinct(replies: Mapping[str, str]) -> Iterator[str]:
    """Name each word that is shown for two things."""
    words = [normalized(word) for word in replies.values()]
    yield from sorted({word for word in words if words.count(word) > 1})


@pytest.mark.parametrize("tag", SPOKEN)
class TestShownWords:
    """Each spoken language's words."""

    def test_no_word_is_taken_by_twilio(self, tag: str):
        assert list(lint_taken(SPEECH.languages[tag].replies)) == []

    def test_each_word_is_a_phrase_of_its_label(self, tag: str):
        taught = {(p.label, normalized(p.words)) for p in phrases() if p.language == tag}
        assert list(lint_learned(SPEECH.languages[tag].replies, taught)) == []

    def test_each_command_is_read_by_the_gateway(self, tag: str):
        assert list(lint_commands(SPEECH.languages[tag].replies, KEYWORDS)) == []

    def test_no_word_is_shown_for_two_things(self, tag: str):
        assert list(lint_distinct(SPEECH.languages[tag].replies)) == []

    def test_words_for_topics_are_no_commands_of_any_language(self, tag: str):
        words = [SPEECH.languages[tag].replies[label] for label in LABELS]
        assert [word for word in words if KEYWORDS.read(word, opted_out=True)] == []

    def test_the_words_that_change_the_language_name_one(self, tag: str):
        assert SPEECH.languages.named(SPEECH.languages[tag].endonym) == tag


@pytest.mark.parametrize(
    "word", ["HELP", "info", "End", "QUIT", "CANCEL", "OPTOUT", "Arret", "YES"]
)
def test_a_word_that_twilio_answers_is_found(word: str):
    assert list(lint_taken({"more": word}))
    assert list(lint_taken({"stop": "STOP", "start": "START", "more": "MORE"})) == []


def test_a_start_word_that_is_a_stop_word_is_found():
    assert list(lint_taken({"start": "QUIT"})) == ["start: QUIT is taken"]


def test_a_word_that_nobody_taught_is_found():
    replies = {label: label.upper() for label in LABELS}
    taught = {(label, label) for label in LABELS}
    assert list(lint_learned(replies, taught)) == []
    assert list(lint_learned(replies, taught - {("next", "next")}))
    assert list(lint_learned(replies | {"more": "SOURCES"}, taught))


def test_a_command_with_another_meaning_is_found():
    replies = {"stop": "STOP", "start": "START", "erase": "ERASE"}
    assert list(lint_commands(replies, KEYWORDS)) == []
    assert list(lint_commands(replies | {"erase": "FORGET"}, KEYWORDS))
    assert list(lint_commands(replies | {"start": "STOP"}, KEYWORDS))


def test_an_answer_offers_two_next_steps_at_most():
    assert list(lint_steps(SPEECH.sentences.values())) == []
    three = Sentence("hint.all", "Reply {more}, {card} or {sources}.")
    assert list(lint_steps([three])) == ["hint.all: ['card', 'more', 'sources']"]


def test_a_word_shown_for_two_things_is_found():
    assert list(lint_distinct({"more": "MÁS", "next": "mas"})) == ["mas"]
