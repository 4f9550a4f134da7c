"""The map as a picture, without a browser; tests/builds/test_pictures.py looks at it in one."""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from typing import Literal, get_args

import pytest

from maps import svg
from maps.features import (
    Base,
    BaseKind,
    BaseStatus,
    Event,
    EventPlace,
    FeatureCollection,
    Mention,
    Status,
)
from maps.lettering import safe_width, wrapped
from maps.looks import Shape, operator_looks
from maps.marks import DIAMOND, PATHS
from maps.paper import PictureOptions, inks
from maps.pictures import map_svg
from maps.pictures.basemarks import (
    BURST,
    EXACT_KM,
    LETTERED,
    SQUARE,
    STRIKE,
    SYMBOLS,
    base_mark,
)
from maps.pictures.labels import Labels
from maps.pictures.outlines import Outlines
from maps.pictures.projection import View, fitting, mercator_y
from maps.pictures.sites import Numbered, ranges, sites
from maps.place import BBox
from maps.shell import WEB
from tests.samples import HOSTILE_STRINGS, hostile_collection, sample_collection

ALL = get_args(Status)
TOLD = (Mention("d1", 0, 4, "Base"),)


def place(name: str, lon: float, lat: float, **more: object) -> EventPlace:
    return replace(EventPlace(name, lon, lat), **more)  # type: ignore[arg-type]


def story(*events: Event, **more: object) -> FeatureCollection:
    return replace(FeatureCollection(title="A story", events=events), **more)  # type: ignore[arg-type]


def words(picture: str) -> list[str]:
    """Every line of text of a drawing that can be parsed as XML."""
    root = ET.fromstring(picture)  # noqa: S314 - our own
    return ["".join(item.itertext()) for item in root.iter("{http://www.w3.org/2000/svg}text")]


class TestWriter:
    @pytest.mark.parametrize(
        "value", [*HOSTILE_STRINGS, "\x00\x0b\ud800 half", "a & b < c > \"d\" 'e'"]
    )
    def test_any_text_stays_text(self, value: str) -> None:
        made = svg.drawing(
            10,
            10,
            [svg.text(1, 2, value, fill=value)],
            title=value,
            description=value,
            paper="#fff",
        )
        root = ET.fromstring(made)  # noqa: S314 - our own
        assert {item.tag.partition("}")[2] for item in root.iter()} == {
            "svg", "title", "desc", "rect", "text",
        }  # fmt: skip
        shown = re.sub("[\x00\x0b\ud800]", "\ufffd", value)
        assert root.find("{*}text").text == shown  # type: ignore[union-attr]

    def test_numbers_are_short(self) -> None:
        assert [svg.number(value) for value in (1.0, 0.125, -0.001, 1 / 3, 1e6)] == [
            "1", "0.12", "0", "0.33", "1000000",
        ]  # fmt: skip

    def test_marks_are_those_of_the_pages(self) -> None:
        script = (WEB / "shapes.js").read_text(encoding="utf-8")
        assert set(PATHS) == set(get_args(Shape))
        for path in (
            *(PATHS[shape] for shape in ("square", "triangle", "cross", "hexagon")),
            DIAMOND,
        ):
            assert path in script

    def test_bases_are_those_of_the_pages(self) -> None:
        script = (WEB / "basemarks.js").read_text(encoding="utf-8")
        assert set(SYMBOLS) == set(get_args(BaseKind))
        paths = [path for symbol in SYMBOLS.values() for path in (symbol.fill, symbol.line)]
        for path in (*paths, LETTERED, SQUARE, STRIKE, BURST):
            for part in without_circles(path):
                assert part in script
        told = re.findall(r"circle\((.*?), (.*?), (.*?)\)", script)
        circles = {tuple(map(float, one)) for one in told if "x" not in one}
        drawn = {circle for path in paths for circle in circles_of(path)}
        assert drawn == circles - {(0.0, 0.0, 0.85)}, "the round tile is no symbol"
        assert f"EXACT_KM = {EXACT_KM:.0f};" in script


