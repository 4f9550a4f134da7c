"""The basemap of a page (`maps.basemap`) as SVG paths: what `web/basemap.js` draws in a browser."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from maps.pictures.projection import View
from maps.svg import number

_HALF_TURN = 180.0
#: Points nearer to each other than this add nothing, in pixels.
_LEAST_STEP = 0.6

Line = list[tuple[float, float]]


class Outlines:
    """Paths of countries, borders, states and areas within a view."""

    def __init__(self, basemap: Mapping[str, Any], view: View) -> None:
        self._value = basemap
        self._view = view
        self._arcs = _decoded(basemap["arcs"], basemap["grid"])

    def land(self) -> str:
        """All countries, to be filled with the even-odd rule."""
        rings = (
            _ring(self._arcs, ring)
            for *_, polygons in self._value["land"]
            for polygon in polygons
            for ring in polygon
        )
        return self._path(rings, closed=True)

    def borders(self) -> dict[str, str]:
        """Lines by what they part: `coast`, `border` (two countries), `disputed`."""
        owners: dict[int, set[str]] = {}
        uses: Counter[int] = Counter()
        for code, _, _, _, polygons in self._value["land"]:
            for at in _numbers(polygons):
                owners.setdefault(at, set()).add(code)
                uses[at] += 1
        disputed = set(self._value["disputed"])
        found: dict[str, list[Line]] = {"coast": [], "border": [], "disputed": []}
        for at, arc in enumerate(self._arcs):
            if all(abs(lon) >= _HALF_TURN for lon, _ in arc):
                continue  # where countries are cut at 180°, no coast
            if at in disputed:
                kind = "disputed"
            elif uses[at] < 2:
                kind = "coast"
            elif len(owners[at]) > 1:
                kind = "border"
            else:
                continue
            found[kind].append(arc)
        return {kind: self._path(lines, closed=False) for kind, lines in found.items()}

    def states(self) -> str:
        """Lines between the states of a country."""
        lines: list[Line] = []
        for country in self._value["states"].values():
            arcs = _decoded(country["arcs"], self._value["grid"])
            uses = Counter(at for _, polygons in country["units"] for at in _numbers(polygons))
            lines += [arc for at, arc in enumerate(arcs) if uses[at] > 1]
        return self._path(lines, closed=False)

    def area(self, gazetteer_id: str) -> str:
        """The outline of a named area; empty where no shape of it is known."""
        for known, code, numbers in self._value["areas"]:
            if known == gazetteer_id:
                return self._path(self._area_rings(code, numbers), closed=True)
        return ""

    def _area_rings(self, code: str, numbers: Sequence[int] | None) -> Iterator[Line]:
        if numbers is None:
            polygons = next(unit[4] for unit in self._value["land"] if unit[0] == code)
            yield from (_ring(self._arcs, ring) for polygon in polygons for ring in polygon)
            return
        country = self._value["states"][code]
        arcs = _decoded(country["arcs"], self._value["grid"])
        for at in numbers:
            for polygon in country["units"][at][1]:
                yield from (_ring(arcs, ring) for ring in polygon)

    def _path(self, lines: Iterable[Line], *, closed: bool) -> str:
        """Path data of what lies in the view; every turn of the world that it shows."""
        view = self._view
        parts = []
        for line in lines:
            points = [(view.x_on(lon), view.y(lat)) for lon, lat in line]
            west, east = min(x for x, _ in points), max(x for x, _ in points)
            north, south = min(y for _, y in points), max(y for _, y in points)
            if south < 0 or north > view.height:
                continue
            first = -int((east - 0) // view.world)
            last = -int((west - view.width) // view.world)
            turns = range(first, last)
            parts += [_data(points, turn * view.world, closed=closed) for turn in turns]
        return "".join(parts)


def _data(points: Line, shift: float, *, closed: bool) -> str:
    kept: list[tuple[float, float]] = []
    for at, (x, y) in enumerate(points):
        ends = at in (0, len(points) - 1)
        if not ends and abs(x - kept[-1][0]) < _LEAST_STEP and abs(y - kept[-1][1]) < _LEAST_STEP:
            continue
        kept.append((x, y))
    if closed and len(kept) < 3:
        return ""
    written = "L".join(f"{number(x + shift)} {number(y)}" for x, y in kept)
    return f"M{written}{'Z' if closed else ''}"


def _decoded(arcs: Iterable[Sequence[int]], grid: float) -> list[Line]:
    """Arcs in degrees; one that crosses 180° goes on beyond it."""
    found = []
    for deltas in arcs:
        x = y = 0
        line: Line = []
        shift = 0.0
        for at in range(0, len(deltas), 2):
            x, y = x + deltas[at], y + deltas[at + 1]
            lon = x * grid + shift
            if line and abs(lon - line[-1][0]) > _HALF_TURN:
                shift += 2 * _HALF_TURN if lon < line[-1][0] else -2 * _HALF_TURN
                lon = x * grid + shift
            line.append((lon, y * grid))
        found.append(line)
    return found


def _ring(arcs: Sequence[Line], numbers: Iterable[int]) -> Line:
    """The points of a ring without a jump at 180°; around a pole it is led along the map's edge."""
    points: Line = []
    for at in numbers:
        arc = arcs[at] if at >= 0 else arcs[~at][::-1]
        shift = 0.0
        if points:
            shift = 2 * _HALF_TURN * round((points[-1][0] - arc[0][0]) / (2 * _HALF_TURN))
        points += [(lon + shift, lat) for lon, lat in arc]
    if abs(points[-1][0] - points[0][0]) > _HALF_TURN:
        pole = -90.0 if points[0][1] < 0 else 90.0
        points += [(points[-1][0], pole), (points[0][0], pole)]
    return points


def _numbers(polygons: Iterable[Iterable[Iterable[int]]]) -> Iterator[int]:
    """The arcs of polygons, whichever way they run."""
    for polygon in polygons:
        for ring in polygon:
            yield from (at if at >= 0 else ~at for at in ring)
