"""Finds the names in a text that mean a place; it leaves choosing between namesakes to others."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from referrals.place_models import PlaceName
from referrals.place_scripts import has_other_script
from referrals.place_text import Word, join_words
from referrals.place_words import (
    ABBREVIATIONS,
    APART,
    CAREFUL,
    CODES_AFTER_IN,
    FILLER,
    NEARNESS,
    NEARNESS_AFTER,
    NEVER,
    NEVER_ALONE,
    ONLY_ALONE,
    PREPOSITIONS,
    WEAK_PREPOSITIONS,
    WORDLIKE_CODES,
)

_LONGEST = 6
# In tens of thousands of people: how large a town must be to be meant when nothing
# introduces its name.
_LARGE, _LARGE_OF_TWO_WORDS = 8.0, 3.0
_SMALLEST_QUARTER = 0.5
_MORE_THAN_A_HAMLET, _HAMLET_OF_TWO_WORDS = 2.0, 0.3
_A_STATE = 5000.0
_WITH_STATE, _WHOLE, _INTRODUCED, _BARE, _NEARBY = 5, 4, 3, 2, 1
_FEW_PEOPLE = 0.5
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

    @property
    def is_state(self) -> bool:
        """Say whether the largest place it can mean is a state."""
        return max(self.rows, key=lambda row: row.weight).kind == "state"


def find_span(words: Sequence[Word], names: Names, state_hint: str | None) -> Span | None:
    """Return the best supported name of a text: one with its state, alone, introduced, or large.

    `names` is what `look_up` gives for the same words.
    """
    states = find_states(words, names)
    spans = [
        span
        for start, end in _ranges(words)
        if (span := _judge(words, start, end, names, states)) is not None
    ]
    spans = [span for span in spans if not _inside_another(span, spans)]
    best = max(spans, key=_rank, default=None)
    nearby = {_largest(span).state for span in spans if span.strength == _NEARBY}
    return best and _narrow(best, states, (nearby, {(state_hint or "").upper()}))


def look_up(session: Session, words: Sequence[Word]) -> Names:
    """Return the places of every run of up to six words, in one query.

    "Mc Allen" also has the places that are called "McAllen".
    """
    keys = {_key(words, start, end) for start, end in _ranges(words)}
    joined = {key: key.replace(" ", "", 1) for key in keys if _is_apart(*key.split(" ")[:2])}
    wanted = keys.union(joined.values())
    names: Names = defaultdict(list)
    for row in session.scalars(select(PlaceName).where(PlaceName.normalized.in_(wanted))):
        names[row.normalized].append(row)
    for apart, whole in joined.items():
        names[apart] += names.get(whole, [])
    return names


def find_states(words: Sequence[Word], names: Names) -> States:
    """Return where a text names a state, as a word range, and the codes it can mean there.

    A region of several counties, as Long Island, names its state too.
    """
    states = {}
    for start, end in _ranges(words):
        key = _key(words, start, end)
        codes = {row.state for row in names.get(key, ()) if _is_state(row)}
        codes |= {row.state for row in region_of(names.get(key, ()))}
        if key in ABBREVIATIONS:
            continue
        if codes and (end - start > 1 or not _is_code(words[start]) or _is_meant(words, start)):
            states[start, end] = codes
    return states


def _is_apart(first: str, second: str = "") -> bool:
    """Say whether one name may be written as two words; "my mac on" does not name Macon."""
    return first in APART and len(second) > 2


def region_of(rows: Iterable[PlaceName]) -> list[PlaceName]:
    """Return the counties that make up what a name means, where it means several of one state."""
    counties = {row.counties: row for row in rows if row.kind == "county"}
    shared = Counter(row.state for row in counties.values())
    return [row for row in counties.values() if shared[row.state] > 1]


def _ranges(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    for start in range(len(words)):
        for end in range(start + 1, min(start + _LONGEST, len(words)) + 1):
            yield start, end


def _key(words: Sequence[Word], start: int, end: int) -> str:
    return join_words([word.folded for word in words[start:end]])


def _is_state(row: PlaceName) -> bool:
    return row.kind == "state"


def _is_code(word: Word) -> bool:
    return len(word.folded) == 2 and word.folded.isascii()


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
    if end < len(words) and _ends_an_address(words[end]):
        codes |= {row.state for row in names.get(words[end].folded, ()) if _is_state(row)}
    return codes


def _ends_an_address(word: Word) -> bool:
    return word.folded in ABBREVIATIONS or (_is_code(word) and word.ends_clause)


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
    if "." in word.raw:
        return True
    if word.folded in NEVER_ALONE and before not in PREPOSITIONS:
        return False
    ends = word.folded == "la" and word.ends_clause
    ends = ends or (word.folded in CODES_AFTER_IN and word.ends_clause and before in ("in", "en"))
    return _is_meant(words, at) or (ends and before in PREPOSITIONS)


def _strength(words: Sequence[Word], start: int, end: int, rows: Sequence[PlaceName]) -> int:
    weight = max(row.weight for row in rows)
    key = _key(words, start, end)
    if key in NEVER or key in ABBREVIATIONS:
        return 0
    others = [*words[:start], *words[end:]]
    if key in FILLER and len(key) > 2:
        return 0
    introduced = bool(start) and _introduces(words[start - 1], end - start, rows, key)
    if all(word.folded in FILLER for word in others):
        doubtful = bool(others) and (weight < _FEW_PEOPLE or (key in CAREFUL and len(others) > 1))
        return _WHOLE if introduced or not doubtful else 0
    if key in ONLY_ALONE:
        return 0
    if has_other_script(key) or introduced:
        return _NEARBY if _is_only_near(words, start, end) else _INTRODUCED
    large = _LARGE if end - start == 1 else _LARGE_OF_TWO_WORDS
    is_official = any(row.kind in ("county", "borough", "state") for row in rows)
    bare = (is_official or weight >= large) and key not in CAREFUL and len(key) > 2
    return _BARE if bare else 0


def _is_only_near(words: Sequence[Word], start: int, end: int) -> bool:
    before = {word.folded for word in words[max(start - 2, 0) : start]}
    after = words[end].raw if end < len(words) else ""
    return bool(before & NEARNESS) or any(after.startswith(word) for word in NEARNESS_AFTER)


def _introduces(before: Word, length: int, rows: Sequence[PlaceName], key: str) -> bool:
    weight = max(row.weight for row in rows)
    is_quarter = all(row.kind == "quarter" for row in rows)
    if before.ends_clause or before.folded not in PREPOSITIONS:
        return False
    if is_quarter and weight < _SMALLEST_QUARTER:
        return False
    if before.folded not in WEAK_PREPOSITIONS:
        return True
    least = _MORE_THAN_A_HAMLET if length == 1 else _HAMLET_OF_TWO_WORDS
    return weight >= least and key not in CAREFUL


def _inside_another(span: Span, spans: Iterable[Span]) -> bool:
    size = span.end - span.start
    return any(
        other.start <= span.start and span.end <= other.end and other.end - other.start > size
        for other in spans
    )


def _rank(span: Span) -> tuple[int, bool, bool, float]:
    """Prefer what is no state, then what cannot be one, as New York can."""
    states = [_is_state(row) for row in span.rows]
    strength = 0 if all(states) else span.strength
    return (strength, not all(states), not any(states), span.weight)


def _largest(span: Span) -> PlaceName:
    return max(span.rows, key=lambda row: row.weight)


def _narrow(span: Span, states: States, hints: Iterable[set[str]]) -> Span:
    """Keep the namesakes in the states that the rest of the text, or else a hint, speaks of."""
    if span.weight >= _A_STATE:
        return span
    apart = (at for at in states if at[1] <= span.start or at[0] >= span.end)
    mentioned = {code for at in apart for code in states[at]}
    for codes in (mentioned, *hints):
        rows = tuple(row for row in span.rows if row.state in codes)
        if rows:
            return Span(span.start, span.end, span.name, span.strength, rows)
    return span
