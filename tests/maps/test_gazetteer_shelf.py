"""Imported gazetteers by name: which is used, and what is told of one that is not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from maps.errors import GazetteerError
from maps.gazetteer import Gazetteer, open_chosen, shelf, stamp_of
from maps.gazetteer.dump_import import import_dump
from maps.gazetteer.lock import one_at_a_time
from tests.maps.dumps import place_line, write

OWN = 20_000_000


@pytest.fixture
def folder(tmp_path: Path, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's data folder with the embedded gazetteer and nothing else."""
    made = tmp_path / "data"
    made.mkdir()
    (made / gazetteer.path.name).symlink_to(gazetteer.path.resolve())
    monkeypatch.setenv("DATELINE_DATA", str(made))
    monkeypatch.delenv(shelf.ENVIRONMENT, raising=False)
    return made


def put(name: str, place: str = "Zqarnisor") -> Path:
    target = shelf.path_of(name)
    source = write(target.parent.parent / "TJ.txt", [place_line(OWN, place)])
    import_dump([source], target, day="2026-11-24")
    return target


def test_the_embedded_one_is_used_until_another_is_chosen(folder: Path) -> None:
    assert shelf.name_in_use() == "embedded"
    put("tajikistan")
    assert shelf.imported_names() == ("tajikistan",)
    with open_chosen() as opened:
        assert not opened.find("Zqarnisor")
    shelf.use("tajikistan")
    with open_chosen() as opened:
        assert opened.find("Zqarnisor")
    with open_chosen("embedded") as opened:
        assert not opened.find("Zqarnisor")
    shelf.use("embedded")
    with open_chosen() as opened:
        assert not opened.find("Zqarnisor")


def test_the_environment_beats_the_choice(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put("tajikistan")
    shelf.use("tajikistan")
    monkeypatch.setenv(shelf.ENVIRONMENT, "embedded")
    with open_chosen() as opened:
        assert not opened.find("Zqarnisor")


def test_a_config_names_one_or_gives_its_file(folder: Path) -> None:
    path = put("tajikistan")
    for choice in ("tajikistan", path):
        with open_chosen(choice) as opened:
            assert opened.find("Zqarnisor")
            assert opened.find("Dushanbe")
    before = path.read_bytes()
    with open_chosen(path):
        pass
    assert path.read_bytes() == before  # not taken for a damaged embedded one and made anew


def test_the_stamp_is_known_without_opening(folder: Path, tmp_path: Path) -> None:
    put("tajikistan")
    own = tmp_path / "own.csv"
    own.write_text("name,lon,lat\nCamp,1,2\n", encoding="utf-8")
    stamps = set()
    for choice, tables in (("embedded", []), ("tajikistan", []), ("tajikistan", [own])):
        with open_chosen(choice, tables) as opened:
            assert opened.stamp == stamp_of(choice, tables)
            stamps.add(opened.stamp)
    assert len(stamps) == 3


def test_removing_the_one_in_use_goes_back_to_the_embedded(folder: Path) -> None:
    put("a")
    put("b")
    shelf.use("a")
    assert not shelf.remove("b")
    assert shelf.remove("a")
    assert shelf.name_in_use() == "embedded"
    assert shelf.imported_names() == ()
    assert [path.name for path in (folder / "gazetteers").iterdir()] == ["in-use"]


def test_removing_takes_what_a_killed_import_left(folder: Path) -> None:
    path = put("a")
    (path.parent / f".{path.name}.import-x1").mkdir()
    with one_at_a_time(path), pytest.raises(GazetteerError, match=r"an import into .* is running"):
        shelf.remove("a")
    assert path.is_file()
    shelf.remove("a")
    assert list(path.parent.iterdir()) == []


def test_one_that_is_not_there_is_told_with_the_nearest(folder: Path) -> None:
    put("tajikistan")
    for ask in (shelf.use, shelf.remove, open_chosen):
        with pytest.raises(GazetteerError) as told:
            ask("tajikstan")
        assert str(told.value) == (
            "no gazetteer is called tajikstan; did you mean tajikistan? Make one with: dateline"
            " gazetteer import"
        )
    with pytest.raises(GazetteerError, match=r"there are: embedded, tajikistan\. Make one"):
        open_chosen("zzz")
    shelf.path_of("tajikistan").unlink()
    with pytest.raises(GazetteerError, match="no gazetteer is called tajikistan"):
        shelf.use("tajikistan")


def test_one_in_use_that_was_taken_away_is_told(folder: Path) -> None:
    put("tajikistan")
    shelf.use("tajikistan")
    shelf.path_of("tajikistan").unlink()
    with pytest.raises(GazetteerError, match="no gazetteer is called tajikistan"):
        open_chosen()


@pytest.mark.parametrize("name", ["", "a/b", "../x", "x.sqlite", "-x", "embedded", "a b"])
def test_what_can_be_no_name(folder: Path, name: str) -> None:
    with pytest.raises(GazetteerError, match="expected letters, digits"):
        shelf.path_of(name)
