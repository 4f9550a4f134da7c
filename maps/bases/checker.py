"""What must hold of the shipped register; run by the tests and by whoever edits the table.

    python -m maps.bases.checker      prints one line for each problem; exit code 1 if any

Rows are checked alone (codes, years, sources, a named second check), in pairs (positions, names)
and against outlines of countries (each point in its host or near it).
"""

from __future__ import annotations

import json
import math
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from maps.bases.names import fold
from maps.bases.register import Register, RegisteredBase, distance_km

#: How far outside the outline of its host a base may lie: islands and piers, coarse coasts.
MAX_OUTSIDE_KM = 30.0
#: Two rows nearer than this must say so in a note.
MIN_APART_KM = 2.0
NEAR_NOTE = "less than 2 km from another row"
#: A row on an island too small for the outlines says so in its note.
BEYOND_NOTE = "an island beyond the outlines"
_SOURCE = re.compile(r"ourairports:[A-Z0-9-]+|geonames:\d+|approximate")
_THIS_CENTURY_END = 2100
_FIRST_YEAR = 1500
_LEAST_KNOWN_SHARE = 0.7


def problems(register: Register) -> list[str]:
    """One line for each thing that is wrong with the first tier."""
    rows = [base for base in register if base.tier == 1]
    return [
        *(line for base in rows for line in _alone(base, register)),
        *_too_near(rows),
        *_shared_names(rows),
        *_outside_host(rows),
        *_sources(rows),
    ]


def _alone(base: RegisteredBase, register: Register) -> Iterator[str]:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", base.id):
        yield f"{base.id}: the id is no slug"
    if not _SOURCE.fullmatch(base.source):
        yield f"{base.id}: source {base.source!r} is none of ourairports:…, geonames:…, approximate"
    if not base.checked:
        yield f"{base.id}: no second check is named"
    if base.host is None and "disputed" not in base.note:
        yield f"{base.id}: no host, and the note does not say that it is disputed"
    if not base.operator and "an organisation" not in base.note:
        yield f"{base.id}: no operator"
    if not 0 < base.certainty < 1:
        yield f"{base.id}: certainty {base.certainty} is not between 0 and 1"
    if not 0 < base.precision_km <= 100:
        yield f"{base.id}: precision_km {base.precision_km} is not in 0–100"
    for year in (base.opened, base.closed):
        if year is not None and not _FIRST_YEAR < year < _THIS_CENTURY_END:
            yield f"{base.id}: year {year}"
    if base.part_of is not None:
        yield from _parent(base, register.get(base.part_of))


def _parent(base: RegisteredBase, parent: RegisteredBase | None) -> Iterator[str]:
    if parent is None:
        yield f"{base.id}: part_of {base.part_of!r} is no row"
    elif parent.part_of is not None or not set(parent.operator) & set(base.operator):
        yield f"{base.id}: part_of {base.part_of!r} is part of another, or another state's"


def _too_near(rows: list[RegisteredBase]) -> Iterator[str]:
    ordered = sorted(rows, key=lambda base: base.lat)
    for index, base in enumerate(ordered):
        for other in ordered[index + 1 :]:
            if other.lat - base.lat > MIN_APART_KM / 110:
                break
            distance = distance_km(base.lon, base.lat, other.lon, other.lat)
            if distance >= MIN_APART_KM or NEAR_NOTE in base.note or NEAR_NOTE in other.note:
                continue
            yield f"{base.id}: {distance:.1f} km from {other.id}, and neither note says so"


def _shared_names(rows: list[RegisteredBase]) -> Iterator[str]:
    """A name that stands alone belongs to one row; bare names may be shared (the nearest rule:
    operator, host, openness at the time, `maps.bases.mentions`).
    """
    owners: dict[str, list[str]] = defaultdict(list)
    for base in rows:
        for name in {fold(name).replace("-", " ") for name in base.all_names}:
            owners[name].append(base.id)
    for name, ids in sorted(owners.items()):
        if len(ids) > 1:
            yield f"{', '.join(ids)}: the name {name!r} is shared"


def _sources(rows: list[RegisteredBase]) -> Iterator[str]:
    known = sum(base.source != "approximate" for base in rows)
    if known < _LEAST_KNOWN_SHARE * len(rows):
        yield f"only {known} of {len(rows)} rows have coordinates by id"


# --- outlines ----------------------------------------------------------------------------------

_Segment = tuple[float, float, float, float]


@lru_cache(maxsize=1)
def _outlines() -> dict[str, list[_Segment]]:
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
    outlines: dict[str, list[_Segment]] = defaultdict(list)
    for unit in data["units"]:
        for polygon in unit["polygons"]:
            for ring in polygon:
                arcs = [lines[arc if arc >= 0 else ~arc] for arc in ring]
                segments = [(*a, *b) for points in arcs for a, b in pairwise(points)]
                outlines[unit["code"]] += _unrolled(segments)
    return dict(outlines)


def _unrolled(segments: list[_Segment]) -> list[_Segment]:
    """A ring that crosses 180° on longitudes from 0 to 360, so that nothing jumps."""
    if not any(abs(ax - bx) > 180 for ax, _, bx, _ in segments):
        return segments
    return [(ax % 360, ay, bx % 360, by) for ax, ay, bx, by in segments]


def _outside_host(rows: Iterable[RegisteredBase]) -> Iterator[str]:
    outlines = _outlines()
    for base in rows:
        if base.host is None or BEYOND_NOTE in base.note:
            continue
        segments = outlines.get(base.host)
        if segments is None:
            # Territories too small for the outlines (Gibraltar is there; some atolls are not).
            continue
        distance = outside_km(base.lon, base.lat, segments)
        if distance > MAX_OUTSIDE_KM:
            yield f"{base.id}: {distance:.0f} km outside {base.host}"


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


def main() -> int:
    """Print the problems of the shipped register."""
    from maps.bases.files import load_register

    found = problems(load_register())
    sys.stdout.write("".join(f"{line}\n" for line in found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
