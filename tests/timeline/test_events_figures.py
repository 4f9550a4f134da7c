"""Numbers of people: value, bound and what was done to them; never added up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from maps.numbers import number_of
from tests.timeline.reading import read

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("2,500", 2500),
        ("12", 12),
        ("1.2 million", 1_200_000),
        ("twenty - two", 22),
        ("a hundred", 100),
        ("two hundred and five", 205),
        ("three thousand", 3000),
        ("two dozen", 24),
        ("dozens", None),
        ("hundreds", None),
    ],
)
def test_numbers(words: str, number: int | None) -> None:
    assert number_of(words.split()) == number


#: sentence, figures as (type, bound, value)
CASES = [
    ("A bomb killed 12 people in Osh.", [("killed", "exact", 12)]),
    ("A bomb killed at least 12 people in Osh.", [("killed", "at_least", 12)]),
    ("A bomb exploded, and 11 people were taken to hospital.", [("injured", "exact", 11)]),
    ("A bomb killed 40 people in Osh. Nine of the wounded were taken to hospital.",
     [("killed", "exact", 40)]),
    ("Police put the number of injured at six.", [("injured", "exact", 6)]),
    ("The quake struck Osh, and 9,000 have been moved to tents.", [("displaced", "exact", 9000)]),
    ("Four guards were electrocuted in Osh.", [("killed", "exact", 4)]),
    ("A bomb killed more than 40 people in Osh.", [("killed", "at_least", 40)]),
    ("A bomb killed some 40 people in Osh.", [("killed", "about", 40)]),
    ("A bomb killed nearly 40 people in Osh.", [("killed", "about", 40)]),
    ("A bomb killed up to 40 people in Osh.", [("killed", "at_most", 40)]),
    ("A bomb killed no fewer than 40 people in Osh.", [("killed", "at_least", 40)]),
    ("Forty people died when a bomb exploded in Osh.", [("killed", "exact", 40)]),
    (
        "A bomb in Osh left 22 people dead and 30 injured.",
        [("killed", "exact", 22), ("injured", "exact", 30)],
    ),
    (
        "A bomb exploded in Osh, killing two guards and wounding nine others.",
        [("killed", "exact", 2), ("injured", "exact", 9)],
    ),
    ("A bomb exploded in Osh, killing a soldier.", [("killed", "exact", 1)]),
    ("Police arrested about 150 protesters in Osh.", [("arrested", "about", 150)]),
    ("The flood in Osh displaced 3,000 people.", [("displaced", "exact", 3000)]),
    ("An earthquake struck Osh on Monday. The death toll rose to 18.", [("killed", "exact", 18)]),
    ("A bomb exploded in Osh. Eleven people are missing.", [("missing", "exact", 11)]),
    ("A ferry with 90 people on board sank near Osh, and all of them were killed.",
     [("killed", "exact", 90)]),
    ("A bomb exploded in Osh 3 hours after 200 guests had left.", []),
    ("A court in Osh sentenced the man to 12 years in prison.", []),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "figures"), CASES, ids=lambda value: str(value)[:60])
def test_casualties(nlp: Language, sentence: str, figures: list[tuple[str, str, int]]) -> None:
    extraction = read(nlp, sentence, dates={"Monday": "2020-06-08"}, names={"Osh": "KG city"})
    told = [(c.type, c.bound, c.value) for e in extraction.events for c in e.casualties]
    assert sorted(told) == sorted(figures), extraction.outcomes


def test_figures_of_two_sources_stand_side_by_side(nlp: Language) -> None:
    text = (
        "A bomb killed 12 people in Osh on Monday, the police said. The attack killed at least 15"
        " people, according to a hospital."
    )
    extraction = read(nlp, text, dates={"Monday": "2020-06-08"}, names={"Osh": "KG city"})
    assert len(extraction.events) == 1
    told = [(c.value, c.bound, c.source) for c in extraction.events[0].casualties]
    assert told == [(12, "exact", "police"), (15, "at_least", "hospital")]
