"""What the rules read: paragraphs, headings, captions, datelines, titles, clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks._event_reports import stand_in_names
from tests.timeline.reading import by_trigger, read
from timeline.events.clauses import find_clauses
from timeline.events.dateline_of import find_dateline
from timeline.events.days import length, overlap, shift
from timeline.events.parse import read_parse

if TYPE_CHECKING:
    from spacy.language import Language


#: text, kinds of its sentences
KINDS = [
    ("Rebels attack Osh\n\nRebels attacked Osh. Two died.", ["heading", "body", "body"]),
    ("Rebels attacked Osh.\n\nPhoto: A street in Osh after the attack.", ["body", "caption"]),
    ("Rebels fled.\n\nA man in Osh, Kyrgyzstan, June 8, 2020.", ["body", "caption"]),
    ("Rebels attacked Osh.\nTwo died.", ["body", "body"]),
]


@pytest.mark.parametrize(("text", "kinds"), KINDS, ids=lambda value: str(value)[:40])
def test_headings_and_captions(nlp: Language, text: str, kinds: list[str]) -> None:
    parse = read_parse(nlp(text), text)
    assert [sentence.kind for sentence in parse.sentences] == kinds


def test_lines_of_wrapped_text_are_no_headings(nlp: Language) -> None:
    text = (
        "Rebels attacked the town of Osh in the south\nof the country on Monday and took its\n"
        "main square, its station and the hall\nof the town.\nTwo people died there on the\n"
        "next day.\n"
    )
    parse = read_parse(nlp(text), text)
    assert len(parse.paragraphs) == 2
    assert {sentence.kind for sentence in parse.sentences} == {"body"}


#: opening, the part that is the dateline
DATELINES = [
    ("OSH, Kyrgyzstan, 7 June 2017 - ", True),
    ("OSH, Kyrgyzstan, June 7 — ", True),
    ("OSH (June 7) — ", True),
    ("OSH (Reuters) - ", True),
    ("Osh, Kyrgyzstan (AP) -- ", True),
    ("Osh (dpa) - ", True),
    ("Osh fell. ", False),
]


@pytest.mark.parametrize(("opening", "is_one"), DATELINES)
def test_datelines(nlp: Language, opening: str, is_one: bool) -> None:
    text = f"{opening}A fire destroyed a market on Monday."
    parse = read_parse(nlp(text), text)
    names = {"OSH": "KG city", "Osh": "KG city", "Kyrgyzstan": "KG country"}
    dateline = find_dateline(parse, (), stand_in_names(text, names))
    if not is_one:
        assert dateline is None
    else:
        assert dateline is not None
        assert text[dateline.end :].startswith("A fire")


def test_a_dateline_gives_the_place_and_stays_out_of_the_title(nlp: Language) -> None:
    text = "OSH, Kyrgyzstan - A fire destroyed a market on Monday."
    names = {"OSH": "KG city", "Kyrgyzstan": "KG country"}
    extraction = read(nlp, text, dates={"Monday": "2020-06-08"}, names=names)
    event = by_trigger(extraction, "destroyed")
    assert event is not None
    assert event.title == "Fire destroyed a market"
    assert [(place.text, place.rule) for place in event.places] == [("OSH", "dateline")]


#: sentence, verb, lemma of the clause
PHRASAL = [
    ("The match was called off.", "called", "cancel"),
    ("They put off the vote.", "put", "postpone"),
    ("They carried out an attack.", "carried", "conduct"),
    ("The final takes place in Osh.", "takes", "happen"),
    ("The soldiers took the town.", "took", "take"),
]


@pytest.mark.parametrize(("sentence", "verb", "lemma"), PHRASAL)
def test_verbs_with_particles(nlp: Language, sentence: str, verb: str, lemma: str) -> None:
    parse = read_parse(nlp(sentence), sentence)
    clauses = find_clauses(parse, parse.sentences[0])
    assert clauses[parse.words.index(verb)].lemma == lemma


#: text, trigger, title
TITLES = [
    ("The rebels attacked a post near Osh on Monday, killing two guards.", "attacked",
     "Rebels attacked a post near Osh"),
    ("Clashes killed at least 22 people around Osh on Monday.", "Clashes",
     "Clashes kill at least 22 around Osh"),
    ("On Monday the army began to build a wall in Osh.", "build",
     "Army began to build a wall in Osh"),
    ("Aida Tok was born in Osh. She married in 2010.", "married", "Aida Tok married"),
    ("The rebels said they had attacked Osh on Monday.", "attacked", "Rebels had attacked Osh"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "title"), TITLES)
def test_titles(nlp: Language, text: str, trigger: str, title: str) -> None:
    dates = {"Monday": "2020-06-08", "2010": "2010"}
    extraction = read(nlp, text, dates=dates, names={"Osh": "KG city"})
    event = by_trigger(extraction, trigger)
    assert event is not None, extraction.outcomes
    assert event.title == title


def test_days_before_christ_are_compared_rightly() -> None:
    assert overlap(("-0043-03-15", "-0043-03-15"), ("-0043-01-01", "-0043-12-31"))
    assert not overlap(("-0043-03-15", "-0043-03-15"), ("0043-03-15", "0043-03-15"))
    assert overlap((None, "2004-12-31"), ("1990-01-01", "1990-12-31"))
    assert length(("2015-09-01", "2015-09-10")) == 10
    assert length(("2015-09-01", None)) == float("inf")
    assert shift("2020-02-28", 2) == "2020-03-01"
    assert shift("-0043-03-15", 1) is None


@pytest.mark.parametrize(
    ("sentence", "word", "lemma"),
    [
        ("The firm hopes to open a shop.", "hopes", "hope"),
        ("A court fined the mayor.", "fined", "fine"),
        ("Workers staged a strike.", "staged", "stage"),
        ("Fighting raged in the town.", "raged", "rage"),
        ("The rebels waged a war.", "waged", "wage"),
        ("They hopped over the fence.", "hopped", "hop"),
        ("Soldiers barred the road.", "barred", "bar"),
    ],
)
def test_short_verbs_keep_their_e(nlp: Language, sentence: str, word: str, lemma: str) -> None:
    parse = read_parse(nlp(sentence), sentence)
    assert parse.lemmas[parse.words.index(word)] == lemma
