"""What can be drawn from a collection besides data, by its name in `output.formats`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from maps.features import FeatureCollection
from maps.map_page import MapOptions, map_html
from maps.paper import PictureOptions
from maps.pictures import map_svg
from timeline.chromium import pdf, png
from timeline.embed import HEIGHTS, fragment
from timeline.page import StoryOptions, TimelineOptions, story_html, timeline_html
from timeline.pictures import timeline_svg
from timeline.report import printed_html, report_html, report_markdown


@dataclass(frozen=True, slots=True)
class PageOptions:
    """How pages and pictures look; the default is how `dateline draw` draws.

    `pixels` are those of a PNG for each of the picture's own.
    """

    map: MapOptions = field(default_factory=MapOptions)
    timeline: TimelineOptions = field(default_factory=TimelineOptions)
    story: StoryOptions = field(default_factory=StoryOptions)
    picture: PictureOptions = field(default_factory=PictureOptions)
    pixels: float = 2.0


_Draws = Callable[[FeatureCollection, PageOptions], str | bytes]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A file that is drawn: its name, and how it is made. It may raise `NoBrowserError`."""

    filename: str
    draw: _Draws


_PAGES: Mapping[str, Callable[[FeatureCollection, PageOptions], str]] = {
    "timeline": lambda story, options: timeline_html(story, options.timeline),
    "map": lambda story, options: map_html(story, options.map),
    "story": lambda story, options: story_html(story, options.story),
}
_PICTURES: Mapping[str, Callable[[FeatureCollection, PictureOptions], str]] = {
    "timeline": timeline_svg,
    "map": map_svg,
}


def _embedded(name: str) -> _Draws:
    def draw(story: FeatureCollection, options: PageOptions) -> str:
        return fragment(_PAGES[name](story, options), story.title or name, HEIGHTS[name])

    return draw


def _svg(name: str) -> _Draws:
    return lambda story, options: _PICTURES[name](story, options.picture)


def _png(name: str) -> _Draws:
    def draw(story: FeatureCollection, options: PageOptions) -> bytes:
        svg = _PICTURES[name](story, options.picture)
        width, height = re.findall(r'(?:width|height)="([\d.]+)"', svg[:400])[:2]
        return png(svg, width=float(width), height=float(height), scale=options.pixels)

    return draw


#: The pages, which a build makes when it is not told otherwise.
PAGES: Mapping[str, Drawing] = {
    name: Drawing(f"{name}.html", draw) for name, draw in _PAGES.items()
}
DRAWINGS: Mapping[str, Drawing] = {
    **PAGES,
    **{f"{name}-embed": Drawing(f"{name}.embed.html", _embedded(name)) for name in _PAGES},
    **{f"{name}-svg": Drawing(f"{name}.svg", _svg(name)) for name in _PICTURES},
    **{f"{name}-png": Drawing(f"{name}.png", _png(name)) for name in _PICTURES},
    "report-md": Drawing(
        "report.md", lambda story, options: report_markdown(story, options.picture.language)
    ),
    "report-html": Drawing(
        "report.html", lambda story, options: report_html(story, options.picture.language)
    ),
    "report-pdf": Drawing(
        "report.pdf", lambda story, options: pdf(printed_html(story, options.picture))
    ),
}
