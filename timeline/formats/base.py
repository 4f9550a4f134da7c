"""What a format is, going out and coming in.

To add one, write a module with a `FORMAT` (out) or an `IMPORTER` (in), name it in `registry`, and
add its line to docs/formats.md; the tests of all formats then run over it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from maps.features import FeatureCollection
from timeline.errors import UserError
from timeline.written import DateOrder, Lookup


def _loses_nothing(_: FeatureCollection) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a collection to one file.

    Attributes:
        name: as in `output.formats` of the config.
        filename: what the file is called in the output folder.
        description: one sentence for help and documentation.
        dump: the file's content, the same for the same collection. Text is written as UTF-8 with
            its line ends as they are. Raises FormatError when a library it needs is missing.
        losses: what of this collection the format cannot hold, one line that names the file; ()
            when it holds all of it.
    """

    name: str
    filename: str
    description: str
    dump: Callable[[FeatureCollection], str | bytes]
    losses: Callable[[FeatureCollection], tuple[str, ...]] = _loses_nothing


class FormatError(UserError):
    """A file that cannot be read or written as asked; the text is one line without the name."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What an importer may need besides the file.

    `name` is the file's, for titles; `order` settles 03/04/2015 where the file does not show it;
    names of places without coordinates are looked up in `gazetteer`, when there is one.
    """

    name: str = "-"
    order: DateOrder | None = None
    gazetteer: Lookup | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """What was read, and how it was understood: a sentence a line, without the file's name.

    `notes` tell choices that were made; `warnings` tell what could not be used as it stood.
    """

    collection: FeatureCollection
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Importer:
    """A way to read events that somebody else wrote.

    Attributes:
        name, description: for documentation and messages.
        suffixes: of files that may be such, in lower case.
        recognises: whether the content is such a file; asked of those with the suffix, in the
            order of the registry.
        read: the events. Raises FormatError when the file cannot be used; then nothing of it is.
    """

    name: str
    description: str
    suffixes: tuple[str, ...]
    recognises: Callable[[bytes], bool]
    read: Callable[[bytes, Asking], Imported] = field(repr=False)
