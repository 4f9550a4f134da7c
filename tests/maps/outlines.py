"""Outlines of Natural Earth in ../shared: a yardstick for our own tables, never their source."""

from __future__ import annotations

import gzip
import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Ring = list[list[float]]


@dataclass(frozen=True)
class Outline:
    """A feature: its properties, the rings of its polygons, the points of its lines."""

    properties: dict[str, Any]
    polygons: list[list[Ring]]
    lines: list[Ring]

    def contains(self, lon: float, lat: float) -> bool:
        """By the even-odd rule over all rings: some polygons of the file list parts as holes."""
        rings = [ring for polygon in self.polygons for ring in polygon]
        return sum(_inside(ring, lon, lat) for ring in rings) % 2 == 1

    def distance_km(self, lon: float, lat: float) -> float:
        """From a point to the nearest stretch of the outline's rim or line."""
        rings = [ring for polygon in self.polygons for ring in polygon] + self.lines
        return min(_distance_km(ring, lon, lat) for ring in rings if len(ring) > 1)

    def box(self) -> tuple[float, float, float, float]:
        """West, south, east, north of all corners; not meant for outlines across 180°."""
        corners = [corner for polygon in self.polygons for ring in polygon for corner in ring] + [
            corner for line in self.lines for corner in line
        ]
        lons = [corner[0] for corner in corners]
        lats = [corner[1] for corner in corners]
        return min(lons), min(lats), max(lons), max(lats)


def read(path: Path) -> list[Outline]:
    """All features of a gzipped GeoJSON file that have a geometry."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        features = json.load(file)["features"]
    return [_outline(feature) for feature in features if feature["geometry"]]


def _outline(feature: dict[str, Any]) -> Outline:
    kind, coordinates = feature["geometry"]["type"], feature["geometry"]["coordinates"]
    polygons = {"Polygon": [coordinates], "MultiPolygon": coordinates}.get(kind, [])
    lines = {"LineString": [coordinates], "MultiLineString": coordinates}.get(kind, [])
    return Outline(feature["properties"], polygons, lines)


def _inside(ring: Ring, lon: float, lat: float) -> bool:
    inside = False
    x0, y0 = ring[-1][:2]
    for x1, y1, *_ in ring:
        if (y1 > lat) != (y0 > lat) and lon < (x0 - x1) * (lat - y1) / (y0 - y1) + x1:
            inside = not inside
        x0, y0 = x1, y1
    return inside


def _distance_km(ring: Ring, lon: float, lat: float) -> float:
    """On the plane that touches the globe at the point: good for near stretches, which matter."""
    squeeze = math.cos(math.radians(lat))
    points = [((x - lon) * squeeze * 111.2, (y - lat) * 111.2) for x, y, *_ in ring]
    best = math.inf
    ax, ay = points[0]
    for bx, by in points[1:]:
        dx, dy = bx - ax, by - ay
        length = dx * dx + dy * dy
        share = 0.0 if length == 0 else max(0.0, min(1.0, -(ax * dx + ay * dy) / length))
        best = min(best, math.hypot(ax + share * dx, ay + share * dy))
        ax, ay = bx, by
    return best