_CIRCLE = re.compile(r"M(\S+) (\S+)A(\S+) \3 0 1 1 \S+ \S+A\3 \3 0 1 1 \1 \2Z")


def circles_of(path: str) -> list[tuple[float, float, float]]:
    """Middle and radius of each circle in path data."""
    return [
        (round(float(right) - float(radius), 3), float(y), float(radius))
        for right, y, radius in _CIRCLE.findall(path)
    ]


def without_circles(path: str) -> list[str]:
    return [part for part in _CIRCLE.sub(" # ", path).split(" # ") if part]


class TestLettering:
    def test_lines_fit_and_lose_nothing(self) -> None:
        text = (
            "Donaudampfschifffahrtsgesellschaftskapitän spricht über 東京で起きた大きな地震について"
        )
        for width in (60, 120, 400):
            lines = wrapped(text, width, 14)
            assert "".join(lines).replace(" ", "") == text.replace(" ", "")
            assert all(safe_width(line, 14) <= width for line in lines)

    def test_a_letter_wider_than_the_line_stands_alone(self) -> None:
        assert wrapped("WW W", 1, 14) == ["W", "W", "W"]
        assert wrapped("  ", 100, 14) == []


class TestProjection:
    def test_all_is_inside_with_a_margin(self) -> None:
        points = [(68.8, 38.6), (71.5, 37.5), (-3.7, 40.4)]
        view = fitting(points, [BBox(60.0, 30.0, 62.0, 35.0)], 1000, 600)
        for lon, lat in (*points, (60.0, 30.0), (62.0, 35.0)):
            assert 100 < view.x(lon) < 900
            assert 60 < view.y(lat) < 540

    def test_a_single_place_is_in_the_middle_with_its_country_around(self) -> None:
        view = fitting([(68.8, 38.6)], [], 1000, 600)
        assert view.x(68.8) == pytest.approx(500)
        assert view.y(38.6) == pytest.approx(300)
        assert 4 < view.world / 256 / 8 < 40  # zoom 5 to 8

    def test_a_story_on_both_sides_of_180_degrees_stays_whole(self) -> None:
        view = fitting([(178.4, -18.1), (-171.8, -13.8)], [], 1000, 600)
        assert view.x(-171.8) - view.x(178.4) == pytest.approx(9.8 / 360 * view.world)
        assert view.width / view.world * 360 < 40

    def test_the_world_and_nothing_else_when_there_is_no_place(self) -> None:
        view = fitting([], [], 1000, 600)
        assert (view.x(-180), view.world) == (0, 1000)

    def test_a_length_is_what_it_is_at_its_latitude(self) -> None:
        view = View(0.0, 0.0, 36_000, 100, 100)
        assert view.pixels(111.32, 0) == pytest.approx(100)
        assert view.pixels(111.32, 60) == pytest.approx(200)
        assert view.latitude(view.y(47.3)) == pytest.approx(47.3)

    def test_poles_are_finite(self) -> None:
        assert mercator_y(90) == pytest.approx(0, abs=1e-3)
        assert math.isfinite(mercator_y(-90))


class TestSites:
    VIEW = View(60.0, 0.3, 10_000, 1000, 600)

    def test_places_that_meet_on_paper_are_one_site(self) -> None:
        one, near = place("A", 70.0, 38.0), place("B", 70.5, 38.0)
        far = place("C", 80.0, 38.0)
        events = [Event("1", "x", places=(one,)), Event("2", "y", places=(near, far))]
        found = sites([Numbered(at + 1, event) for at, event in enumerate(events)], self.VIEW)
        assert [site.words for site in found] == [("A, B 1, 2", "1, 2", "1 …"), ("C 2", "2", "2")]

    @pytest.mark.parametrize(
        ("numbers", "shown"),
        [([1], "1"), ([2, 1], "1, 2"), ([1, 2, 3], "1–3"), ([1, 2, 4, 5, 6, 9, 9], "1, 2, 4–6, 9")],
    )
    def test_numbers_in_a_row_are_a_range(self, numbers: list[int], shown: str) -> None:
        assert ranges(numbers) == shown


