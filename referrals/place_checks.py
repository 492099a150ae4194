"""Checks states, counties and ZIP codes that staff write; it guesses none, but says what is near.

Its errors carry what would be right in `right`, "" where nothing is near.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from rapidfuzz import process
from sqlalchemy import select
from sqlalchemy.orm import Session

from referrals.importing.template_row import states
from referrals.place_models import PlaceCounty, PlaceZip
from referrals.place_text import fold_name

_AT_ONCE = 500
_NEAR = 75
_KINDS = re.compile(r"\b(county|parish|borough|census area|municipality|municipio)\b")
_COUNTY = re.compile(r"(?P<name>.+?)[,\s]+(?P<state>[A-Za-z]{2})")


class NoSuchPlace(ValueError):
    """No state, county or ZIP code is so called; `text` is what was written."""

    def __init__(self, text: str, right: str = "") -> None:
        super().__init__(text)
        self.text, self.right = text, right


@dataclass(frozen=True)
class Zip:
    """A ZIP code with its state and its middle, in degrees; some have none."""

    zip: str
    city: str
    state: str
    latitude: Decimal | None
    longitude: Decimal | None


def state_code(text: str) -> str:
    """Return the postal code of a state or territory by its code or name; raises NoSuchPlace."""
    known = states()
    if text.strip().upper() in known.values():
        return text.strip().upper()
    folded = " ".join(text.casefold().split())
    if folded in known:
        return known[folded]
    near = process.extractOne(folded, list(known), score_cutoff=_NEAR)
    raise NoSuchPlace(text, known[near[0]] if near else "")


def zip_code(session: Session, text: str) -> Zip:
    """Return a ZIP code by its five digits, or the first five of nine; raises NoSuchPlace."""
    digits = re.fullmatch(r"(\d{5})(-?\d{4})?", text.strip())
    if digits is None:
        found = re.sub(r"\D", "", text)
        raise NoSuchPlace(text, found.zfill(5) if len(found) in (3, 4) else "")
    row = session.get(PlaceZip, digits[1])
    if row is None:
        raise NoSuchPlace(text)
    return Zip(row.zip, row.city, row.state, row.lat, row.lon)


def known_zips(session: Session, zips: Iterable[str]) -> set[str]:
    """Return those of some ZIP codes that there are."""
    wanted = sorted(set(zips))
    found: set[str] = set()
    for start in range(0, len(wanted), _AT_ONCE):
        part = wanted[start : start + _AT_ONCE]
        found |= set(session.scalars(select(PlaceZip.zip).where(PlaceZip.zip.in_(part))))
    return found


def county_code(session: Session, text: str) -> str:
    """Return the five digits of a county by "Harris County, TX", "Harris TX" or the digits.

    Raises NoSuchPlace.
    """
    plain = " ".join(text.split())
    if plain.isdecimal() and session.get(PlaceCounty, plain) is not None:
        return plain
    parts = _COUNTY.fullmatch(plain)
    if parts is None:
        raise NoSuchPlace(text)
    state = parts["state"].upper()
    rows = session.execute(
        select(PlaceCounty.fips, PlaceCounty.name).where(PlaceCounty.state == state)
    ).all()
    exact = {fold_name(name): fips for fips, name in rows}
    wanted = fold_name(parts["name"])
    if wanted in exact:
        return exact[wanted]
    short: dict[str, list[str]] = {}
    for fips, name in rows:
        short.setdefault(_short(name), []).append(fips)
    alike = short.get(_short(parts["name"]), [])
    if len(alike) == 1:
        return alike[0]
    names = {name: fold_name(name) for _, name in rows}
    near = process.extractOne(wanted, names, score_cutoff=_NEAR)
    raise NoSuchPlace(text, f"{near[2]}, {state}" if near else "")


def county_names(session: Session, codes: Iterable[str]) -> dict[str, str]:
    """Return the names of counties by their digits: "Harris County, TX"."""
    wanted = sorted(set(codes))
    found: dict[str, str] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        mine = PlaceCounty.fips.in_(wanted[start : start + _AT_ONCE])
        for row in session.scalars(select(PlaceCounty).where(mine)):
            found[row.fips] = f"{row.name}, {row.state}"
    return found


def _short(name: str) -> str:
    return " ".join(_KINDS.sub(" ", fold_name(name)).split())
