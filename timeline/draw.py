"""From one FeatureCollection to every file of a build; no text is read here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from maps.errors import FeatureError
from maps.features import FeatureCollection
from maps.geojson import loads
from maps.map_page import MapOptions, map_html
from timeline.errors import UserError
from timeline.files import write_all
from timeline.formats import FORMATS
from timeline.page import StoryOptions, TimelineOptions, story_html, timeline_html


@dataclass(frozen=True, slots=True)
class PageOptions:
    """How the pages look; the default is how `dateline draw` draws."""

    map: MapOptions = field(default_factory=MapOptions)
    timeline: TimelineOptions = field(default_factory=TimelineOptions)
    story: StoryOptions = field(default_factory=StoryOptions)


#: The pages by their name in `output.formats`; other formats are those of `timeline.formats`.
PAGES: Mapping[str, tuple[str, Callable[[FeatureCollection, PageOptions], str]]] = {
    "timeline": (
        "timeline.html",
        lambda collection, options: timeline_html(collection, options.timeline),
    ),
    "map": ("map.html", lambda collection, options: map_html(collection, options.map)),
    "story": ("story.html", lambda collection, options: story_html(collection, options.story)),
}


def contents(
    collection: FeatureCollection, options: PageOptions, names: Iterable[str]
) -> dict[str, str | bytes]:
    """The content of each output by its file name, in the order of `names`: pages and formats."""
    made: dict[str, str | bytes] = {}
    for name in names:
        if name in PAGES:
            filename, page = PAGES[name]
            made[filename] = page(collection, options)
        else:
            made[FORMATS[name].filename] = FORMATS[name].dump(collection)
    return made


def draw(file: Path, folder: Path) -> tuple[Path, ...]:
    """Draw everything but the GeoJSON itself from `file` into `folder`.

    Raises:
        UserError: the file cannot be read, or is no FeatureCollection that keeps the contract.
        WritingError: the folder cannot be written to; what was there is whole.
    """
    collection = load(file)
    return write_all(folder, contents(collection, PageOptions(), ("csv", *PAGES))).paths


def load(file: Path) -> FeatureCollection:
    """The FeatureCollection in `file`. Raises UserError as `draw` does."""
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise UserError(f"{file}: no such file; expected an events.geojson") from error
    except IsADirectoryError as error:
        raise UserError(f"{file}: is a folder; expected an events.geojson") from error
    except UnicodeDecodeError as error:
        raise UserError(f"{file}: not UTF-8 (byte {error.start}); GeoJSON is") from error
    except OSError as error:
        raise UserError(f"{file}: cannot be read ({(error.strerror or '').lower()})") from error
    try:
        return loads(text)
    except FeatureError as error:
        raise UserError(f"{file}: {error}") from error