class TestLabels:
    def test_names_do_not_run_into_each_other(self) -> None:
        labels = Labels(View(0.0, 0.0, 1000, 400, 300))
        placed = [labels.place("Oš", 200, 150, 12, 8) for _ in range(12)]
        found = [one for one in placed if one is not None]
        assert 3 < len(found) < 12
        boxes = labels.taken
        assert len(boxes) == len(found)
        for at, (left, top, right, bottom) in enumerate(boxes):
            for other in boxes[:at]:
                assert (
                    right <= other[0] or left >= other[2] or bottom <= other[1] or top >= other[3]
                )

    def test_a_name_at_the_edge_turns_inwards(self) -> None:
        labels = Labels(View(0.0, 0.0, 1000, 400, 300))
        placed = labels.place("Dushanbe", 390, 150, 12, 8)
        assert placed is not None
        assert placed.anchor == "end"


#: A square on the other side of 180° from its neighbour, one unit a degree.
SQUARES = {
    "grid": 1,
    "arcs": [
        [178, 10, 2, 0], [180, 10, 0, -10], [180, 0, -2, 0, 0, 10],
        [-180, 10, 2, 0, 0, -10, -2, 0],
    ],
    "land": [["AA", "A", 179, 5, [[[0, 1, 2]]]], ["BB", "B", -179, 5, [[[3, ~1]]]]],
    "disputed": [1],
    "states": {},
    "towns": [],
    "areas": [["geonames:1", "AA", None]],
}  # fmt: skip


class TestOutlines:
    def test_land_on_both_sides_of_180_degrees(self) -> None:
        view = View(170.0, 0.45, 3600, 200, 300)
        path = Outlines(SQUARES, view).land()
        lefts = sorted(float(x) for x in re.findall(r"M([\d.-]+) ", path))
        assert lefts == [80, 100]  # A from 178° and B from 180° on, ten pixels a degree

    def test_an_area_is_found_by_its_id(self) -> None:
        view = View(170.0, 0.45, 3600, 200, 300)
        outlines = Outlines(SQUARES, view)
        assert outlines.area("geonames:1").endswith("Z")
        assert outlines.area("geonames:2") == ""

    def test_what_lies_elsewhere_is_left_out(self) -> None:
        view = View(0.0, 0.45, 3600, 200, 300)
        assert Outlines(SQUARES, view).land() == ""


