"""The pages' own scripts, called in Chromium: the parts whose answers can be read off a table."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest

from maps import dates, shell
from maps.bundle import bundle
from maps.features import BaseKind
from tests.conftest import Visit

SCRIPTS = sorted(shell.WEB.glob("*.js"))
#: What is called here, from which module.
CALLED = {
    "state.js": ("overlaps", "fold", "createState"),
    "marks.js": (
        "arrange",
        "badgeRadius",
        "packing",
        "middleOfLongitudes",
        "createSpots",
        "pixels",
    ),
    "days.js": ("stretchOf", "isoDay"),
    "dom.js": ("safeLink",),
    "words.js": ("createWords", "countryName"),
    "basemarks.js": ("drawBase", "isHollow"),
}
#: What is drawn of a base, as an image in text.
_DRAWN = """
window.drawnBase = (base, colour) => {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: 64, height: 64 });
  const style = { colour, paper: "#fff", alert: "#d00", family: "sans-serif" };
  drawBase(canvas.getContext("2d"), 32, 32, 16, base, style);
  return canvas.toDataURL();
};
"""


@pytest.fixture
def call(visit: Callable[..., Visit], tmp_path: Path) -> Callable[..., Any]:
    """`call("name", *arguments)` calls an exported function of a page's script."""
    for script in SCRIPTS:
        (tmp_path / script.name).write_text(script.read_text("utf-8"), "utf-8")
    lines = []
    for module, exported in CALLED.items():
        names = ", ".join(exported)
        lines += [
            f'import {{ {names} }} from "./{module}";',
            f"Object.assign(window, {{ {names} }});",
        ]
    lines.append(_DRAWN)
    entry = tmp_path / "entry.js"
    entry.write_text("\n".join(lines) + "\n", "utf-8")
    page = visit(shell.document(title="x", styles=[], body="", scripts=[bundle(entry)])).page

    def called(name: str, *arguments: Any) -> Any:
        return page.evaluate("([name, given]) => window[name](...given)", [name, list(arguments)])

    return called


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_script_shows_text_as_text_only(script: Path) -> None:
    """No way from text to markup or code is used in any of them."""
    code = script.read_text(encoding="utf-8")
    ways = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|srcdoc"
    assert re.findall(ways, code) == []


@pytest.mark.browser
@pytest.mark.parametrize(
    ("span", "window", "shown"),
    [
        ([10, 20], [0, 10], False),  # ends where it begins
        ([10, 20], [0, 11], True),
        ([10, 20], [19, 30], True),
        ([10, 20], [20, 30], False),
        ([10, 20], [12, 13], True),  # lasts through the window
        ([None, 20], [0, 5], True),  # open start
        ([10, None], [50, 60], True),  # open end
        ([10.5, 10.5], [10, 11], True),  # a clock time
        ([11, 11], [10, 11], False),
        (None, [0, 99], False),
    ],
)
def test_window_shows_what_overlaps_it(
    call: Callable[..., Any], span: list[float] | None, window: list[float], shown: bool
) -> None:
    assert call("overlaps", span, *window) is shown


@pytest.mark.browser
def test_search_folds_case_and_accents(call: Callable[..., Any]) -> None:
    assert call("fold", "São Tomé") == "sao tome"
    assert call("fold", "MÜNCHEN") == "munchen"


@pytest.mark.browser
def test_days_are_those_of_python(call: Callable[..., Any]) -> None:
    for text in ("2015-09-15", "2016-02", "1900", "-0043-03-15", "0000", "2015-09-15T12:00:00Z"):
        moment = dates.parse(text)
        assert moment
        assert call("stretchOf", text) == [moment.first, moment.last]
    for text in ("2015-02-30", "2015-13", "yesterday", "", "2015-09-15T25:00"):
        assert call("stretchOf", text) is None
    for number in (-800_000, -1, 0, 16_693, 400_000):
        assert call("isoDay", number) == dates.iso_day(number)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("longitudes", "middle"),
    [([68.0, 72.0], 70.0), ([170.0, -170.0], 180.0), ([-10.0, 10.0], 0.0), ([], 0.0)],
)
def test_middle_lies_among_the_places(
    call: Callable[..., Any], longitudes: list[float], middle: float
) -> None:
    assert abs(call("middleOfLongitudes", longitudes)) == pytest.approx(abs(middle))


def spot(x: float, items: int, level: str = "city") -> dict[str, Any]:
    """A spot `x` pixels east of the origin, at the scale of one pixel a unit, with marks."""
    marks = [{"id": f"{x}-{number}"} for number in range(items)]
    place = {"level": level, "name": "A"}
    return {"x": x, "y": 0, "place": place, "items": marks}


@pytest.mark.browser
def test_spots_apart_stand_apart_and_near_ones_together(call: Callable[..., Any]) -> None:
    apart = call("arrange", [spot(0, 1), spot(100, 1)], 1)
    assert [len(found["items"]) for found in apart] == [1, 1]
    near = call("arrange", [spot(0, 1), spot(10, 2)], 1)
    assert [(len(found["items"]), found["isBadge"]) for found in near] == [(3, False)]


