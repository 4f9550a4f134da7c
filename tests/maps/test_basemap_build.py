"""Condensing outlines: lines stay shared, territories lie with their recognised state."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from maps import basemap_build
from maps.basemap_build import admin1, countries, towns
from maps.topology import ring_points, simplified

#: Two unit squares side by side; their common edge is arc 0.
SQUARES = {
    "transform": {"scale": [1, 1], "translate": [0, 0]},
    "arcs": [
        [[1, 0], [0, 1]],
        [[1, 1], [-1, 0], [0, -1], [1, 0]],
        [[1, 0], [1, 0], [0, 1], [-1, 0]],
    ],
}


def atlas(left: dict[str, Any], right: dict[str, Any]) -> dict[str, Any]:
    shapes = [
        {"type": "Polygon", "arcs": [[0, 1]], **left},
        {"type": "Polygon", "arcs": [[~0, 2]], **right},
    ]
    return {**SQUARES, "objects": {"countries": {"geometries": shapes}}}


def unit(numeric: str | None, name: str) -> dict[str, Any]:
    return {**({"id": numeric} if numeric else {}), "properties": {"name": name}}


def test_agreed_border_is_not_disputed() -> None:
    made = countries(atlas(unit("250", "France"), unit("276", "Germany")))
    assert [found["code"] for found in made["units"]] == ["DE", "FR"]
    assert made["disputed"] == []


@pytest.mark.parametrize(
    ("left", "right", "codes"),
    [
        (unit("688", "Serbia"), unit(None, "Kosovo"), ["RS", "XK"]),
        (unit("504", "Morocco"), unit("732", "W. Sahara"), ["EH", "MA"]),
        (unit("706", "Somalia"), unit(None, "Somaliland"), ["SO"]),
        (unit("196", "Cyprus"), unit(None, "N. Cyprus"), ["CY"]),
    ],
)
def test_disputed_border_is_dashed_and_the_coast_is_not(
    left: dict[str, Any], right: dict[str, Any], codes: list[str]
) -> None:
    made = countries(atlas(left, right))
    assert [found["code"] for found in made["units"]] == codes
    assert made["disputed"] == [0]


def test_polygon_in_the_box_of_crimea_joins_ukraine() -> None:
    there = {**SQUARES["transform"], "translate": [33.0, 45.0]}  # type: ignore[dict-item]
    made = countries(
        {
            **atlas(unit("804", "Ukraine"), unit("643", "Russia")),
            "transform": {**there, "scale": [1, 1]},
        }
    )
    assert [(found["code"], len(found["polygons"])) for found in made["units"]] == [("UA", 2)]
    assert made["disputed"] == [0]


def test_polygon_of_russia_elsewhere_stays() -> None:
    made = countries(atlas(unit("804", "Ukraine"), unit("643", "Russia")))
    assert [found["code"] for found in made["units"]] == ["RU", "UA"]


def test_western_sahara_is_cut_off_morocco() -> None:
    """A Morocco of one square from 20 to 36 degrees north, with a corner where the cut begins."""
    corners = [(-20_000, 20_000), (-8_000, 20_000), (-8_667, 27_667), (-8_000, 36_000)]
    corners += [(-13_000, 36_000), (-13_178, 27_667), (-20_000, 20_000)]
    steps = [[x - last_x, y - last_y] for (last_x, last_y), (x, y) in pairwise(corners)]
    arc = [list(corners[0]), *steps]
    morocco = {"type": "Polygon", "arcs": [[0]], **unit("504", "Morocco")}
    made = countries(
        {
            "transform": {"scale": [0.001, 0.001], "translate": [0, 0]},
            "arcs": [arc],
            "objects": {"countries": {"geometries": [morocco]}},
        }
    )
    (sahara, rest) = made["units"]
    assert (sahara["code"], rest["code"]) == ("EH", "MA")
    assert sahara["label"][1] < 27.667 < rest["label"][1]
    (line,) = made["disputed"]
    x, y, dx, dy = made["arcs"][line]
    assert sorted([(x, y), (x + dx, y + dy)]) == [(-13_178, 27_667), (-8_667, 27_667)]


def test_label_lies_inside_the_largest_polygon() -> None:
    made = countries(atlas(unit("250", "France"), unit("276", "Germany")))
    lon, lat = next(found["label"] for found in made["units"] if found["code"] == "DE")
    assert 1.3 < lon < 1.7
    assert 0.3 < lat < 0.7


def state(name: str, ring: list[list[float]], **properties: object) -> dict[str, Any]:
    return {
        "properties": {"name": name, "iso_a2": "TJ", "gn_level": 1, **properties},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


LEFT = [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0], [0.0, 0.0]]
RIGHT = [[1.0, 0.0], [2.0, 0.0], [2.0, 1.0], [1.0, 1.0], [1.0, 0.0]]


def test_states_share_the_line_between_them() -> None:
    made = admin1({"features": [state("West", LEFT, gn_id=11), state("East", RIGHT, gn_id=12)]})[
        "TJ"
    ]
    (west,), (east,) = (found["polygons"][0] for found in made["units"])
    shared = {arc if arc >= 0 else ~arc for arc in west} & {
        arc if arc >= 0 else ~arc for arc in east
    }
    assert len(shared) == 1
    assert len(made["arcs"]) == 3
    assert [found["geonames"] for found in made["units"]] == [11, 12]


def test_crimea_is_a_state_of_ukraine() -> None:
    made = admin1({"features": [state("Crimea", LEFT, iso_a2="RU", gn_a1_code="UA.11")]})
    assert list(made) == ["UA"]


def test_second_order_units_tell_their_region_and_carry_no_id() -> None:
    ain = state("Ain", LEFT, iso_a2="FR", gn_level=2, gn_id=3038422, region="Auvergne")
    found = admin1({"features": [ain]})["FR"]["units"][0]
    assert (found["geonames"], found["parent"]) == (0, "Auvergne")


def test_simplified_keeps_ends_and_what_sticks_out() -> None:
    assert simplified([(0, 0), (5, 1), (10, 0), (15, 30), (20, 0)], 6.0) == [
        (0, 0), (10, 0), (15, 30), (20, 0),
    ]  # fmt: skip


def test_simplified_keeps_a_closed_line_open_to_the_eye() -> None:
    square = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]
    kept = simplified(square, 50.0)
    assert kept[0] == kept[-1]
    assert len(set(kept)) >= 3


def test_ring_across_the_date_line_goes_on() -> None:
    arcs = [[(179_000, 0), (-179_000, 0), (-179_000, 1000), (179_000, 1000), (179_000, 0)]]
    points = ring_points(arcs, [0])
    assert [x for x, _ in points] == [179_000, 181_000, 181_000, 179_000, 179_000]


def town(name: str, people: int, code: str = "PPL") -> str:
    columns = [
        "1",
        name,
        name,
        "",
        "38.5358",
        "68.7791",
        "P",
        code,
        "TJ",
        "",
        "",
        "",
        "",
        "",
        people,
    ]
    return "\t".join(map(str, columns)) + "\t\t\t\t"


def test_towns_are_large_ones_and_capitals_largest_first() -> None:
    rows = [
        town("Small", 49_999), town("Large", 60_000), town("Quarter", 90_000, "PPLX"),
        town("Capital", 900, "PPLC"), town("Larger", 70_000),
    ]  # fmt: skip
    assert towns(rows) == [
        ["Larger", 68.78, 38.54, 70_000, 0],
        ["Large", 68.78, 38.54, 60_000, 0],
        ["Capital", 68.78, 38.54, 900, 1],
    ]


def test_the_build_hook_can_load_the_module_by_its_path(tmp_path: Path) -> None:
    """In an environment without the package, as pip's isolated builds are."""
    script = tmp_path / "load.py"
    script.write_text(
        "import importlib.util, sys\n"
        "spec = importlib.util.spec_from_file_location('basemap_build', sys.argv[1])\n"
        "module = importlib.util.module_from_spec(spec)\n"
        "sys.modules['basemap_build'] = module\n"
        "spec.loader.exec_module(module)\n"
        "print(callable(module.condense))\n"
    )
    path = Path(basemap_build.__file__)
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(script), str(path)],
        capture_output=True, text=True, check=False, cwd=tmp_path,
    )  # fmt: skip
    assert (done.stdout.strip(), done.stderr) == ("True", "")
