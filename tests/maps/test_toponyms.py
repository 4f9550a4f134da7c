"""Which names of a sentence are places, and what role each plays; expectations by reading."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from spacy.language import Language

from maps.gazetteer import Gazetteer
from maps.place import Toponym
from maps.toponyms import Context, find_toponyms, recognise

#: Sentence, and the names that must come out on the map, in order.
PLACES = [
    ("Clashes broke out in Dushanbe and in the town of Vahdat.", ["Dushanbe", "Vahdat"]),
    ("The convoy left Tajikistan's capital on Monday.", ["Tajikistan"]),
    ("Floods cut off Kurgan-Tyube for two days.", ["Kurgan-Tyube"]),
    ("He moved from Vancouver, B.C., to Fresno, Calif., last year.",
     ["Vancouver", "B.C.", "Fresno", "Calif."]),
    ("A fire burned near Tamworth, NSW, overnight.", ["Tamworth", "NSW"]),
    ("The U.K. and the U.S. signed the treaty in The Hague.", ["U.K.", "U.S.", "The Hague"]),
    ("U.S.-led forces bombed two depots in al-Raqqa at dawn.", ["U.S.", "al-Raqqa"]),
    ("LAHORE, Pakistan — Police arrested nine men on Friday.", ["LAHORE", "Pakistan"]),
    ("Ferries were cancelled in St. John's on Sunday.", ["St. John's"]),
    ("PARIS (AP) - A massive fire destroyed a church on Monday.", ["PARIS"]),
    ("Gunmen attacked a border post near Spin Boldak on Friday.", ["Spin Boldak"]),
    ("The storm crossed Trinidad and Tobago before dawn.", ["Trinidad and Tobago"]),
    ("Protesters marched through Athens, Georgia, on Tuesday.", ["Athens", "Georgia"]),
    ("Paris Hilton opened a club in Berlin.", ["Berlin"]),
    ("Ms. Jordan said the school in Leeds would stay open.", ["Leeds"]),
    ("President Washington never slept in Boston, the guide joked.", ["Boston"]),
    ("Washington, D.C., has more museums than Denver.", ["Washington, D.C.", "Denver"]),
    ("The boat sank in the Black Sea off Odessa.", ["Black Sea", "Odessa"]),
    ("The plane landed at Heathrow Airport near London.", ["Heathrow Airport", "London"]),
    ("Shots were fired at Bagram Air Base in Afghanistan.", ["Bagram Air Base", "Afghanistan"]),
    ("Rain fell on northern Iraq and eastern Syria.", ["Iraq", "Syria"]),
    ("THE HAGUE, Netherlands — Judges met on Monday.", ["THE HAGUE", "Netherlands"]),
    ("Rescuers reached the city of Van. A bus arrived in Van by noon.", ["Van", "Van"]),
    ("Sen. Ann Lee, R-Texas, spoke to farmers in Austin.", ["Texas", "Austin"]),
    ("Soldiers patrolled a valley near In Salah, a town in Algeria.", ["In Salah", "Algeria"]),
    ("The ferry crossed the Bosphorus and returned to Istanbul.", ["Bosphorus", "Istanbul"]),
    ("The US sent food to Haiti, and Haiti thanked the US.", ["US", "Haiti", "Haiti", "US"]),
]  # fmt: skip

#: Sentence, name, role.
ROLES = [
    ("Tajikistan's president met his guest in Dushanbe.", "Tajikistan", "metonym"),
    ("Moscow said it would answer within a week.", "Moscow", "metonym"),
    ("The Kremlin keeps a base in Tajikistan.", "Kremlin", "metonym"),
    ("Washington accused Tehran of lying.", "Washington", "metonym"),
    ("The bomb went off in Moscow.", "Moscow", "location"),
    ("Russian troops crossed the river.", "Russian", "demonym"),
    ("Two Tajiks were hurt in Moscow.", "Tajiks", "demonym"),
    ("She speaks Pashto at home.", "Pashto", "language"),
    ("He told The New York Times that he would resign.", "New York", "part_of_name"),
    ("The patients were taken to Riverdale Hospital in Kent.", "Riverdale Hospital", "facility"),
    ("They trained at Fort Bragg for a year.", "Fort Bragg", "facility"),
    ("Springfield, Illinois met with officials.", "Illinois", "location"),
    ("KYIV, Ukraine — Fighting raged on Thursday.", "KYIV", "location"),
    ("KYIV, Ukraine — Fighting raged on Thursday.", "Ukraine", "location"),
    ("Sen. Ann Lee, R-Texas, said no.", "Texas", "location"),
    ("Ms Augusta Leeds, 31, denied it.", "Leeds", "person"),
    ("The storm turned to Jamaica on Sunday.", "Jamaica", "location"),
]

#: Sentences without any place on the map.
NOTHING = [
    "NATO and Islamic State were both blamed for the delay.",
    "Jordan said that she would run again in May.",
    "The police may act in March, the general added.",
    "He has a reading room in his house.",
    "Dr. Victoria Lincoln gave the talk.",
    "The company, Amazon, hired 6,000 people.",
]


def on_the_map(found: tuple[Toponym, ...]) -> list[str]:
    return [t.name for t in found if t.role in ("location", "facility", "metonym")]


@pytest.mark.parametrize(("text", "names"), PLACES, ids=[text[:40] for text, _ in PLACES])
def test_places(nlp: Language, gazetteer: Gazetteer, text: str, names: list[str]) -> None:
    assert on_the_map(find_toponyms(nlp(text), text, gazetteer)) == names


@pytest.mark.parametrize(("text", "name", "role"), ROLES, ids=[text[:40] for text, _, _ in ROLES])
def test_roles(nlp: Language, gazetteer: Gazetteer, text: str, name: str, role: str) -> None:
    found = {t.name: t.role for t in find_toponyms(nlp(text), text, gazetteer)}
    assert found.get(name) == role


@pytest.mark.parametrize("text", NOTHING)
def test_no_place(nlp: Language, gazetteer: Gazetteer, text: str) -> None:
    assert on_the_map(find_toponyms(nlp(text), text, gazetteer)) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Clashes broke out in Dushanbe, Tajikistan, on Friday.", ["Dushanbe", "Tajikistan"]),
        ("KABUL, Afghanistan (AP) — Two people died.", ["KABUL", "Afghanistan"]),
        ("Mr. Paris and his wife live near Leeds.", ["Leeds"]),
        ("French and Russian officials met in Geneva.", ["Geneva"]),
    ],
)
def test_places_without_a_model(gazetteer: Gazetteer, text: str, names: list[str]) -> None:
    assert on_the_map(find_toponyms(None, text, gazetteer)) == names


@pytest.mark.parametrize(
    ("text", "context", "name"),
    [
        ("A row over Reading buses goes on.", {"publisher": "Reading Chronicle"}, "Reading"),
        ("The carnival is part of Bath life.", {"url": "https://www.bathecho.co.uk/2"}, "Bath"),
    ],
)
def test_the_outlet_tells_an_ordinary_word_from_its_town(
    gazetteer: Gazetteer, text: str, context: dict[str, Any], name: str
) -> None:
    assert on_the_map(find_toponyms(None, text, gazetteer)) == []
    assert on_the_map(find_toponyms(None, text, gazetteer, Context(text, **context))) == [name]


def test_names_that_the_model_does_not_see_can_be_left_out(
    nlp: Language, gazetteer: Gazetteer
) -> None:
    text = "The villages of Sopor and Vahdat near Dushanbe were flooded, Moscow said."
    doc = nlp(text)
    seen = {ent.text for ent in doc.ents if ent.label_ in ("GPE", "LOC", "FAC", "NORP")}
    found = find_toponyms(doc, text, gazetteer, Context(text, only_model=True))
    assert {toponym.name for toponym in found} <= seen
    assert len(found) < len(find_toponyms(doc, text, gazetteer))


def test_mentions_are_sorted_and_apart_and_quote_the_text(
    nlp: Language, gazetteer: Gazetteer
) -> None:
    text = (
        "Russian forces near Kyiv, Ukraine, shelled Irpin; Poland's president spoke"
        " at 50.45 N, 30.52 E."
    )
    found = recognise(nlp(text), text, gazetteer)
    assert len(found) >= 6
    for mention in found:
        assert text[mention.start : mention.end] == mention.name
    for before, after in pairwise(found):
        assert before.end <= after.start


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "’s", "123", "…", "日本語のテキスト", "A" * 5000]
)
def test_texts_without_names(gazetteer: Gazetteer, text: str) -> None:
    assert on_the_map(find_toponyms(None, text, gazetteer)) == []


def test_names_of_the_config_are_found_in_any_case(gazetteer: Gazetteer) -> None:
    text = "Guards closed CHECKPOINT 7 on Monday; Checkpoint 77 stayed open."
    (paris, *_) = gazetteer.find("Paris")
    found = find_toponyms(None, text, gazetteer, Context(text, overrides={"Checkpoint 7": paris}))
    assert [(t.name, t.place, t.reason) for t in found if t.place] == [
        ("CHECKPOINT 7", paris, "the config says so")
    ]


def test_unknown_names_are_told(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "Soldiers attacked a village near Qzyxgrad on Tuesday."
    (toponym,) = find_toponyms(nlp(text), text, gazetteer)
    assert (toponym.name, toponym.role, toponym.place) == ("Qzyxgrad", "location", None)
    assert toponym.reason == "no gazetteer knows a place of this name"
