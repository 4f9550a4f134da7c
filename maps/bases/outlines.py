"""Outlines of countries, and how far outside one a point lies."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

_Segment = tuple[float, float, float, float]


@lru_cache(maxsize=1)
def outlines() -> Mapping[str, Sequence[_Segment]]:
    """Line segments of each country's outline, in degrees, by code."""
    from maps.shell import ASSETS
    from maps.topology import GRID

    data = json.loads((ASSETS / "countries.json").read_text(encoding="utf-8"))
    lines: list[list[tuple[float, float]]] = []
    for arc in data["arcs"]:
        x = y = 0
        points = []
        for at in range(0, len(arc), 2):
            x, y = x + arc[at], y + arc[at + 1]
            points.append((x * GRID, y * GRID))
        lines.append(points)
    found: dict[str, list[_Segment]] = defaultdict(list)
    for unit in data["units"]:
        for polygon in unit["polygons"]:
            for ring in polygon:
                arcs = [lines[arc if arc >= 0 else ~arc] for arc in ring]
                segments = [(*a, *b) for points in arcs for a, b in pairwise(points)]
                found[unit["code"]] += _unrolled(segments)
    return dict(found)


def _unrolled(segments: list[_Segment]) -> list[_Segment]:
    """A ring that crosses 180° on longitudes from 0 to 360, so that nothing jumps."""
    if not any(abs(ax - bx) > 180 for ax, _, bx, _ in segments):
        return segments
    return [(ax % 360, ay, bx % 360, by) for ax, ay, bx, by in segments]


def km_outside(code: str, lon: float, lat: float) -> float | None:
    """Kilometres from a point to a state, 0 inside; None for states too small to have one."""
    segments = outlines().get(code)
    return None if segments is None else outside_km(lon, lat, segments)


def outside_km(lon: float, lat: float, segments: Sequence[_Segment]) -> float:
    """How far a point lies outside an outline: 0 inside, else kilometres."""
    here = _outside_km(lon, lat, segments)
    # Rings that cross 180° lie on longitudes from 0 to 360.
    return min(here, _outside_km(lon + 360, lat, segments)) if here and lon < 0 else here


def _outside_km(lon: float, lat: float, segments: Sequence[_Segment]) -> float:
    """As `outside_km`, by the even-odd rule, on the longitudes of the outline."""
    crossings = sum(
        (ay > lat) != (by > lat) and lon < (bx - ax) * (lat - ay) / (by - ay) + ax
        for ax, ay, bx, by in segments
    )
    if crossings % 2:
        return 0.0
    scale = math.cos(math.radians(lat))
    nearest = min(
        _to_segment((ax - lon) * scale, ay - lat, (bx - lon) * scale, by - lat)
        for ax, ay, bx, by in segments
    )
    return nearest * 111.2


def _to_segment(ax: float, ay: float, bx: float, by: float) -> float:
    """Distance of the origin from a segment, in degrees of latitude."""
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    along = 0.0 if length == 0 else min(1.0, max(0.0, -(ax * dx + ay * dy) / length))
    return math.hypot(ax + along * dx, ay + along * dy)
