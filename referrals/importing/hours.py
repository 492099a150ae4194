"""Opening hours as staff write them, "Mon-Fri 9:00-17:00"; other kinds of schedule it leaves be."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from referrals.records import Row

BY_APPOINTMENT = "appointment only"
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_DAY = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*"
_PART = re.compile(
    rf"(?P<days>daily|{_DAY}(?:\s*[-–,]\s*{_DAY})*)\s+"
    r"(?P<opens>[\d:.]+\s*(?:[ap]\.?m\.?)?)\s*(?:-|–|to)\s*(?P<closes>[\d:.]+\s*(?:[ap]\.?m\.?)?)",
    re.IGNORECASE,
)
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(?:([ap])\.?m\.?)?", re.IGNORECASE)
_MIDNIGHT = "23:59"


@dataclass(frozen=True)
class Open:
    """On some days of the week ("MO", ...) from one local time to another, "09:00"."""

    days: tuple[str, ...]
    opens_at: str
    closes_at: str


@dataclass(frozen=True)
class Hours:
    """When a service is open, and whether people need an appointment."""

    times: tuple[Open, ...] = ()
    by_appointment: bool = False


def read_hours(text: str) -> Hours:
    """Read "Mon-Fri 9:00-17:00; Sat 10am-1pm; appointment only"; raises ValueError."""
    times: list[Open] = []
    by_appointment = False
    for part in filter(None, (piece.strip() for piece in text.split(";"))):
        if part.casefold() in (BY_APPOINTMENT, "by appointment", "by appointment only"):
            by_appointment = True
        elif part.casefold() in ("24/7", "24 hours"):
            times.append(Open(_DAYS, "00:00", _MIDNIGHT))
        else:
            times.append(_read_part(part))
    return Hours(tuple(times), by_appointment)


def show_hours(hours: Hours) -> str:
    """Write hours as `read_hours` reads them."""
    parts = [
        f"{_show_days(t.days)} {_show_time(t.opens_at)}-{_show_time(t.closes_at)}"
        for t in hours.times
    ]
    return "; ".join(parts + [BY_APPOINTMENT] * hours.by_appointment)


def weekly(schedules: Iterable[Row]) -> dict[str, Open]:
    """Return the schedules that can be written so, by their ids."""
    found = {}
    for row in schedules:
        days = tuple(str(row.get("byday") or "").replace(" ", "").split(","))
        opens, closes = str(row.get("opens_at") or "")[:5], str(row.get("closes_at") or "")[:5]
        plain = row.get("freq") in (None, "WEEKLY") and row.get("interval") in (None, 1)
        bounded = any(row.get(name) for name in ("valid_from", "valid_to", "until", "count"))
        if plain and not bounded and set(days) <= set(_DAYS) and opens and closes:
            found[str(row["id"])] = Open(tuple(d for d in _DAYS if d in days), opens, closes)
    return found


def _read_part(part: str) -> Open:
    found = _PART.fullmatch(part)
    if found is None:
        raise ValueError(part)
    opens, closes = _read_time(found["opens"], part), _read_time(found["closes"], part)
    closes = _MIDNIGHT if closes in ("00:00", "24:00") else closes
    if closes <= opens:
        raise ValueError(part)
    return Open(_read_days(found["days"], part), opens, closes)


def _read_time(text: str, part: str) -> str:
    found = _TIME.fullmatch(text.strip())
    if found is None:
        raise ValueError(part)
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").casefold()
    if half:
        if not 1 <= hour <= 12:
            raise ValueError(part)
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        raise ValueError(part)
    return f"{hour:02}:{minute:02}"


def _read_days(text: str, part: str) -> tuple[str, ...]:
    if text.casefold() == "daily":
        return _DAYS
    found: set[int] = set()
    for piece in re.split(r"\s*,\s*", text):
        ends = [_NAMES.index(day.strip()[:3].title()) for day in re.split(r"[-–]", piece)]
        if len(ends) > 2 or ends[0] > ends[-1]:
            raise ValueError(part)
        found |= set(range(ends[0], ends[-1] + 1))
    return tuple(_DAYS[number] for number in sorted(found))


def _show_days(days: tuple[str, ...]) -> str:
    if days == _DAYS:
        return "Daily"
    numbers = [_DAYS.index(day) for day in days]
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ",".join(
        _NAMES[run[0]] if len(run) == 1 else f"{_NAMES[run[0]]}-{_NAMES[run[-1]]}" for run in runs
    )


def _show_time(time: str) -> str:
    return time.lstrip("0") if not time.startswith("00") else time[1:]
