"""The offers of help as columns of numbers, made once and never changed; it reads no database.

An offer is one service at one of its locations, or at none.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from referrals.geometry import Box

type Rows = NDArray[np.int32]
"""Positions of offers in the columns, ascending."""

COSTS = ("free", "low", None, "full")
DETAINED = ("only", "also", None, "no")
"""The known values in the order of their codes in the columns."""

_NONE = frozenset[str]()


@dataclass(frozen=True)
class Recognition:
    """DOJ recognition as its roster states it; `expires` None means that the date is unknown."""

    expires: date | None
    renewal_pending: bool

    def holds_on(self, day: date) -> bool:
        """Say whether it may be called DOJ-recognized: not expired, or its renewal is pending."""
        return self.expires is None or self.expires >= day or self.renewal_pending


@dataclass(frozen=True, slots=True)
class Offer:
    """One offer as the directory holds it.

    `areas` are keys of where it is for: "country:US", "state:TX", "county:48201", "zip:77036".
    `parts` are keys of what such areas lie in: the counties and states of its ZIPs and counties.
    `languages` are keys of referrals.spoken, `needs` codes of data/directory/needs.toml.
    """

    service_id: str
    organization_id: str
    organization: str
    kind: str = "legal_help"
    location_id: str | None = None
    phone_id: str | None = None
    phone: str | None = None
    lat: float | None = None
    lon: float | None = None
    state: str | None = None
    areas: frozenset[str] = _NONE
    parts: frozenset[str] = _NONE
    needs: frozenset[str] = _NONE
    languages: frozenset[str] = _NONE
    has_interpreter: bool = False
    taking_cases: bool | None = None
    detained: str | None = None
    cost: str | None = None
    assured_date: date | None = None
    due_date: date | None = None
    recognition: Recognition | None = None


@dataclass(frozen=True)
class Marks:
    """Which offers carry each of a set of codes; `any` is True where an offer carries one."""

    of: Mapping[str, NDArray[np.bool_]]
    any: NDArray[np.bool_]

    def at(self, code: str, rows: Rows) -> NDArray[np.bool_]:
        """Tell for each row whether it carries a code."""
        column = self.of.get(code)
        return np.zeros(len(rows), np.bool_) if column is None else column[rows]


class Ids:
    """Ids of records side by side in UTF-8, half as large as strings; `ids[row]` is "" for none."""

    def __init__(self, ids: Sequence[str | None]) -> None:
        self.packed = np.array([(key or "").encode() for key in ids], np.bytes_)

    def __getitem__(self, row: int) -> str:
        return str(self.packed[row].decode())


@dataclass(frozen=True)
class Offers:
    """Columns of equal length, ordered by degree of latitude, then by longitude; days are ordinal
    with 0 for none. `bands` says where each degree from -90 on begins, those without a point last.
    `order` ranks by the organization's name and the ids: no two offers are alike in it.
    """

    service_ids: Ids
    location_ids: Ids
    phone_ids: Ids
    organizations: Rows
    phones: Rows
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    bands: Rows
    taking_cases: NDArray[np.bool_]
    detained: NDArray[np.int8]
    cost: NDArray[np.int8]
    assured: NDArray[np.int32]
    due: NDArray[np.int32]
    expires: NDArray[np.int32]
    recognized: NDArray[np.bool_]
    pending: NDArray[np.bool_]
    interpreter: NDArray[np.bool_]
    needs: Marks
    languages: Marks
    has_areas: NDArray[np.bool_]
    areas: Mapping[str, Rows]
    parts: Mapping[str, Rows]
    located: Mapping[str, Rows]
    order: Rows

    def __len__(self) -> int:
        return len(self.order)

    def inside(self, box: Box) -> Rows:
        """Return the offers whose location lies in a box of degrees."""
        spans = [(box.west, box.east)]
        if box.west > box.east:
            spans = [(box.west, 180.0), (-180.0, box.east)]
        first, last = int(np.floor(box.south)) + 90, int(np.floor(box.north)) + 90
        found = []
        for band in range(max(first, 0), min(last, 180) + 1):
            start, end = self.bands[band], self.bands[band + 1]
            lon = self.lon[start:end]
            for west, east in spans:
                low, high = np.searchsorted(lon, west), np.searchsorted(lon, east, "right")
                found.append(np.arange(start + low, start + high, dtype=np.int32))
        return np.concatenate(found)

    @property
    def bytes(self) -> int:
        """How much memory the columns take."""
        arrays: list[NDArray[np.generic]] = []
        for value in vars(self).values():
            if isinstance(value, Ids):
                arrays.append(value.packed)
            elif isinstance(value, Marks):
                arrays += [value.any, *value.of.values()]
            elif isinstance(value, Mapping):
                arrays += list(value.values())
            elif isinstance(value, np.ndarray):
                arrays.append(value)
        return sum(array.nbytes for array in arrays)


def make_offers(offers: Iterable[Offer]) -> Offers:
    """Turn offers into columns; the order in which they come makes no difference."""
    rows = _sorted(list(offers))
    points = [(r.lat, r.lon) if _has_point(r) else (np.nan, np.nan) for r in rows]
    lat, lon = np.array(points, np.float64).reshape(-1, 2).T.copy()
    recognitions = [row.recognition for row in rows]
    return Offers(
        service_ids=Ids([row.service_id for row in rows]),
        location_ids=Ids([row.location_id for row in rows]),
        phone_ids=Ids([row.phone_id for row in rows]),
        organizations=_numbered([row.organization_id for row in rows]),
        phones=_numbered([row.phone for row in rows]),
        lat=lat,
        lon=lon,
        bands=_bands(lat),
        taking_cases=np.array([row.taking_cases is not False for row in rows], np.bool_),
        detained=_codes([row.detained for row in rows], DETAINED),
        cost=_codes([row.cost for row in rows], COSTS),
        assured=_days([row.assured_date for row in rows]),
        due=_days([row.due_date for row in rows]),
        expires=_days([mark.expires if mark else None for mark in recognitions]),
        recognized=np.array([mark is not None for mark in recognitions], np.bool_),
        pending=np.array([bool(mark and mark.renewal_pending) for mark in recognitions], np.bool_),
        interpreter=np.array([row.has_interpreter for row in rows], np.bool_),
        needs=_marks([row.needs for row in rows]),
        languages=_marks([row.languages for row in rows]),
        has_areas=np.array([bool(row.areas) for row in rows], np.bool_),
        areas=_by_key([row.areas for row in rows]),
        parts=_by_key([row.parts for row in rows]),
        located=_by_key([{row.state} if row.state else () for row in rows]),
        order=_order(rows),
    )


def _has_point(row: Offer) -> bool:
    return row.lat is not None and row.lon is not None


def _sorted(rows: list[Offer]) -> list[Offer]:
    """Order by band, longitude and ids. NumPy sorts without holding up other threads."""
    bands = [int(np.floor(r.lat or 0.0)) + 90 if _has_point(r) else 181 for r in rows]
    lons = [r.lon or 0.0 if _has_point(r) else 0.0 for r in rows]
    keys = (*_ids_of(rows), np.array(lons, np.float64), np.array(bands, np.int16))
    return [rows[at] for at in np.lexsort(keys)]


def _ids_of(rows: Sequence[Offer]) -> tuple[NDArray[np.bytes_], NDArray[np.bytes_]]:
    """Return the ids of location and service, as keys of a sort: the later decides first."""
    return Ids([r.location_id for r in rows]).packed, Ids([r.service_id for r in rows]).packed


def _bands(lat: NDArray[np.float64]) -> Rows:
    whole = np.where(np.isnan(lat), 181, np.floor(lat) + 90)
    return np.searchsorted(whole, np.arange(182)).astype(np.int32)


def _numbered(values: Sequence[str | None]) -> Rows:
    """Give equal values equal numbers, and None -1."""
    numbers: dict[str, int] = {}
    found = [-1 if v is None else numbers.setdefault(v, len(numbers)) for v in values]
    return np.array(found, np.int32)


def _codes(values: Sequence[str | None], known: Sequence[str | None]) -> NDArray[np.int8]:
    code = {value: number for number, value in enumerate(known)}
    return np.array([code.get(value, code[None]) for value in values], np.int8)


def _days(values: Sequence[date | None]) -> NDArray[np.int32]:
    return np.array([value.toordinal() if value else 0 for value in values], np.int32)


def _by_key(values: Sequence[Iterable[str]]) -> dict[str, Rows]:
    found: dict[str, list[int]] = {}
    for row, keys in enumerate(values):
        for key in keys:
            found.setdefault(key, []).append(row)
    return {key: np.array(rows, np.int32) for key, rows in found.items()}


def _marks(values: Sequence[frozenset[str]]) -> Marks:
    of: dict[str, NDArray[np.bool_]] = {}
    for code, rows in _by_key(values).items():
        of[code] = np.zeros(len(values), np.bool_)
        of[code][rows] = True
    return Marks(of, np.array([bool(codes) for codes in values], np.bool_))


def _order(rows: Sequence[Offer]) -> Rows:
    names = Ids([row.organization.casefold() for row in rows]).packed
    order = np.empty(len(rows), np.int32)
    order[np.lexsort((*_ids_of(rows), names))] = np.arange(len(rows), dtype=np.int32)
    return order
