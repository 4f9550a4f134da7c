"""Pictures as a reader sees them: drawn by Chromium, which is also who makes PNG and PDF."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest
from playwright.sync_api import Page

from maps.features import Event, EventPlace, FeatureCollection, Status
from maps.paper import PictureOptions
from maps.pictures import map_svg
from tests.conftest import Visit
from tests.samples import big_collection, hostile_collection, sample_collection
from timeline import chromium
from timeline.chromium import NoBrowserError, pdf, png
from timeline.cli import run
from timeline.pictures import timeline_svg
from timeline.report import printed_html

pytestmark = pytest.mark.browser

#: Boxes of all texts of a drawing and of their frame: the drawing, or for those in the map, which
#: clips them, the line drawn around it.
_BOXES = """() => [...document.querySelectorAll("svg text:not(.rim)")].map((text) => {
  const box = text.getBoundingClientRect();
  const drawing = text.closest("svg");
  const nested = drawing.parentNode.closest("svg") !== null;
  const frame = (nested ? drawing.nextElementSibling : drawing).getBoundingClientRect();
  return {
    words: text.textContent, nested,
    box: [box.left, box.top, box.right, box.bottom],
    frame: [frame.left, frame.top, frame.right, frame.bottom],
  };
})"""


def boxes(page: Page, picture: str) -> list[dict[str, Any]]:
    page.set_content(f"<body style='margin:0'>{picture}</body>")
    found: list[dict[str, Any]] = page.evaluate(_BOXES)
    return found


def cut_off(found: list[dict[str, Any]]) -> list[str]:
    """Texts that reach beyond their drawing, by more than a hair."""
    return [
        item["words"]
        for item in found
        if item["box"][0] < item["frame"][0] - 1
        or item["box"][1] < item["frame"][1] - 1
        or item["box"][2] > item["frame"][2] + 1
        or item["box"][3] > item["frame"][3] + 1
    ]


def overlapping(found: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Pairs of texts that run into each other."""
    pairs = []
    for at, one in enumerate(found):
        for other in found[:at]:
            a, b = one["box"], other["box"]
            wide = min(a[2], b[2]) - max(a[0], b[0])
            tall = min(a[3], b[3]) - max(a[1], b[1])
            if wide > 1 and tall > 4:
                pairs.append((other["words"], one["words"]))
    return pairs


def long_titles() -> FeatureCollection:
    """Titles as long as they may be, in wide letters, all on one day at one place."""
    where = (EventPlace("Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch", -4.2, 53.2),)
    titles = ("W" * 70, "Многоэтажный дом " * 4, "東京で大きな地震が起きた" * 5, "word " * 14)
    return FeatureCollection(
        title="An exceedingly long title that goes on and on " * 4,
        events=tuple(
            Event(f"{at}", title[:70], edtf="2015-09-15", start="2015-09-15", end="2015-09-15",
                  places=where)
            for at, title in enumerate(titles)
        ),
    )  # fmt: skip


COLLECTIONS = {
    "sample": sample_collection,
    "big": lambda: big_collection(150),
    "hostile": hostile_collection,
    "long": long_titles,
}


@pytest.mark.parametrize("name", COLLECTIONS)
def test_no_text_is_cut_off_or_runs_into_another(visit: Callable[..., Visit], name: str) -> None:
    page = visit("<!DOCTYPE html><title>x</title>").page
    for width in (420, 1200, 2400):
        options = PictureOptions(width=width, statuses=get_args(Status))
        for draw in (timeline_svg, map_svg):
            found = boxes(page, draw(COLLECTIONS[name](), options))
            assert cut_off(found) == []
            assert overlapping(found) == []


def test_a_title_that_runs_to_the_left_leaves_its_date_as_it_is(
    visit: Callable[..., Visit],
) -> None:
    event = Event("1", "فيضان في خجند", edtf="2016-03-03", start="2016-03-03", end="2016-03-03")
    picture = timeline_svg(FeatureCollection(events=(event,)), PictureOptions(language="de"))
    page = visit("<!DOCTYPE html><title>x</title>").page
    page.set_content(picture)
    title, date = page.locator("tspan").all()
    assert date.text_content() == "3. März 2016"
    start = "node => node.getStartPositionOfChar({}).x"
    digit, year = (date.evaluate(start.format(at)) for at in (0, 8))
    assert title.evaluate("node => node.getBoundingClientRect().left") < digit < year


@pytest.mark.parametrize("name", COLLECTIONS)
def test_a_printed_page_is_as_wide_as_the_paper(visit: Callable[..., Visit], name: str) -> None:
    page = visit(printed_html(COLLECTIONS[name](), PictureOptions()), width=690).page
    assert page.evaluate("document.documentElement.scrollWidth") == 690
    cut = "cells => cells.filter((one) => one.scrollWidth > one.clientWidth + 1).length"
    assert page.locator("td, th").evaluate_all(cut) == 0


def test_nothing_in_a_drawing_runs_or_loads(visit: Callable[..., Visit]) -> None:
    for picture in (timeline_svg(hostile_collection()), map_svg(hostile_collection())):
        opened = visit(f"<!DOCTYPE html><title>x</title>{picture}")
        assert opened.page.evaluate("window.hacked") is None
        assert opened.requests == [opened.page.url]


def test_a_png_has_the_pixels_that_are_asked_for() -> None:
    picture = timeline_svg(sample_collection(), PictureOptions(width=500))
    match = re.search(r'width="500" height="([\d.]+)"', picture)
    assert match is not None
    made = png(picture, width=500, height=float(match[1]), scale=2)
    assert made.startswith(b"\x89PNG")
    assert struct.unpack(">II", made[16:24]) == (1000, 2 * round(float(match[1])))
    assert made == png(picture, width=500, height=float(match[1]), scale=2)


def test_a_pdf_is_made_of_the_report_and_is_the_same_again() -> None:
    page = printed_html(sample_collection(), PictureOptions())
    made = pdf(page)
    assert made.startswith(b"%PDF")
    assert made == pdf(page)
    assert 1 <= len(re.findall(rb"/Type /Page\b", made)) <= 8


class TestWithoutABrowser:
    def test_a_line_says_so(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(chromium, "find_chromium", lambda: None)
        story = tmp_path / "story.geojson"
        story.write_text('{"type": "FeatureCollection", "features": []}', encoding="utf-8")
        arguments = ["draw", str(story), "--output", str(tmp_path / "out")]
        assert run([*arguments, "--format", "map-png", "--format", "map-svg"]) == 0
        out, err = capsys.readouterr()
        assert [Path(line).name for line in out.splitlines()] == ["map.svg"]
        assert err.endswith(
            "map.png: needs Chromium, Chrome or Edge, and none was found; install one, or set"
            " DATELINE_BROWSER to its path\n"
        )

    def test_one_that_fails_is_told(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DATELINE_BROWSER", str(tmp_path / "none"))
        with pytest.raises(NoBrowserError, match="did not draw it"):
            pdf("<p>x")
