"""Asks the gateway for counts of days and adds them up; what is blurred it leaves blurred."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import httpx

from admin.internal import KEY_HEADER

PATIENCE_SECONDS = 5.0
MOST_DAYS = 400
"""The longest span of days that the gateway tells of."""


class NoCounts(Exception):
    """There are no counts to show. `why`: "off", "silent", "stranger", "store" or "odd"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Count:
    """How often something was said on a day; `times` is None for so few that it is not told."""

    day: date
    kind: str
    name: str
    language: str
    times: int | None


@dataclass(frozen=True)
class Counts:
    """The counts of `first` to `last`; a count that is not told is 1 to `fewest` - 1."""

    first: date
    last: date
    fewest: int
    rows: tuple[Count, ...]


@dataclass(frozen=True)
class Total:
    """A sum: what is told, and how many of the counts in it are not."""

    told: int = 0
    blurred: int = 0

    def least(self) -> int:
        """Return the smallest number that it can be."""
        return self.told + self.blurred

    def most(self, fewest: int) -> int:
        """Return the largest number that it can be."""
        return self.told + self.blurred * (fewest - 1)


type Ask = Callable[[str, Mapping[str, str], Mapping[str, str]], httpx.Response]


def ask(url: str, query: Mapping[str, str], headers: Mapping[str, str]) -> httpx.Response:
    """Ask over HTTP, and never through a proxy of the environment."""
    with httpx.Client(timeout=PATIENCE_SECONDS, trust_env=False) as client:
        return client.get(url, params=dict(query), headers=dict(headers))


def fetch(gateway_url: str, key: str, first: date, last: date, ask: Ask = ask) -> Counts:
    """Return the counts of some days, both included; raise NoCounts."""
    if not gateway_url:
        raise NoCounts("off")
    query = {"from": first.isoformat(), "to": last.isoformat()}
    try:
        answer = ask(f"{gateway_url}/internal/usage", query, {KEY_HEADER: key})
    except httpx.HTTPError:
        raise NoCounts("silent") from None
    if answer.status_code != httpx.codes.OK:
        raise NoCounts({404: "stranger", 503: "store"}.get(answer.status_code, "odd"))
    try:
        return _counts(answer.json())
    except (ValueError, KeyError, TypeError, AttributeError):
        raise NoCounts("odd") from None


def totals[Key](rows: Iterable[Count], key: Callable[[Count], Key]) -> dict[Key, Total]:
    """Return the sums of counts by what `key` says of them."""
    found: dict[Key, Total] = {}
    for row in rows:
        before = found.get(key(row), Total())
        found[key(row)] = Total(
            before.told + (row.times or 0), before.blurred + (row.times is None)
        )
    return found


def days(first: date, last: date) -> list[date]:
    """Return every day from the first to the last."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _counts(told: Mapping[str, Any]) -> Counts:
    return Counts(
        date.fromisoformat(told["from"]),
        date.fromisoformat(told["to"]),
        int(told["fewest"]),
        tuple(_count(row) for row in told["counts"]),
    )


def _count(row: Mapping[str, Any]) -> Count:
    times = row["times"]
    return Count(
        date.fromisoformat(row["day"]),
        str(row["kind"]),
        str(row["name"]),
        str(row["language"]),
        times if isinstance(times, int) else None,
    )
