"""Openings and closings of military bases become events with the base as their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from maps.bases import find_bases, load_register
from timeline.events import Extraction, extract
from timeline.model import Document, DocumentDate
from timeline.timex import tag

if TYPE_CHECKING:
    from spacy.language import Language

#: text, kind, status, first day, id of the base
CHANGES = [
    ("The United States closed its air base at Manas in 2014.",
     "retreat", "happened", "2014-01-01", "manas"),
    ("Egypt's president inaugurated the Mohamed Naguib base on Monday.",
     "mobilize", "happened", "2020-06-08", "naguib"),
    ("The Manas air base was shut down in June 2014, an official said.",
     "retreat", "happened", "2014-06-01", "manas"),
]  # fmt: skip
#: What tells no opening or closing that took place.
NONE = [
    "Russia has an air base at Kant.",
    "Germany will close its air base at Termez in 2021.",
]


def _read(text: str, nlp: Language) -> Extraction:
    document = Document(text, dct=DocumentDate("2020-06-10", "config", "told", 1.0))
    doc = nlp(text)
    bases = find_bases(doc, text, (), load_register(), when="2020-06-10", document=document.id)
    return extract(document, doc, tag(text, document.dct), (), bases)


@pytest.mark.parametrize("case", CHANGES, ids=lambda case: case[0])
def test_a_change_is_an_event_at_the_base(
    case: tuple[str, str, str, str, str], nlp: Language
) -> None:
    text, kind, status, first, base = case
    extraction = _read(text, nlp)
    assert len(extraction.events) == 1, extraction.outcomes
    event = extraction.events[0]
    assert (event.kind, event.status, event.start) == (kind, status, first)
    (place,) = event.places
    assert place.level == "base"
    assert place.gazetteer_id.startswith("base:")
    assert base in place.gazetteer_id
    assert place.reason


@pytest.mark.parametrize("text", NONE)
def test_what_is_or_will_be_is_no_change(text: str, nlp: Language) -> None:
    assert not [event for event in _read(text, nlp).events if event.is_drawn]
