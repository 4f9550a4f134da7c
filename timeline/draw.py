"""From one FeatureCollection to every file of a build; no text is read here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from maps.features import FeatureCollection
from timeline.chromium import NoBrowserError
from timeline.drawings import DRAWINGS, PAGES, PageOptions
from timeline.errors import UserError
from timeline.files import write_all
from timeline.formats import FORMATS
from timeline.formats.importing import read_events
from timeline.written import OpenedWhenAsked

#: What is drawn from a file when nothing else is asked for.
DEFAULT_DRAWN = ("csv", *PAGES)


def known_formats() -> tuple[str, ...]:
    """Every name that `contents` takes."""
    return (*FORMATS, *DRAWINGS)


@dataclass(frozen=True, slots=True)
class Contents:
    """What is to be written, by file name, and what could not be drawn here, a line each."""

    files: Mapping[str, str | bytes]
    problems: tuple[str, ...] = ()


def contents(collection: FeatureCollection, options: PageOptions, names: Iterable[str]) -> Contents:
    """The content of each output, in the order of `names`: of drawings and formats.

    What needs a browser where there is none is left out and told.
    """
    made: dict[str, str | bytes] = {}
    problems = []
    for name in names:
        if name in DRAWINGS:
            drawing = DRAWINGS[name]
            try:
                made[drawing.filename] = drawing.draw(collection, options)
            except NoBrowserError as error:
                problems.append(f"{drawing.filename}: {error}")
        else:
            made[FORMATS[name].filename] = FORMATS[name].dump(collection)
    return Contents(made, tuple(problems))


def losses(collection: FeatureCollection, names: Iterable[str]) -> tuple[str, ...]:
    """What the formats `names` cannot hold of the collection, a line each."""
    formats = [FORMATS[name] for name in names if name in FORMATS]
    return tuple(line for one in formats for line in one.losses(collection))


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
    if any((folder / name).resolve() == file.resolve() for name in made.files):
        raise UserError(
            f"{file}: would be overwritten by what is drawn from it; name another folder with"
            " --output"
        )
    paths = write_all(folder, made.files).paths
    for line in (*losses(collection, names), *made.problems):
        note(line)
    return paths


def load(file: Path, note: Callable[[str], None] = lambda _line: None) -> FeatureCollection:
    """The events in `file`, of any format that can be read. Raises UserError as `draw` does."""
    with OpenedWhenAsked(note=note) as gazetteer:
        read = read_events(file, gazetteer=gazetteer)
    for line in (*read.notes, *read.warnings):
        note(f"{file}: {line}")
    return read.collection
