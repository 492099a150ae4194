"""Answers which help there is for a place; it reads only, and ranking is done elsewhere."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice

from sqlalchemy.orm import Session

from referrals.matches import Match, read_matches
from referrals.matching import Ranked, Scope, Wish, rank
from referrals.offer_index import offers_of
from referrals.offers import Offers
from referrals.place_answers import Found

__all__ = ["RADIUS_MILES", "Match", "Page", "nearest"]

RADIUS_MILES = 60


@dataclass(frozen=True)
class Page:
    """Part of a ranking, all of one scope; `scope` says how far the search had to go."""

    matches: tuple[Match, ...]
    scope: Scope
    has_more: bool


def nearest(
    session: Session,
    place: Found,
    limit: int = 3,
    offset: int = 0,
    radius_miles: float = RADIUS_MILES,
    today: date | None = None,
    *,
    needs: Sequence[str] = (),
    language: str | None = None,
    detained: bool = False,
    kind: str = "legal_help",
) -> Page:
    """Return at most `limit` organizations after the first `offset`: those near by, then those
    of the state, then those for the whole country. A page ends where that changes.

    `needs` are codes of data/directory/needs.toml, `language` is a BCP 47 tag, `kind`
    "legal_help" or "rapid_response". Distances are from the middle of the place, so they are about
    right and no more. Raises ValueError when limit or offset is negative.
    """
    if limit < 0 or offset < 0:
        raise ValueError("limit and offset are counts")
    day = today or datetime.now(UTC).date()
    offers = offers_of(session, kind)
    ranking = rank(offers, place, Wish(tuple(needs), language, detained), radius_miles, day)
    return _cut(session, offers, islice(ranking, offset, None), limit, day)


def _cut(
    session: Session, offers: Offers, ranking: Iterator[Ranked], limit: int, day: date
) -> Page:
    """Take a page off a ranking, in as many readings as offers turn out to be gone."""
    matches: list[Match] = []
    waiting = list(islice(ranking, limit + 1))
    scope = waiting[0].scope if waiting else "national"
    while waiting and len(matches) < limit and waiting[0].scope == scope:
        mine = [r for r in waiting[: limit - len(matches)] if r.scope == scope]
        matches += read_matches(session, offers, mine, day)
        del waiting[: len(mine)]
        waiting += islice(ranking, limit + 1 - len(waiting))
    return Page(tuple(matches), scope, bool(waiting))
