"""One document through all stages: dates, places, bases, events.

A build and the pipe commands go the same way, so what a pipe prints is what a page shows. The
stages are imported where they are used: `dateline dates` needs no language model.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from timeline.headline import headline_places
from timeline.language import parse
from timeline.model import Document, TemporalExpression
from timeline.tools import Tools, open_tools

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from maps.bases import BaseFindings
    from maps.gazetteer import Gazetteer
    from maps.place import Toponym
    from timeline.config import Config
    from timeline.events import Extraction
    from timeline.timex import Reading, TimexOptions

__all__ = [
    "Analysis",
    "Tools",
    "analyse",
    "find_dates",
    "find_places",
    "open_tools",
    "read_dates",
    "timex_options",
]

#: From this confidence on a place tells where a text is.
_SURE = 0.5


@dataclass(frozen=True, slots=True)
class Analysis:
    """What all stages found in one document, whose `dct` is found by then.

    `credits` name the online services that places come from; `asked` is the ISO day of the oldest
    of their answers, None where none was asked; `provisional` is true when one could not answer,
    so that the next build may find more.
    """

    document: Document
    timexes: tuple[TemporalExpression, ...]
    toponyms: tuple[Toponym, ...]
    bases: BaseFindings
    extraction: Extraction
    credits: tuple[str, ...] = ()
    provisional: bool = False
    asked: str | None = None


def timex_options(config: Config, document: Document) -> TimexOptions:
    """What the config says of dates; the document tells its language when the config does not."""
    from timeline.timex import TimexOptions

    dates = config.dates
    return TimexOptions(
        language=dates.language or document.language,
        date_order=dates.date_order,
        hemisphere=dates.hemisphere,
        profile=dates.profile,
        lexicons=dates.lexicons,
    )


def find_dates(
    document: Document, options: TimexOptions
) -> tuple[Document, tuple[TemporalExpression, ...]]:
    """The document with its creation time, found unless it is given, and its expressions."""
    document, reading = read_dates(document, options)
    return document, reading.expressions


def read_dates(document: Document, options: TimexOptions) -> tuple[Document, Reading]:
    """As `find_dates`, with what was taken for no time."""
    from timeline.timex import find_document_date, read

    if document.dct is None:
        found = find_document_date(
            document.text,
            title=document.title,
            published=document.published,
            name=document.name,
            options=options,
        )
        document = replace(document, dct=found)
    return document, read(document.text, document.dct, options=options, title=document.title)


def analyse(document: Document, tools: Tools, config: Config) -> Analysis:
    """All stages on one document; spaCy reads it once."""
    from maps.bases import find_bases
    from timeline.events import EventOptions, extract

    document, timexes = find_dates(document, timex_options(config, document))
    doc = parse(tools.nlp, document.text)
    before = tools.counts
    toponyms = find_places(document, tools, doc)
    bases = find_bases(
        doc,
        document.text,
        toponyms,
        tools.register,
        when=document.dct.day if document.dct else None,
        document=document.id,
    )
    options = EventOptions(tools.triggers, config.events.beyond_lexicon)
    headline = headline_places(document, tools.gazetteer, tools.overrides)
    extraction = extract(document, doc, timexes, toponyms, bases, options, headline)
    return Analysis(
        document,
        timexes,
        toponyms,
        bases,
        extraction,
        credits=tools.credits if tools.counts.answered > before.answered else (),
        provisional=tools.counts.unanswered > before.unanswered,
        asked=min(tools.counts.days[len(before.days) :], default=None),
    )


def find_places(document: Document, tools: Tools, doc: Doc) -> tuple[Toponym, ...]:
    """The toponyms of a document that spaCy has read, by whom the config wants to find names.

    An online service is asked where the config names one; coordinates are called by what is there.
    """
    from maps.toponyms import Context, find_toponyms

    text = document.text
    own = {name: at for name, at in tools.gazetteer.told_names.items() if name in text}
    context = Context(
        text,
        title=document.title,
        url=document.url,
        publisher=document.publisher,
        overrides={**own, **tools.overrides},
        only_model=tools.recognizer == "model",
    )
    model = None if tools.recognizer == "gazetteer" else doc
    found = find_twice(lambda seen: find_toponyms(model, text, seen, context), tools.gazetteer)
    # Overrides are found in any case, own places only as written: "Hope" is not "hope".
    found = tuple(
        toponym
        for toponym in found
        if not (
            toponym.place in own.values() and toponym.name.islower() and toponym.name not in own
        )
    )
    return _asked(found, tools)


def find_twice(
    find: Callable[[Gazetteer], tuple[Toponym, ...]], gazetteer: Gazetteer
) -> tuple[Toponym, ...]:
    """Where the text is at first, then the little places of an imported gazetteer near there."""
    far = gazetteer.seen_from(())
    found = find(far)
    if far is gazetteer:
        return found
    sure = [at.place for at in found if at.place and at.confidence >= _SURE]
    return find(gazetteer.seen_from(sure)) if sure else found


def _asked(toponyms: tuple[Toponym, ...], tools: Tools) -> tuple[Toponym, ...]:
    """Points called by what is there, and names asked for that the gazetteer does not tell."""
    from maps.gazetteer import fold
    from maps.geocode import geocoded, named_points

    gazetteer, online = tools.gazetteer, tools.online
    if online is None:
        return named_points(toponyms, gazetteer.nearest)
    geocoder = online.geocoder
    named = named_points(toponyms, gazetteer.nearest, geocoder.reverse if online.reverse else None)
    return geocoded(
        named,
        geocoder.geocode,
        below=online.below,
        known=lambda name: gazetteer.has_name(fold(name)),
    )
