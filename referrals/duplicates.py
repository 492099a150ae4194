"""Finds records that may be one and the same, and makes them one; it never merges by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from referrals.history import Author
from referrals.records import Records


@dataclass(frozen=True)
class Pair:
    """Two organizations that may be one, the likelier the higher `score` (0 to 100).

    `reasons` are codes with what is alike: ("name", "97"), ("phone", "+17135550100"),
    ("address", "100 Main St, Houston TX").
    """

    one: str
    other: str
    score: int
    reasons: tuple[tuple[str, str], ...]


def find_pairs(records: Records, at_least: int = 60) -> Sequence[Pair]:
    """Return pairs of organizations, best first; no pair comes twice."""
    raise NotImplementedError


def merge(
    session: Session,
    keep: str,
    drop: str,
    choices: Mapping[str, str],
    author: Author,
) -> str:
    """Make two organizations one; return the id of the change set, which `history.undo` takes back.

    `choices` maps columns of the organization to "keep" or "drop"; where it is silent the kept
    one's value stays, and an empty one takes the other's. All that belongs to `drop` moves to
    `keep`; a phone or address that both have is not doubled. The caller commits. Raises KeyError
    for an unknown organization, ValueError for one and the same.
    """
    raise NotImplementedError