class TestPicture:
    def test_the_same_bytes_and_well_formed(self) -> None:
        for collection in (sample_collection(), hostile_collection(), FeatureCollection()):
            picture = map_svg(collection, PictureOptions(statuses=ALL))
            assert picture == map_svg(collection, PictureOptions(statuses=ALL))
            ET.fromstring(picture)  # noqa: S314 - our own

    def test_every_event_is_in_the_list_or_in_the_notes(self) -> None:
        collection = sample_collection()
        told = " ".join(words(map_svg(collection, PictureOptions(width=2400, statuses=ALL))))
        for event in collection.events:
            assert event.title in told

    def test_events_that_are_not_drawn_are_counted(self) -> None:
        told = words(map_svg(sample_collection()))
        hidden = sum(not event.is_drawn for event in sample_collection().events)
        assert f"{hidden} events are not drawn, for they are not told as facts." in told

    def test_a_country_is_an_outline_and_hollow(self) -> None:
        kyrgyzstan = place(
            "Kyrgyzstan", 74.5, 41.3, level="country", gazetteer_id="geonames:1527747",
            country="KG", precision_km=300.0,
        )  # fmt: skip
        picture = map_svg(story(Event("1", "A law", kind="politics", places=(kyrgyzstan,))))
        assert re.search(r'<path d="M[^"]{500,}" fill="#007a58" fill-opacity="0.07"', picture)
        star = re.escape(PATHS["star"])
        disc = r'<circle [^>]*r="7" fill="#ffffff" stroke="#007a58"[^>]* stroke-dasharray="3 2"/>'
        assert re.search(disc, picture)
        # In the disc it is small; in legend and list it is as large as any.
        radii = re.findall(rf'scale\(([\d.]+)\)"[^>]*><path d="{star}"', picture)
        assert sorted(map(float, radii)) == [4.06, 6, 6]

    def test_how_exactly_a_place_is_known_is_a_circle(self) -> None:
        vague = story(Event("1", "x", places=(place("Near X", 70.0, 38.0, precision_km=80.0),)))
        exact = story(Event("1", "x", places=(place("X", 70.0, 38.0, precision_km=1.0),)))
        assert 'stroke-dasharray="5 4"' in map_svg(vague)
        assert 'stroke-dasharray="5 4"' not in map_svg(exact)

    def test_bases_have_their_operators_letters(self) -> None:
        bases = (
            Base("b1", "First Base", 68.9, 38.5, operator=("RU",)),
            Base("b2", "Second Base", 69.9, 38.9, operator=("TJ",), inferred=True),
            Base("b3", "Nowhere"),
        )
        named = tuple(replace(base, mentions=TOLD) for base in bases)
        told = words(map_svg(story(Event("1", "x", places=(place("X", 69.0, 38.0),)), bases=named)))
        assert {"RU", "TJ", "First Base", "Second Base"} <= set(told)
        assert "Nowhere" not in told

    @pytest.mark.parametrize("theme", ["light", "dark"])
    def test_a_base_has_its_operators_colour_and_its_kinds_symbol(
        self, theme: Literal["light", "dark"]
    ) -> None:
        base = Base("b1", "X", 68.9, 38.5, operator=("RU",), base_kind="naval", mentions=TOLD)
        options = PictureOptions(theme=theme)
        look = operator_looks()["russia"]
        hue = look.dark if theme == "dark" else look.light
        assert f'<path d="{LETTERED}" fill="{hue}"/>' in base_mark(0, 0, 8, base, options)
        hollow = base_mark(0, 0, 8, replace(base, inferred=True), options)
        assert f'<path d="{LETTERED}" fill="{inks(options).paper}" stroke="{hue}"' in hollow
        assert SYMBOLS["naval"].line in map_svg(story(bases=(base,)), options)

    @pytest.mark.parametrize(
        ("status", "sign"), [("closed", STRIKE), ("denied", STRIKE), ("attacked", BURST)]
    )
    def test_what_became_of_a_base_is_drawn_over_it(self, status: BaseStatus, sign: str) -> None:
        base = Base("b1", "X", 68.9, 38.5, operator=("RU",), mentions=TOLD)
        assert sign not in base_mark(0, 0, 8, base, PictureOptions())
        assert sign in base_mark(0, 0, 8, replace(base, status=status), PictureOptions())

    def test_the_legend_tells_kinds_operators_and_hollow(self) -> None:
        bases = (
            Base("b1", "X", 68.9, 38.5, operator=("RU",), base_kind="air", mentions=TOLD),
            Base("b2", "Y", 69.9, 38.9, operator=("US",), base_kind="army", inferred=True),
        )
        told = words(map_svg(story(bases=bases)))
        for key in ("air base", "army base", "Russia", "United States"):
            assert told.count(key) == 1
        assert "naval base" not in told
        assert any(line.startswith("hollow:") for line in told)

    def test_bases_for_orientation_are_small_and_without_names(self) -> None:
        many = tuple(
            Base(f"b{at}", f"Base {at}", 60.0 + at % 20, 30.0 + at // 20, operator=("US",))
            for at in range(300)
        )
        picture = map_svg(story(Event("1", "x", places=(place("X", 70.0, 38.0),)), bases=many))
        assert not [line for line in words(picture) if line.startswith("Base ")]
        assert picture.count('width="6" height="6"') > 10

    def test_many_events_at_one_place_are_counted(self) -> None:
        here = place("X", 70.0, 38.0)
        many = story(*(Event(f"{at}", f"Event {at}", places=(here,)) for at in range(9)))
        told = words(map_svg(many))
        assert {"X 1–9", "+3"} <= set(told)

    def test_in_another_language(self) -> None:
        told = words(map_svg(sample_collection(), PictureOptions(language="de")))
        assert any("Ereignisse" in line for line in told)
        assert "Places: GeoNames" in " ".join(told)
