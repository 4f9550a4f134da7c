"""The hard example: the clashes around Dushanbe, told twice, and the summit after them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from maps.features import Event
from tests.conftest import ROOT, shared

if TYPE_CHECKING:
    from spacy.language import Language

    from maps.gazetteer import Gazetteer

OURS = ROOT / "examples" / "tajikistan-2015" / "article.txt"
THEIRS = "stories/tajikistan-2015.txt"


def _events(path: Path, nlp: Language, gazetteer: Gazetteer) -> tuple[Event, ...]:
    from maps.toponyms import Context, find_toponyms
    from timeline.events import extract
    from timeline.model import Document
    from timeline.timex import find_document_date, tag

    text = path.read_text(encoding="utf-8")
    dct = find_document_date(text)
    doc = nlp(text)
    toponyms = find_toponyms(doc, text, gazetteer, Context(text))
    return extract(Document(text, dct=dct), doc, tag(text, dct), toponyms).events


@pytest.fixture(scope="module", params=["ours", "theirs"])
def events(
    request: pytest.FixtureRequest, nlp: Language, gazetteer: Gazetteer
) -> tuple[Event, ...]:
    return _events(OURS if request.param == "ours" else shared(THEIRS), nlp, gazetteer)


def test_the_clashes_are_one_event(events: tuple[Event, ...]) -> None:
    clashes = [event for event in events if event.is_drawn and event.kind == "assault"]
    assert len(clashes) == 1
    event = clashes[0]
    assert (event.start, event.end) == ("2015-09-01", "2015-09-10")
    assert [place.text for place in event.places] == ["Dushanbe", "Vahdat"]
    assert {place.country for place in event.places} == {"TJ"}
    assert [(c.type, c.bound, c.value) for c in event.casualties] == [("killed", "at_least", 22)]
    assert len(event.evidence) >= 2
    assert "kill at least 22 around Dushanbe and Vahdat" in event.title


def test_the_summit_and_the_pledge_are_of_the_fifteenth_in_dushanbe(
    events: tuple[Event, ...],
) -> None:
    others = [event for event in events if event.is_drawn and event.kind != "assault"]
    assert 1 <= len(others) <= 2
    assert {event.kind for event in others} <= {"consult", "agree"}
    for event in others:
        assert (event.start, event.end) == ("2015-09-15", "2015-09-15")
        assert [place.text for place in event.places] == ["Dushanbe"]


def test_nothing_is_drawn_from_worry_accusation_or_condition(events: tuple[Event, ...]) -> None:
    for event in events:
        lead = event.evidence[0].quote
        if event.is_drawn:
            assert "If Russia had not" not in lead
            assert "worried" not in lead


def test_no_seat_of_government_is_a_place(events: tuple[Event, ...]) -> None:
    names = {place.name for event in events if event.is_drawn for place in event.places}
    assert names.isdisjoint({"Moscow", "Russia", "Syria", "Libya", "Afghanistan", "Tajikistan"})
