"""From the findings of all documents to one FeatureCollection."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from maps.features import Event, FeatureCollection, SourceDocument, sorted_events
from timeline import __version__

if TYPE_CHECKING:
    from maps.bases import Register
    from maps.features import Base
    from timeline.analysis import Analysis
    from timeline.config import Config
    from timeline.model import Document


@dataclass(frozen=True, slots=True)
class Collected:
    """A collection, and how many events the config's limits left out of it."""

    collection: FeatureCollection
    left_out: int = 0


def collect(analyses: Sequence[Analysis], register: Register, config: Config) -> Collected:
    """Merge what the documents tell of the same event or base, and apply the config's limits."""
    from maps.map_page import obscured
    from timeline.events import merge

    merged = merge([analysis.extraction.events for analysis in analyses])
    events = limited(merged, config.events.min_confidence, config.events.max)
    documents = tuple(source_document(analysis.document) for analysis in analyses)
    collection = FeatureCollection(
        title=config.title or next((item.title for item in documents if item.title), None) or "",
        program=__version__,
        documents=documents,
        events=sorted_events(events),
        bases=_bases(analyses, events, register, config),
    )
    return Collected(obscured(collection, config.map.obscure_m), len(merged) - len(events))


def limited(events: Sequence[Event], min_confidence: float, most: int | None) -> tuple[Event, ...]:
    """Those certain enough, and of these at most `most`, the most important ones."""
    kept = [event for event in events if event.confidence >= min_confidence]
    kept.sort(key=lambda event: (-event.importance, -event.confidence, event.id))
    return tuple(kept[:most])


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


def _bases(
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
