"""Reads a lightly misspelled official name; it never guesses where no place is expected."""

from collections.abc import Iterator, Sequence
from itertools import islice

from rapidfuzz import fuzz
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from referrals.place_models import PlaceName
from referrals.place_names import Span, find_states, look_up
from referrals.place_text import Word
from referrals.place_words import FILLER, NEVER, ONLY_ALONE, PREPOSITIONS

# "housten" is 85.7 from "houston": one wrong letter in seven.
_CUT_OFF, _CUT_OFF_IN_A_SENTENCE = 85.0, 88.0
_SHORTEST, _SHORTEST_IN_A_SENTENCE = 5, 6
_LONGEST = 3
_MOST_GUESSES = 12
_OFFICIAL = frozenset({"city", "borough", "county", "state", "nickname"})
# In tens of thousands of people: without a state, a slip of the pen is taken for a town of some size only.
_SIZE_WITHOUT_STATE = 4.0
_NOT_GUESSED = NEVER | ONLY_ALONE
type Range = tuple[int, int, bool]


def guess_span(
    session: Session, words: Sequence[Word], state_hint: str | None, before: Span | None = None
) -> Span | None:
    """Return the official name most like what stands where a place is expected, or None.

    With `before`, a state, only what stands right before it is read.
    """
    states = find_states(words, look_up(session, words))
    starts = {start for start, _ in states}
    codes = {code for found in states.values() for code in found}
    codes = codes or ({state_hint.upper()} if state_hint else set())
    best: tuple[float, float, Span] | None = None
    for start, end, alone in islice(_expected(words, starts), _MOST_GUESSES):
        name = " ".join(word.folded for word in words[start:end])
        if name in _NOT_GUESSED or (before and end != before.start):
            continue
        for score, row in _alike(session, name, codes, alone):
            if row.normalized in _NOT_GUESSED:
                continue
            if best is None or (score, row.weight) > best[:2]:
                best = (score, row.weight, Span(start, end, row.normalized, 1, (row,)))
    return _with_namesakes(session, best[2], codes) if best else None


def _expected(words: Sequence[Word], states: set[int]) -> Iterator[Range]:
    """Yield where a place is expected: the whole text (alone), or after a preposition."""
    kept = [at for at, word in enumerate(words) if word.folded not in FILLER and at not in states]
    if kept and kept == list(range(kept[0], kept[-1] + 1)) and len(kept) <= _LONGEST:
        yield kept[0], kept[-1] + 1, True
    if len(words) <= _LONGEST and kept:
        yield 0, len(words), True
    for at, word in enumerate(words[:-1]):
        if word.folded in PREPOSITIONS and not word.ends_clause:
            for end in range(at + 2, min(at + 2 + _LONGEST, len(words) + 1)):
                letters = sum(len(word.folded) for word in words[at + 1 : end])
                shortest = _SHORTEST if end in states else _SHORTEST_IN_A_SENTENCE
                if letters >= shortest and not states & set(range(at + 1, end)):
                    yield at + 1, end, False


def _alike(
    session: Session, name: str, codes: set[str], alone: bool
) -> Iterator[tuple[float, PlaceName]]:
    if len(name) < _SHORTEST or not name.isascii() or not name[0].isalpha():
        return
    size = func.length(PlaceName.normalized)
    query = select(PlaceName).where(
        PlaceName.normalized >= name[0],
        PlaceName.normalized < chr(ord(name[0]) + 1),
        size.between(len(name) - 2, len(name) + 2),
        PlaceName.kind.in_(_OFFICIAL if alone else _OFFICIAL - {"county"}),
    )
    if codes:
        query = query.where(PlaceName.state.in_(codes))
    else:
        query = query.where(PlaceName.weight >= _SIZE_WITHOUT_STATE)
    cut_off = _CUT_OFF if alone else _CUT_OFF_IN_A_SENTENCE
    for row in session.scalars(query):
        score = fuzz.ratio(name, row.normalized, score_cutoff=cut_off)
        if score:
            yield score, row


def _with_namesakes(session: Session, span: Span, codes: set[str]) -> Span:
    query = select(PlaceName).where(PlaceName.normalized == span.name)
    rows = [row for row in session.scalars(query) if not codes or row.state in codes]
    return Span(span.start, span.end, span.name, span.strength, tuple(rows))
