"""Building again: only what changed is done, whatever happened to the build before."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from maps.gazetteer import Gazetteer
from tests.builds.test_build import FIRE, FLOOD, OUTPUTS, Project
from tests.conftest import ROOT
from timeline import analysis
from timeline.cache import cache_folder

pytestmark = pytest.mark.slow

STORM = """\
Storm over Batumi

A storm hit the Georgian city of Batumi on 7 July 2018 and killed 2 people.
"""


@pytest.fixture(autouse=True)
def _gazetteer_is_made(gazetteer: Gazetteer) -> None:
    """A build that has to make it first says so."""


@pytest.fixture
def project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Project:
    """Three articles, built once."""
    made = Project(tmp_path, capsys)
    made.write(
        config__yaml="sources: ['*.txt']\n", flood__txt=FLOOD, fire__txt=FIRE, storm__txt=STORM
    )
    assert made.run("build")[0] == 0
    return made


@pytest.fixture
def analysed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the articles that go through the stages from now on."""
    names: list[str] = []

    def noting(document: Any, *others: Any) -> Any:
        names.append(document.name)
        return original(document, *others)

    original = analysis.analyse
    monkeypatch.setattr("timeline.findings.analyse", noting)
    return names


def times(project: Project) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in (project.folder / "output").iterdir()}


def changed(before: dict[str, int], after: dict[str, int]) -> list[str]:
    return [name for name in sorted(after) if before.get(name) != after[name]]


def test_nothing_changed_nothing_done(project: Project, analysed: list[str]) -> None:
    before = times(project)
    code, out, err = project.run("build")
    assert (code, err, analysed) == (0, [], [])
    assert "3 articles (0 read, 3 unchanged)" in out[0]
    assert [line for line in out[1:-1] if not line.endswith("  (unchanged)")] == []
    assert times(project) == before


def test_an_unchanged_build_loads_no_model_and_draws_nothing(project: Project) -> None:
    code = (
        "import sys; from timeline.cli import run;"
        f"code = run(['build', {str(project.folder / 'config.yaml')!r}]);"
        "heavy = {'spacy', 'plotly', 'folium', 'rich', 'numpy'};"
        "print(code, sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout.splitlines()[-1] == "0 []", done.stderr


def test_a_touched_file_alone_is_read_again(project: Project, analysed: list[str]) -> None:
    os.utime(project.folder / "fire.txt")
    project.run("build")
    assert analysed == [], "its time is no content"
    project.write(fire__txt=FIRE.replace("at least 20", "at least 21"))
    before = times(project)
    code, out, err = project.run("build")
    assert (code, err, analysed) == (0, [], ["fire.txt"])
    assert "3 articles (1 read, 2 unchanged)" in out[0]
    assert changed(before, times(project)) == OUTPUTS
    assert [
        figure.value for event in project.story.events for figure in event.casualties
        if "Osh" in event.title or "market" in event.title
    ] == [21]  # fmt: skip


def test_what_comes_from_a_cache_is_what_would_be_made(project: Project) -> None:
    project.write(fire__txt=FIRE.replace("at least 20", "at least 21"))
    project.run("build")
    with_cache = project.files
    code, out, _ = project.run("build", "--fresh")
    assert code == 0
    assert "(" not in out[0].partition(":")[2].partition(",")[0]
    assert project.files == with_cache


def test_fresh_reads_all_again_and_rewrites_nothing_that_is_the_same(
    project: Project, analysed: list[str]
) -> None:
    before = times(project)
    project.run("build", "--fresh")
    assert analysed == ["fire.txt", "flood.txt", "storm.txt"]
    assert times(project) == before


def test_an_option_of_a_page_reads_no_article(project: Project, analysed: list[str]) -> None:
    project.write(config__yaml="sources: ['*.txt']\nmap: {theme: dark}\n")
    before = times(project)
    code, out, _ = project.run("build")
    assert (code, analysed) == (0, [])
    assert "(0 read, 3 unchanged)" in out[0]
    assert changed(before, times(project)) == ["manifest.json", "map.html", "story.html"]


def test_a_page_that_was_edited_or_removed_is_drawn_again(project: Project) -> None:
    before = project.files
    (project.folder / "output" / "map.html").write_bytes(b"edited")
    (project.folder / "output" / "events.csv").unlink()
    code, out, _ = project.run("build")
    assert code == 0
    assert len([line for line in out if line.endswith("(unchanged)")]) == len(OUTPUTS) - 2
    assert project.files == before


@pytest.mark.parametrize("harm", [b"", b"noise"])
def test_a_damaged_cache_is_made_again(project: Project, analysed: list[str], harm: bytes) -> None:
    before = project.files
    entries = [path for path in cache_folder().rglob("*-*") if path.is_file()]
    assert len(entries) == 4
    for path in entries:
        path.write_bytes(harm)
    code, _, err = project.run("build", "--strict")
    assert (code, len(analysed)) == (0, 3)
    (line,) = err
    assert re.match(r"the cache in .* had 4 damaged entries; what they held was made", line)
    assert project.files == before
    assert project.run("build")[2] == []


def test_a_cache_that_cannot_be_written_is_told(
    project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_bytes(b"")
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path / "taken"))
    code, _, err = project.run("build")
    assert code == 0
    (line,) = err
    assert line.startswith(f"the cache in {tmp_path / 'taken'}")