@pytest.mark.browser
def test_bases_for_orientation_neither_hide_nor_count_with_the_story(
    call: Callable[..., Any],
) -> None:
    unmentioned = spot(2, 1, "base")
    unmentioned["items"][0] |= {"kind": "base", "mentions": []}
    mentioned = spot(4, 1, "base")
    mentioned["items"][0] |= {"kind": "base", "mentions": [{}]}
    behind, story = call("arrange", [spot(0, 1), unmentioned, mentioned], 1)
    assert [item["id"] for item in behind["items"]] == ["2-0"]  # drawn first, so below
    assert [item["id"] for item in story["items"]] == ["0-0", "4-0"]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("change", "hollow"),
    [
        ({}, False),
        ({"inferred": True}, True),
        ({"lon": None}, True),  # drawn over its host
        ({"precision_km": 5.0}, False),
        ({"precision_km": 12.0}, True),
        ({"status": "planned"}, True),
        ({"status": "attacked"}, False),
    ],
)
def test_a_base_that_is_not_sure_is_hollow(
    call: Callable[..., Any], change: dict[str, Any], hollow: bool
) -> None:
    base = {"inferred": False, "lon": 70.0, "precision_km": 2.0, "status": "exists"}
    assert call("isHollow", base | change) is hollow


@pytest.mark.browser
def test_bases_look_different_by_kind_operator_and_status(call: Callable[..., Any]) -> None:
    known = {"base_kind": "air", "operator": ["RU"], "status": "exists", "inferred": False,
             "lon": 70.0, "precision_km": 2.0, "mentions": []}  # fmt: skip
    bases = [known | {"base_kind": kind} for kind in get_args(BaseKind)]
    bases += [known | {"operator": ["US"]}, known | {"operator": []}]
    bases += [known | {"status": status} for status in ("closed", "planned", "attacked")]
    bases.append(known | {"inferred": True})
    drawn = [call("drawnBase", base, "#345") for base in bases]
    drawn.append(call("drawnBase", known, "#a00"))
    assert len(set(drawn)) == len(drawn)


@pytest.mark.browser
def test_many_at_one_place_are_a_badge_and_lose_none(call: Callable[..., Any]) -> None:
    (found,) = call("arrange", [spot(0, 40)], 1)
    assert found["isBadge"]
    assert len(found["items"]) == 40


@pytest.mark.browser
@pytest.mark.parametrize("count", range(1, 9))
def test_marks_side_by_side_do_not_overlap(call: Callable[..., Any], count: int) -> None:
    offsets = call("packing", count)
    assert len(offsets) == count
    for at, (x, y) in enumerate(offsets):
        for other_x, other_y in offsets[at + 1 :]:
            assert (x - other_x) ** 2 + (y - other_y) ** 2 >= 16**2


@pytest.mark.browser
def test_area_makes_way_for_an_exact_place(call: Callable[..., Any]) -> None:
    exact, area = call("arrange", [spot(0, 5), spot(24, 1, "country")], 1)
    assert exact["x"] == 0
    assert area["x"] > 24


@pytest.mark.browser
def test_gatherings_do_not_cover_each_other(call: Callable[..., Any]) -> None:
    # Two dozen places, some with many events, closer together than their marks are wide.
    spots = [spot(at * 37 % 160, 1 + at % 6) | {"y": at * 23 % 90} for at in range(24)]
    found = call("arrange", spots, 1)
    assert sum(len(each["items"]) for each in found) == sum(len(each["items"]) for each in spots)
    marks = [mark for each in found for mark in marks_of(call, each)]
    for at, (x, y, radius) in enumerate(marks):
        for other_x, other_y, other in marks[at + 1 :]:
            assert math.hypot(x - other_x, y - other_y) >= radius + other - 2.01


@pytest.mark.browser
def test_an_exact_place_moves_only_a_little(call: Callable[..., Any]) -> None:
    found = call("arrange", [spot(0, 5), spot(40, 5)], 1)
    assert [len(each["items"]) for each in found] == [5, 5]
    assert max(abs(found[0]["x"]), abs(found[1]["x"] - 40)) <= 10


def marks_of(call: Callable[..., Any], found: dict[str, Any]) -> list[tuple[float, float, float]]:
    """Position and radius of each mark of a gathering."""
    x, y, count = found["x"], found["y"], len(found["items"])
    if found["isBadge"]:
        return [(x, y, call("badgeRadius", count))]
    return [(x + dx, y + dy, 8) for dx, dy in call("packing", count)]


@pytest.mark.browser
def test_kilometres_grow_towards_the_poles(call: Callable[..., Any]) -> None:
    assert call("pixels", 100, 60, 40_075) == pytest.approx(2 * call("pixels", 100, 0, 40_075))


@pytest.mark.browser
@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/", True),
        ("http://example.org/", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("nonsense", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(
    call: Callable[..., Any], url: str | None, kept: bool
) -> None:
    assert (call("safeLink", url) is not None) is kept


@pytest.mark.browser
def test_country_is_called_as_the_language_does(call: Callable[..., Any]) -> None:
    assert call("countryName", "de", "TJ") == "Tadschikistan"
    assert call("countryName", "en", "TJ") == "Tajikistan"
    assert call("countryName", "en", "not a code") == "not a code"
