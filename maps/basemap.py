"""The offline basemap of one page: fine outlines where its story is, coarse ones far away.

The condensed outlines (`maps/basemap_build.py`) hold the world at about 600 m, too much for one
page. Around the places of a collection they are taken as they are, elsewhere as a sketch; since
neighbours share their lines, the two meet without a gap. Areas named by the events are looked up
here: a country by its code, a state by its GeoNames id, else by where it lies.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, pairwise, product
from pathlib import Path
from typing import Any

from maps.features import EventPlace, FeatureCollection
from maps.shell import ASSETS, asset
from maps.topology import GRID

#: Outlines are fine within about this many degrees of a place, looked up in cells of CELL degrees.
FINE_WITHIN = 4
CELL = 2
#: Points of fine outlines that a page takes at most; a story of the whole world gets no more.
MOST_FINE_POINTS = 60_000
#: Islands smaller than this, in degrees, are left out far from the story.
SMALLEST_FAR_ISLAND = 0.35
#: Points of a country's outline up to which all of it is fine when events are there.
LARGEST_FINE_COUNTRY = 6000
#: States are drawn for at most this many countries, those with most places first.
MOST_COUNTRIES_WITH_STATES = 6

#: Towns near the story that a page names at most, the largest; towns elsewhere are that great.
MOST_LOCAL_TOWNS = 250
GREAT_TOWN = 2_000_000

Arc = list[int]
Box = tuple[float, float, float, float]
#: Column and row of a cell of CELL degrees.
Cell = tuple[int, int]


@dataclass
class _Kept:
    """Arcs taken into a page, numbered anew in the order they are first used."""

    source: list[Arc]
    arcs: list[Arc] = field(default_factory=list)
    numbers: dict[int, int] = field(default_factory=dict)

    def polygons(self, polygons: Iterable[list[list[int]]]) -> list[list[list[int]]]:
        return [[[self.number(arc) for arc in ring] for ring in polygon] for polygon in polygons]

    def number(self, arc: int) -> int:
        """The page's number of an arc (`~number` for `~arc`, which is the arc backwards)."""
        if arc < 0:
            return ~self.number(~arc)
        if arc not in self.numbers:
            self.numbers[arc] = len(self.arcs)
            self.arcs.append(self.source[arc])
        return self.numbers[arc]


