"""Events that somebody else wrote: found out what file it is, read, and told how.

file ── suffix and content ── Importer.read ──> Imported (a FeatureCollection, notes, warnings)
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from timeline.formats.base import Asking, FormatError, Imported, Importer
from timeline.formats.importing.acled_file import ACLED
from timeline.formats.importing.geojson_file import GEOJSON, JSON_LINES
from timeline.formats.importing.kml_file import KML
from timeline.formats.importing.linked_places_file import LINKED_PLACES
from timeline.formats.importing.opening import MAX_BYTES
from timeline.formats.importing.spreadsheets import CSV, XLSX
from timeline.formats.importing.timelinejs_file import JSON, SPREADSHEET
from timeline.written import DateOrder, Lookup

__all__ = ["IMPORTERS", "Imported", "read_events"]

#: Those that know their own content come before those that take all of a suffix.
IMPORTERS: Sequence[Importer] = (
    SPREADSHEET, ACLED, JSON, LINKED_PLACES, GEOJSON, JSON_LINES, CSV, XLSX, KML,
)  # fmt: skip


def read_events(
    path: Path,
    *,
    name: str | None = None,
    gazetteer: Lookup | None = None,
    order: DateOrder | None = None,
) -> Imported:
    """The events in the file at `path`, called `name` in messages.

    Raises:
        FormatError: it cannot be read or used; one line that begins with the name.
    """
    name = name or str(path)
    try:
        data = _bytes(path)
        importer = _importer(path.suffix.lower(), data)
        return importer.read(data, Asking(path.name, order, gazetteer))
    except FormatError as error:
        raise FormatError(f"{name}: {error}") from error


def _importer(suffix: str, data: bytes) -> Importer:
    for importer in IMPORTERS:
        if suffix in importer.suffixes and importer.recognises(data):
            return importer
    known = ", ".join(dict.fromkeys(each for item in IMPORTERS for each in item.suffixes))
    raise FormatError(f"has no format of events that can be read; expected one of {known}")


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise FormatError("is a folder; expected a file of events")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise FormatError(
                f"has {size / 1e6:,.0f} MB; expected at most {MAX_BYTES / 1e6:.0f} MB, split it"
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise FormatError("no such file; expected a file of events") from error
    except OSError as error:
        raise FormatError(f"cannot be read ({(error.strerror or '').lower()})") from error
