"""The basemap of a page: fine near the story, small, and the right shape for each area named."""

from __future__ import annotations

import json
from typing import Any

import pytest

from maps.basemap import basemap, state_numbers
from maps.features import Event, EventPlace, FeatureCollection
from maps.place import BBox
from tests.samples import sample_collection


def collection(*places: EventPlace) -> FeatureCollection:
    return FeatureCollection(events=(Event("e1", "Something", places=places),))


@pytest.fixture(scope="module")
def sample() -> dict[str, Any]:
    return basemap(sample_collection())


def countries_of(value: dict[str, Any]) -> dict[str, Any]:
    return {code: (lon, lat, polygons) for code, _, lon, lat, polygons in value["land"]}


def points_of(value: dict[str, Any], code: str) -> int:
    polygons = countries_of(value)[code][2]
    arcs = {arc if arc >= 0 else ~arc for polygon in polygons for ring in polygon for arc in ring}
    return sum(len(value["arcs"][arc]) // 2 for arc in arcs)


def holds(value: dict[str, Any], code: str, lon: float, lat: float) -> bool:
    """Whether the country's polygons hold a point (even-odd rule)."""
    inside = False
    for polygon in countries_of(value)[code][2]:
        for ring in polygon:
            points: list[tuple[float, float]] = []
            for number in ring:
                arc = value["arcs"][number if number >= 0 else ~number]
                x = y = 0
                piece = []
                for at in range(0, len(arc), 2):
                    x, y = x + arc[at], y + arc[at + 1]
                    piece.append((x * value["grid"], y * value["grid"]))
                points += piece if number >= 0 else piece[::-1]
            for (ax, ay), (bx, by) in zip(points, [*points[1:], points[0]], strict=True):
                if (ay > lat) != (by > lat) and lon < (bx - ax) * (lat - ay) / (by - ay) + ax:
                    inside = not inside
    return inside


def test_all_the_world_is_there_and_small(sample: dict[str, Any]) -> None:
    assert {"TJ", "KG", "US", "BR", "AU", "ZA", "XK", "PS", "TW", "EH"} <= set(countries_of(sample))
    assert len(json.dumps(sample, separators=(",", ":"))) < 400_000


def test_outlines_are_fine_near_the_story_and_coarse_far_away(sample: dict[str, Any]) -> None:
    far = basemap(collection(EventPlace("Lima", -77.0, -12.0)))
    assert points_of(sample, "TJ") > 4 * points_of(far, "TJ")
    assert points_of(far, "PE") > 2 * points_of(sample, "PE")


@pytest.mark.parametrize(
    ("place", "lon", "lat", "code", "other"),
    [
        ("Simferopol", 34.10, 44.95, "UA", "RU"),
        ("Sevastopol", 33.55, 44.61, "UA", "RU"),
        ("Krasnodar", 38.98, 45.04, "RU", "UA"),
        ("Hargeisa", 44.06, 9.56, "SO", "ET"),
        ("Kyrenia", 33.32, 35.31, "CY", "TR"),
        ("Pristina", 21.16, 42.66, "XK", "RS"),
        ("Guantanamo Bay", -75.10, 19.96, "CU", "US"),
        ("Laayoune", -13.20, 27.15, "EH", "MA"),
    ],
)
def test_territories_lie_with_their_recognised_state(
    place: str, lon: float, lat: float, code: str, other: str
) -> None:
    value = basemap(collection(EventPlace(place, lon, lat)))
    assert holds(value, code, lon, lat)
    assert not holds(value, other, lon, lat)


def test_country_of_an_event_has_its_shape(sample: dict[str, Any]) -> None:
    areas = {line[0]: line[1:] for line in sample["areas"]}
    assert areas["geonames:1527747"] == ["KG", None]


def test_state_of_an_event_has_its_shape(sample: dict[str, Any]) -> None:
    areas = {line[0]: line[1:] for line in sample["areas"]}
    code, numbers = areas["geonames:1347488"]
    assert code == "TJ"
    assert [sample["states"]["TJ"]["units"][number][0] for number in numbers] == ["Khatlon"]


def test_town_and_unknown_country_have_no_shape() -> None:
    value = basemap(
        collection(
            EventPlace("Dushanbe", 68.8, 38.5, level="city", gazetteer_id="a", country="TJ"),
            EventPlace("Nowhere", 0.0, 0.0, level="country", gazetteer_id="b", country="QQ"),
            EventPlace("Sea", 0.0, 0.0, level="water", gazetteer_id="c"),
        )
    )
    assert value["areas"] == []


def square(west: float, **unit: Any) -> tuple[list[int], dict[str, Any]]:
    arc = [round(west * 1000), 0, 1000, 0, 0, 1000, -1000, 0, 0, -1000]
    return arc, {"name": "", "geonames": 0, "parent": "", **unit}


def states(*squares: tuple[list[int], dict[str, Any]]) -> dict[str, Any]:
    units = [{**unit, "polygons": [[[at]]]} for at, (_, unit) in enumerate(squares)]
    return {"arcs": [arc for arc, _ in squares], "units": units}


def state(name: str, lon: float, bbox: BBox | None = None, number: int = 5) -> EventPlace:
    return EventPlace(name, lon, 0.5, bbox=bbox, level="state", gazetteer_id=f"geonames:{number}")


def test_state_is_found_by_its_id_first() -> None:
    shapes = states(square(0, geonames=4), square(1, geonames=5))
    assert state_numbers(state("Any", 0.5), shapes) == [1]


def test_parts_of_a_region_make_it_up() -> None:
    shapes = states(square(0, parent="North"), square(1, parent="South"), square(2, parent="South"))
    assert state_numbers(state("South", 0.5), shapes) == [1, 2]


def test_shape_around_the_point_needs_an_extent_that_agrees() -> None:
    shapes = states(square(0), square(1))
    assert state_numbers(state("Any", 1.5, BBox(1, 0, 2, 1)), shapes) == [1]
    assert state_numbers(state("Any", 1.5, BBox(0, -5, 9, 5)), shapes) == []
    assert state_numbers(state("Any", 1.5), shapes) == []


def test_region_around_the_point_is_taken_whole() -> None:
    shapes = states(square(0, parent="Northern"), square(1, parent="Northern"))
    assert state_numbers(state("North", 1.5, BBox(0, 0, 2, 1)), shapes) == [0, 1]


def test_same_collection_same_basemap() -> None:
    assert basemap(sample_collection()) == basemap(sample_collection())
