"""What is one scene, what is another, and what is background that no reader would list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.timeline.reading import by_trigger, read

if TYPE_CHECKING:
    from spacy.language import Language

NAMES = {"Osh": "KG city", "Talas": "KG city", "Naryn": "KG city", "Jeti-Oguz": "KG city"}
DATES = {"Monday": "2020-06-08", "Tuesday": "2020-06-09", "2012": "2012"}

#: text, number of events
SCENES = [
    ("Twelve people were killed on Monday when rebels and troops fought in Osh.", 1),
    ("Six people have died and 70 are in hospital after a fire engulfed a tower in Osh.", 1),
    ("Leaders met in Osh on Monday. Their talks were overshadowed by an ambush on Tuesday.", 2),
    ("Asan Tok won the cup in Osh on Monday. Nurlan Abay won the last race.", 2),
    ("Hundreds have died of cholera in Osh since Monday, when 40 were killed by a storm.", 2),
]  # fmt: skip


@pytest.mark.parametrize(("text", "number"), SCENES, ids=lambda value: str(value)[:60])
def test_scenes(nlp: Language, text: str, number: int) -> None:
    extraction = read(nlp, text, dates=DATES, names=NAMES)
    assert len(extraction.events) == number, extraction.outcomes


#: what follows a story's opening, and the word of it that tells no event
BACKGROUND = [
    ("The ship was sailing to Talas.", "sailing"),
    ("The plan is based on a survey drafted in 2012.", "drafted"),
    ("The firm, which fled to Talas, had losses.", "fled"),
    ("The actor was twice nominated for a prize.", "nominated"),
    ("An apology helped overcome the rift in 2012.", "overcome"),
    ("Rain is forecast for Tuesday.", "forecast"),
]


@pytest.mark.parametrize(("text", "word"), BACKGROUND, ids=lambda value: value[:40])
def test_background_is_not_drawn(nlp: Language, text: str, word: str) -> None:
    opening = "Rebels attacked a market in Osh on Monday. "
    extraction = read(nlp, opening + text, dates=DATES, names=NAMES)
    assert by_trigger(extraction, "attacked") is not None
    assert by_trigger(extraction, word) is None, extraction.outcomes


#: text, trigger: a name that no gazetteer knows tells that it was elsewhere
ELSEWHERE = [
    ("OSH - Troops fought with mortars near Jalal Boru on Monday.", "fought"),
    ("Shells fell on Osh on Monday. Gunmen also attacked a post in Berlin.", "attacked"),
]


@pytest.mark.parametrize(("text", "word"), ELSEWHERE, ids=lambda value: value[:40])
def test_an_unknown_name_keeps_the_place_before_away(nlp: Language, text: str, word: str) -> None:
    event = by_trigger(read(nlp, text, dates=DATES, names={**NAMES, "OSH": "KG city"}), word)
    assert event is not None
    assert event.places == ()


def test_no_place_is_carried_over_a_heading(nlp: Language) -> None:
    text = (
        "Shells fell on Osh on Monday. The army fled.\n\nThe economy\n\n"
        "Shops in the city were looted on Monday."
    )
    event = by_trigger(read(nlp, text, dates=DATES, names=NAMES), "looted")
    assert event is not None
    assert event.places == ()
