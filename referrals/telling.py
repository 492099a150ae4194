"""Says by ids and values what a person is told of the directory; it holds no words, asks nothing.

What a conversation sends and what staff see beforehand are made here, so that they are the same.
"""

from collections.abc import Iterator, Sequence

from referrals.directory import RADIUS_MILES, Page
from referrals.matches import Match
from referrals.matching import Scope
from referrals.place_answers import Found

type Told = tuple[str, dict[str, str | int]]
"""The id of a sentence of data/interface.toml, and the values for its places."""

PUBLIC_LISTS = ("EOIR ",)
"""How the `source` of what comes from a public list begins; anything else staff brought."""


def tell_page(place: Found, page: Page, offset: int = 0) -> Iterator[Told]:
    """Yield the heading, the organizations numbered from `offset` + 1, their date, what is left."""
    if not page.matches:
        yield "refer.no_more" if offset else "refer.nothing", {}
        return
    yield _heading(place, page.scope, offset)
    for number, match in enumerate(page.matches, start=offset + 1):
        yield from tell_match(number, match, page.scope)
    unchecked = [match for match in page.matches if match.assured_date is None]
    if unchecked:
        yield _warning(unchecked)
    yield "refer.next" if page.has_more else "refer.no_more", {}


def tell_match(number: int, match: Match, scope: Scope) -> Iterator[Told]:
    """Yield what is said of one organization, the `number`th of a list."""
    known: dict[str, str | int] = {
        "number": number,
        "name": match.organization,
        "phone": match.phone_shown or "",
        "checked": "refer.checked" if match.assured_date else "refer.unchecked",
    }
    if match.assured_date:
        known["date"] = str(match.assured_date)
    note = "refer.detained_only" if match.detained_only else _recognition(match)
    if scope == "national" or not match.city:
        yield "refer.match_national", {**known, "note": note}
    elif scope == "state" or match.miles is None:
        state = match.state or ""
        yield (
            "refer.match_far",
            {**known, "city": match.city, "state": state, "recognition": note},
        )
    else:
        distance = max(1, match.miles)
        yield (
            "refer.match",
            {**known, "city": match.city, "distance": distance, "recognition": note},
        )
    if match.taking_cases is False:
        yield "refer.no_cases", {"number": number}


def _warning(unchecked: Sequence[Match]) -> Told:
    """Return what is said of phones that nobody checked; a list is named only if all are of one."""
    if not all(match.source.startswith(PUBLIC_LISTS) for match in unchecked):
        return "refer.unverified_own", {}
    dates = [match.source_date for match in unchecked if match.source_date]
    if dates:
        return "refer.unverified", {"date": str(min(dates))}
    return "refer.unverified_undated", {}


def _heading(place: Found, scope: Scope, offset: int) -> Told:
    if offset:
        return f"refer.again_{scope}", {"place": place.label}
    if scope == "state" and place.kind != "state":
        return "refer.state", {"place": place.label, "distance": RADIUS_MILES}
    if scope == "national":
        return "refer.national", {"place": place.label}
    return "refer.near", {"place": place.label}


def _recognition(match: Match) -> str:
    if not match.doj_recognized:
        return "refer.not_recognized"
    return "refer.renewal_pending" if match.renewal_pending else "refer.recognized"
