"""What a report says of each event, as plain text in the language of the report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from maps.features import Casualty, Event, FeatureCollection, SourceDocument, sorted_events
from maps.looks import STATUSES, kind_label
from maps.strings import strings
from maps.when import label


@dataclass(frozen=True, slots=True)
class Source:
    """Where a quote stands: the article's title or name, and what else is known of it."""

    title: str
    publisher: str | None
    day: str | None
    url: str | None

    @property
    def words(self) -> str:
        """All but the address, as one line."""
        return ", ".join(filter(None, (self.title, self.publisher, self.day)))


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence that an event rests on; `source` None when the article is not in the file."""

    words: str
    source: Source | None


@dataclass(frozen=True, slots=True)
class Row:
    """An event. `facts` are pairs of a name and what there is to say under it, in order."""

    number: int
    title: str
    when: str
    where: str
    facts: tuple[tuple[str, str], ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All of it, with the words that every form of it needs."""

    title: str
    count: str
    caution: str
    language: str
    rows: tuple[Row, ...]
    sources: tuple[Source, ...]
    credits: tuple[str, ...]


def report(collection: FeatureCollection, language: str) -> Report:
    """The whole collection in order of time; events that are not told as facts say so."""
    words = strings(language)
    documents = {item.id: _source(item) for item in collection.documents}
    events = sorted_events(collection.events)
    key = "tray_listed_one" if len(events) == 1 else "tray_listed_other"
    return Report(
        title=collection.title or words["untitled"],
        count=words[key].format(n=len(events)),
        caution=words["read_by_program"],
        language=language,
        rows=tuple(
            _row(number, event, documents, language) for number, event in enumerate(events, 1)
        ),
        sources=tuple(documents.values()),
        credits=("Places: GeoNames, CC BY 4.0", *collection.credits),
    )


def _source(document: SourceDocument) -> Source:
    from maps.shell import web_link

    day = document.dct or document.published
    return Source(
        document.title or document.name,
        document.publisher,
        day.partition("T")[0] if day else None,
        web_link(document.url),
    )


def _row(number: int, event: Event, documents: Mapping[str, Source], language: str) -> Row:
    words = strings(language)
    places = dict.fromkeys(place.name for place in event.places)
    return Row(
        number=number,
        title=event.title,
        when=label(event, language),
        where=", ".join(places) or words["place_unknown"],
        facts=tuple(_facts(event, words)),
        quotes=tuple(
            Quote(" ".join(item.quote.split()), documents.get(item.document))
            for item in event.evidence
        ),
    )


def _facts(event: Event, words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    kind = words.get(f"kind_{event.kind}", kind_label(event.kind))
    yield words["kind"], kind
    look = STATUSES[event.status]
    status = words.get(f"status_{event.status}", look.label)
    meaning = words.get(f"status_{event.status}_meaning", look.meaning)
    yield words["status"], status if event.status == "happened" else f"{status}: {meaning}"
    if event.actors:
        yield words["who"], ", ".join(event.actors)
    if event.casualties:
        yield words["casualties"], "; ".join(_casualties(event.casualties, words))
    said = dict.fromkeys(item.source for item in event.attribution)
    if said:
        yield words["said_by"], ", ".join(said)
    if event.edited:
        yield words["notes"], words[f"edited_{event.edited}"]
    for note in event.notes:
        yield words["notes"], note


def _casualties(casualties: Iterable[Casualty], words: Mapping[str, str]) -> Iterator[str]:
    for item in casualties:
        value = words[f"bound_{item.bound}"].format(value=item.value)
        source = f" ({item.source})" if item.source else ""
        yield f"{value} {words[f'casualty_{item.type}']}{source}"
