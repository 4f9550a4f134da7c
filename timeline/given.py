"""What a person gives beside the articles: data they already have, and their corrections."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.articles import shown
from timeline.corrections import DEFAULT_NAME, Corrections, load_corrections
from timeline.formats.importing import read_events
from timeline.written import OpenedWhenAsked

if TYPE_CHECKING:
    from maps.features import FeatureCollection
    from maps.gazetteer import Progress
    from timeline.config import Config


@dataclass(frozen=True, slots=True)
class Given:
    """Data and corrections, read.

    Attributes:
        data: the collection of each data file with the file's name.
        files: what they were read from, inputs of the build.
        warnings: what a person should look at, a line each.
        notes: how what was given was understood, a line each.
    """

    data: tuple[tuple[str, FeatureCollection], ...] = ()
    corrections: Corrections = field(default_factory=Corrections)
    files: tuple[Path, ...] = ()
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


NOTHING = Given()


def corrections_path(config: Config, folder: Path) -> Path:
    """Where the corrections of a config in `folder` are, or would be."""
    default = f"corrections-{config.story}.yaml" if config.story else DEFAULT_NAME
    return config.corrections or folder / default


def read_given(
    config: Config,
    folder: Path,
    *,
    tell: Progress = lambda _what, _done, _total: None,
    note: Callable[[str], None] = lambda _line: None,
) -> Given:
    """Read what `config`, whose file lies in `folder`, names or finds beside itself.

    The gazetteer is opened (and made when it is missing, which `tell` and `note` hear of) only when
    a place is given by its name.

    Raises:
        ConfigError: a correction cannot be used; one line for each.
        FormatError: a data file cannot be used.
        MapsError: the gazetteer is needed and cannot be opened.
    """
    path = corrections_path(config, folder)
    data, corrections = [], Corrections()
    files, warnings, notes = [], [], []
    places, order = config.places, config.dates.date_order
    with OpenedWhenAsked(places.gazetteer, places.own, tell=tell, note=note) as gazetteer:
        for file in config.data:
            name = shown(file, folder)
            read = read_events(file, name=name, gazetteer=gazetteer, order=order)
            data.append((name, read.collection))
            files.append(file)
            warnings += [f"{name}: {line}" for line in read.warnings]
            notes += [f"{name}: {line}" for line in read.notes]
        if path.is_file():
            corrections = load_corrections(path, gazetteer, name=shown(path, folder), order=order)
            files.append(path)
            notes += corrections.notes
        elif config.corrections is not None:
            name = shown(path, folder)
            warnings.append(f"{name}: is not there yet; dateline review makes it")
    return Given(tuple(data), corrections, tuple(files), tuple(warnings), tuple(notes))
