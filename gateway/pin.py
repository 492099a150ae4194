"""A point that somebody sent, made coarse before anything sees it; it reads no address or name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

DECIMALS = 2
"""Of a degree: about a kilometre, enough for a ZIP code and too little for a house."""

_DEGREES = re.compile(r"[+-]?[0-9]{1,3}(\.[0-9]{1,30})?")


@dataclass(frozen=True)
class Pin:
    """Degrees, rounded to DECIMALS; they do not show where the pin is printed."""

    lat: float = field(repr=False)
    lon: float = field(repr=False)


def read_pin(form: Mapping[str, str]) -> Pin | None:
    """Return the pin of Twilio's form of a WhatsApp location; None unless both are degrees."""
    lat = _degrees(form.get("Latitude", ""), 90)
    lon = _degrees(form.get("Longitude", ""), 180)
    return None if lat is None or lon is None else Pin(lat, lon)


def pin_at(latitude: float, longitude: float) -> Pin:
    """Return the pin of a point; whoever calls has checked that it is one."""
    return Pin(round(latitude, DECIMALS), round(longitude, DECIMALS))


def _degrees(written: str, most: int) -> float | None:
    if not _DEGREES.fullmatch(written.strip(" ")):
        return None
    value = float(written)
    return round(value, DECIMALS) if abs(value) <= most else None
