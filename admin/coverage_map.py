"""Draws the middles of counties on a map of the United States; it loads no tiles and no outlines.

The states that touch one another lie in Albers' equal-area projection; Alaska, Hawaii and Puerto
Rico, each in its own, stand in frames below.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians, sin, sqrt

from referrals.coverage import NO_HELP_MILES, CountyHelp

WIDTH, HEIGHT = 960, 600
CROSS = 2.6  # half the width of the mark of a county without help


@dataclass(frozen=True)
class Albers:
    """A projection: two parallels that are true to scale, a middle, and where it is drawn.

    Degrees for the first four, points of the drawing for the rest.
    """

    south: float
    north: float
    lat: float
    lon: float
    x: float
    y: float
    scale: float

    def place(self, lat: float, lon: float) -> tuple[float, float]:
        """Return where a point of the earth is drawn."""
        south, north = radians(self.south), radians(self.north)
        n = (sin(south) + sin(north)) / 2
        c = cos(south) ** 2 + 2 * n * sin(south)
        turn = (lon - self.lon + 180) % 360 - 180
        theta = n * radians(turn)
        away = sqrt(c - 2 * n * sin(radians(lat))) / n
        middle = sqrt(c - 2 * n * sin(radians(self.lat))) / n
        right, up = away * sin(theta), middle - away * cos(theta)
        return self.x + self.scale * right, self.y - self.scale * up


@dataclass(frozen=True)
class Frame:
    """The frame of a part that lies elsewhere: its corner, its size and its name."""

    x: int
    y: int
    width: int
    height: int
    state: str


MAINLAND = Albers(29.5, 45.5, 38.7, -96.6, 480, 262, 1150)
ELSEWHERE = {
    "AK": Albers(55, 65, 62.5, -154, 132, 510, 400),
    "HI": Albers(8, 18, 20.6, -157.3, 335, 530, 1150),
    "PR": Albers(17, 19, 18.25, -66.4, 899, 555, 2600),
}
FRAMES = (
    Frame(10, 430, 245, 160, "AK"),
    Frame(265, 480, 145, 110, "HI"),
    Frame(846, 512, 108, 80, "PR"),
)


@dataclass(frozen=True)
class Drawing:
    """The paths of an SVG: dots where there is help, crosses where there is none."""

    helped: str
    bare: str
    frames: Sequence[Frame] = FRAMES
    width: int = WIDTH
    height: int = HEIGHT


def draw(counties: Iterable[CountyHelp]) -> Drawing:
    """Return the map; counties of territories that have no frame are left to the table."""
    helped, bare = [], []
    for county in counties:
        x, y = ELSEWHERE.get(county.state, MAINLAND).place(county.lat, county.lon)
        if not (0 <= x <= WIDTH and 0 <= y <= HEIGHT):
            continue
        if county.miles <= NO_HELP_MILES:
            helped.append(f"M{x:.1f} {y:.1f}h0")
        else:
            left, top, wide = x - CROSS, y - CROSS, 2 * CROSS
            bare.append(f"M{left:.1f},{top:.1f}l{wide},{wide}m0,-{wide}l-{wide},{wide}")
    return Drawing("".join(helped), "".join(bare))