def start(project: Project, *options: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "timeline", "build", *options, str(project.folder / "config.yaml")],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def test_two_builds_at_once_do_no_harm(project: Project) -> None:
    before = project.files
    builds = [start(project, "--fresh"), start(project, "--fresh")]
    for build in builds:
        _, err = build.communicate()
        assert build.returncode == 0, err
    assert project.files == before
    code, out, _ = project.run("build")
    assert (code, "(0 read, 3 unchanged)" in out[0]) == (0, True)


@pytest.fixture
def killed(project: Project) -> dict[str, bytes]:
    """What lay there before a build of another story was killed while it wrote its files aside."""
    before = project.files
    project.write(flood__txt=FLOOD.replace("12", "13"))
    build = start(project)
    output = project.folder / "output"
    while build.poll() is None and not list(output.glob(".*.new")):
        time.sleep(0.001)
    build.send_signal(signal.SIGKILL)
    build.communicate()
    assert build.returncode == -signal.SIGKILL, "it had ended before it was seen to write"
    return before


def test_a_killed_build_leaves_the_old_output_and_the_next_one_clears_up(
    project: Project, killed: dict[str, bytes]
) -> None:
    left = {name: data for name, data in project.files.items() if not name.startswith(".")}
    assert left == killed
    code, out, err = project.run("build")
    assert (code, err) == (0, [])
    assert "(0 read, 3 unchanged)" in out[0], "the killed build had read it"
    assert sorted(project.files) == OUTPUTS
    assert project.run("verify")[0] == 0


@pytest.fixture
def half_replaced(project: Project) -> Project:
    """A build of another story that was killed when it had replaced two of its files."""
    project.write(flood__txt=FLOOD.replace("12", "13"))
    code = (
        "import os, signal, sys\n"
        "from timeline.cli import run\n"
        f"output = {str(project.folder / 'output')!r}\n"
        "replace, replaced = os.replace, []\n"
        "def until_killed(source, target, **named):\n"
        "    inside = os.path.dirname(target) == output and not '.dateline' in str(target)\n"
        "    if inside and len(replaced) == 2:\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "    replaced.extend([target] if inside else [])\n"
        "    return replace(source, target, **named)\n"
        "os.replace = until_killed\n"
        f"run(['build', {str(project.folder / 'config.yaml')!r}])\n"
    )
    before = times(project)
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    seen = {name: at for name, at in times(project).items() if not name.startswith(".")}
    assert len(changed(before, seen)) == 2
    return project


def test_a_build_killed_between_two_files_is_told_and_completed(half_replaced: Project) -> None:
    project = half_replaced
    output = project.folder / "output"
    code, _, err = project.run("verify")
    assert code == 1
    assert err[0].endswith("a build was stopped while it put its files in place; build again")
    code, out, (line,) = project.run("build")
    assert code == 0
    assert line == (
        f"{output}: an earlier build was stopped while it wrote; the rest of its files are in"
        " place now"
    )
    assert sorted(project.files) == OUTPUTS
    assert [line for line in out[1:-1] if not line.endswith("  (unchanged)")] == []
    assert project.run("verify")[0] == 0


def test_it_is_completed_also_by_a_build_that_writes_nothing(half_replaced: Project) -> None:
    project = half_replaced
    project.write(fire__txt="")
    assert project.run("build", "--strict")[0] == 2
    assert sorted(project.files) == OUTPUTS
    code, _, err = project.run("verify")
    assert code == 1
    assert [line for line in err if "fire.txt" not in line] == []
