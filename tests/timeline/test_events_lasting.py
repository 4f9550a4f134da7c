"""Whether an event filled the time that its date names, or fell somewhere in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from maps.features import Event, FeatureCollection
from maps.geojson import dumps, loads
from timeline.events import extract
from timeline.model import Document, DocumentDate
from timeline.timex import tag
from timeline.written import read_date

if TYPE_CHECKING:
    from spacy.language import Language

DCT = DocumentDate("2015-09-16", "config", "told", 1.0)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "lasts"),
    [
        ("Rebels attacked a police post in early September.", False),
        ("Rebels attacked a police post last week.", False),
        ("Rebels attacked a police post in 2014.", False),
        ("Three soldiers were killed over the weekend.", True),
        ("The army bombed the valley throughout August.", True),
        ("The army bombed the valley for much of last year.", True),
        ("The army has bombed the valley since Sunday.", True),
        ("The army bombed the valley from 1 to 10 September.", True),
        ("The army bombed the valley between March and May 2014.", True),
        # "all" of something else fills no time.
        ("All rebels left the valley in August.", False),
        ("The parties signed a treaty through mediators in August.", False),
        # One day leaves no choice.
        ("Rebels attacked a police post on Tuesday.", None),
    ],
)
def test_the_words_tell_whether_it_lasted(nlp: Language, text: str, lasts: bool | None) -> None:
    found = extract(Document(text, dct=DCT), nlp(text), tag(text, DCT), ())
    assert [event.lasts for event in found.events] == [lasts], found.outcomes


@pytest.mark.parametrize(
    ("written", "lasts"),
    [
        ("2015-09-14", None),
        ("2015", None),
        ("2015-09-01/2015-09-10", None),  # an interval in EDTF says what it is
        ("early September 2015", False),
        ("since May 2014", True),
        ("from 1 to 10 September 2015", True),
    ],
)
def test_a_date_by_hand_tells_it_by_its_form(written: str, lasts: bool | None) -> None:
    assert read_date(written).lasts is lasts


def test_the_file_keeps_it() -> None:
    told = FeatureCollection(events=(Event("a", "One", lasts=True), Event("b", "Two", lasts=False)))
    assert [event.lasts for event in loads(dumps(told)).events] == [True, False]
