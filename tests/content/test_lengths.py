"""What a text costs: the lengths that editors are promised, and two segments for a first reply."""

from collections.abc import Iterable, Iterator

from gateway.sms.gsm7 import fold_accents, is_gsm7
from gateway.sms.segments import plan, tidy
from phrasebook.utterance import Utterance
from tests.content.material import SPEECH, SPOKEN, Text, texts

LIMITS = {
    "GSM-7": {"text": 270, "more": 580, "title": 38},
    "UCS-2": {"text": 232, "more": 530, "title": 38},
}
MOST_SEGMENTS = {"GSM-7": 2, "UCS-2": 4}
UCS2 = frozenset({"zh-Hans", "vi", "ar", "ru", "ko"})
"""Languages that GSM-7 cannot write; all others must do with it, if need be without accents."""


def encoding_of(language: str) -> str:
    return "UCS-2" if language in UCS2 else "GSM-7"


def lint_length(found: Iterable[Text]) -> Iterator[str]:
    """Name each answer's part that has more septets than editors.md allows."""
    for text in found:
        label, _, part = text.identity.partition(".")
        if label in SPEECH.answers and text.identity not in SPEECH.sentences:
            units = plan(tidy(text.words, text.language)).units
            limit = LIMITS[encoding_of(text.language)][part or "text"]
            if units > limit:
                yield f"{text.where}: {units} of {limit}"


def lint_alphabet(found: Iterable[Text]) -> Iterator[str]:
    """Name each text that cannot be sent in GSM-7, its accents folded if it is not English."""
    for text in found:
        words = text.words if text.language == "en" else fold_accents(text.words)
        if encoding_of(text.language) == "GSM-7" and not is_gsm7(words):
            yield f"{text.where}: {sorted(c for c in set(words) if not is_gsm7(c))}"


def lint_segments(replies: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    """Name each reply, given as label, language and words, of more than MOST_SEGMENTS."""
    for label, language, words in replies:
        planned = plan(tidy(words, language))
        if planned.segments > MOST_SEGMENTS[encoding_of(language)]:
            yield f"{label} [{language}]: {planned.segments} segments of {planned.encoding}"


def first_replies() -> Iterator[tuple[str, str, str]]:
    """Yield each answer with the reply words that follow it, in each spoken language."""
    for answer in SPEECH.answers.values():
        hint = "hint.more_sources" if answer.more else "hint.sources" if answer.sources else None
        for tag in SPOKEN:
            said = [Utterance(say, tag) for say in (answer.id, hint) if say]
            yield answer.id, tag, SPEECH.turn(said)


def test_every_part_of_every_answer_is_short_enough():
    assert list(lint_length(texts())) == []


def test_every_text_fits_the_gsm_alphabet():
    assert list(lint_alphabet(texts())) == []


def test_a_first_reply_with_its_reply_words_is_two_segments_or_four_of_the_dear_kind():
    assert list(lint_segments(first_replies())) == []


def test_a_long_part_is_found():
    for part, limit in (("door_home", 270), ("door_home.more", 580), ("door_home.title", 38)):
        right, wrong = (Text(part, "en", "x" * size, "") for size in (limit, limit + 1))
        assert list(lint_length([right, wrong])) == [f"{part} [en]: {limit + 1} of {limit}"]


def test_an_extension_character_counts_twice():
    assert list(lint_length([Text("door_home.title", "en", "x" * 37 + "€", "")]))


def test_accents_that_cannot_be_folded_make_a_text_too_long():
    assert list(lint_length([Text("door_home", "es", "¿Qué? " * 44 + "í", "")])) == []
    assert list(lint_alphabet([Text("door_home", "es", "í" * 10, "")])) == []
    assert list(lint_alphabet([Text("door_home", "es", "“í”", "")])) == [
        "door_home [es]: ['“', '”']"
    ]


def test_an_accent_in_an_english_text_is_found():
    assert list(lint_alphabet([Text("door_home", "en", "asilo político", "")]))


def test_a_reply_of_three_segments_is_found():
    assert list(lint_segments([("a", "en", "x" * 306), ("b", "en", "x" * 307)])) == [
        "b [en]: 3 segments of GSM-7"
    ]
    assert list(lint_segments([("a", "ru", "я" * 268), ("b", "ru", "я" * 269)])) == [
        "b [ru]: 5 segments of UCS-2"
    ]


def test_no_sentence_has_the_id_of_a_part_of_an_answer():
    parts = {
        f"{label}{part}" for label in SPEECH.answers for part in ("", ".title", ".more", ".sources")
    }
    assert parts & set(SPEECH.sentences) == set()
