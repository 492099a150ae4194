"""Holds the offers of each database in memory and renews them beside; nobody waits for that.

It ranks nothing. What it holds may be some seconds old, so what is said is read anew elsewhere.
"""

import logging
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from referrals.history_models import DirectoryVersion
from referrals.offer_rows import read_offers
from referrals.offers import Offers, make_offers

KINDS = ("legal_help", "rapid_response")
_PAUSE_SECONDS = 0.001

log = logging.getLogger("referrals")


@dataclass(frozen=True)
class _Held:
    version: int
    offers: Mapping[str, Offers]


class _Shelf:
    """The offers of one database; threads may share it."""

    def __init__(self) -> None:
        self.held: _Held | None = None
        self.lock = threading.Lock()
        self.renewal: threading.Thread | None = None


_shelves: WeakKeyDictionary[Engine, _Shelf] = WeakKeyDictionary()
_lock = threading.Lock()


def offers_of(session: Session, kind: str = KINDS[0]) -> Offers:
    """Return the offers of a kind; the first call reads them all, later ones the version alone.

    Where the directory has changed since, the next calls get the new ones: a thread reads them.
    Raises KeyError for a kind that is not in KINDS.
    """
    engine = session.get_bind().engine
    shelf = _shelf_of(engine)
    version = _version(session)
    held = shelf.held
    if held is None:
        with shelf.lock:
            held = shelf.held or _read(session)
            shelf.held = held
    elif held.version != version:
        _renew(engine, shelf)
    return held.offers[kind]


def wait_until_new(engine: Engine) -> None:
    """Return when the renewal that goes on, if any, has ended."""
    renewal = _shelf_of(engine).renewal
    if renewal:
        renewal.join()


def _shelf_of(engine: Engine) -> _Shelf:
    with _lock:
        return _shelves.setdefault(engine, _Shelf())


def _renew(engine: Engine, shelf: _Shelf) -> None:
    with shelf.lock:
        if shelf.renewal is None or not shelf.renewal.is_alive():
            shelf.renewal = threading.Thread(target=_renew_now, args=(engine, shelf), daemon=True)
            shelf.renewal.start()


def _renew_now(engine: Engine, shelf: _Shelf) -> None:
    try:
        with Session(engine) as session:
            shelf.held = _read(session, _PAUSE_SECONDS)
    except SQLAlchemyError as error:
        log.error("offers.not_renewed %s", type(error).__name__)


def _read(session: Session, pause_seconds: float = 0.0) -> _Held:
    """Read the version before the rows: a change meanwhile makes it old, never unseen."""
    version = _version(session)
    pause = (lambda: time.sleep(pause_seconds)) if pause_seconds else (lambda: None)
    offers = list(read_offers(session, pause))
    return _Held(version, {k: make_offers(o for o in offers if o.kind == k) for k in KINDS})


def _version(session: Session) -> int:
    return session.scalar(select(DirectoryVersion.version)) or 0
