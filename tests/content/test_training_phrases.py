"""What trainers write: every topic can be reached in every language, and no test is learned."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

import pytest
import yaml
from rapidfuzz import fuzz, process

from tests.content.material import ROOT, SPEECH, SPOKEN, Phrase, normalized, phrases, questions

FEWEST = {"en": 30, "es": 30}
FEWEST_ELSEWHERE = 15
"""Phrases of a topic in a language, its divisions counted with it."""
FEWEST_OF_ITS_OWN = 8
"""Phrases of each answer alone, be it a topic's general answer or a division."""
FEWER = {
    ("abusive", "es"): 28,
    ("card", "en"): 15,
    ("card", "es"): 15,
    ("delete_data", "es"): 28,
    ("goodbye", "es"): 28,
    ("greeting", "es"): 29,
    ("next", "en"): 14,
    ("next", "es"): 14,
    ("opt_out", "es"): 29,
    ("sources", "es"): 28,
    ("thanks", "es"): 28,
}
"""Topics that still have fewer, and how many: a debt, to be taken out once it is paid."""
COPY_FROM_WORDS = 3
"""Shorter questions ("hi", "tps", "more") have no other wording; they test nothing but memory."""
NEAR_COPY_FROM_WORDS = 5
NEAR = 92


def lint_reachable(
    found: Iterable[Phrase], labels: Collection[str], tags: Iterable[str]
) -> Iterator[str]:
    """Name each topic and each answer that has too few phrases in one of the languages."""
    own, together = counted(found)
    for tag in tags:
        for topic in sorted({topic_of(label) for label in labels}):
            needed = FEWER.get((topic, tag), FEWEST.get(tag, FEWEST_ELSEWHERE))
            if together[tag, topic] < needed:
                yield f"{topic} [{tag}]: {together[tag, topic]} of {needed} phrases"
        for label in sorted(labels):
            if own[tag, label] < FEWEST_OF_ITS_OWN:
                yield f"{label} [{tag}]: {own[tag, label]} of {FEWEST_OF_ITS_OWN} of its own"


def lint_debts(found: Iterable[Phrase], debts: Mapping[tuple[str, str], int]) -> Iterator[str]:
    """Name each topic that is said to have fewer phrases than needed, but has other numbers."""
    together = counted(found)[1]
    for (topic, tag), number in debts.items():
        if together[tag, topic] != number:
            yield f"{topic} [{tag}]: {together[tag, topic]}, not {number}"


def counted(found: Iterable[Phrase]) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]:
    """Return how many phrases each label has by language: alone, and by topic."""
    own: Counter[tuple[str, str]] = Counter()
    together: Counter[tuple[str, str]] = Counter()
    for phrase in found:
        own[phrase.language, phrase.label] += 1
        together[phrase.language, topic_of(phrase.label)] += 1
    return own, together


def topic_of(label: str) -> str:
    """Return the topic of a label: what stands before the division."""
    return label.partition("/")[0]


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


def test_topics_with_fewer_phrases_are_listed_as_they_are():
    assert list(lint_debts(phrases(), FEWER)) == []


def test_every_label_is_answered_or_has_its_own_rule():
    assert list(lint_answered(phrases(), set(SPEECH.answers) | ruled())) == []


def test_no_phrase_is_under_two_labels():
    assert list(lint_ambiguous(phrases())) == []


def test_no_question_of_the_evaluation_is_a_training_phrase():
    assert list(lint_copies(phrases(), questions())) == []


def test_there_is_something_to_compare():
    assert len(phrases()) > 5000
    assert len(questions()) > 500


def some(label: str, tag: str, number: int) -> list[Phrase]:
    return [Phrase(label, tag, f"phrase {n}") for n in range(number)]


@pytest.mark.parametrize(("tag", "needed"), [("en", 30), ("es", 30), ("vi", 15), ("zh-Hans", 15)])
def test_a_topic_with_too_few_phrases_in_one_language_is_found(tag: str, needed: int):
    assert list(lint_reachable(some("door", tag, needed), {"door"}, [tag])) == []
    assert list(lint_reachable(some("door", tag, needed - 1), {"door"}, [tag])) == [
        f"door [{tag}]: {needed - 1} of {needed} phrases"
    ]
    assert list(lint_reachable(some("door", "ru", needed), {"door"}, [tag])) == [
        f"door [{tag}]: 0 of {needed} phrases",
        f"door [{tag}]: 0 of 8 of its own",
    ]


def test_divisions_are_counted_with_their_topic_and_have_some_of_their_own():
    labels = {"door", "door/police"}
    taught = [*some("door", "en", 22), *some("door/police", "en", 8)]
    assert list(lint_reachable(taught, labels, ["en"])) == []
    uneven = [*some("door", "en", 23), *some("door/police", "en", 7)]
    assert list(lint_reachable(uneven, labels, ["en"])) == ["door/police [en]: 7 of 8 of its own"]


def test_a_topic_that_has_enough_by_now_is_no_debt():
    assert list(lint_debts(some("thanks", "es", 28), {("thanks", "es"): 28})) == []
    assert list(lint_debts(some("thanks", "es", 30), {("thanks", "es"): 28})) == [
        "thanks [es]: 30, not 28"
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
