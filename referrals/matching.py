"""Ranks organizations for one place; pure functions over plain data, without a database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from referrals.geometry import miles_between
from referrals.phones import show_phone

type Scope = Literal["near", "state", "national"]


@dataclass(frozen=True)
class Recognition:
    """DOJ recognition as its roster states it; `expires` None means that the date is unknown."""

    expires: date | None
    renewal_pending: bool

    def holds_on(self, day: date) -> bool:
        """Say whether it may be called DOJ-recognized: not expired, or its renewal is pending."""
        return self.expires is None or self.expires >= day or self.renewal_pending


@dataclass(frozen=True)
class Candidate:
    """One office or national line as the directory holds it."""

    organization_id: str
    organization: str
    e164: str | None
    extension: int | None
    lat: float | None
    lon: float | None
    recognition: Recognition | None
    source: str
    source_date: date | None
    assured_date: date | None
    city: str | None
    state: str | None
    languages: tuple[str, ...]
    intake: str | None
    services: str | None
    pro_bono: bool
    detained_only: bool
    service_id: str


@dataclass(frozen=True)
class Match:
    """One organization to name to a person, with what has to be said about it."""

    organization: str
    phone: str | None
    phone_shown: str | None
    miles: int | None
    doj_recognized: bool
    recognition_expires: date | None
    renewal_pending: bool
    source: str
    source_date: date | None
    assured_date: date | None
    city: str | None
    state: str | None
    languages: tuple[str, ...]
    intake: str | None
    services: str | None
    pro_bono: bool
    detained_only: bool
    service_id: str


@dataclass(frozen=True)
class Page:
    """Part of a ranking; `scope` says how far the search had to go."""

    matches: tuple[Match, ...]
    scope: Scope
    has_more: bool


def rank_near(
    candidates: Iterable[Candidate], lat: float, lon: float, radius_miles: float, today: date
) -> list[Match]:
    """Return the organizations within the radius: with a phone first, then the nearest."""
    ranked = []
    for candidate in candidates:
        if candidate.lat is not None and candidate.lon is not None:
            miles = miles_between(lat, lon, candidate.lat, candidate.lon)
            if miles <= radius_miles:
                ranked.append((miles, candidate))
    ranked.sort(key=lambda pair: _order(pair[1], pair[0], today))
    return [_match(candidate, miles, today) for miles, candidate in _once(ranked)]


def rank_anywhere(
    candidates: Iterable[Candidate], today: date, point: tuple[float, float] | None = None
) -> list[Match]:
    """Return organizations of a state or the country; without miles, though nearest first."""
    ranked = [(_distance(candidate, point), candidate) for candidate in candidates]
    ranked.sort(key=lambda pair: _order(pair[1], pair[0], today))
    return [_match(candidate, None, today) for _, candidate in _once(ranked)]


def cut_page(matches: list[Match], scope: Scope, limit: int, offset: int) -> Page:
    """Return `limit` matches from `offset` on; raises ValueError when either is negative."""
    if limit < 0 or offset < 0:
        raise ValueError("limit and offset are counts")
    end = offset + limit
    return Page(tuple(matches[offset:end]), scope, len(matches) > end)


def _distance(candidate: Candidate, point: tuple[float, float] | None) -> float:
    if point is None or candidate.lat is None or candidate.lon is None:
        return 0.0
    return miles_between(*point, candidate.lat, candidate.lon)


def _order(candidate: Candidate, miles: float, today: date) -> tuple[object, ...]:
    """Order by phone, whole miles, then by how much is known, then by name for a stable list."""
    recognized = candidate.recognition is not None and candidate.recognition.holds_on(today)
    return (
        candidate.e164 is None,
        round(miles),
        candidate.assured_date is None,
        not candidate.pro_bono,
        not recognized,
        candidate.organization.casefold(),
        candidate.service_id,
    )


def _once(ranked: Iterable[tuple[float, Candidate]]) -> Iterable[tuple[float, Candidate]]:
    """Keep an organization's best office, and never the same phone number twice."""
    seen: set[str] = set()
    for miles, candidate in ranked:
        keys = {candidate.organization_id} | ({candidate.e164} if candidate.e164 else set())
        if not keys & seen:
            yield miles, candidate
        seen |= keys


def _match(candidate: Candidate, miles: float | None, today: date) -> Match:
    recognition = candidate.recognition
    number = candidate.e164
    return Match(
        organization=candidate.organization,
        phone=number,
        phone_shown=show_phone(number, candidate.extension) if number else None,
        miles=None if miles is None else round(miles),
        doj_recognized=recognition is not None and recognition.holds_on(today),
        recognition_expires=recognition.expires if recognition else None,
        renewal_pending=bool(recognition and recognition.renewal_pending),
        source=candidate.source,
        source_date=candidate.source_date,
        assured_date=candidate.assured_date,
        city=candidate.city,
        state=candidate.state,
        languages=candidate.languages,
        intake=candidate.intake,
        services=candidate.services,
        pro_bono=candidate.pro_bono,
        detained_only=candidate.detained_only,
        service_id=candidate.service_id,
    )
