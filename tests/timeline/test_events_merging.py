"""One event once: within an article, and across articles."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from maps.features import Casualty, Event, EventPlace, Evidence
from tests.timeline.reading import read
from timeline.events import merge

if TYPE_CHECKING:
    from spacy.language import Language

NAMES = {"Osh": "KG city", "Talas": "KG city"}
DATES = {"Monday": "2020-06-08", "Tuesday": "2020-06-09"}

#: text, number of events
WITHIN = [
    ("Clashes broke out in Osh on Monday. The fighting killed 12 people.", 1),
    ("A bomb exploded in Osh on Monday. Four people were injured.", 1),
    ("An earthquake struck Osh on Monday. The quake destroyed 40 houses.", 1),
    ("Gunmen attacked a market in Osh on Monday. Police said the attack lasted an hour.", 1),
    ("Clashes broke out in Osh on Monday. Clashes broke out in Talas on Tuesday.", 2),
    ("A bomb exploded in Osh on Monday. A bomb exploded in Osh on Tuesday.", 2),
    ("A bomb exploded in Osh on Monday. Ministers met in Talas on Monday.", 2),
    ("An earthquake struck Osh on Monday. The death toll rose to 40 on Tuesday.", 1),
    ("An earthquake struck Osh on Monday. A fire broke out in Osh. The quake was short.", 2),
    ("A bomb has killed ten people in Osh. A car packed with explosives blew up on Monday.", 1),
    ("A bomb has killed ten people in Osh. A second bomb exploded on Monday.", 2),
    ("A raid killed two in Osh on Monday. The army said that its men had shot dead two.", 1),
    ("The general defected and fled to Talas on Monday.", 1),
    ("The team won the cup when it beat its rival in Osh on Monday.", 1),
    ("Ten people died after a bus hit a tree in Osh on Monday.", 1),
]


@pytest.mark.parametrize(("text", "number"), WITHIN, ids=lambda value: str(value)[:60])
def test_within_an_article(nlp: Language, text: str, number: int) -> None:
    extraction = read(nlp, text, dates=DATES, names=NAMES)
    assert len(extraction.events) == number, extraction.outcomes


def test_all_sentences_and_the_finest_date_are_kept(nlp: Language) -> None:
    text = "The fighting in Osh in June killed 12 people. The clashes broke out on Monday."
    dates = {**DATES, "June": "2020-06"}
    extraction = read(nlp, text, dates=dates, names=NAMES)
    assert len(extraction.events) == 1, extraction.outcomes
    event = extraction.events[0]
    assert len(event.evidence) == 2
    assert (event.start, event.end) == ("2020-06-08", "2020-06-08")
    assert [place.text for place in event.places] == ["Osh"]


def _event(document: str, title: str, day: str, place: str = "Osh", **changes: object) -> Event:
    event = Event(
        id=f"{document}-{title[:5]}-{day}",
        title=title,
        kind="assault",
        edtf=day,
        start=day,
        end=day,
        places=(EventPlace(place, 72.8, 40.5, place, gazetteer_id=f"test:{place}"),),
        evidence=(Evidence(document, 0, len(title), title, title),),
    )
    return replace(event, **changes)  # type: ignore[arg-type]


def test_across_articles_the_same_event_is_one_with_its_sources() -> None:
    first = _event(
        "a", "Bomb kills 12 at market", "2020-06-08", casualties=(Casualty("killed", 12),)
    )
    second = _event("b", "Market bomb kills 15", "2020-06-08", casualties=(Casualty("killed", 15),))
    merged = merge([(first,), (second,)])
    assert len(merged) == 1
    assert merged[0].sources == 2
    assert {item.document for item in merged[0].evidence} == {"a", "b"}
    assert [item.value for item in merged[0].casualties] in ([12, 15], [15, 12])


@pytest.mark.parametrize(
    "other",
    [
        _event("b", "Market bomb kills 15", "2020-06-09"),
        _event("b", "Market bomb kills 15", "2020-06-08", "Talas"),
        _event("b", "Market bomb kills 15", "2020-06-08", kind="consult"),
        _event("b", "Market bomb kills 15", "2020-06-08", status="planned"),
        _event("b", "Soldiers storm barracks", "2020-06-08"),
        _event("a", "Second market bomb", "2020-06-08"),
    ],
    ids=[
        "another day",
        "another place",
        "another kind",
        "only planned",
        "other words",
        "same article",
    ],
)
def test_across_articles_what_differs_stays_apart(other: Event) -> None:
    first = _event("a", "Bomb kills 12 at market", "2020-06-08")
    documents = [(first, other)] if other.evidence[0].document == "a" else [(first,), (other,)]
    assert len(merge(documents)) == 2


def test_words_that_all_events_share_join_nothing() -> None:
    sides = ("Rebels take the bridge", "Rebels lose the harbour", "Rebels ask for medicine")
    documents = [
        (_event(name, title, "2020-06-08"),) for name, title in zip("abc", sides, strict=True)
    ]
    assert len(merge(documents)) == 3


def test_a_guessed_day_gives_way_to_a_day_told() -> None:
    guess = _event("a", "Bomb kills 12 at market", "2020-06-09", when_rule="document date")
    told = _event("b", "Bomb kills 12 at market", "2020-06-08", when_rule="same clause")
    assert [event.start for event in merge([(guess,), (told,)])] == ["2020-06-08"]


def test_the_most_precise_date_stays() -> None:
    month = _event("a", "Bomb kills 12 at market", "2020-06", start="2020-06-01", end="2020-06-10")
    day = _event("b", "Bomb kills 12 at market", "2020-06-08")
    assert [(event.start, event.end) for event in merge([(month,), (day,)])] == [
        ("2020-06-08", "2020-06-08")
    ]


def test_the_order_of_articles_does_not_count() -> None:
    documents = [
        (_event(name, f"Bomb kills {number} at market", f"2020-06-{8 + number % 3:02}"),)
        for number, name in enumerate("abcdefgh", start=10)
    ]
    forward, backward = merge(documents), merge(documents[::-1])
    assert [(e.start, e.sources) for e in forward] == [(e.start, e.sources) for e in backward]


def test_events_without_date_are_kept_as_they_are() -> None:
    undated = replace(_event("a", "Bomb kills 12", "2020-06-08"), edtf=None, start=None, end=None)
    assert merge([(undated,), ()]) == (undated,)
