"""What many formats need: an event's source and its text in words, and what a format loses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from maps.dates import Moment, parse
from maps.features import Event, FeatureCollection, SourceDocument
from maps.shell import web_link
from timeline.written import read_date

Documents = Mapping[str, SourceDocument]

_PLAIN_DATE = re.compile(r"-?\d{4,}(-\d\d(-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d)?)?)?)?")
#: Characters that XML 1.0 cannot hold, and halves of surrogate pairs.
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def documents_of(collection: FeatureCollection) -> Documents:
    """The documents by their id."""
    return {document.id: document for document in collection.documents}


def first_document(event: Event, documents: Documents) -> SourceDocument | None:
    """The document that the event's first sentence is from."""
    return documents.get(event.evidence[0].document) if event.evidence else None


def source_name(event: Event, documents: Documents) -> str:
    """What that document is called."""
    document = first_document(event, documents)
    return "" if document is None else document.title or document.name


def source_link(event: Event, documents: Documents) -> str:
    """Its address, when that is one a reader may follow."""
    document = first_document(event, documents)
    return "" if document is None else web_link(document.url) or ""


def publisher(event: Event, documents: Documents) -> str:
    """Who published it."""
    document = first_document(event, documents)
    return "" if document is None else document.publisher or ""


def paragraphs(event: Event, documents: Documents) -> Iterator[str]:
    """The event for a reader of plain text: status, where, the sentences, their source, notes."""
    if event.status != "happened":
        yield f"Status: {event.status}"
    if event.places:
        yield "Where: " + "; ".join(place.name for place in event.places)
    yield from (f"“{item.quote}”" for item in event.evidence)
    source = ", ".join(filter(None, [source_name(event, documents), publisher(event, documents)]))
    if source:
        yield f"Source: {source}"
    if event.edited:
        yield f"{event.edited.capitalize()} by hand."
    yield from event.notes


def xml_text(text: str) -> str:
    """Text as XML can hold it: what it cannot is left out."""
    return _NO_XML.sub("", text)


def single_date(event: Event) -> Moment | None:
    """The one year, month, day or moment an event's date is, as fine as it is told; else None."""
    edtf = event.edtf or (event.start if event.start == event.end else None)
    return parse(edtf) if edtf and _PLAIN_DATE.fullmatch(edtf) else None


def is_vague(event: Event) -> bool:
    """Whether first and last day alone do not say the date: about, uncertain, one of a set …"""
    edtf = event.edtf or ""
    return bool(set(edtf) & set("~?%[]{}"))


def is_open(event: Event) -> bool:
    """Whether one end of its date is open."""
    return (event.start is None) != (event.end is None)


def is_undated(event: Event) -> bool:
    """Whether nothing is known of its date."""
    return event.start is None and event.end is None


def is_coarse(event: Event) -> bool:
    """Whether its date is a span of days, not one day."""
    first, last = parse(event.start), parse(event.end)
    return bool(first and last and last.last - first.first > 1)


Fact = tuple[Callable[[Event], bool], str, str]

#: Facts that several formats lose: who is meant, for one such event, for several.
UNDATED: Fact = (
    is_undated,
    "1 event without a date is left out",
    "{n} events without a date are left out",
)
UNPLACED: Fact = (
    lambda event: not event.places,
    "1 event without a place is left out",
    "{n} events without a place are left out",
)
VAGUE: Fact = (
    is_vague,
    "1 vague date stands as the days it may be",
    "{n} vague dates stand as the days they may be",
)
SEVERAL_PLACES: Fact = (
    lambda event: len(event.places) > 1,
    "of 1 event with several places only the first has its position",
    "of {n} events with several places only the first has its position",
)


def losses(
    filename: str, facts: Iterable[Fact], *, bases: str | None = None
) -> Callable[[FeatureCollection], tuple[str, ...]]:
    """The `losses` of a format; `bases` says what becomes of bases when there are any."""
    facts = tuple(facts)

    def tell(collection: FeatureCollection) -> tuple[str, ...]:
        told = []
        for is_meant, one, several in facts:
            count = sum(1 for event in collection.events if is_meant(event))
            if count:
                told.append(one if count == 1 else several.format(n=count))
        if bases and collection.bases:
            told.append(bases)
        return (f"{filename}: {'; '.join(told)}",) if told else ()

    return tell


def ends_of(event: Event) -> tuple[Moment | None, Moment | None]:
    """First and last moment, each as fine as the date tells it: 2014-05 is one month twice."""
    single = single_date(event)
    if single is not None:
        return single, single
    first, _, last = (event.edtf or "").partition("/")
    return _end(first, event.start), _end(last, event.end)


def _end(edtf: str, bound: str | None) -> Moment | None:
    if bound is None:
        return None
    plain = edtf.rstrip("~?%")
    if plain and _PLAIN_DATE.fullmatch(plain):
        try:
            found = read_date(plain)
        except ValueError:
            found = None
        if found is not None and bound in (found.start, found.end):
            return parse(plain)
    return parse(bound)
