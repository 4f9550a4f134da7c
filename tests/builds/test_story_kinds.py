"""story.html in Chromium for stories out of the ordinary: one town, only plans, no event at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from maps.features import Event, EventPlace, FeatureCollection
from tests.conftest import Visit
from tests.samples import big_collection, sample_collection
from timeline.page import story_html, timeline_html

pytestmark = pytest.mark.browser

Open = Callable[..., Visit]
#: Names made up; where they lie is in the middle of Vienna, some kilometres apart.
SQUARES = (("North Gate", 16.37, 48.25), ("Old Market", 16.36, 48.20), ("River Quay", 16.43, 48.21))


def in_town(places: Sequence[tuple[str, float, float]] = SQUARES) -> FeatureCollection:
    """An event a day at each place."""
    events = tuple(
        Event(f"e{at}", f"Crowds gather at {name}", "protest", start=day, end=day, edtf=day,
              places=(EventPlace(name, lon, lat, name, precision_km=0.3),))
        for at, (name, lon, lat) in enumerate(places) for day in [f"2020-03-{at + 1:02d}"]
    )  # fmt: skip
    return FeatureCollection("A town", events=events)


def legend(page: Page) -> list[str]:
    page.locator(".key summary").click()
    return page.locator(".legend li").all_inner_texts()


def test_several_places_in_one_town_are_shown_apart_with_a_locator(visit: Open) -> None:
    page = visit(story_html(in_town())).page
    scale = page.locator(".leaflet-control-scale-line").inner_text()
    assert int(scale.split()[0]) <= 5  # kilometres: the town, not its country
    locator = page.locator(".locator")
    expect(locator).to_be_visible()
    colours = locator.locator("canvas").evaluate(
        """canvas => {
          const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
          const seen = new Set();
          for (let at = 0; at < data.length; at += 4) seen.add(data.slice(at, at + 3).join());
          return seen.size;
        }"""
    )
    assert colours > 5  # land, borders, names, the frame
    for _ in range(6):
        page.locator(".leaflet-control-zoom-out").click()
        page.wait_for_timeout(300)
    expect(locator).to_be_hidden()  # where the map itself shows the countries


@pytest.mark.parametrize(
    ("places", "corner"),
    [
        (SQUARES, ".leaflet-bottom.leaflet-left"),
        ((("South-west", 16.0, 48.10), ("East", 16.6, 48.22)), ".leaflet-top.leaflet-left"),
        ((("South-west", 16.0, 48.15), ("North-west", 16.0, 48.32), ("East", 16.6, 48.2)), None),
    ],
)
def test_the_locator_covers_no_mark(
    visit: Open, places: Sequence[tuple[str, float, float]], corner: str | None
) -> None:
    page = visit(story_html(in_town(places)), width=1280, height=800).page
    if corner:
        expect(page.locator(f"{corner} .locator")).to_be_visible()
    else:
        expect(page.locator(".locator")).to_be_hidden()


def test_a_story_of_plans_opens_with_its_plans(visit: Open) -> None:
    events = tuple(replace(event, status="planned") for event in in_town().events)
    plans = replace(in_town(), events=events)
    for page in (visit(story_html(plans)).page, visit(timeline_html(plans)).page):
        expect(page.locator("#count")).to_have_text("3 of 3 events shown")
        expect(page.locator("#events li")).to_have_count(3)


def test_a_story_without_events_says_so_and_offers_nothing_to_press(visit: Open) -> None:
    seen = visit(story_html(FeatureCollection("Nothing")))
    page = seen.page
    expect(page.locator("#nothing")).to_have_text(
        "These articles tell of no event that could be read."
    )
    for selector in ("#count", ".tools", ".map-foot .facet-row", ".timebar"):
        expect(page.locator(selector)).to_be_hidden()
    seen.assert_quiet()


def test_the_legend_tells_how_dates_and_numbers_are_drawn(visit: Open) -> None:
    rows = legend(visit(story_html(sample_collection())).page)
    assert {"on this day", "lasted so long", "sometime in this stretch"} <= set(rows)
    rows = legend(visit(story_html(in_town())).page)
    assert "on this day" in rows
    assert "lasted so long" not in rows
    assert not any("number of events" in row for row in rows)
    rows = legend(visit(story_html(big_collection(200))).page)
    assert any("number of events" in row for row in rows)


def test_a_few_events_are_drawn_one_by_one_in_a_low_window(visit: Open) -> None:
    # One a month and a crowded week: few rows, and no room side by side.
    days = [f"2020-{month:02d}-05" for month in range(1, 9)]
    days += [f"2020-09-{1 + at % 6:02d}" for at in range(9)]
    events = tuple(
        Event(f"e{at}", f"Something of some length, number {at}", edtf=day, start=day, end=day)
        for at, day in enumerate(days)
    )
    page = visit(story_html(FeatureCollection("Few", events=events)), height=700).page
    assert page.locator(".plot .scatterlayer .point").count() == len(days)
    boxes = [title.bounding_box() for title in page.locator(".stage .title").all()]
    rows = sorted({box["y"] for box in boxes if box})
    assert len(rows) > 1
    assert all(later - first >= 18 for first, later in pairwise(rows))


def test_columns_tell_what_they_count(visit: Open) -> None:
    page = visit(story_html(big_collection(200))).page
    boxes = [one.bounding_box() for one in page.locator(".plot .barlayer .point path").all()]
    column = max((box for box in boxes if box), key=lambda box: box["height"])
    middle = (column["x"] + column["width"] / 2, column["y"] + column["height"] / 2)
    page.mouse.move(middle[0], middle[1] - 1)
    page.mouse.move(*middle)
    tip = page.locator(".stage .tip")
    expect(tip).to_be_visible()
    total, days, *groups = tip.inner_text().split("\n")
    assert re.fullmatch(r"\d+ events?", total)
    assert re.fullmatch(r"1 \w+ \d{4} – \d+ \w+ \d{4}", days)
    assert sum(int(line.split()[-1]) for line in groups) == int(total.split()[0])
    page.mouse.move(0, 0)
    expect(tip).to_be_hidden()


def test_a_badge_tells_what_it_counts(visit: Open) -> None:
    (square, *_) = SQUARES
    events = in_town([square] * 12).events
    kinds = [
        replace(event, kind="agree" if at < 5 else "protest") for at, event in enumerate(events)
    ]
    page = visit(story_html(FeatureCollection("A square", events=tuple(kinds)))).page
    box = page.locator("#map").bounding_box()
    assert box
    # In the middle of what the controls at the right leave.
    page.mouse.move(box["x"] + box["width"] / 2 - 16, box["y"] + box["height"] / 2)
    tip = page.locator(".map-tip")
    expect(tip).to_have_text("12 entries here: Protest and pressure 7, Talks and agreements 5")
