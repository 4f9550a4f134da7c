"""Several stories at once: in one config, or in a folder of configs."""

from __future__ import annotations

from pathlib import Path

import pytest

from maps.gazetteer import Gazetteer
from tests.builds.test_build import FIRE, FLOOD
from timeline.cli import run

pytestmark = pytest.mark.slow

STORIES = """\
output: {formats: [geojson]}
stories:
- {name: floods, sources: [flood.txt]}
- {name: fires, sources: [fire.txt]}
"""


@pytest.fixture
def folder(tmp_path: Path, gazetteer: Gazetteer) -> Path:
    assert gazetteer.stamp
    (tmp_path / "flood.txt").write_text(FLOOD, encoding="utf-8")
    (tmp_path / "fire.txt").write_text(FIRE, encoding="utf-8")
    return tmp_path


def written(folder: Path) -> list[str]:
    return sorted(
        path.parent.relative_to(folder).as_posix() for path in folder.rglob("events.geojson")
    )


def test_all_stories_of_a_config(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = folder / "config.yaml"
    config.write_text(STORIES, encoding="utf-8")
    assert run(["build", str(config)]) == 0
    assert [line for line in capsys.readouterr().out.splitlines() if "article" in line] == [
        "Flood hits Khujand: 1 article, 2 events, 0 bases, 0 without a date, 1 without a place.",
        "Fire in Osh: 1 article, 1 event, 0 bases, 0 without a date, 0 without a place.",
    ]
    assert written(folder) == ["output/fires", "output/floods"]


def test_one_story_of_a_config(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = folder / "config.yaml"
    config.write_text(STORIES, encoding="utf-8")
    assert run(["build", str(config), "--story", "fires"]) == 0
    assert written(folder) == ["output/fires"]
    assert run(["build", str(config), "--story", "fire"]) == 2
    assert capsys.readouterr().err.endswith("has no story fire; it has: floods, fires\n")


def test_check_and_verify_take_one_story_of_several(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = folder / "config.yaml"
    config.write_text(STORIES, encoding="utf-8")
    assert run(["check", str(config), "--story", "fires"]) == 0
    assert run(["build", str(config), "--story", "fires"]) == 0
    assert run(["verify", str(config), "--story", "fires"]) == 0
    capsys.readouterr()
    assert run(["verify", str(config), "--story", "floods"]) == 2
    assert "output/floods/manifest.json: no such file; build first" in capsys.readouterr().err


def test_a_story_that_fails_does_not_stop_the_others(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = folder / "config.yaml"
    config.write_text(STORIES, encoding="utf-8")
    (folder / "flood.txt").unlink()
    assert run(["build", str(config)]) == 2
    assert capsys.readouterr().err.splitlines() == [
        "floods:",
        "error: flood.txt: no such file",
        "error: nothing was written",
    ]
    assert written(folder) == ["output/fires"]


def test_all_configs_of_a_folder(folder: Path) -> None:
    for name, source in (("floods.yaml", "flood.txt"), ("fires.yml", "fire.txt")):
        (folder / name).write_text(
            f"sources: [{source}]\noutput: {{folder: out/{name}, formats: [geojson]}}\n",
            encoding="utf-8",
        )
    (folder / "corrections.yaml").write_text("", encoding="utf-8")
    (folder / "deeper").mkdir()
    (folder / "deeper" / "config.yaml").write_text(
        "sources: [../fire.txt]\noutput: {formats: [geojson]}\n", encoding="utf-8"
    )
    assert run(["build", "--all", str(folder)]) == 0
    assert written(folder) == ["deeper/output", "out/fires.yml", "out/floods.yaml"]


def test_two_stories_in_one_folder_are_refused(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.yaml", "b.yaml"):
        (folder / name).write_text("sources: [fire.txt]\n", encoding="utf-8")
    assert run(["build", "--all", str(folder)]) == 2
    err = capsys.readouterr().err
    assert "b.yaml: would write to" in err
    assert "a.yaml does; give each an output.folder of its own" in err
    assert written(folder) == []


def test_a_folder_without_configs(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", "--all", str(folder)]) == 2
    assert "holds no config; expected YAML files with sources" in capsys.readouterr().err
