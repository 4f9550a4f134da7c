"""What importers make of a row, slide or placemark, and from there to events.

Nothing is lost silently: a date that is none, a place nobody knows and a kind that is not ours
leave the event as it is and a line for the user; many lines of one sort become one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from maps.features import (
    MAX_TITLE,
    Bound,
    Casualty,
    Event,
    Evidence,
    FeatureCollection,
    Kind,
    SourceDocument,
    Status,
    sorted_events,
)
from maps.shell import web_link
from timeline.formats.base import Asking, Imported
from timeline.formats.importing.places import RULE, Places, Spot
from timeline.formats.importing.told import Told
from timeline.written import UNKNOWN_DATE, When, between, read_casualty, read_date
from timeline.written.dates import DateOrder

#: What others call our kinds; ACLED's types among them.
_KINDS: dict[str, Kind] = {
    "battles": "assault",
    "explosions/remote violence": "assault",
    "violence against civilians": "assault",
    "attack": "assault",
    "protests": "protest",
    "riots": "protest",
    "agreement": "agree",
}
_DAY_FIRST = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-]\d{4}\b")


@dataclass(frozen=True, slots=True)
class Record:
    """One event as given. `where` names it in messages ("row 7"); dates are text or read.

    `lasts` is as in `Event` where the file says so itself; None leaves it to the date.
    """

    where: str
    title: str
    id: str | None = None
    date: str = ""
    end: str = ""
    when: When | None = None
    words: str | None = None
    spots: tuple[Spot, ...] = ()
    kind: str = ""
    status: str = ""
    quote: str = ""
    source: str = ""
    publisher: str = ""
    url: str = ""
    actors: tuple[str, ...] = ()
    killed: str = ""
    casualties: tuple[str, ...] = ()
    lasts: bool | None = None
    notes: tuple[str, ...] = ()


def collected(
    records: Sequence[Record],
    asking: Asking,
    *,
    title: str = "",
    notes: Iterable[str] = (),
    told: Told | None = None,
) -> Imported:
    """The events of the records, each with its source; `told` holds what was to be told before."""
    told, noted = told or Told(), list(notes)
    order = _order(records, asking, noted)
    places = Places(asking, told)
    documents: dict[str, SourceDocument] = {}
    events: dict[str, Event] = {}
    for record in records:
        document = _document(record, asking)
        event = _event(record, document, order, places, told)
        if event.id in events:
            if record.id:
                told.add("id", record.where, f"its id {event.id} is given twice; the second is new")
            event = _renamed(event, events)
        documents.setdefault(document.id, document)
        events[event.id] = event
    noted += places.notes()
    collection = FeatureCollection(
        title=title, documents=tuple(documents.values()), events=sorted_events(events.values())
    )
    return Imported(collection, tuple(noted), told.lines())


def _event(
    record: Record,
    document: SourceDocument,
    order: DateOrder | None,
    places: Places,
    told: Told,
) -> Event:
    title = " ".join(record.title.split()) or "Untitled event"
    quote = " ".join((record.quote or record.title).split()) or title
    when, reason = _when(record, order, told)
    kind, notes = _kind(record)
    return Event(
        id=record.id or _hash(document.id, repr(replace(record, where=""))),
        title=title if len(title) <= MAX_TITLE else title[: MAX_TITLE - 1].rstrip() + "…",
        kind=kind,
        status=_status(record, told),
        edtf=when.edtf,
        start=when.start,
        end=when.end,
        when_text=record.words,
        when_reason=reason,
        when_rule=RULE,
        lasts=when.lasts if record.lasts is None else record.lasts,
        places=places.of(record.spots, record.where),
        actors=record.actors,
        casualties=_casualties(record, told),
        evidence=(Evidence(document.id, 0, len(quote), quote, quote, 0),),
        confidence=1.0,
        notes=(*notes, *record.notes),
    )


def _renamed(event: Event, taken: dict[str, Event]) -> Event:
    number = 2
    while f"{event.id}-{number}" in taken:
        number += 1
    return replace(event, id=f"{event.id}-{number}")


def _when(record: Record, order: DateOrder | None, told: Told) -> tuple[When, str]:
    if record.when is not None:
        return record.when, "As given."
    try:
        if record.date and record.end:
            return between(read_date(record.date, order), read_date(record.end, order)), "As given."
        if record.date or record.end:
            return read_date(record.date or f"../{record.end}", order), "As given."
    except ValueError as error:
        return UNKNOWN_DATE, told.no_date(record.where, error)
    return UNKNOWN_DATE, "No date was given."


def _order(records: Sequence[Record], asking: Asking, notes: list[str]) -> DateOrder | None:
    """How 03/04/2015 is read in this file: as its other dates show, else as asked, else by day."""
    found = [
        (int(match[1]), int(match[2]))
        for record in records
        for text in (record.date, record.end)
        if (match := _DAY_FIRST.match(text))
    ]
    if asking.order is not None or not found:
        return asking.order
    day_first = any(first > 12 for first, _ in found)
    month_first = any(second > 12 for _, second in found)
    if day_first and month_first:
        return None
    if month_first:
        notes.append("dates such as 03/04/2015 are read month first, as others in the file show")
        return "MDY"
    if not day_first and any(first != second for first, second in found):
        notes.append(
            "dates such as 03/04/2015 are read day first; to change that set dates.date_order: MDY"
        )
    return "DMY" if found else None


def _kind(record: Record) -> tuple[Kind, tuple[str, ...]]:
    text = " ".join(record.kind.split())
    if text.lower() in get_args(Kind):
        return text.lower(), ()  # type: ignore[return-value]
    notes = (f"Category as given: {text}",) if text else ()
    return _KINDS.get(text.lower(), "other"), notes


def _status(record: Record, told: Told) -> Status:
    text = record.status.strip().lower()
    if text in get_args(Status):
        return text  # type: ignore[return-value]
    if text:
        told.add("status", record.where, f'status "{text[:40]}" is none of ours; taken as happened')
    return "happened"


def _casualties(record: Record, told: Told) -> tuple[Casualty, ...]:
    found = list(_killed(record, told))
    for text in record.casualties:
        try:
            found.append(read_casualty(text))
        except ValueError as error:
            told.add("casualties", record.where, str(error))
    return tuple(dict.fromkeys(found))


def _killed(record: Record, told: Told) -> tuple[Casualty, ...]:
    text = record.killed.strip()
    if not text or text == "0":
        return ()
    match = re.fullmatch(r"(≥ ?|≈ ?|≤ ?|>=? ?|~ ?|<=? ?)?(\d[\d,]*)(\+)?(?:\.0)?", text)
    if match is None:
        told.add("killed", record.where, f'"{text[:40]}" is no number of people killed')
        return ()
    bounds: dict[str, Bound] = {"≥": "at_least", ">": "at_least", "≈": "about", "~": "about"}
    sign = (match[1] or " ")[0]
    bound = "at_least" if match[3] else bounds.get(sign, "at_most" if sign in "≤<" else "exact")
    return (Casualty("killed", int(match[2].replace(",", "")), bound),)


def _document(record: Record, asking: Asking) -> SourceDocument:
    link = web_link(record.url)
    if not (record.source or link or record.publisher):
        return SourceDocument(_hash("file", asking.name), asking.name, None)
    name = record.source or link or record.publisher
    digest = _hash(record.source, link or "", record.publisher)
    return SourceDocument(digest, name, record.source or None, link, record.publisher or None)


def _hash(*parts: str) -> str:
    return hashlib.sha256("\x00".join(parts).encode("utf-8", "replace")).hexdigest()[:12]
