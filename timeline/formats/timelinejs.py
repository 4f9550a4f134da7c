"""`timelinejs.json` and `timelinejs.csv`: for TimelineJS (Knight Lab), by its documented fields.

TimelineJS takes headline and text as HTML, so both are escaped. A year before Christ is negative
there and there is no year 0: 44 BC is -44.
"""

from __future__ import annotations

import csv
import html
import io
import json
from typing import Any

from maps.dates import Moment
from maps.features import Event, FeatureCollection
from maps.when import label
from timeline.formats.base import Format
from timeline.formats.csv_events import guard
from timeline.formats.telling import (
    UNDATED,
    VAGUE,
    Documents,
    documents_of,
    ends_of,
    is_open,
    is_undated,
    losses,
    paragraphs,
    publisher,
    source_name,
)

_FIELDS = ("year", "month", "day", "hour", "minute", "second")
#: The header of the documented spreadsheet; TimelineJS minds capitals.
COLUMNS = (
    "Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time", "Display Date",
    "Headline", "Text", "Media", "Media Credit", "Media Caption", "Media Thumbnail", "Alt Text",
    "Type", "Group", "Background",
)  # fmt: skip


def slides(collection: FeatureCollection) -> dict[str, Any]:
    """The timeline as TimelineJS takes it; events without a date have no slide."""
    documents = documents_of(collection)
    value: dict[str, Any] = {
        "events": [_slide(event, documents) for event in collection.events if not is_undated(event)]
    }
    if collection.title:
        value["title"] = {"text": {"headline": html.escape(collection.title), "text": ""}}
    return value


def dumps(collection: FeatureCollection) -> str:
    """`timelinejs.json`."""
    return json.dumps(slides(collection), ensure_ascii=False, indent=1) + "\n"


def dumps_csv(collection: FeatureCollection) -> str:
    """`timelinejs.csv`."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(COLUMNS)
    value = slides(collection)
    if "title" in value:
        title = {"Headline": value["title"]["text"]["headline"], "Type": "title"}
        writer.writerow([guard(title.get(name)) for name in COLUMNS])
    for slide in value["events"]:
        writer.writerow([guard(cell) for cell in _row(slide)])
    return target.getvalue()


def _slide(event: Event, documents: Documents) -> dict[str, Any]:
    first, last = ends_of(event)
    begin, end = first or last, last
    text = "".join(f"<p>{html.escape(part)}</p>" for part in paragraphs(event, documents))
    slide: dict[str, Any] = {
        "unique_id": event.id,
        "start_date": _date(begin) if begin else {},
        "display_date": label(event),
        "text": {"headline": html.escape(event.title), "text": text},
        "group": event.kind,
    }
    if end is not None and end != begin:
        slide["end_date"] = _date(end)
    credit = ", ".join(filter(None, [source_name(event, documents), publisher(event, documents)]))
    if event.evidence and credit:
        quote = html.escape(event.evidence[0].quote)
        slide["media"] = {
            "url": f"<blockquote>{quote}</blockquote>",
            "credit": html.escape(credit),
        }
    return slide


def _date(moment: Moment) -> dict[str, int]:
    named = {name: part for name, part in zip(_FIELDS, moment, strict=True) if part is not None}
    named["year"] = moment.year if moment.year > 0 else moment.year - 1
    return named


def _row(slide: dict[str, Any]) -> list[str | int | None]:
    start, end = slide["start_date"], slide.get("end_date", {})
    media = slide.get("media", {})
    cells = {
        "Year": start.get("year"),
        "Month": start.get("month"),
        "Day": start.get("day"),
        "Time": _time(start),
        "End Year": end.get("year"),
        "End Month": end.get("month"),
        "End Day": end.get("day"),
        "End Time": _time(end),
        "Display Date": slide["display_date"],
        "Headline": slide["text"]["headline"],
        "Text": slide["text"]["text"],
        "Media": media.get("url"),
        "Media Credit": media.get("credit"),
        "Group": slide["group"],
    }
    return [cells.get(name) for name in COLUMNS]


def _time(date: dict[str, int]) -> str | None:
    if "hour" not in date:
        return None
    return f"{date['hour']:02d}:{date.get('minute', 0):02d}:{date.get('second', 0):02d}"


_FACTS = (
    UNDATED,
    VAGUE,
    (
        is_open,
        "1 open date stands at its known end",
        "{n} open dates stand at their known ends",
    ),
    (
        lambda event: bool(event.places),
        "1 event has its place in words only",
        "{n} events have their places in words only",
    ),
)
FORMAT = Format(
    "timelinejs",
    "timelinejs.json",
    "slides for TimelineJS",
    dumps,
    losses("timelinejs.json", _FACTS, bases="bases are left out"),
)
CSV_FORMAT = Format(
    "timelinejs-csv",
    "timelinejs.csv",
    "the same slides as a spreadsheet for TimelineJS",
    dumps_csv,
    losses("timelinejs.csv", _FACTS, bases="bases are left out"),
)
