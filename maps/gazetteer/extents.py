"""Points, boxes and radii of areas that no source draws, from the places inside them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import pairwise

from maps.place import BBox

KM_PER_DEGREE = 111.2
#: Inhabitants per km² of built-up ground: a city's radius follows from its population.
_DENSITY = 3000.0
_ENOUGH_TO_JUDGE = 8
_REACH = 2.5


def bbox_of(points: Iterable[tuple[float, float]]) -> BBox | None:
    """The box around (lon, lat) points, the short way round the globe; None without points."""
    pairs = list(points)
    if not pairs:
        return None
    lons = sorted({lon for lon, _ in pairs})
    lats = [lat for _, lat in pairs]
    gaps = [(after - before, before, after) for before, after in pairwise(lons)]
    gaps.append((lons[0] + 360 - lons[-1], lons[-1], lons[0]))
    _, east, west = max(gaps)
    return BBox(west, min(lats), east, max(lats))


def without_outliers(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The points near most others: of many, those far outside the middle 90 % are dropped.

    A place filed under the wrong division would stretch the division's box over half a country.
    """
    if len(points) < _ENOUGH_TO_JUDGE:
        return points
    for axis in (0, 1):
        values = sorted(point[axis] for point in points)
        low, high = values[len(values) // 20], values[-1 - len(values) // 20]
        reach = max(_REACH * (high - low), 0.2)
        points = [point for point in points if low - reach <= point[axis] <= high + reach]
    return points


def centre(bbox: BBox) -> tuple[float, float]:
    """Longitude and latitude of the middle of a box, also of one across 180°."""
    east = bbox.east if bbox.east >= bbox.west else bbox.east + 360
    lon = (bbox.west + east) / 2
    return (lon - 360 if lon > 180 else lon), (bbox.south + bbox.north) / 2


def half_diagonal_km(bbox: BBox) -> float:
    """How far a corner lies from the middle of a box: the reach of an area known by its box."""
    width = (bbox.east - bbox.west) % 360 if bbox.east != bbox.west else 0.0
    _, lat = centre(bbox)
    across = width * KM_PER_DEGREE * math.cos(math.radians(lat))
    up = (bbox.north - bbox.south) * KM_PER_DEGREE
    return math.hypot(across, up) / 2


def city_radius_km(population: int) -> float:
    """Radius of a disc of 3,000 people a km²: 1 km at least, 30 km at most (9 million people)."""
    return round(min(30.0, max(1.0, math.sqrt(population / _DENSITY / math.pi))), 1)
