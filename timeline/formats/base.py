"""What a format is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from maps.features import FeatureCollection


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a collection to one file.

    Attributes:
        name: as in `output.formats` of the config.
        filename: what the file is called in the output folder.
        description: one sentence for help and documentation.
        dump: the file's content, the same for the same collection. Text is written as UTF-8 with
            its line ends as they are.
    """

    name: str
    filename: str
    description: str
    dump: Callable[[FeatureCollection], str]
