"""Distances on the globe in miles; it knows nothing of places or organizations."""

from dataclasses import dataclass
from math import asin, cos, degrees, radians, sin, sqrt

import numpy as np
from numpy.typing import NDArray

_EARTH_RADIUS_MILES = 3958.8


@dataclass(frozen=True)
class Box:
    """Limits in degrees; `west` is larger than `east` where the box crosses the date line."""

    south: float
    north: float
    west: float
    east: float


def miles_between(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the great-circle distance, at most 0.3 % from the distance on the ellipsoid."""
    south, north = radians(lat), radians(other_lat)
    half_height = sin((north - south) / 2) ** 2
    half_width = sin(radians(other_lon - lon) / 2) ** 2
    chord = half_height + cos(south) * cos(north) * half_width
    return 2 * _EARTH_RADIUS_MILES * asin(min(1.0, sqrt(chord)))


def miles_to(
    lat: float, lon: float, lats: NDArray[np.float64], lons: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return `miles_between` a point and each of many; NaN where one has no point."""
    south, north = radians(lat), np.radians(lats)
    half_height = np.sin((north - south) / 2) ** 2
    half_width = np.sin(np.radians(lons - lon) / 2) ** 2
    chord = half_height + cos(south) * np.cos(north) * half_width
    miles: NDArray[np.float64] = 2 * _EARTH_RADIUS_MILES * np.arcsin(np.minimum(1, np.sqrt(chord)))
    return miles


def box_around(lat: float, lon: float, miles: float) -> Box:
    """Return limits that hold every point within `miles` of a point."""
    height = degrees(miles / _EARTH_RADIUS_MILES) * 1.001
    south, north = max(-90.0, lat - height), min(90.0, lat + height)
    reach = cos(radians(max(abs(south), abs(north))))
    width = height / reach if reach > 0.01 else 180.0
    if width >= 180:
        return Box(south, north, -180.0, 180.0)
    return Box(south, north, _turn(lon - width), _turn(lon + width))


def _turn(lon: float) -> float:
    return (lon + 180) % 360 - 180
