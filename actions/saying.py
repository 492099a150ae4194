"""Says an answer by its id at the depth that is due; it chooses no answer."""

from collections.abc import Sequence

from actions.knowledge import answers
from actions.reminder import reminder_of
from actions.turn import Turn
from actions.withdrawals import withdrawals
from phrasebook.answers import Answer

FIRST, LONGER, LEGAL_HELP = 1, 2, 3
"""What was said of an answer: its first text, its longer one, that a lawyer can say more."""


BASICS = "emergency_now"
"""The answer that says how to stay safe, whatever happens."""


def say_answer(turn: Turn, identity: str) -> None:
    """Say an answer and which words lead on; asked again, the same question gets another depth.

    An answer on danger begins with the number to call however often it is asked for.
    """
    turn.remember(choices=None, asked=None)
    answer = answers().get(identity)
    if answer is None:
        turn.remember(asked="place")
        turn.say("answer.none")
    elif withdrawals().has(answer):
        turn.remember(topic=identity, depth=LEGAL_HELP, asked="place")
        turn.say(identity)
        _say_basics(turn, answer)
    elif identity == turn.recall("topic") and answer.more and not reminder_of(identity):
        say_deeper(turn, answer)
    else:
        _say_first(turn, answer)
    if reminder_of(identity):
        turn.remember(danger=identity)


def say_on(turn: Turn, answer: Answer) -> None:
    """Go on with an answer: deeper, or to legal help when it has been withdrawn."""
    if withdrawals().has(answer):
        say_answer(turn, answer.id)
    else:
        say_deeper(turn, answer)


def _say_basics(turn: Turn, answer: Answer) -> None:
    """Say what keeps a person safe in place of an urgent answer that is out of service."""
    if answer.id != BASICS and (identity := reminder_of(answer.id)):
        turn.say(identity)
    elif answer.urgent:
        is_out = answer.id == BASICS or withdrawals().has(answers()[BASICS])
        turn.say("answer.basics" if is_out else BASICS)


def say_deeper(turn: Turn, answer: Answer) -> None:
    """Say what comes after the depth that was reached: the longer text, legal help, the first."""
    depth = int(turn.recall("depth") or FIRST)
    if depth == FIRST and answer.more:
        turn.say(f"{answer.id}.more")
        _say_reminder_of(turn, answer)
        turn.say("hint.sources")
        turn.remember(depth=LONGER, asked=answer.asks or None)
    elif depth < LEGAL_HELP:
        turn.say("answer.again")
        turn.remember(depth=LEGAL_HELP, asked="place")
    else:
        _say_first(turn, answer)


def ask_which(turn: Turn, labels: Sequence[str]) -> None:
    """Ask which of a few answers is meant, by number."""
    turn.say("clarify.question")
    for number, label in enumerate(labels, start=1):
        turn.say("clarify.choice", number=number, title=label)
    turn.remember(asked="choice", choices=[{"topic": label} for label in labels])


def say_again(turn: Turn, answer: Answer) -> None:
    """Say an answer's text at the depth that was reached, in the language of now."""
    is_longer = answer.more and int(turn.recall("depth") or FIRST) != FIRST
    turn.say(f"{answer.id}.more" if is_longer else answer.id)


def _say_first(turn: Turn, answer: Answer) -> None:
    turn.say(answer.id)
    if answer.review and answer.is_reviewed:
        turn.say("answer.checked", date=str(answer.review.on))
    if answer.more and answer.card:
        turn.say("hint.more_card")
    elif answer.more:
        turn.say("hint.more_sources")
    elif answer.sources:
        turn.say("hint.sources")
    turn.remember(asked=answer.asks or None)
    if answer.more or answer.sources:
        turn.remember(topic=answer.id, depth=FIRST)


def _say_reminder_of(turn: Turn, answer: Answer) -> None:
    """Repeat the number of an answer on danger, which its longer text may leave out."""
    if identity := reminder_of(answer.id):
        turn.say(identity)
