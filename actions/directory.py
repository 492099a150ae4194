"""Reads the directory off the event loop; a database that does not answer is one exception."""

import asyncio
import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from functools import cache
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from actions.settings import read_settings
from referrals.agreements import Agreements, agreements_in
from referrals.database import open_engine
from referrals.directory import RADIUS_MILES, Page, nearest
from referrals.field_offices import Facility, Office, facilities_named, offices_for
from referrals.matching import Wish
from referrals.offer_index import offers_of
from referrals.place_answers import Answer, County, Found
from referrals.places import find_place, find_place_at
from referrals.withdrawals import withdrawn_labels

PAGE_LENGTH = 3
NO_WISH = Wish()

log = logging.getLogger("actions")


class DirectoryUnavailable(Exception):
    """The database did not answer. The message is the kind of error, no content."""


async def place_in(text: str, may_guess: bool = True) -> Answer:
    """Return the place that a text speaks of, misspelt ones only with `may_guess`."""
    return await _read(lambda session: find_place(session, text, may_guess=may_guess))


async def place_at(lat: float, lon: float) -> Answer:
    """Return the place at a point in degrees."""
    return await _read(lambda session: find_place_at(session, lat, lon))


async def help_near(
    place: Found, offset: int, wish: Wish = NO_WISH, kind: str = "legal_help"
) -> Page:
    """Return the next PAGE_LENGTH organizations for a place, after the first `offset`.

    `kind` is "legal_help" or "rapid_response".
    """
    return await _read(
        lambda session: nearest(
            session,
            place,
            PAGE_LENGTH,
            offset,
            RADIUS_MILES,
            needs=wish.needs,
            language=wish.language,
            detained=wish.detained,
            kind=kind,
        )
    )


def get_ready() -> None:
    """Read the offers of help beside, so that the first person who asks does not wait for it."""
    threading.Thread(target=_get_ready, daemon=True).start()


async def signed_in(place: Found) -> Agreements:
    """Return the 287(g) agreements of a place on ICE's list."""
    return await _read(lambda session: agreements_in(session, place))


async def office_of(place: Found) -> tuple[Office, ...]:
    """Return the ICE field offices whose area a place lies in."""
    return await _read(lambda session: offices_for(session, place))


async def facilities_in(text: str) -> tuple[Facility, ...]:
    """Return the places of detention that a text names."""
    return await _read(lambda session: facilities_named(session, text))


async def labels_withdrawn() -> frozenset[str]:
    """Return the ids of the answers that staff took out of service."""
    return await _read(withdrawn_labels)


def to_slot(place: Found) -> dict[str, Any]:
    """Return a place in a form that Rasa can keep in a slot."""
    return asdict(place)


def from_slot(kept: dict[str, Any]) -> Found:
    """Return the place that `to_slot` kept."""
    counties = tuple(County(**county) for county in kept["counties"])
    return Found(**{**kept, "counties": counties})


@cache
def _engine() -> Engine:
    return open_engine(read_settings().database_url, read_only=True)


def _get_ready() -> None:
    with suppress(DirectoryUnavailable):  # the log says so, and the first question tries again
        _ask(offers_of)


async def _read[Result](question: Callable[[Session], Result]) -> Result:
    return await asyncio.to_thread(_ask, question)


def _ask[Result](question: Callable[[Session], Result]) -> Result:
    try:
        with Session(_engine()) as session:
            return question(session)
    except SQLAlchemyError as error:
        log.error("directory.unavailable %s", type(error).__name__)
        raise DirectoryUnavailable(type(error).__name__) from None
