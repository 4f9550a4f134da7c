"""What a person gives beside the articles: data they already have, and their corrections."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.articles import shown
from timeline.corrections import DEFAULT_NAME, Corrections, load_corrections
from timeline.written import OpenedWhenAsked

if TYPE_CHECKING:
    from maps.gazetteer import Progress
    from timeline.config import Config


@dataclass(frozen=True, slots=True)
class Given:
    """Data and corrections, read.

    Attributes:
        files: what they were read from, inputs of the build.
        warnings: what a person should look at, a line each.
        notes: how what was given was understood, a line each.
    """

    corrections: Corrections = field(default_factory=Corrections)
    files: tuple[Path, ...] = ()
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


NOTHING = Given()


def corrections_path(config: Config, folder: Path) -> Path:
    """Where the corrections of a config in `folder` are, or would be."""
    return config.corrections or folder / DEFAULT_NAME


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
        MapsError: the gazetteer is needed and cannot be opened.
    """
    path = corrections_path(config, folder)
    if not path.is_file():
        return NOTHING
    with OpenedWhenAsked(
        config.places.gazetteer, config.places.own, tell=tell, note=note
    ) as gazetteer:
        corrections = load_corrections(
            path, gazetteer, name=shown(path, folder), order=config.dates.date_order
        )
    return Given(corrections, (path,), notes=corrections.notes)
