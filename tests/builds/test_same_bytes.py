"""Rule 4 of the house: the same articles and options give the same bytes on any machine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from maps.gazetteer import Gazetteer
from tests.builds.test_build import FIRE, FLOOD
from tests.conftest import ROOT
from timeline.drawings import DRAWINGS
from timeline.formats import FORMATS

CONFIG = f"""\
sources: ['articles/*.txt']
output: {{formats: [{", ".join((*FORMATS, *DRAWINGS))}]}}
bases: {{show: nearby}}
"""
BASE = """\
Russia's base in Tajikistan

Russia's 201st base in Dushanbe held an exercise in early May 2019. About 6,000 men serve there. A
convoy from the air base at Kant in Kyrgyzstan is expected "next week", said the ministry.
"""
#: Two machines: what differs between them, and the mask of rights for new files.
MACHINES = (
    (
        {"TZ": "Asia/Kathmandu", "LC_ALL": "C", "PYTHONHASHSEED": "1", "COLUMNS": "40"},
        0o022,
    ),
    (
        {
            "TZ": "America/St_Johns", "LC_ALL": "C.UTF-8", "LANGUAGE": "de", "PYTHONUTF8": "1",
            "PYTHONHASHSEED": "2", "NO_COLOR": "1", "SOURCE_DATE_EPOCH": "1",
        },
        0o077,
    ),
)  # fmt: skip


def start(folder: Path, machine: dict[str, str], mask: int) -> subprocess.Popen[bytes]:
    """Begin to build the story in a folder of its own, from another place."""
    articles = folder / "articles"
    articles.mkdir(parents=True)
    for article, text in (("flood", FLOOD), ("fire", FIRE), ("base", BASE)):
        (articles / f"{article}.txt").write_text(text, encoding="utf-8")
    config = folder / "config.yaml"
    config.write_text(CONFIG, encoding="utf-8")
    own = {"PYTHONPATH": str(ROOT), "DATELINE_CACHE": str(folder / "cache")}
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("LC_")}
    return subprocess.Popen(
        [sys.executable, "-m", "timeline", "build", os.path.relpath(config, folder.parent)],
        cwd=folder.parent,
        env={**inherited, **own, **machine},
        umask=mask,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def files(folder: Path, build: subprocess.Popen[bytes]) -> dict[str, bytes]:
    """What it has written when it is done."""
    _, told = build.communicate()
    assert build.returncode == 0, told.decode()
    return {path.name: path.read_bytes() for path in (folder / "output").iterdir()}


@pytest.mark.slow
@pytest.mark.browser
def test_on_two_machines(tmp_path: Path, gazetteer: Gazetteer) -> None:
    assert gazetteer.stamp
    folders = [tmp_path / f"of {number}" for number in range(len(MACHINES))]
    builds = [start(folder, *machine) for folder, machine in zip(folders, MACHINES, strict=True)]
    first, second = (files(folder, build) for folder, build in zip(folders, builds, strict=True))
    assert set(first) == {
        "manifest.json",
        *(one.filename for one in FORMATS.values()),
        *(one.filename for one in DRAWINGS.values()),
    }
    assert [name for name in sorted(first) if first[name] != second.get(name)] == []
