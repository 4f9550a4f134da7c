"""Who says so, and who took part."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.timeline.reading import read

if TYPE_CHECKING:
    from spacy.language import Language

DATES = {"Tuesday": "2020-06-09", "Monday": "2020-06-08"}
NAMES = {"Osh": "KG city"}

#: text, sources of its one event
SAYS = [
    ("The poet Asan Tok has died in Osh, his family said on Tuesday.", ["his family"]),
    ("Jets bombed Osh on Monday, and 30 fighters died, an army spokesman said.",
     ["army spokesman"]),
    ("A man was shot in Osh on Monday, police say.", ["police"]),
    ("The UN says 12 people were killed in Osh on Monday.", ["UN"]),
    ("Two men were arrested in Osh on Monday, it was reported by the ministry.", ["ministry"]),
    ("Two men were arrested in Osh on Monday, according to the mayor.", ["mayor"]),
    ("Two men were arrested in Osh on Monday.", []),
    ("Two men were arrested in Osh on Monday, their lawyer Asel Tok said.", ["lawyer Asel Tok"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sources"), SAYS, ids=lambda value: str(value)[:50])
def test_who_says_so(nlp: Language, text: str, sources: list[str]) -> None:
    (event,) = read(nlp, text, dates=DATES, names=NAMES).events
    assert [said.source for said in event.attribution] == sources
    assert all(said.quote in text for said in event.attribution)
    assert all(item.source in (*sources, None) for item in event.casualties)


#: text, some of its actors, some who are none
ACTORS = [
    ("Two refugees filed a lawsuit in Osh on Monday.", ["refugees"], []),
    ("Gunmen killed 12 villagers in Osh on Monday.", ["Gunmen"], ["villagers"]),
    ("Nokar bought the firm in Osh on Monday.", ["Nokar"], []),
    ("Jets bombed a mill in Osh on Monday.", ["Jets"], ["mill"]),
    ("On Monday Asel Tok and Ulan Bek won in Osh.", ["Asel Tok", "Ulan Bek"], ["Monday"]),
    ("Rebels seized Osh on Monday.", ["Rebels"], ["Osh"]),
    ("Asel Tok won on Monday when Ulan Bek tripped. He fell in Osh.", ["Asel Tok"], []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "acting", "not_acting"), ACTORS, ids=lambda v: str(v)[:40])
def test_who_took_part(nlp: Language, text: str, acting: list[str], not_acting: list[str]) -> None:
    event = read(nlp, text, dates=DATES, names=NAMES).events[0]
    told = " ".join(event.actors)
    assert all(name in told for name in acting), event.actors
    assert not any(name in told for name in not_acting), event.actors
