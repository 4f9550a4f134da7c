"""Titles: short, in the sentence's own words, readable alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.timeline.reading import by_trigger, read

if TYPE_CHECKING:
    from spacy.language import Language

NAMES = {"Osh": "KG city", "Talas": "KG city", "1990": "KG city"}
DATES = {"Monday": "2020-06-08", "1990": "1990", "August 2013": "2013-08"}

#: text, trigger, title
TITLES = [
    ("Clashes around Osh and Talas killed at least 22 people on Monday.", "Clashes",
     "Clashes kill at least 22 around Osh and Talas"),
    ("Ten people have been killed in a bomb attack in Osh.", "killed",
     "Bomb attack kills 10 in Osh"),
    ("Later, aircraft bombed Osh on Monday.", "bombed", "Aircraft bombed Osh"),
    ("In Osh, five men were arrested on Monday.", "arrested", "Five men were arrested"),
    ("On Monday rebels attacked Osh.", "attacked", "Rebels attacked Osh"),
    ("The rebels had crossed a river. On Monday they attacked Osh.", "attacked",
     "Rebels attacked Osh"),
    ("Born in Osh in 1990, Asel Tok moved to Talas.", "Born", "Asel Tok born in Osh"),
    ("The team beat its rival 3-1 in Osh on Monday.", "beat", "Team beat its rival 3-1 in Osh"),
    ("A court in Osh jailed a man on Monday and freed his son.", "jailed",
     "Court in Osh jailed a man"),
    ("In August 2013, rockets filled with gas hit Osh.", "hit", "Rockets filled with gas hit Osh"),
    ("In August 2013 President Asan Tok appointed a new mayor in Osh.", "appointed",
     "President Asan Tok appointed a new mayor in Osh"),
    ("Rebels attacked Osh. Their leader, whose father was executed in August 2013, fled.",
     "executed", "Leader's father was executed"),
    ("There was heavy fighting around Osh on Monday.", "fighting", "Heavy fighting around Osh"),
    ("Ten people are known to have died in Monday's explosion.", "died",
     "Ten people are known to have died in explosion"),
    ("The minister said the mayor, in a meeting with Asan Tok on Monday, asked for help.",
     "meeting", "Meeting with Asan Tok"),
    ("The port, opened in 1990 and rebuilt after the war that ravaged the north, was attacked.",
     "opened", "Port opened"),
    ("Asan Tok, who took over on Monday, is ill.", "took", "Asan Tok took over"),
    ("Asan Tok has died in Osh at the age of 56 according to his firm.", "died",
     "Asan Tok has died in Osh at the age of 56"),
    ("The firm ( ATK ) attacked the plan in Osh on Monday.", "attacked",
     "Firm attacked the plan in Osh"),
    ("President Asan Tok visited Osh on Monday. He has died in Osh, Tok said on Monday.", "died",
     "He has died in Osh"),
    ("Witnesses fled on Monday. “They are killing civilians in Osh,” a man said.", "killing",
     "They are killing civilians in Osh"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "title"), TITLES, ids=lambda value: str(value)[:40])
def test_titles(nlp: Language, text: str, trigger: str, title: str) -> None:
    extraction = read(nlp, text, dates=DATES, names=NAMES)
    event = by_trigger(extraction, trigger)
    assert event is not None, extraction.outcomes
    assert event.title == title
