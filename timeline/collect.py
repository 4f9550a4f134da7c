"""From the findings of all documents to one FeatureCollection."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from maps.features import Event, FeatureCollection, SourceDocument, sorted_events
from timeline import __version__
from timeline.given import NOTHING, Given
from timeline.joining import join_given

if TYPE_CHECKING:
    from maps.bases import Register
    from maps.features import Base
    from timeline.analysis import Analysis
    from timeline.config import Config
    from timeline.model import Document


@dataclass(frozen=True, slots=True)
class Collected:
    """A collection, and how it came to be.

    Attributes:
        left_out: how many events the config's limits left out of it.
        warnings: corrections that found no event, a line each.
        notes: what was corrected and which given events joined others, a line each.
    """

    collection: FeatureCollection
    left_out: int = 0
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def collect(
    analyses: Sequence[Analysis], register: Register, config: Config, given: Given = NOTHING
) -> Collected:
    """Merge what documents and given data tell of one event or base, correct it, and limit it."""
    from maps.map_page import obscured
    from timeline.corrections import apply

    whole = gathered(analyses, config, given)
    texts = {analysis.document.id: analysis.document.text for analysis in analyses}
    corrected, lost, done = apply(whole.collection, given.corrections, texts)
    events = limited(corrected.events, config.events.min_confidence, config.events.max)
    shown = _shown_bases(analyses, events, register, config)
    known = {base.id for base in shown}
    collection = replace(
        corrected,
        events=sorted_events(events),
        bases=(*shown, *(base for base in corrected.bases if base.id not in known)),
    )
    return Collected(
        obscured(collection, config.map.obscure_m),
        left_out=len(corrected.events) - len(events),
        warnings=lost,
        notes=(*whole.notes, *done),
    )


def gathered(analyses: Sequence[Analysis], config: Config, given: Given = NOTHING) -> Collected:
    """All that documents and given data tell, before a person corrects it; no limits apply.

    Its bases are the given ones only: which of the articles' are shown is decided by the events.
    """
    from timeline.events import merge

    events = merge([analysis.extraction.events for analysis in analyses])
    documents = {analysis.document.id: source_document(analysis.document) for analysis in analyses}
    titles = [config.title, *(item.title for item in documents.values())]
    bases: dict[str, Base] = {}
    credited = {credit for analysis in analyses for credit in analysis.credits}
    notes = list(given.notes)
    for file, data in given.data:
        events, doubled = join_given(events, data.events, file)
        notes += doubled
        titles.append(data.title)
        credited.update(data.credits)
        bases |= {base.id: base for base in data.bases if base.id not in bases}
        documents |= {item.id: item for item in data.documents if item.id not in documents}
    collection = FeatureCollection(
        title=next((title for title in titles if title), ""),
        program=__version__,
        documents=tuple(documents.values()),
        events=sorted_events(events),
        bases=tuple(bases.values()),
        credits=tuple(sorted(credited)),
    )
    return Collected(collection, notes=tuple(notes))


def limited(events: Sequence[Event], min_confidence: float, most: int | None) -> tuple[Event, ...]:
    """Those certain enough, and of these at most `most`, the most important ones.

    What a person confirmed, corrected or added stays, and counts.
    """
    kept = [event for event in events if event.edited or event.confidence >= min_confidence]
    kept.sort(key=lambda event: (not event.edited, -event.importance, -event.confidence, event.id))
    edited = sum(1 for event in kept if event.edited)
    return tuple(kept if most is None else kept[: max(most, edited)])


def source_document(document: Document) -> SourceDocument:
    """The document as the pages need it."""
    dct = document.dct
    return SourceDocument(
        id=document.id,
        name=document.name,
        title=document.title,
        url=document.url,
        publisher=document.publisher,
        published=document.published,
        dct=dct.date if dct else None,
        dct_source=dct.source if dct else None,
        dct_reason=dct.reason if dct else None,
        language=document.language,
    )


def _shown_bases(
    analyses: Iterable[Analysis], events: Iterable[Event], register: Register, config: Config
) -> tuple[Base, ...]:
    from maps.bases import bases_to_show, merge_bases

    mentioned = merge_bases(base for analysis in analyses for base in analysis.bases.bases)
    wanted = config.bases
    return bases_to_show(
        register,
        mentioned,
        show=wanted.show,
        points=[(place.lon, place.lat) for event in events for place in event.places],
        nearby_km=wanted.nearby_km,
        year=_year(analyses),
        only_open=wanted.only_open,
        operators=wanted.operators,
        hosts=wanted.hosts,
        kinds=wanted.kinds,
    )


def _year(analyses: Iterable[Analysis]) -> int | None:
    """The year of the story: that of its newest document, None when none is dated."""
    from maps.dates import parse

    days = (analysis.document.dct.day for analysis in analyses if analysis.document.dct)
    return max((moment.year for day in days if (moment := parse(day))), default=None)
