"""Lines and rings of a topology: neighbours share their lines as arcs.

An arc is a list of points on a grid of `GRID` degrees, a ring a list of arc numbers (`~i` for arc i
backwards), a polygon a list of rings, the outer one first. Standard library only, for the build
hook's isolated environment runs this.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

#: Degrees a unit of the coordinates stands for, about 100 m at the equator.
GRID = 0.001

Point = tuple[int, int]
Ring = list[int]
Polygon = list[Ring]
Box = tuple[float, float, float, float]


def simplified(points: list[Point], tolerance: float) -> list[Point]:
    """Douglas and Peucker's line simplification (1973), ends kept, without recursion."""
    if len(points) < 3:
        return points
    kept = [False] * len(points)
    kept[0] = kept[-1] = True
    if points[0] == points[-1]:
        # A closed line has no chord: keep its two farthest points from the start first.
        half = max(range(len(points)), key=lambda index: squared(points[0], points[index]))
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


def squared(one: Point, other: Point) -> float:
    """The squared distance between two points."""
    return float((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2)


def _offset(point: Point, start: Point, end: Point) -> float:
    """The squared distance of a point from the stretch between two others."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    px, py = point[0] - start[0], point[1] - start[1]
    share = min(max((px * dx + py * dy) / length, 0.0), 1.0) if length else 0.0
    return float((px - share * dx) ** 2 + (py - share * dy) ** 2)


def snapped(points: Iterable[Sequence[float]]) -> list[Point]:
    """Degrees as the nearest points of the grid."""
    return [(round(point[0] / GRID), round(point[1] / GRID)) for point in points]


def without_repeats(points: list[Point]) -> list[Point]:
    """Without points that repeat the one before; of two points two are left."""
    kept = [point for index, point in enumerate(points) if not index or point != points[index - 1]]
    return kept if len(kept) > 1 else points[:2]


def deltas(points: list[Point]) -> list[int]:
    """An arc as it is written: its first point, then the steps from point to point."""
    flat = [*points[0]]
    for (x, y), (next_x, next_y) in pairwise(points):
        flat += [next_x - x, next_y - y]
    return flat


def cut_rings(rings: list[list[Point]]) -> tuple[list[list[Point]], list[Ring]]:
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


def split_nearest(
    arcs: list[list[Point]], shapes: list[tuple[str, str, Polygon]], ring: Ring, point: Point
) -> None:
    """Split the arc of `ring` that comes nearest to `point` there, in every ring that has it."""
    used = [arc if arc >= 0 else ~arc for arc in ring]
    _, arc, at = min(
        (squared(point, corner), arc, at) for arc in used for at, corner in enumerate(arcs[arc])
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


def nearest(arcs: list[list[Point]], ring: Ring, point: Point) -> int:
    """Which arc of the ring begins nearest to `point`."""
    return min(range(len(ring)), key=lambda at: squared(start_of(arcs, ring[at]), point))


def start_of(arcs: list[list[Point]], arc: int) -> Point:
    """The first point of an arc, in the direction its number tells."""
    return arcs[arc][0] if arc >= 0 else arcs[~arc][-1]


def ring_points(arcs: list[list[Point]], ring: Ring) -> list[Point]:
    """The points of a ring, unwrapped: past 180° it goes on to 181°."""
    points: list[Point] = []
    turn, shift = round(360 / GRID), 0
    for index in ring:
        for x, y in arcs[index] if index >= 0 else reversed(arcs[~index]):
            if points and abs(x + shift - points[-1][0]) > turn // 2:
                shift += turn if x + shift < points[-1][0] else -turn
            points.append((x + shift, y))
    return points


def bounds(points: list[Point]) -> Box:
    """West, south, east, north in degrees."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs) * GRID, min(ys) * GRID, max(xs) * GRID, max(ys) * GRID


def within(inner: Box, outer: Box) -> bool:
    """Whether one box lies in another."""
    return (
        inner[0] >= outer[0]
        and inner[1] >= outer[1]
        and inner[2] <= outer[2]
        and inner[3] <= outer[3]
    )


def _area(points: list[Point]) -> float:
    """Twice the area of a ring, without its sign."""
    pairs = zip(points, [*points[1:], points[0]], strict=True)
    return abs(sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in pairs))


def is_inside(x: float, y: float, ring: list[Point]) -> bool:
    """Whether a point lies in a ring (even-odd rule)."""
    inside = False
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def label_point(arcs: list[list[Point]], polygons: list[Polygon]) -> list[float]:
    """`[lon, lat]` well inside the largest polygon: the best of a grid of points."""
    rings = [ring_points(arcs, polygon[0]) for polygon in polygons]
    ring = simplified(max(rings, key=_area), 100.0)
    west, south, east, north = bounds(ring)
    best, point = (-1.0, -1.0), ((west + east) / 2, (south + north) / 2)
    for row in range(1, 24):
        for column in range(1, 24):
            x = round((west + (east - west) * column / 24) / GRID)
            y = round((south + (north - south) * row / 24) / GRID)
            if not is_inside(x, y, ring):
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
