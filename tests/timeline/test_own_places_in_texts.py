"""A person's own places and written coordinates in whole texts, with the language model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from maps.bases import load_register
from maps.gazetteer import open_chosen
from maps.gazetteer.dump_import import import_dump
from maps.place import Place, Toponym
from tests.maps.dumps import place_line, write
from timeline.language import parse
from timeline.model import Document
from timeline.tools import Tools

if TYPE_CHECKING:
    from spacy.language import Language

pytestmark = pytest.mark.slow

TABLE = """\
name,lon,lat,aliases,level
Checkpoint 7,69.02,38.55,CP 7,site
Hope,70.1,39.2,,city
Camp,68.0,38.0,,site
Camp,69.0,39.0,,site
"""


@pytest.fixture(scope="module")
def tools(nlp: Language, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tools]:
    table: Path = tmp_path_factory.mktemp("own") / "my-places.csv"
    table.write_text(TABLE, encoding="utf-8")
    with open_chosen("embedded", [table]) as gazetteer:
        override = Place("Post 9", 68.5, 38.4, "site", "coordinates")
        yield Tools(nlp, gazetteer, load_register(), {"Post 9": override})


def found(text: str, tools: Tools) -> dict[str, Toponym]:
    from timeline.analysis import find_places

    toponyms = find_places(Document(text), tools, parse(tools.nlp, text))
    return {toponym.name: toponym for toponym in toponyms if toponym.place}


def test_an_own_place_is_found_whatever_it_looks_like(tools: Tools) -> None:
    placed = found("Two soldiers died at Checkpoint 7 and at CP 7 on Monday, near Post 9.", tools)
    for name, gazetteer_id in (
        ("Checkpoint 7", "own:checkpoint-7"),
        ("CP 7", "own:checkpoint-7"),
        ("Post 9", "coordinates"),
    ):
        place = placed[name].place
        assert place is not None
        assert place.gazetteer_id == gazetteer_id
        assert placed[name].confidence == 1.0


def test_an_own_place_is_found_only_as_it_is_written(tools: Tools) -> None:
    text = "A flood hit Hope on Monday. We hope that nobody died, and hope is strong in Hope."
    from timeline.analysis import find_places

    names = [
        (toponym.name, text[: toponym.start].count(" "))
        for toponym in find_places(Document(text), tools, parse(tools.nlp, text))
        if toponym.place and toponym.place.gazetteer_id == "own:hope"
    ]
    assert [name for name, _ in names] == ["Hope", "Hope"]


def test_a_hamlet_of_a_dump_is_found_near_the_places_of_the_text(
    nlp: Language, tools: Tools, tmp_path: Path
) -> None:
    hamlets = [place_line(20_000_000, "Qaltagh"), place_line(20_000_001, "Dehvaro")]
    target = tmp_path / "tajikistan.sqlite"
    import_dump([write(tmp_path / "TJ.txt", hamlets)], target)
    text = (
        "{0} - A mudslide killed four people on Monday. Rescuers from Qaltagh reached the village."
        " Nobody was hurt in Dehvaro, police said."
    )
    with open_chosen(target) as gazetteer:
        both = replace(tools, gazetteer=gazetteer, overrides={})
        near = found(text.format("DUSHANBE, Tajikistan"), both)
        assert {"Qaltagh", "Dehvaro"} <= set(near)
        far = found(text.format("LYON, France"), both)
        assert not {"Qaltagh", "Dehvaro"} & set(far)


def test_coordinates_of_a_text_are_called_by_the_nearest_town(tools: Tools) -> None:
    (toponym,) = found("The truck was found at 38.54 N, 68.78 E on Monday.", tools).values()
    assert toponym.place is not None
    assert toponym.place.name == "Dushanbe (38.54° N, 68.78° E)"
    assert toponym.place.country == "TJ"
