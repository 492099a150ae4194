"""Finds the names in a text that mean a place; it leaves choosing between namesakes to others."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from referrals.place_models import PlaceName
from referrals.place_text import Word
from referrals.place_words import (
    CAREFUL,
    FILLER,
    NEVER,
    NEVER_ALONE,
    ONLY_ALONE,
    PREPOSITIONS,
    WEAK_PREPOSITIONS,
    WORDLIKE_CODES,
)

_LONGEST = 5
# In ZIP codes: how large a town must be to be meant when nothing introduces its name.
_LARGE, _LARGE_OF_TWO_WORDS, _MORE_THAN_A_HAMLET = 8.0, 3.0, 2.0
_A_STATE = 1000.0
_WITH_STATE, _WHOLE, _INTRODUCED, _BARE = 4, 3, 2, 1
type Names = dict[str, list[PlaceName]]
type States = dict[tuple[int, int], set[str]]


@dataclass(frozen=True)
class Span:
    """A name in a text: words start to end, its strength, and the namesakes it can mean."""

    start: int
    end: int
    name: str
    strength: int
    rows: tuple[PlaceName, ...]

    @property
    def weight(self) -> float:
        """The size of the largest place it can mean."""
        return max(row.weight for row in self.rows)


def find_span(session: Session, words: Sequence[Word], state_hint: str | None) -> Span | None:
    """Return the best supported name of a text: one with its state, alone, introduced, or large."""
    names = look_up(session, words)
    states = find_states(words, names)
    spans = [
        span
        for start, end in _ranges(words)
        if (span := _judge(words, start, end, names, states)) is not None
    ]
    spans = [span for span in spans if not _inside_another(span, spans)]
    best = max(spans, key=_rank, default=None)
    return best and _narrow(best, states, state_hint)


def look_up(session: Session, words: Sequence[Word]) -> Names:
    """Return the places of every run of up to five words, in one query."""
    keys = {_key(words, start, end) for start, end in _ranges(words)}
    names: Names = defaultdict(list)
    for row in session.scalars(select(PlaceName).where(PlaceName.normalized.in_(keys))):
        names[row.normalized].append(row)
    return names


def find_states(words: Sequence[Word], names: Names) -> States:
    """Return where a text names a state, as a word range, and the codes it can mean there."""
    states = {}
    for start, end in _ranges(words):
        codes = {row.state for row in names.get(_key(words, start, end), ()) if _is_state(row)}
        if codes and (end - start > 1 or not _is_code(words[start]) or _is_meant(words, start)):
            states[start, end] = codes
    return states


def _ranges(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    for start in range(len(words)):
        for end in range(start + 1, min(start + _LONGEST, len(words)) + 1):
            yield start, end


def _key(words: Sequence[Word], start: int, end: int) -> str:
    return " ".join(word.folded for word in words[start:end])


def _is_state(row: PlaceName) -> bool:
    return row.kind == "state"


def _is_code(word: Word) -> bool:
    return len(word.folded) == 2


def _is_meant(words: Sequence[Word], at: int) -> bool:
    """Say whether a two-letter word is a state's code and not "in", "me", "mí" or "ok"."""
    word = words[at]
    if word.folded not in WORDLIKE_CODES:
        return word.raw.isascii()
    shouted = len(words) > 2 and all(other.raw.upper() == other.raw for other in words)
    return word.raw.isascii() and word.raw.isupper() and not shouted


def _codes_after(words: Sequence[Word], end: int, names: Names, states: States) -> set[str]:
    """Return the states named right after a place; "portland or" counts where a clause ends."""
    codes = {code for (at, _), found in states.items() if at == end for code in found}
    if end < len(words) and _is_code(words[end]) and words[end].ends_clause:
        codes |= {row.state for row in names.get(words[end].folded, ()) if _is_state(row)}
    return codes


def _judge(
    words: Sequence[Word], start: int, end: int, names: Names, states: States
) -> Span | None:
    key = _key(words, start, end)
    rows = names.get(key, [])
    is_word = end - start == 1 and _is_code(words[start])
    if not rows or (is_word and not _code_is_a_place(words, start)):
        return None
    after = _codes_after(words, end, names, states)
    inside = [row for row in rows if row.state in after]
    if inside and (end - start > 1 or key not in NEVER_ALONE):
        return Span(start, end, key, _WITH_STATE, tuple(inside))
    strength = _strength(words, start, end, rows)
    return Span(start, end, key, strength, tuple(rows)) if strength else None


def _code_is_a_place(words: Sequence[Word], at: int) -> bool:
    """Read "LA" and "TX" as places, but not "la migra", "in", "ok"."""
    word = words[at]
    if len(words) == 1:
        return word.folded not in NEVER_ALONE or word.folded == "la"
    before = words[at - 1].folded if at else ""
    if word.folded in NEVER_ALONE and before not in PREPOSITIONS:
        return False
    ends = word.folded == "la" and word.ends_clause
    return _is_meant(words, at) or (ends and before in PREPOSITIONS)


def _strength(words: Sequence[Word], start: int, end: int, rows: Iterable[PlaceName]) -> int:
    weight = max(row.weight for row in rows)
    key = _key(words, start, end)
    if key in NEVER:
        return 0
    others = [*words[:start], *words[end:]]
    if key in FILLER and len(key) > 2:
        return 0
    if all(word.folded in FILLER for word in others):
        return _WHOLE
    if key in ONLY_ALONE:
        return 0
    if start and _introduces(words[start - 1], end - start, weight):
        return _INTRODUCED
    large = _LARGE if end - start == 1 else _LARGE_OF_TWO_WORDS
    is_official = any(row.kind in ("county", "borough", "state") for row in rows)
    bare = (is_official or weight >= large) and key not in CAREFUL and len(key) > 2
    return _BARE if bare else 0


def _introduces(before: Word, length: int, weight: float) -> bool:
    if before.ends_clause or before.folded not in PREPOSITIONS:
        return False
    strong = before.folded not in WEAK_PREPOSITIONS
    return strong or length > 1 or weight >= _MORE_THAN_A_HAMLET


def _inside_another(span: Span, spans: Iterable[Span]) -> bool:
    size = span.end - span.start
    return any(
        other.start <= span.start and span.end <= other.end and other.end - other.start > size
        for other in spans
    )


def _rank(span: Span) -> tuple[int, bool, float]:
    only_state = all(_is_state(row) for row in span.rows)
    return (span.strength if not only_state else 0, not only_state, span.weight)


def _narrow(span: Span, states: States, state_hint: str | None) -> Span:
    """Keep the namesakes in the states that the rest of the text, or else the hint, speaks of."""
    if span.weight >= _A_STATE:
        return span
    apart = (at for at in states if at[1] <= span.start or at[0] >= span.end)
    mentioned = {code for at in apart for code in states[at]}
    for codes in (mentioned, {(state_hint or "").upper()}):
        rows = tuple(row for row in span.rows if row.state in codes)
        if rows:
            return Span(span.start, span.end, span.name, span.strength, rows)
    return span
