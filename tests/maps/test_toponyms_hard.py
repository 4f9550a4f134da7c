"""Names that are hard to tell: teams, hyphens, airlines, verbs before towns, lone towns."""

from __future__ import annotations

import pytest
from spacy.language import Language

from maps.gazetteer import Gazetteer
from maps.gazetteer.tables import read_table
from maps.place import Toponym
from maps.toponyms import find_toponyms
from maps.toponyms.tables import other_names


def by_name(nlp: Language, gazetteer: Gazetteer, text: str) -> dict[str, Toponym]:
    return {t.name: t for t in find_toponyms(nlp(text), text, gazetteer)}


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        # a place that plays, buys a ship's flag, or talks is nowhere in particular
        ("Sunderland beat Burnley on Saturday.", "Sunderland", "metonym"),
        ("Sunderland beat Burnley on Saturday.", "Burnley", "metonym"),
        ("A Panama-flagged tanker sank.", "Panama", "metonym"),
        ("The Tokyo-Seoul talks broke down.", "Tokyo", "metonym"),
        ("The Tokyo-Seoul talks broke down.", "Seoul", "metonym"),
        ("He won the Lisbon-Dakar rally twice.", "Dakar", "part_of_name"),
        ("A Lagos-based firm was sold.", "Lagos", "location"),
        # another name holds the place's
        ("Air France flight 12 was late.", "Air France", "part_of_name"),
        ("Aston Villa lost at home.", "Aston Villa", "part_of_name"),
        ("They served Peking duck.", "Peking duck", "part_of_name"),
        ("Several White House aides resigned.", "White House", "metonym"),
        # verbs that want a place
        ("Aidar Tok visited Osh on Monday.", "Osh", "location"),
        ("Italy took the port and then seized Massawa.", "Massawa", "location"),
        ("Italy took Massawa with British consent.", "Massawa", "location"),
        ("The Mongols crossed the ice and plundered Pest.", "Pest", "location"),
        # a kind of land after "the X"
        ("Soldiers have left the Zarwan valley.", "Zarwan", "location"),
        ("Maj. Ann Lee, R-Ohio, said no.", "Ohio", "location"),
    ],
)
def test_roles(nlp: Language, gazetteer: Gazetteer, text: str, name: str, role: str) -> None:
    found = by_name(nlp, gazetteer, text)
    assert name in found
    assert found[name].role == role


def test_the_surname_of_a_person_named_in_full_is_no_town(
    nlp: Language, gazetteer: Gazetteer
) -> None:
    text = (
        "The gunman was named as Berkan Sert Altintas. Altintas had served in Ankara. "
        "Nobody knew where Altintas went."
    )
    placed = {t.name for t in find_toponyms(nlp(text), text, gazetteer) if t.place}
    assert placed == {"Ankara"}


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("The ship lay in Algeciras.", "Algeciras", ("ES", "city")),
        ("The plant in West, Texas, blew up.", "West", ("US", "city")),
    ],
)
def test_where(
    nlp: Language, gazetteer: Gazetteer, text: str, name: str, expected: tuple[str, str]
) -> None:
    place = by_name(nlp, gazetteer, text)[name].place
    assert place is not None
    assert (place.country, place.level) == expected


def test_a_letter_and_a_hyphen_make_no_county(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "On D-Day plus 70 years they sailed again."
    assert all(t.place is None for t in find_toponyms(nlp(text), text, gazetteer))


def test_every_other_name_is_found_whole(gazetteer: Gazetteer) -> None:
    rows = list(read_table("other_names.csv"))
    assert len({row["name"] for row in rows}) == len(rows)
    assert sum(map(len, other_names().values())) == len(rows)
    for row in rows:
        assert row["what"]
        text = f"We spoke of {row['name']}."
        found = [t for t in find_toponyms(None, text, gazetteer) if t.name == row["name"]]
        assert [t.role for t in found] == ["part_of_name"], row["name"]
