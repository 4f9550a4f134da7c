"""`acled.csv`: the columns of ACLED's exports (since March 2023), for tools made for them.

ACLED's types of event are its coders' judgement and no reading of ours: only protests have their
like here; `tags` holds our own kind, status and EDTF. A row is an event at one place.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from maps.dates import parse
from maps.features import Event, EventPlace, FeatureCollection
from maps.place import AREA_LEVELS
from timeline.formats.base import Format
from timeline.formats.csv_events import guard
from timeline.formats.telling import (
    UNDATED,
    UNPLACED,
    Documents,
    documents_of,
    is_open,
    is_undated,
    losses,
    publisher,
    source_name,
)

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type",
    "sub_event_type", "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2",
    "interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3",
    "location", "latitude", "longitude", "geo_precision", "source", "source_scale", "notes",
    "fatalities", "tags", "timestamp",
)  # fmt: skip
#: Days up to which a date is "a specific week" and "a specific month" in ACLED's codebook.
_WEEK, _MONTH = 7, 31
_Cell = str | int | float | None


def dumps(collection: FeatureCollection) -> str:
    """One row for each place of each event that has a day and a place."""
    documents = documents_of(collection)
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(COLUMNS)
    for event in collection.events:
        for number, place in enumerate(event.places, 1):
            if not is_undated(event):
                row = _row(event, place, number, documents)
                writer.writerow([guard(row.get(name)) for name in COLUMNS])
    return target.getvalue()


def _row(event: Event, place: EventPlace, number: int, documents: Documents) -> dict[str, _Cell]:
    first = parse(event.start or event.end)
    several = f"-{number}" if len(event.places) > 1 else ""
    source = "; ".join(filter(None, [publisher(event, documents), source_name(event, documents)]))
    return {
        "event_id_cnty": f"{event.id}{several}",
        "event_date": (event.start or event.end or "").partition("T")[0],
        "year": first.year if first else None,
        "time_precision": _time_precision(event),
        "event_type": "Protests" if event.kind == "protest" else None,
        "actor1": event.actors[0] if event.actors else None,
        "actor2": event.actors[1] if len(event.actors) > 1 else None,
        "country": _country(place.country),
        "location": place.name,
        "latitude": place.lat,
        "longitude": place.lon,
        "geo_precision": _geo_precision(place),
        "source": source,
        "notes": "; ".join(_notes(event)),
        "fatalities": next((item.value for item in event.casualties if item.type == "killed"), 0),
        "tags": _tags(event),
    }


def _time_precision(event: Event) -> int:
    first, last = parse(event.start), parse(event.end)
    if first is None or last is None:
        return 3
    days = last.last - first.first
    return 1 if days <= 1 else 2 if days <= _WEEK else 3


def _geo_precision(place: EventPlace) -> int:
    """1 the place itself, 2 a part of the region, 3 the region as a whole."""
    if place.level not in AREA_LEVELS:
        return 1
    return 2 if place.level == "county" else 3


def _country(code: str | None) -> str | None:
    from babel import Locale

    return None if code is None else Locale("en").territories.get(code, code)


def _notes(event: Event) -> Iterator[str]:
    yield event.title
    yield from (item.quote for item in event.evidence[:1])
    for item in event.casualties:
        if item.type == "killed":
            yield f"killed: {item.bound.replace('_', ' ')} {item.value}"
    yield from event.notes


def _tags(event: Event) -> str:
    edited = f"; edited={event.edited}" if event.edited else ""
    return f"kind={event.kind}; status={event.status}; edtf={event.edtf}{edited}"


def _is_long(event: Event) -> bool:
    first, last = parse(event.start), parse(event.end)
    return bool(first and last and last.last - first.first > _MONTH)


FORMAT = Format(
    "acled",
    "acled.csv",
    "a table with the columns of ACLED's exports",
    dumps,
    losses(
        "acled.csv",
        [
            UNDATED,
            (
                lambda event: not is_undated(event) and not event.places,
                *UNPLACED[1:],
            ),
            (
                lambda event: _is_long(event) or is_open(event),
                "1 date longer than a month stands at its first day",
                "{n} dates longer than a month stand at their first day",
            ),
            (
                lambda event: len(event.places) > 1 and not is_undated(event),
                "1 event with several places has a row for each",
                "{n} events with several places have a row for each",
            ),
        ],
        bases="bases are left out",
    ),
)
