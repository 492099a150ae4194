"""What people are told to say aloud to officers stands in English in every translation too."""

import re
from collections.abc import Iterable, Iterator

from tests.content.material import SPEECH, TRANSLATED, Text, normalized, texts

_SENTENCE_ENDS = re.compile(r"[.?!:;\"()]")
_OWN_WORDS = re.compile(r"(I|Am I) [a-z]")


def words_to_say(english: str) -> list[str]:
    """Return the sentences of an English text that a person is to say, in the person's own words.

    Answers speak to "you", so a sentence that begins with "I" or "Am I" is for officers.
    """
    sentences = [part.strip() for part in _SENTENCE_ENDS.split(english)]
    return [normalized(sentence) for sentence in sentences if _OWN_WORDS.match(sentence)]


def lint_words_to_say(found: Iterable[Text]) -> Iterator[str]:
    """Name each translation in which an English sentence that is said aloud is missing or cut."""
    for text in found:
        words = f" {normalized(text.words)} "
        missing = [said for said in words_to_say(text.english) if f" {said} " not in words]
        if missing:
            yield f"{text.where}: {missing}"


def _answers() -> list[Text]:
    """Return what answers on the law say; in the others "I" is the service itself."""
    return [text for text in texts() if text.language in TRANSLATED and _on_the_law(text.identity)]


def _on_the_law(identity: str) -> bool:
    label, _, part = identity.partition(".")
    answer = SPEECH.answers.get(label)
    is_answer = answer is not None and identity not in SPEECH.sentences and part != "title"
    return is_answer and answer.group != "not_law"


def test_what_people_say_to_officers_stands_in_english_in_every_translation():
    assert list(lint_words_to_say(_answers())) == []


def test_sentences_that_are_said_are_found_in_the_answers():
    said = {sentence for text in _answers() for sentence in words_to_say(text.english)}
    assert {"i choose to stay silent", "i want a lawyer", "am i free to leave"} <= said
    assert "i am afraid to go back to my country" in said


def test_a_sentence_that_is_missing_or_cut_is_found():
    english = (
        'Say: "I choose to stay silent. I want a lawyer." Ask: Am I free to leave? You may go.'
    )
    whole = "Diga: Elijo callar (I choose to stay silent. I want a lawyer). ¿Am I free to leave?"
    assert list(lint_words_to_say([Text("x", "es", whole, english)])) == []
    for cut in ("I choose to stay silent. ", "I want a lawyer", " to leave"):
        assert list(lint_words_to_say([Text("x", "es", whole.replace(cut, ""), english)])), cut
