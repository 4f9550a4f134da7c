"""`events.ics`: iCalendar (RFC 5545), an event a VEVENT over its whole days.

The end of whole days is the day after (`DTEND` is exclusive). `DTSTAMP` is the day the article was
written, for a clock would make two builds differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from maps.dates import civil, parse
from maps.features import Event, FeatureCollection
from timeline.formats.base import Format
from timeline.formats.telling import (
    SEVERAL_PLACES,
    UNDATED,
    VAGUE,
    Documents,
    documents_of,
    first_document,
    is_coarse,
    is_open,
    is_undated,
    losses,
    paragraphs,
    source_link,
)

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_FOLD = 75
#: How sure the event is, in the three words that iCalendar has.
_STATUS = {
    "happened": "CONFIRMED", "ongoing": "CONFIRMED", "planned": "TENTATIVE",
    "possible": "TENTATIVE", "claimed": "TENTATIVE", "denied": "CANCELLED",
}  # fmt: skip
_NO_DAY = "19700101"


def dumps(collection: FeatureCollection) -> str:
    """The calendar; lines end with CR LF, as the standard asks."""
    documents = documents_of(collection)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Dateline//Dateline//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_escaped(collection.title or 'Events')}",
    ]
    for event in collection.events:
        if not is_undated(event) and _fits(event):
            lines += _lines(event, documents)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _lines(event: Event, documents: Documents) -> Iterator[str]:
    document = first_document(event, documents)
    written = _day((document.dct if document else None) or "") or _NO_DAY
    yield "BEGIN:VEVENT"
    yield f"UID:{_escaped(event.id)}@dateline"
    yield f"DTSTAMP:{written}T000000Z"
    yield from _when(event)
    yield f"SUMMARY:{_escaped(event.title)}"
    yield f"DESCRIPTION:{_escaped(chr(10).join(paragraphs(event, documents)))}"
    if event.places:
        yield f"LOCATION:{_escaped('; '.join(place.name for place in event.places))}"
        yield f"GEO:{event.places[0].lat:.6f};{event.places[0].lon:.6f}"
    yield f"CATEGORIES:{_escaped(event.kind)}"
    yield f"STATUS:{_STATUS[event.status]}"
    yield "TRANSP:TRANSPARENT"
    if link := source_link(event, documents):
        yield f"URL:{_CONTROL.sub('', link)}"
    if event.edtf:
        yield f"X-DATELINE-EDTF:{_escaped(event.edtf)}"
    yield f"X-DATELINE-STATUS:{event.status}"
    if event.edited:
        yield f"X-DATELINE-EDITED:{event.edited}"
    yield "END:VEVENT"


def _when(event: Event) -> Iterator[str]:
    start, end = event.start or event.end or "", event.end
    if "T" in start:
        yield f"DTSTART:{_instant(start)}"
        if end and end != start:
            yield f"DTEND:{_instant(end)}" if "T" in end else f"DTEND:{_after(end)}T000000"
        return
    yield f"DTSTART;VALUE=DATE:{_day(start)}"
    if end:
        yield f"DTEND;VALUE=DATE:{_after(end)}"


def _instant(text: str) -> str:
    """A moment in UTC where its zone is known, else as the clock there showed it."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        return f"{moment:%Y%m%dT%H%M%S}"
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%S}Z"


def _day(text: str) -> str | None:
    moment = parse(text)
    if moment is None:
        return None
    day = civil(moment.first)
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"


def _after(text: str) -> str:
    moment = parse(text)
    day = civil(moment.first + 1) if moment else civil(0)
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"


def _fits(event: Event) -> bool:
    """Whether iCalendar can write its years: four digits and no sign."""
    moments = [parse(event.start or event.end), parse(event.end or event.start)]
    return all(moment is not None and 1 <= moment.year < 9999 for moment in moments)


def _escaped(text: str) -> str:
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    for character in ("\\", ";", ","):
        text = text.replace(character, f"\\{character}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Pieces of at most 75 octets, those after the first indented by a blank."""
    piece, size = "", 0
    for character in line:
        length = len(character.encode("utf-8", "replace"))
        if size + length > _FOLD:
            yield piece
            piece, size = " ", 1
        piece += character
        size += length
    yield piece


FORMAT = Format(
    "ical",
    "events.ics",
    "iCalendar, for calendars",
    dumps,
    losses(
        "events.ics",
        [
            UNDATED,
            (
                lambda event: not is_undated(event) and not _fits(event),
                "1 event before the year 1 is left out",
                "{n} events before the year 1 are left out",
            ),
            VAGUE,
            (
                is_open,
                "1 open date stands at its known end",
                "{n} open dates stand at their known ends",
            ),
            (
                lambda event: is_coarse(event) and not is_open(event),
                "1 date of several days stands as all of them",
                "{n} dates of several days stand as all of them",
            ),
            SEVERAL_PLACES,
        ],
        bases="bases are left out",
    ),
)
