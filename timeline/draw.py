"""From one FeatureCollection to every file of a build; no text is read here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from maps.features import FeatureCollection
from maps.map_page import MapOptions, map_html
from timeline.embed import HEIGHTS, fragment
from timeline.errors import UserError
from timeline.files import write_all
from timeline.formats import FORMATS
from timeline.formats.importing import read_events
from timeline.page import StoryOptions, TimelineOptions, story_html, timeline_html
from timeline.written import OpenedWhenAsked


@dataclass(frozen=True, slots=True)
class PageOptions:
    """How the pages look; the default is how `dateline draw` draws."""

    map: MapOptions = field(default_factory=MapOptions)
    timeline: TimelineOptions = field(default_factory=TimelineOptions)
    story: StoryOptions = field(default_factory=StoryOptions)


_Draws = Callable[[FeatureCollection, PageOptions], str]

#: The pages by their name in `output.formats`, with the file's name and how it is drawn.
PAGES: Mapping[str, tuple[str, _Draws]] = {
    "timeline": (
        "timeline.html",
        lambda collection, options: timeline_html(collection, options.timeline),
    ),
    "map": ("map.html", lambda collection, options: map_html(collection, options.map)),
    "story": ("story.html", lambda collection, options: story_html(collection, options.story)),
}


def _embed(name: str) -> tuple[str, _Draws]:
    """The page `name` as a fragment for other pages."""
    filename, draws = PAGES[name]

    def draw_fragment(collection: FeatureCollection, options: PageOptions) -> str:
        title = collection.title or filename
        return fragment(draws(collection, options), title, HEIGHTS[name])

    return filename.replace(".html", ".embed.html"), draw_fragment


#: All that is drawn by its name in `output.formats`; the other formats are in `timeline.formats`.
DRAWINGS: Mapping[str, tuple[str, _Draws]] = {
    **PAGES,
    **{f"{name}-embed": _embed(name) for name in PAGES},
}


#: What is drawn from a file when nothing else is asked for.
DEFAULT_DRAWN = ("csv", *PAGES)


def known_formats() -> tuple[str, ...]:
    """Every name that `contents` takes."""
    return (*FORMATS, *DRAWINGS)


def contents(
    collection: FeatureCollection, options: PageOptions, names: Iterable[str]
) -> dict[str, str | bytes]:
    """The content of each output by its file name, in the order of `names`: pages and formats."""
    made: dict[str, str | bytes] = {}
    for name in names:
        if name in DRAWINGS:
            filename, draws = DRAWINGS[name]
            made[filename] = draws(collection, options)
        else:
            made[FORMATS[name].filename] = FORMATS[name].dump(collection)
    return made


def draw(
    file: Path,
    folder: Path,
    names: Iterable[str] = DEFAULT_DRAWN,
    note: Callable[[str], None] = lambda _line: None,
) -> tuple[Path, ...]:
    """Draw from `file` into `folder` the pages and formats `names`; `note` hears how it was read.

    Raises:
        UserError: the file cannot be read or used, or would be overwritten.
        WritingError: the folder cannot be written to; what was there is whole.
    """
    names = tuple(names)
    collection = load(file, note)
    made = contents(collection, PageOptions(), names)
    if any((folder / name).resolve() == file.resolve() for name in made):
        raise UserError(
            f"{file}: would be overwritten by what is drawn from it; name another folder with"
            " --output"
        )
    paths = write_all(folder, made).paths
    for name in names:
        if name in FORMATS:
            for line in FORMATS[name].losses(collection):
                note(line)
    return paths


def load(file: Path, note: Callable[[str], None] = lambda _line: None) -> FeatureCollection:
    """The events in `file`, of any format that can be read. Raises UserError as `draw` does."""
    with OpenedWhenAsked(note=note) as gazetteer:
        read = read_events(file, gazetteer=gazetteer)
    for line in (*read.notes, *read.warnings):
        note(f"{file}: {line}")
    return read.collection
