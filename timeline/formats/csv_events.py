"""`events.csv`: one row an event, for spreadsheets and data frames.

Several values of a cell are separated by "; ". A spreadsheet runs a cell that begins with "=" and
its like as a formula, and article text is a stranger's: such cells begin with an apostrophe, which
spreadsheets take as "this is text" (OWASP, "CSV Injection"). Numbers and ISO dates stay.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping

from maps.dates import parse
from maps.features import Event, FeatureCollection
from maps.when import label
from timeline.formats.base import Format
from timeline.formats.telling import (
    Documents,
    documents_of,
    publisher,
    source_link,
    source_name,
)
from timeline.written import casualty_words

#: First characters that make a spreadsheet evaluate a cell, full-width forms included.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")

_Cell = str | int | float | None


def dumps(collection: FeatureCollection) -> str:
    """The events in file order, with a header line."""
    documents = documents_of(collection)
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(COLUMNS)
    for event in collection.events:
        writer.writerow([guard(read(event, documents)) for read in COLUMNS.values()])
    return target.getvalue()


def guard(cell: _Cell) -> str:
    """The cell as text on one line that no spreadsheet takes for a formula."""
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return str(cell)
    text = " ".join(_CONTROL.sub(" ", cell).split())
    # Spreadsheets look past what cannot be seen in front.
    visible = next((at for at, character in enumerate(text) if character.isprintable()), 0)
    if text.startswith(_FORMULA, visible) and parse(text) is None:
        return "'" + text
    return text


def _joined(values: Iterable[str | None]) -> str:
    return "; ".join(value for value in values if value)


def _casualties(event: Event, _: Documents) -> str:
    return _joined(casualty_words(item) for item in event.casualties)


def _wkt(event: Event, _: Documents) -> str:
    """The positions of all places as well-known text, which GIS read from a table."""
    points = ", ".join(f"{place.lon!r} {place.lat!r}" for place in event.places)
    return f"MULTIPOINT ({points})" if points else ""


#: Column by column what stands in it; `lon`, `lat` and `precision_km` are those of the first place.
COLUMNS: Mapping[str, Callable[[Event, Documents], _Cell]] = {
    "id": lambda event, _: event.id,
    "title": lambda event, _: event.title,
    "kind": lambda event, _: event.kind,
    "status": lambda event, _: event.status,
    "edtf": lambda event, _: event.edtf,
    "start": lambda event, _: event.start,
    "end": lambda event, _: event.end,
    "when": lambda event, _: label(event),
    "when_text": lambda event, _: event.when_text,
    "lasts": lambda event, _: None if event.lasts is None else str(event.lasts).lower(),
    "when_reason": lambda event, _: event.when_reason,
    "places": lambda event, _: _joined(place.name for place in event.places),
    "countries": lambda event, _: _joined(
        dict.fromkeys(place.country for place in event.places if place.country)
    ),
    "lon": lambda event, _: event.places[0].lon if event.places else None,
    "lat": lambda event, _: event.places[0].lat if event.places else None,
    "level": lambda event, _: event.places[0].level if event.places else None,
    "precision_km": lambda event, _: event.places[0].precision_km if event.places else None,
    "wkt": _wkt,
    "gazetteer_ids": lambda event, _: _joined(place.gazetteer_id for place in event.places),
    "actors": lambda event, _: _joined(event.actors),
    "casualties": _casualties,
    "attribution": lambda event, _: _joined(item.source for item in event.attribution),
    "quote": lambda event, _: event.evidence[0].quote if event.evidence else None,
    "source": source_name,
    "publisher": publisher,
    "url": source_link,
    "sources": lambda event, _: event.sources,
    "importance": lambda event, _: event.importance,
    "confidence": lambda event, _: event.confidence,
    "edited": lambda event, _: event.edited,
    "notes": lambda event, _: _joined(event.notes),
}

FORMAT = Format(
    "csv",
    "events.csv",
    "a table with one row an event, for spreadsheets and data frames",
    dumps,
)
