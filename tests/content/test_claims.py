"""Every claim of the four founding documents is said, as fact or view, by the named answer."""

import dataclasses
import re
from collections.abc import Iterable, Iterator

import pytest

from tests.content.material import SPEECH, fact_entries, normalized, phrases, questions
from tools.coverage import PAGE, Claim, page, read_claims

COUNTS = {"000": range(1, 36), "002": range(16), "003": range(21), "004": range(1, 20)}
CODES = [f"{document}-{number:02}" for document, counts in COUNTS.items() for number in counts]
_ATTRIBUTED = re.compile(
    r"\b(says|said|views?|claims?|warns?|warned|according to|critics|its author)\b", re.IGNORECASE
)


def english_of(identity: str) -> str:
    """Return the English of an answer's id, "label" or "label.more"; "" when there is none."""
    label, _, part = identity.partition(".")
    answer = SPEECH.answers.get(label)
    return getattr(answer, part or "text") if answer else ""


def facts_of(code: str) -> set[str]:
    """Return the facts that state a claim of the founding documents."""
    return {
        f"{entry['id']}#{fact['n']}"
        for entry in fact_entries()
        for fact in entry["facts"]
        if code in {claim["code"] for claim in fact.get("seed_claims", ())}
    }


def lint_claims(claims: Iterable[Claim]) -> Iterator[str]:
    """Name each claim that its answer does not say, or says on the ground of no such fact."""
    for claim in claims:
        english = english_of(claim.answer)
        for words in claim.words or ("(no words)",):
            if words not in english:
                yield f"{claim.code}: {words!r} is not in {claim.answer}"
        answer = SPEECH.answers.get(claim.answer.partition(".")[0])
        if answer and not facts_of(claim.code) & set(answer.facts):
            yield f"{claim.code}: {claim.answer} cites none of {sorted(facts_of(claim.code))}"
        if claim.is_view and not _ATTRIBUTED.search(english):
            yield f"{claim.code}: a view, but nobody's"


def lint_questions(claims: Iterable[Claim]) -> Iterator[str]:
    """Name each question that the model has learned or is measured on."""
    known = {normalized(phrase.words) for phrase in phrases()} | set(map(normalized, questions()))
    yield from (claim.code for claim in claims if normalized(claim.question) in known)


def test_all_91_claims_are_in_the_table():
    assert [claim.code for claim in read_claims()] == CODES
    assert len(CODES) == 91


def test_every_claim_is_said():
    assert list(lint_claims(read_claims())) == []


def test_no_question_is_learned_by_heart():
    assert list(lint_questions(read_claims())) == []


def test_the_page_is_what_the_table_says():
    assert PAGE.read_text(encoding="utf-8") == page(read_claims()), "run make coverage"


@pytest.mark.parametrize(
    "changes",
    [
        {"answer": "no_such_answer"},
        {"answer": "greeting"},
        {"words": ("no such words",)},
        {"words": ()},
    ],
)
def test_a_claim_that_is_not_said_is_found(changes: dict[str, object]):
    assert list(lint_claims([dataclasses.replace(read_claims()[0], **changes)]))


def test_a_view_told_as_a_fact_is_found():
    plain = Claim("000-01", "x", True, "x", "door_home", ("Keep the door closed.",))
    assert "000-01: a view, but nobody's" in list(lint_claims([plain]))


def test_a_learned_question_is_found():
    learned = dataclasses.replace(read_claims()[0], question=phrases()[0].words)
    assert list(lint_questions([learned])) == [learned.code]
