"""Reads the directory off the event loop; a database that does not answer is one exception."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import asdict
from functools import cache
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from actions.settings import read_settings
from referrals.agreements import Agreements, agreements_in
from referrals.database import open_engine
from referrals.directory import Page, nearest
from referrals.field_offices import Facility, Office, facilities_named, offices_for
from referrals.place_answers import Answer, County, Found
from referrals.places import find_place

PAGE_LENGTH = 3
RADIUS_MILES = 60

log = logging.getLogger("actions")


class DirectoryUnavailable(Exception):
    """The database did not answer. The message is the kind of error, no content."""


async def place_in(text: str, may_guess: bool = True) -> Answer:
    """Return the place that a text speaks of, misspelt ones only with `may_guess`."""
    return await _read(lambda session: find_place(session, text, may_guess=may_guess))


async def help_near(place: Found, offset: int) -> Page:
    """Return the next PAGE_LENGTH organizations for a place, after the first `offset`."""
    return await _read(lambda session: nearest(session, place, PAGE_LENGTH, offset, RADIUS_MILES))


async def signed_in(place: Found) -> Agreements:
    """Return the 287(g) agreements of a place on ICE's list."""
    return await _read(lambda session: agreements_in(session, place))


async def office_of(place: Found) -> tuple[Office, ...]:
    """Return the ICE field offices whose area a place lies in."""
    return await _read(lambda session: offices_for(session, place))


async def facilities_in(text: str) -> tuple[Facility, ...]:
    """Return the places of detention that a text names."""
    return await _read(lambda session: facilities_named(session, text))


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


async def _read[Result](question: Callable[[Session], Result]) -> Result:
    return await asyncio.to_thread(_ask, question)


def _ask[Result](question: Callable[[Session], Result]) -> Result:
    try:
        with Session(_engine()) as session:
            return question(session)
    except SQLAlchemyError as error:
        log.error("directory.unavailable %s", type(error).__name__)
        raise DirectoryUnavailable(type(error).__name__) from None
