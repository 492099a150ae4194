"""What trainers write: every topic can be reached in every language, and no test is learned."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

import yaml
from rapidfuzz import fuzz, process

from tests.content.material import ROOT, SPEECH, SPOKEN, Phrase, normalized, phrases, questions

FEWEST_PHRASES = 8
COPY_FROM_WORDS = 3
"""Shorter questions ("hi", "tps", "more") have no other wording; they test nothing but memory."""
NEAR_COPY_FROM_WORDS = 5
NEAR = 92


def lint_reachable(
    found: Iterable[Phrase], labels: Collection[str], tags: Iterable[str]
) -> Iterator[str]:
    """Name each label that has fewer than FEWEST_PHRASES in one of the languages."""
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for phrase in found:
        counts[phrase.language, phrase.label] += 1
    for tag in tags:
        for label in sorted(labels):
            if counts[tag, label] < FEWEST_PHRASES:
                yield f"{label} [{tag}]: {counts[tag, label]} phrases"


def lint_answered(found: Iterable[Phrase], labels: Collection[str]) -> Iterator[str]:
    """Name each label that neither an answer nor a rule follows."""
    yield from sorted({phrase.label for phrase in found} - set(labels))


def lint_ambiguous(found: Iterable[Phrase]) -> Iterator[str]:
    """Name each phrase that stands under two labels, in whatever languages.

    What goes on with what was said before may, but not where it would mean one thing alone.
    """
    labels: dict[str, set[str]] = defaultdict(set)
    alone: set[str] = set()
    for phrase in found:
        labels[normalized(phrase.words)].add(phrase.label)
        alone |= set() if phrase.goes_on else {normalized(phrase.words)}
    for words, under in sorted(labels.items()):
        if len(under) > 1 and words in alone:
            yield f"{words}: {', '.join(sorted(under))}"


def lint_copies(found: Iterable[Phrase], asked: Iterable[str]) -> Iterator[str]:
    """Name each question of the evaluation that is, exactly or nearly, a training phrase."""
    taught = list({normalized(phrase.words): None for phrase in found})
    known = set(taught)
    for question in map(normalized, asked):
        length = len(question.split())
        if length >= COPY_FROM_WORDS and question in known:
            yield question
        elif length >= NEAR_COPY_FROM_WORDS:
            near = process.extractOne(question, taught, scorer=fuzz.ratio, score_cutoff=NEAR)
            if near:
                yield f"{question} ~ {near[0]}"


def ruled() -> set[str]:
    """Return the labels that have a rule of their own."""
    rules = yaml.safe_load((ROOT / "bot/rules/rules.yml").read_text(encoding="utf-8"))["rules"]
    return {step["intent"] for rule in rules for step in rule["steps"] if "intent" in step}


def test_every_answer_has_phrases_in_every_spoken_language():
    assert list(lint_reachable(phrases(), SPEECH.answers, SPOKEN)) == []


def test_every_label_is_answered_or_has_its_own_rule():
    assert list(lint_answered(phrases(), set(SPEECH.answers) | ruled())) == []


def test_no_phrase_is_under_two_labels():
    assert list(lint_ambiguous(phrases())) == []


def test_no_question_of_the_evaluation_is_a_training_phrase():
    assert list(lint_copies(phrases(), questions())) == []


def test_there_is_something_to_compare():
    assert len(phrases()) > 5000
    assert len(questions()) > 500


def test_a_label_with_too_few_phrases_in_one_language_is_found():
    taught = [Phrase("door", "en", f"phrase {n}") for n in range(FEWEST_PHRASES)]
    assert list(lint_reachable(taught, {"door"}, ["en"])) == []
    assert list(lint_reachable(taught, {"door"}, ["en", "es"])) == ["door [es]: 0 phrases"]
    assert list(lint_reachable(taught[1:], {"door"}, ["en"])) == [
        f"door [en]: {FEWEST_PHRASES - 1} phrases"
    ]


def test_a_label_that_nothing_follows_is_found():
    assert list(lint_answered([Phrase("door", "en", "x")], {"car"})) == ["door"]


def test_a_phrase_under_two_labels_is_found_in_any_spelling():
    twice = [Phrase("door", "en", "ICE is here!"), Phrase("car", "es", "ice ís here")]
    assert list(lint_ambiguous(twice)) == ["ice is here: car, door"]
    going_on = [
        Phrase("door", "en", "and my kids", True),
        Phrase("car", "en", "And my kids?", True),
    ]
    assert list(lint_ambiguous(going_on)) == []
    assert list(lint_ambiguous([*going_on, Phrase("school", "en", "and my kids")]))
    signs = [Phrase("help", "en", "?"), Phrase("gibberish", "en", "!!!")]
    assert list(lint_ambiguous(signs)) == []


def test_a_learned_question_is_found_exact_or_nearly():
    taught = [Phrase("door", "en", "They are at my door right now"), Phrase("x", "en", "hi")]
    assert list(lint_copies(taught, ["they are at my DOOR right now?!"]))
    assert list(lint_copies(taught, ["they are at my door rigth now"]))
    assert list(lint_copies(taught, ["hi", "someone is knocking, what do i do"])) == []
