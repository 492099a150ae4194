"""Prints why each organization comes where it does: `make explain PLACE=77036 NEED=asylum LANG=vi`.

It asks the directory of DATABASE_URL as the actions do, and changes nothing.
"""

import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import islice

from rich.console import Console
from rich.table import Table
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from referrals.database import open_engine
from referrals.directory import RADIUS_MILES
from referrals.explanation import Explained, explain
from referrals.matches import read_matches
from referrals.matching import CRITERIA, Ranked, Wish
from referrals.needs import read_needs
from referrals.offer_index import offers_of
from referrals.offers import Offers
from referrals.place_answers import Ambiguous, Found
from referrals.places import find_place
from tools.environment import environment

MOST = 25
COLUMNS = ("turn", "scope", *CRITERIA)
HELP = "make explain PLACE=77036 [NEED=asylum,detention] [LANG=vi]"
_NARROWEST = 170


def main(arguments: Sequence[str]) -> int:
    """Print the table; 2 when the place or a need is not understood, 1 without a directory."""
    place_text, need_text, language, *_ = (*arguments, "", "", "")
    needs = tuple(need for need in need_text.replace(",", " ").split())
    unknown = [need for need in needs if need not in read_needs()]
    if unknown or not place_text:
        known = ", ".join(read_needs())
        problem = f"no need is called {unknown[0]}; there are {known}" if unknown else HELP
        print(problem, file=sys.stderr)
        return 2
    wish = Wish(needs, language or None, "detention" in needs)
    engine = open_engine(environment()["DATABASE_URL"], read_only=True)
    try:
        with Session(engine) as session:
            return _explain(session, place_text, wish)
    except SQLAlchemyError as error:
        print(f"no directory: {type(error).__name__}. `make run` makes one", file=sys.stderr)
        return 1
    finally:
        engine.dispose()


def _explain(session: Session, text: str, wish: Wish) -> int:
    place = find_place(session, text)
    if not isinstance(place, Found):
        choices = place.choices if isinstance(place, Ambiguous) else ()
        several = "; ".join(choice.label for choice in choices)
        print(f"several places: {several}" if several else f"no such place: {text}")
        return 2
    today = datetime.now(UTC).date()
    offers = offers_of(session)
    found = list(explain(offers, place, wish, RADIUS_MILES, today))
    console = Console(soft_wrap=True)
    console.width = max(console.width, _NARROWEST)
    console.print(table(session, offers, place, islice(found, MOST)))
    if len(found) > MOST:
        console.print(f"and {len(found) - MOST} more")
    return 0


def table(session: Session, offers: Offers, place: Found, found: Iterable[Explained]) -> Table:
    """Return the table of candidates: position, name, criteria, why it came there."""
    drawn = Table(title=f"Legal help for {place.label}", title_justify="left")
    for name in ("", "organization", "city", *COLUMNS, "why"):
        drawn.add_column(name, overflow="fold")
    for each in found:
        position = str(each.position) if each.position else "-"
        name, city = _named(session, offers, each.row)
        drawn.add_row(position, name, city, *(each.values[n] for n in COLUMNS), each.why)
    return drawn


def _named(session: Session, offers: Offers, row: int) -> tuple[str, str]:
    """Return an offer's organization and city as they are now."""
    ranked = Ranked(row, "near", None)
    for match in read_matches(session, offers, [ranked], datetime.now(UTC).date()):
        return match.organization, match.city or ""
    return "(taken back)", ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
