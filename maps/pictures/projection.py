"""Web Mercator on paper: the part of the world that shows all places of a story."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from maps.place import BBox

_MOST_LAT = 85.06
#: A single place is shown with so many degrees of longitude around it.
_LEAST_DEGREES = 5.0
_MARGIN = 0.14
_WHOLE_TURN = 360.0
_KM_PER_DEGREE = 111.32


def mercator_y(lat: float) -> float:
    """North to south as 0 to 1."""
    sine = math.sin(math.radians(max(-_MOST_LAT, min(_MOST_LAT, lat))))
    return 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)


@dataclass(frozen=True, slots=True)
class View:
    """A part of the world on paper.

    Attributes:
        west: longitude of the left edge, in degrees.
        north: Mercator y of the upper edge, 0 to 1.
        world: width of the whole world, in pixels.
        width, height: of the picture, in pixels.
    """

    west: float
    north: float
    world: float
    width: float
    height: float

    def x(self, lon: float) -> float:
        """Where a longitude lies; the turn that begins at the left edge."""
        return (lon - self.west) % _WHOLE_TURN / _WHOLE_TURN * self.world

    def x_on(self, lon: float) -> float:
        """Where a longitude lies without turning back to the left edge: lines go on beyond it."""
        return (lon - self.west) / _WHOLE_TURN * self.world

    def y(self, lat: float) -> float:
        """Where a latitude lies."""
        return (mercator_y(lat) - self.north) * self.world

    @property
    def zoom(self) -> float:
        """As web maps count it: the world is 256 pixels wide at 0."""
        return math.log2(self.world / 256)

    def pixels(self, km: float, lat: float) -> float:
        """How long so many kilometres are at a latitude."""
        per_degree = _KM_PER_DEGREE * max(math.cos(math.radians(lat)), 0.01)
        return km / per_degree * self.world / _WHOLE_TURN

    def latitude(self, y: float) -> float:
        """The latitude at a height on paper."""
        turned = math.pi * (1 - 2 * (self.north + y / self.world))
        return math.degrees(math.atan(math.sinh(turned)))

    def holds(self, x: float, y: float) -> bool:
        """Whether a place on paper is within the picture."""
        return 0 <= x <= self.width and 0 <= y <= self.height


def fitting(
    points: Sequence[tuple[float, float]], boxes: Iterable[BBox], width: float, height: float
) -> View:
    """The view that shows all points (lon, lat) and boxes; the whole world when there are none."""
    shown = [*points]
    for box in boxes:
        shown += [(box.west, box.south), (box.east, box.north)]
    if not shown:
        return View(-180.0, mercator_y(78.0), width, width, height)
    west = _western_edge([lon for lon, _ in shown])
    lons = [west + (lon - west) % _WHOLE_TURN for lon, _ in shown]
    ys = [mercator_y(lat) for _, lat in shown]
    wide = max(max(lons) - min(lons), _LEAST_DEGREES) / _WHOLE_TURN
    tall = max(max(ys) - min(ys), _LEAST_DEGREES / _WHOLE_TURN * height / width)
    room = 1 - 2 * _MARGIN
    world = max(min(width * room / wide, height * room / tall), width)
    middle = (min(lons) + max(lons)) / 2
    north = (min(ys) + max(ys)) / 2 - height / world / 2
    return View(
        middle - width / world * _WHOLE_TURN / 2,
        min(max(north, 0.0), max(0.0, 1 - height / world)),
        world,
        width,
        height,
    )


def _western_edge(lons: list[float]) -> float:
    """The longitude after the widest gap without any: a story on both sides of 180° stays whole."""
    ordered = sorted({lon % _WHOLE_TURN for lon in lons})
    gaps = [(after - before, after) for before, after in pairwise(ordered)]
    gaps.append((ordered[0] + _WHOLE_TURN - ordered[-1], ordered[0]))
    return max(gaps)[1]
