"""An event that a person adds, with its source."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from maps.features import Event, Evidence, SourceDocument
from timeline.corrections.values import Addition, Source
from timeline.written import UNKNOWN_DATE


def added(
    item: Addition, documents: Sequence[SourceDocument], texts: Mapping[str, str]
) -> tuple[Event, SourceDocument | None]:
    """The event, and the document it is from when that is none of the story's own."""
    known = _document(item.source, documents)
    document = known or _outside(item.source)
    evidence = _evidence(item, document, texts.get(document.id, ""))
    change = item.change
    when = change.when or UNKNOWN_DATE
    event = Event(
        id=item.key,
        title=change.title or "",
        kind=change.kind or "other",
        status=change.status or "happened",
        edtf=when.edtf,
        start=when.start,
        end=when.end,
        when_reason="Set by hand." if change.when else "No date was given.",
        when_rule="by hand",
        lasts=when.lasts,
        places=change.places or (),
        actors=change.actors or (),
        casualties=change.casualties or (),
        evidence=(evidence,),
        confidence=1.0,
        edited="corrected",
        notes=("Added by hand.", *((item.note,) if item.note else ())),
    )
    return event, None if known else document


def _document(source: Source, documents: Sequence[SourceDocument]) -> SourceDocument | None:
    """The story's own document that the source names."""
    if source.document is not None:
        for document in documents:
            if source.document in (document.id, document.name, document.title):
                return document
    return next((item for item in documents if source.url and item.url == source.url), None)


def _outside(source: Source) -> SourceDocument:
    told = (source.title, source.url, source.publisher, source.published, source.document)
    digest = hashlib.sha256("\x00".join(part or "" for part in told).encode()).hexdigest()
    return SourceDocument(
        id=digest[:12],
        name=source.document or source.title or source.url or source.publisher or "-",
        title=source.title or source.document,
        url=source.url,
        publisher=source.publisher,
        published=source.published,
        dct=source.published,
    )


def _evidence(item: Addition, document: SourceDocument, text: str) -> Evidence:
    """The quote where it stands in the document's text, else by itself; the title without one."""
    quote = item.source.quote or item.change.title or ""
    start = text.find(quote)
    if start < 0:
        return Evidence(document.id, 0, len(quote), quote, quote, 0)
    begin = text.rfind("\n", 0, start) + 1
    after = text.find("\n", start)
    context = text[begin : after if after >= 0 else len(text)]
    if len(quote) > len(context):  # the quote runs over several paragraphs
        context, begin = quote, start
    return Evidence(document.id, start, start + len(quote), quote, context, begin)
