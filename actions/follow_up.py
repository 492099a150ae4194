"""Reads a text that goes on ("and my kids?") in the light of what was said before."""

from actions.knowledge import answers, languages
from actions.saying import ask_which, say_answer, say_on
from actions.turn import Turn
from phrasebook.answers import topic_of

SAME_TOPIC, RELATED = 30.0, 4.0
"""How many times likelier a division of the topic before is in a text that goes on, and an answer
that is related to it. Set by hand on conversations like those in tests/dialogue, not measured."""

ENOUGH = 0.35
"""The share of all that the text may mean which its best meaning then needs."""

MORE, ASKS_ON = "more", 0.15
"""The label of asking for more, and how probable it must be in a text that means little alone."""

CLEAR = 0.6
"""From this confidence on, a text that could go on is answered even if nothing was said before."""

AGAIN = 0.8
"""How probable the answer before must be for a text to ask the same again."""

FEW_WORDS = 4
"""A text of so few words may go on even if it does not begin so."""


def took_follow_up(turn: Turn) -> bool:
    """Say what a text means that goes on with the answer before; tell whether it does."""
    if _asks_on(turn):
        say_on(turn, answers()[turn.recall("topic")])
        return True
    meant = meaning_of(turn)
    if meant is None:
        return False
    if turn.words <= FEW_WORDS:
        turn.stay()
    say_answer(turn, meant)
    return True


def _asks_on(turn: Turn) -> bool:
    """Say whether a text that means little alone ("what do I do") asks for more of the answer."""
    before = turn.recall("topic")
    return turn.goes_on and before in answers() and turn.meanings.get(MORE, 0.0) >= ASKS_ON


def took_open_question(turn: Turn) -> bool:
    """Ask which of two is meant by a text that means nothing alone; tell whether it is one."""
    labels = [name for name in turn.meanings if name in answers()][:2]
    if not turn.goes_on or turn.confidence >= CLEAR or len(labels) < 2 or MORE in labels:
        return False
    if turn.recall("asked") == "choice":
        return False
    ask_which(turn, labels)
    return True


def meaning_of(turn: Turn) -> str | None:
    """Return the answer that the text means after the one before, if that tells anything new."""
    before = turn.recall("topic")
    if before not in answers() or turn.is_alarming or not _goes_on(turn):
        return None
    if turn.meanings.get(before, 0.0) >= AGAIN:
        return None
    weighed = {name: p * _weight(name, before) for name, p in turn.meanings.items()}
    best = max(weighed, key=lambda name: weighed[name], default="")
    if best not in answers() or best == turn.answer or not answers()[best].sources:
        return None
    return best if weighed[best] >= ENOUGH * sum(weighed.values()) else None


def _goes_on(turn: Turn) -> bool:
    if turn.goes_on or languages().is_going_on(turn.text, turn.language):
        return True
    return turn.words <= FEW_WORDS


def _weight(name: str, before: str) -> float:
    if name == before:
        return 1.0
    if topic_of(name) == topic_of(before):
        return SAME_TOPIC
    general = answers().get(topic_of(before))
    related = {*answers()[before].related, *(general.related if general else ())}
    return RELATED if name in related or topic_of(name) in related else 1.0
