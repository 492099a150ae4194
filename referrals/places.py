"""Reads a place out of what a person wrote or pinned, or asks back; it keeps nothing of it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from referrals.geometry import box_around, miles_between
from referrals.place_answers import Ambiguous, Answer, County, Found, Unknown
from referrals.place_models import PlaceCounty, PlaceName, PlaceZip, PlaceZipCounty
from referrals.place_names import Span, States, find_span, find_states, look_up, region_of
from referrals.place_scripts import candidates, has_other_script, prepare, set_apart
from referrals.place_spelling import guess_span
from referrals.place_text import Word, cut_words
from referrals.place_zips import ZERO_STATES, find_mended_zips, find_zips

__all__ = ["Ambiguous", "County", "Found", "Unknown", "find_place", "find_place_at"]

MOST_MILES_TO_A_ZIP = 25.0
"""Farther from the middle of every ZIP code, a point is abroad, at sea or in empty country."""

_MOST_CHOICES = 3
# How many times larger than its next namesake a place must be to be meant without asking.
_OVERWHELMING = 10.0
# The people of a county are counted by its towns, which makes the rural ones too small.
_OVERWHELMING_COUNTY = 30.0
# Who asks which counties of a place, asks about a state, as in "counties of New York".
_COUNTIES = frozenset({"counties", "condados"})
# Or, in tens of thousands of people: a large city beside towns that few people know.
_LARGE_BESIDE = ((25.0, 5.0), (10.0, 2.5))
_TIMES_LARGER = 5.0
_MOST_CANDIDATES = 2000
# Mail to soldiers abroad; the points that are published for it are made up.
_MILITARY = ("AA", "AE", "AP")


def find_place(
    session: Session, text: str, state_hint: str | None = None, may_guess: bool = True
) -> Answer:
    """Find the place a text speaks of: a ZIP first, then a name, then a likely misspelling.

    Without `may_guess` a misspelling is not looked for. `state_hint` is a two-letter code that
    decides between namesakes unless the text names a state.
    """
    codes = find_zips(text)
    for code in codes:
        row = session.get(PlaceZip, code)
        if row:
            return _found_zip(session, row)
    words = cut_words(_set_names_apart(session, text))
    names = look_up(session, words)
    states = find_states(words, names)
    short = None if codes else _find_mended_zip(session, text, words, states, state_hint)
    if short:
        return _found_zip(session, short)
    span = find_span(words, names, state_hint)
    if may_guess and not codes and (span is None or span.is_state):
        span = guess_span(session, words, states, state_hint, before=span) or span
    if span is None:
        return Unknown("zip" if codes else "none")
    if any(word.folded in _COUNTIES for word in words) and (state := _state_of(session, span)):
        return _found_name(session, state)
    return _choose(session, span)


def find_place_at(session: Session, lat: float, lon: float) -> Answer:
    """Find the ZIP code whose middle is nearest to a point in degrees, labelled by its city.

    It need not be the ZIP code that the point lies in. Close to a border it may be one across.
    """
    box = box_around(lat, lon, MOST_MILES_TO_A_ZIP)
    row = PlaceZip
    within = or_ if box.west > box.east else and_
    query = select(row.zip, row.lat, row.lon).where(
        row.lat.between(box.south, box.north),
        within(row.lon >= box.west, row.lon <= box.east),
        row.state.not_in(_MILITARY),
    )
    near = [
        (miles_between(lat, lon, float(zip_lat), float(zip_lon)), code)
        for code, zip_lat, zip_lon in session.execute(query)
        if zip_lat is not None and zip_lon is not None
    ]
    miles, code = min(near, default=(MOST_MILES_TO_A_ZIP, ""))
    nearest = session.get(PlaceZip, code) if miles <= MOST_MILES_TO_A_ZIP else None
    if nearest is None:
        return Unknown("none")
    return replace(_found_zip(session, nearest), label=f"{nearest.city}, {nearest.state}")


def _set_names_apart(session: Session, text: str) -> str:
    """Make words of the names in a text that has Chinese, Korean, Arabic or Russian letters."""
    if not has_other_script(text):
        return text
    text = prepare(text)
    possible = candidates(text)[:_MOST_CANDIDATES]
    query = select(PlaceName.normalized).where(
        PlaceName.normalized.in_({candidate.key for candidate in possible})
    )
    known = set(session.scalars(query))
    return set_apart(text, [candidate for candidate in possible if candidate.key in known])


def _find_mended_zip(
    session: Session, text: str, words: Sequence[Word], states: States, state_hint: str | None
) -> PlaceZip | None:
    """Return the ZIP that a text splits or takes the zeros from, in a state the text names."""
    if not any(sign.isdigit() for sign in text):
        return None
    named = {code for codes in states.values() for code in codes}
    last = {word.folded.upper() for word in words if word.ends_clause}
    named |= (last & ZERO_STATES) or {(state_hint or "").upper()} - {""}
    for code in find_mended_zips(text, named):
        row = session.get(PlaceZip, code)
        if row and (not named or row.state in named):
            return row
    return None


def _state_of(session: Session, span: Span) -> PlaceName | None:
    """Return the state that is called like one of the places a name can mean."""
    named = {(row.display, row.state) for row in span.rows}
    states = select(PlaceName).where(
        PlaceName.kind == "state", PlaceName.state.in_({state for _, state in named})
    )
    rows = session.scalars(states)
    return next((row for row in rows if (row.display, row.state) in named), None)


def _choose(session: Session, span: Span) -> Answer:
    rows = _without_doubles(region_of(span.rows) or span.rows)
    if len(rows) == 1 or _is_overwhelming(*rows[:2]):
        return _found_name(session, rows[0])
    choices = tuple(_found_name(session, row) for row in rows[:_MOST_CHOICES])
    return Ambiguous(span.name, choices)


def _is_overwhelming(larger: PlaceName, smaller: PlaceName) -> bool:
    first, second = larger.weight, smaller.weight
    if larger.kind == smaller.kind == "county":
        return first >= _OVERWHELMING_COUNTY * second
    if first >= _OVERWHELMING * second:
        return True
    is_known = any(first >= large and second <= small for large, small in _LARGE_BESIDE)
    return is_known and first >= _TIMES_LARGER * second


def _without_doubles(rows: Iterable[PlaceName]) -> list[PlaceName]:
    """Order namesakes by size; a town hides the state it has its name from, as New York does.

    McKinney and Mc Kinney of one state are one, as are a county's spellings.
    """
    ordered = sorted(rows, key=lambda row: (-row.weight, row.state, row.kind))
    towns = {row.state for row in ordered if row.kind != "state"}
    kept: dict[tuple[str, str], PlaceName] = {}
    for row in ordered:
        if row.kind != "state" or row.state not in towns or row.display != "New York":
            is_county = row.kind == "county"
            name = row.counties if is_county else row.display.replace(" ", "")
            kept.setdefault((name, row.state), row)
    return list(kept.values())


def _found_zip(session: Session, row: PlaceZip) -> Found:
    shares = PlaceZipCounty
    query = select(shares.county).where(shares.zip == row.zip).order_by(shares.ratio.desc())
    return Found(
        kind="zip",
        label=f"{row.city}, {row.state} {row.zip}",
        state=row.state,
        lat=_degrees(row.lat),
        lon=_degrees(row.lon),
        zip=row.zip,
        counties=_counties(session, session.scalars(query)),
    )


def _found_name(session: Session, row: PlaceName) -> Found:
    return Found(
        kind=_kind(row.kind),
        label=row.display if row.kind == "state" else f"{row.display}, {row.state}",
        state=row.state,
        lat=_degrees(row.lat),
        lon=_degrees(row.lon),
        zip=None,
        counties=_counties(session, row.counties.split()),
    )


def _kind(kind: str) -> Literal["city", "borough", "county", "state"]:
    match kind:
        case "borough" | "county" | "state":
            return kind
        case _:
            return "city"


def _counties(session: Session, codes: Iterable[str]) -> tuple[County, ...]:
    wanted = list(codes)
    rows = session.scalars(select(PlaceCounty).where(PlaceCounty.fips.in_(wanted)))
    named = {row.fips: County(row.fips, row.name, row.state) for row in rows}
    return tuple(named[code] for code in wanted if code in named)


def _degrees(value: object) -> float | None:
    return None if value is None else float(str(value))
