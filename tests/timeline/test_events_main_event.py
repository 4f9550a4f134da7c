"""News: the main event comes first, with a day and a place, and guesses are told as guesses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.timeline.reading import read

if TYPE_CHECKING:
    from spacy.language import Language

    from maps.features import Event

NAMES = {
    "Osh": "KG city", "Talas": "KG city", "OSH": "KG city", "Kyrgyzstan": "KG country",
    "Bishkek": "KG city", "Naryn": "KG city",
}  # fmt: skip
DATES = {
    "Monday": "2020-06-08", "Tuesday": "2020-06-09", "2012": "2012", "August 2013": "2013-08",
    "2 May 2016": "2016-05-02",
}  # fmt: skip
TODAY = "2020-06-10"


def _main(nlp: Language, text: str, title: str | None = None) -> Event:
    extraction = read(nlp, text, dates=DATES, names=NAMES, dct=TODAY, title=title)
    drawn = [event for event in extraction.events if event.is_drawn]
    assert drawn, extraction.outcomes
    return drawn[0]


#: text, first day, rule
DAYS = [
    ("Rebels have attacked a barracks near Osh, officials said.", TODAY, "document date"),
    ("A lorry hit a crowd in Osh. The vehicle veered off a bridge on Monday.",
     "2020-06-08", "same clause"),
    ("A bomb has killed 12 people in Osh. A van packed with explosives blew up on Monday.",
     "2020-06-08", "same clause"),
    ("Twelve hostages have been freed in Osh. The hostages were handed over on Tuesday.",
     "2020-06-09", "same clause"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "first", "rule"), DAYS, ids=lambda value: str(value)[:40])
def test_the_day_of_the_main_event(nlp: Language, text: str, first: str, rule: str) -> None:
    event = _main(nlp, text)
    assert (event.start, event.when_rule) == (first, rule)


def test_a_guessed_day_says_so_and_is_less_certain(nlp: Language) -> None:
    guessed = _main(nlp, "Rebels have attacked a barracks near Osh, officials said.")
    told = _main(nlp, "Rebels attacked a barracks near Osh on Monday, officials said.")
    assert guessed.when_text is None
    assert guessed.when_reason == f"no date in the text; the document is of {TODAY}"
    assert guessed.confidence < told.confidence


def test_what_had_been_gets_no_day_of_publication(nlp: Language) -> None:
    assert _main(nlp, "Rebels had attacked Osh.").start is None


#: text, title, place as written, rule
PLACES = [
    ("The central bank has raised its key rate. The mood in Bishkek was calm.",
     None, "Bishkek", "nearby"),
    ("The central bank has raised its key rate.\n\nIt will meet again in a month. Osh waits.",
     "Rates go up in Osh", "Osh", "headline"),
    ("The central bank has raised its key rate.\n\nIt will meet again in a month.",
     "Rates go up in Osh", "Osh", "headline"),
    ("The central bank has raised its key rate.", "Naryn's savers cheer", "Naryn", "headline"),
    ("OSH - The central bank has raised its key rate.", None, "OSH", "dateline"),
    ("Kyrgyzstan's top court has freed a senator.", None, "Kyrgyzstan", "nearby"),
]  # fmt: skip


@pytest.mark.parametrize("case", PLACES, ids=lambda case: case[3] + case[2])
def test_the_place_of_the_main_event(case: tuple[str, str | None, str, str], nlp: Language) -> None:
    text, title, name, rule = case
    event = _main(nlp, text, title)
    assert [(place.text, place.rule) for place in event.places] == [(name, rule)]
    assert event.places[0].reason


#: text: no place may come to its main event
NOWHERE = [
    "The central bank has raised its key rate, its head told a rally in Osh.",
    "Hackers stole the data of a bank in August 2013, its head said in Osh.",
    "Two generals have met. A bomb went off in Talas on Monday.",
]


@pytest.mark.parametrize("text", NOWHERE, ids=lambda text: text[:40])
def test_speakers_and_other_events_give_it_no_place(nlp: Language, text: str) -> None:
    assert _main(nlp, text).places == ()


def test_a_dateline_is_no_place_of_what_was_long_ago(nlp: Language) -> None:
    event = _main(nlp, "OSH - Hackers stole the data of a bank on 2 May 2016, its head said.")
    assert (event.start, event.places) == ("2016-05-02", ())


#: text, words of the title of what it opens with, status
OPENINGS = [
    ("The ministers say that the law is bad. It was passed in 2012.", "say", "happened"),
    ("The firm has hired a judge to oversee its inquiry. Workers met on Tuesday.", "hired",
     "happened"),
    ("The firm will cut 900 jobs in its mills. It had losses.", "cut", "planned"),
]  # fmt: skip


@pytest.mark.parametrize("case", OPENINGS, ids=lambda case: case[1])
def test_a_story_opens_with_what_its_first_sentence_is_built_on(
    case: tuple[str, str, str], nlp: Language
) -> None:
    text, words, status = case
    extraction = read(nlp, text, dates=DATES, dct=TODAY)
    opening = next(event for event in extraction.events if words in event.title)
    assert (opening.status, opening.kind) == (status, "other")


#: text: its first sentence tells how things are, asks, or is somebody's words
NO_OPENINGS = [
    "The bank is the oldest of the country. It has no branches.",
    "Will the bank raise its rate? Nobody knows.",
    "“We will wait,” the governor said. The roads are bad.",
]


@pytest.mark.parametrize("text", NO_OPENINGS)
def test_states_questions_and_quotes_open_no_story(nlp: Language, text: str) -> None:
    assert read(nlp, text, dct=TODAY).events == ()


#: text, words of the main event's title
FIRST = [
    ("A court has jailed a minister in Osh. An earthquake killed 800 people there in 2012.",
     "jailed"),
    ("The firm has stopped making its phone after reports that devices caught fire.", "stopped"),
    ("Rescuers pulled a girl from the sea near Osh on Tuesday. A mayor resigned on Monday.",
     "girl"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), FIRST, ids=lambda value: str(value)[:40])
def test_what_a_story_opens_with_comes_first(nlp: Language, text: str, words: str) -> None:
    assert words in _main(nlp, text).title
