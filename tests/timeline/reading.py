"""Reading one sentence or two for the tests of events, with the dates and names told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks._event_reports import stand_in_dates, stand_in_names
from maps.features import Event
from timeline.events import Extraction, extract
from timeline.model import Document, DocumentDate

if TYPE_CHECKING:
    from spacy.language import Language


def read(
    nlp: Language,
    text: str,
    *,
    dates: dict[str, str] | None = None,
    names: dict[str, str] | None = None,
    dct: str | None = "2020-06-10",
    title: str | None = None,
) -> Extraction:
    """`dates` and `names` as in tests/data/reports/README.md."""
    told = DocumentDate(dct, "config", "told", 1.0) if dct else None
    document = Document(text, title=title, dct=told)
    timexes = stand_in_dates(text, dates or {})
    toponyms = stand_in_names(text, names or {})
    headline = stand_in_names(title or "", names or {})
    return extract(document, nlp(text), timexes, toponyms, headline=headline)


def by_trigger(extraction: Extraction, word: str) -> Event | None:
    """The event one of whose trigger marks is `word`."""
    for event in extraction.events:
        for item in event.evidence:
            for mark in item.marks:
                start = mark.start - item.context_start
                told = item.context[start : start + mark.end - mark.start]
                if mark.role == "trigger" and told == word:
                    return event
    return None