def basemap(collection: FeatureCollection, folder: Path = ASSETS) -> dict[str, Any]:
    """The basemap for a page's data block, read by `web/basemap.js`.

    Members: `grid` (degrees a unit stands for), `arcs`, `land` ([code, name, lon, lat of the label,
    polygons] of each country), `disputed` (arc numbers), `states` (by country: `arcs`, `units` of
    [name, polygons]), `towns` ([name, lon, lat, 1 for a capital, smallest zoom it shows at]) and
    `areas` ([gazetteer id, country, state numbers or null]).

    Raises:
        MapsError: the condensed outlines are missing.
    """
    outlines = _countries(folder)
    places = [place for event in collection.events for place in event.places]
    points = [(place.lon, place.lat) for place in places]
    points += [(b.lon, b.lat) for b in collection.bases if b.lon is not None and b.lat is not None]
    counts = Counter([(int(lon // CELL), int(lat // CELL)) for lon, lat in points])
    cells = _cells_around(counts)
    near = _fine_arcs(outlines, cells, {place.country for place in places})
    chosen = [
        fine if number in near else coarse
        for number, (fine, coarse) in enumerate(
            zip(outlines["arcs"], outlines["coarse"], strict=True)
        )
    ]
    kept = _Kept(chosen)
    land = [
        [unit["code"], unit["name"], *unit["label"], kept.polygons(_shown(unit, chosen, near))]
        for unit in outlines["units"]
    ]
    hosts = [base.host for base in collection.bases]
    states = _states(places, hosts, folder)
    return {
        "grid": GRID,
        "arcs": kept.arcs,
        "land": land,
        "disputed": [kept.numbers[arc] for arc in outlines["disputed"] if arc in kept.numbers],
        "states": {
            code: {
                "arcs": found["arcs"],
                "units": [[unit["name"], unit["polygons"]] for unit in found["units"]],
            }
            for code, found in states.items()
        },
        "towns": _towns(frozenset(cells), folder),
        "areas": _areas(places, {unit["code"] for unit in outlines["units"]}, states),
    }


@lru_cache(maxsize=2)
def _countries(folder: Path) -> dict[str, Any]:
    """The condensed countries, with `lengths` of the arcs and which arcs pass which `cells`."""
    found: dict[str, Any] = json.loads(asset("countries.json", folder))
    width = round(CELL / GRID)
    cells: dict[tuple[int, int], list[int]] = {}
    for number, arc in enumerate(found["arcs"]):
        for cell in {(x // width, y // width) for x, y in _points(arc)}:
            cells.setdefault(cell, []).append(number)
    found["cells"] = cells
    found["lengths"] = [len(arc) // 2 for arc in found["arcs"]]
    return found


def _shown(unit: dict[str, Any], arcs: list[Arc], near: set[int]) -> list[list[list[int]]]:
    """The polygons of a country without the specks far from the story."""
    polygons = [polygon for polygon in unit["polygons"] if not _is_far_speck(polygon, arcs, near)]
    return polygons or unit["polygons"][:1]


def _is_far_speck(polygon: list[list[int]], arcs: list[Arc], near: set[int]) -> bool:
    if len(polygon) != 1 or len(polygon[0]) != 1 or polygon[0][0] in near:
        return False
    west, south, east, north = _box(arcs[polygon[0][0]])
    return max(east - west, north - south) < SMALLEST_FAR_ISLAND


def _fine_arcs(outlines: dict[str, Any], cells: Iterable[Cell], codes: set[str | None]) -> set[int]:
    """The arcs that pass the cells, in their order, as far as a page has room for them.

    All of a country's outline is fine when it is not too long and an event lies in the country.
    """
    lengths = outlines["lengths"]
    near: set[int] = set()
    for unit in outlines["units"]:
        if unit["code"] in codes:
            used = {
                arc if arc >= 0 else ~arc
                for polygon in unit["polygons"]
                for ring in polygon
                for arc in ring
            }
            if sum(lengths[arc] for arc in used) <= LARGEST_FINE_COUNTRY:
                near |= used
    room = MOST_FINE_POINTS - sum(lengths[arc] for arc in near)
    for cell in cells:
        for arc in outlines["cells"].get(cell, ()):
            if arc not in near and lengths[arc] <= room:
                near.add(arc)
                room -= lengths[arc]
    return near


def _cells_around(counts: Mapping[Cell, int]) -> tuple[Cell, ...]:
    """The cells near those with places, each once, around the fullest first."""
    fullest = sorted(counts, key=lambda cell: (-counts[cell], cell))
    around = (product(_around(column), _around(row)) for column, row in fullest)
    return tuple(dict.fromkeys(chain.from_iterable(around)))


def _around(cell: int) -> range:
    return range(cell - FINE_WITHIN // CELL, cell + FINE_WITHIN // CELL + 1)


def _towns(near: Container[Cell], folder: Path) -> list[list[Any]]:
    """Landmarks: the towns in the cells `near`, elsewhere the great ones and the capitals."""
    found: list[list[Any]] = []
    local = 0
    for name, lon, lat, people, is_capital in json.loads(asset("towns.json", folder)):
        if (int(lon // CELL), int(lat // CELL)) in near and local < MOST_LOCAL_TOWNS:
            local += 1
        elif people < GREAT_TOWN and not is_capital:
            continue
        found.append([name, lon, lat, is_capital, _smallest_zoom(people, bool(is_capital))])
    return found


def _smallest_zoom(people: int, is_capital: bool) -> int:
    """From which zoom on a town is named: a capital one step before a town of its size."""
    steps = ((8e6, 3), (3e6, 4), (1e6, 5), (400_000, 6), (150_000, 7))
    zoom = next((zoom for least, zoom in steps if people >= least), 8)
    return max(3, min(zoom - 1, 5)) if is_capital else zoom


def _states(
    places: list[EventPlace], hosts: list[str | None], folder: Path
) -> dict[str, dict[str, Any]]:
    """The states of the countries with most places, as far as there are shapes of them."""
    counts = Counter(
        code for code in [*(place.country for place in places), *hosts] if code is not None
    )
    most = sorted(counts, key=lambda code: (-counts[code], code))[:MOST_COUNTRIES_WITH_STATES]
    named = sorted({place.country for place in places if place.level == "state" and place.country})
    return {
        code: json.loads((folder / f"admin1-{code}.json").read_text(encoding="utf-8"))
        for code in dict.fromkeys([*most, *named])
        if (folder / f"admin1-{code}.json").is_file()
    }


def _areas(
    places: list[EventPlace], codes: set[str], states: dict[str, dict[str, Any]]
) -> list[list[Any]]:
    """Shapes of the areas named, one line for each gazetteer id that has one."""
    found: dict[str, list[Any]] = {}
    for place in places:
        if place.gazetteer_id in found or place.country is None:
            continue
        if place.level == "country" and place.country in codes:
            found[place.gazetteer_id] = [place.gazetteer_id, place.country, None]
        elif place.level == "state" and place.country in states:
            numbers = state_numbers(place, states[place.country])
            if numbers:
                found[place.gazetteer_id] = [place.gazetteer_id, place.country, numbers]
    return [found[key] for key in sorted(found)]


def state_numbers(place: EventPlace, states: dict[str, Any]) -> list[int]:
    """The units of a country's states that make up `place`; none where that is not certain.

    First by GeoNames id; then the units whose region (of which they are a second-order part) has
    the place's name; then the unit or region around the place's point, if its extent agrees.
    """
    units = states["units"]
    prefix, _, number = place.gazetteer_id.partition(":")
    if prefix == "geonames" and number.isdecimal():
        by_id = [at for at, unit in enumerate(units) if unit["geonames"] == int(number)]
        if by_id:
            return by_id
    by_name = [
        at for at, unit in enumerate(units) if unit["parent"] and unit["parent"] == place.name
    ]
    if by_name:
        return by_name
    around = [at for at, unit in enumerate(units) if _holds(unit, states["arcs"], place)]
    if around and units[around[0]]["parent"]:
        parent = units[around[0]]["parent"]
        around = [at for at, unit in enumerate(units) if unit["parent"] == parent]
    return around if around and _extents_agree(place, around, states) else []


def _extents_agree(place: EventPlace, numbers: list[int], states: dict[str, Any]) -> bool:
    """Whether the units' box covers half or more of what it and the place's box cover together."""
    if place.bbox is None:
        return False
    boxes = [
        _box(states["arcs"][arc if arc >= 0 else ~arc])
        for number in numbers
        for polygon in states["units"][number]["polygons"]
        for arc in polygon[0]
    ]
    one = _union(boxes)
    other: Box = tuple(place.bbox)  # type: ignore[assignment]  # a BBox is four numbers
    common = max(0.0, min(one[2], other[2]) - max(one[0], other[0])) * max(
        0.0, min(one[3], other[3]) - max(one[1], other[1])
    )
    return common >= 0.5 * (_size(one) + _size(other) - common)


def _holds(unit: dict[str, Any], arcs: list[Arc], place: EventPlace) -> bool:
    """Whether the place's point lies inside the unit (even-odd rule over all its rings)."""
    x, y = place.lon / GRID, place.lat / GRID
    inside = False
    for polygon in unit["polygons"]:
        for ring in polygon:
            for arc in ring:
                points = _points(arcs[arc if arc >= 0 else ~arc])
                for (ax, ay), (bx, by) in pairwise(points):
                    if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                        inside = not inside
    return inside


def _points(arc: Arc) -> list[tuple[int, int]]:
    x = y = 0
    points = []
    for at in range(0, len(arc), 2):
        x, y = x + arc[at], y + arc[at + 1]
        points.append((x, y))
    return points


def _box(arc: Arc) -> Box:
    points = _points(arc)
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs) * GRID, min(ys) * GRID, max(xs) * GRID, max(ys) * GRID


def _union(boxes: list[Box]) -> Box:
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def _size(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
