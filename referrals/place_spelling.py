"""Reads a lightly misspelled official name; it never guesses where no place is expected."""

from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from rapidfuzz import fuzz, process
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from referrals.place_models import PlaceName
from referrals.place_names import Span, States
from referrals.place_text import Word
from referrals.place_words import CODES_AFTER_IN, FILLER, NEVER, ONLY_ALONE, PREPOSITIONS

# "housten" is 85.7 from "houston": one wrong letter in seven.
_CUT_OFF, _CUT_OFF_IN_A_SENTENCE, _CUT_OFF_OF_OTHER_INITIALS = 85.0, 88.0, 90.0
_SHORTEST, _SHORTEST_IN_A_SENTENCE = 5, 6
_LONGEST = 3
_MOST_GUESSES = 12
_OFFICIAL = ("city", "borough", "county", "state", "nickname")
# In tens of thousands of people: without a state, a slip of the pen is taken for a town of some
# size only.
_SIZE_WITHOUT_STATE = 4.0
_NOT_GUESSED = NEVER | ONLY_ALONE
type Range = tuple[int, int, bool]
type Official = Sequence[tuple[str, str, float]]


def guess_span(
    session: Session,
    words: Sequence[Word],
    states: States,
    state_hint: str | None,
    before: Span | None = None,
) -> Span | None:
    """Return the official name most like what stands where a place is expected, or None.

    `states` is what `find_states` gives. With `before`, a state, only what stands right before it
    is read.
    """
    states = {**states, **_code_at_the_end(words)}
    codes = {code for found in states.values() for code in found}
    codes = codes or ({state_hint.upper()} if state_hint else set())
    ranges = [
        (start, end, alone, name)
        for start, end, alone in islice(_expected(words, {at for at, _ in states}), _MOST_GUESSES)
        if _can_be_a_name(name := " ".join(word.folded for word in words[start:end]))
        and (before is None or end == before.start)
    ]
    if not ranges:
        return None
    official = _official(session, [name for *_, name in ranges], codes)
    guesses = [
        (*found, start, end)
        for start, end, alone, name in ranges
        if (found := _most_alike(name, official, alone))
    ]
    if not guesses:
        return None
    _, _, name, start, end = max(guesses)
    return Span(start, end, name, 1, _namesakes(session, name, codes))


def _code_at_the_end(words: Sequence[Word]) -> States:
    """Read "milwakee wi" as a town in Wisconsin, where few words are codes."""
    last = words[-1].folded if words else ""
    return {(len(words) - 1, len(words)): {last.upper()}} if last in CODES_AFTER_IN else {}


def _can_be_a_name(name: str) -> bool:
    letters = name.isascii() and name[0].isalpha()
    return letters and len(name) >= _SHORTEST and name not in _NOT_GUESSED


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
                if words[end - 1].folded in FILLER:
                    continue
                shortest = _SHORTEST if end in states else _SHORTEST_IN_A_SENTENCE
                if letters >= shortest and not states & set(range(at + 1, end)):
                    yield at + 1, end, False


def _official(session: Session, names: Sequence[str], codes: Collection[str]) -> Official:
    """Return (name, kind, weight) of the official names that are about as long as one of these."""
    lengths = [len(name) for name in names]
    query = select(PlaceName.normalized, PlaceName.kind, PlaceName.weight).where(
        func.length(PlaceName.normalized).between(min(lengths) - 2, max(lengths) + 2),
        PlaceName.kind.in_(_OFFICIAL),
    )
    if codes:
        query = query.where(PlaceName.state.in_(codes))
    else:
        query = query.where(PlaceName.weight >= _SIZE_WITHOUT_STATE)
    return [(name, kind, weight) for name, kind, weight in session.execute(query)]


def _most_alike(name: str, official: Official, alone: bool) -> tuple[float, float, str] | None:
    """Return (score, weight, name) of the best guess; a wrong first letter needs a closer one."""
    cut_off = _CUT_OFF if alone else _CUT_OFF_IN_A_SENTENCE
    near = process.extract(
        name,
        [each[0] for each in official],
        scorer=fuzz.ratio,
        score_cutoff=cut_off,
        limit=10,
    )
    guesses = []
    for found, score, at in near:
        _, kind, weight = official[at]
        initial = found[0] == name[0] or (alone and score >= _CUT_OFF_OF_OTHER_INITIALS)
        if initial and found not in _NOT_GUESSED and (alone or kind != "county"):
            guesses.append((score, weight, found))
    return max(guesses, default=None)


def _namesakes(session: Session, name: str, codes: Collection[str]) -> tuple[PlaceName, ...]:
    rows = session.scalars(select(PlaceName).where(PlaceName.normalized == name))
    return tuple(row for row in rows if not codes or row.state in codes)
