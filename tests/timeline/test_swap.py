"""Several files put in place as one, though the program is killed between any two of them."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from timeline.files import write_all
from timeline.swap import JOURNAL, finish, is_unfinished

OLD = {"a.html": "old a", "b.html": "old b", "c.html": "old c"}
NEW = {"a.html": "new a", "b.html": "new b", "d.html": "new d"}
BOTH = {**OLD, **NEW}
#: A process that ends itself, as the kernel would end it, right before its Nth replacement of a
#: file. The first puts the journal in place.
KILLED = """
import json, os, signal, sys
from pathlib import Path
from timeline.files import write_all

folder, call, files = Path(sys.argv[1]), int(sys.argv[2]), json.loads(sys.argv[3])
original, calls = os.replace, 0

def replace(*arguments, **named):
    global calls
    calls += 1
    if calls == call:
        os.kill(os.getpid(), signal.SIGKILL)
    return original(*arguments, **named)

os.replace = replace
write_all(folder, files)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An output folder of an earlier build."""
    write_all(tmp_path / "out", OLD)
    return tmp_path / "out"


def shown(folder: Path) -> dict[str, str]:
    """What a reader finds: all but hidden files."""
    return {
        path.name: path.read_text(encoding="utf-8")
        for path in folder.iterdir()
        if not path.name.startswith(".")
    }


def hidden(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


def kill_before(folder: Path, call: int) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(folder), str(call), json.dumps(NEW)],
        cwd=ROOT, check=False, capture_output=True,
    )  # fmt: skip
    assert ended.returncode == -signal.SIGKILL, ended.stderr


def test_killed_before_the_journal_all_is_old(folder: Path) -> None:
    kill_before(folder, 1)
    assert not is_unfinished(folder)
    assert not finish(folder)
    assert shown(folder) == OLD
    write_all(folder, NEW)
    assert (shown(folder), hidden(folder)) == (BOTH, [])


@pytest.mark.parametrize("replaced", [0, 1, 2])
def test_killed_between_two_files_all_is_new_once_it_is_finished(
    folder: Path, replaced: int
) -> None:
    kill_before(folder, 2 + replaced)
    names = list(NEW)
    assert shown(folder) == {**OLD, **{name: NEW[name] for name in names[:replaced]}}
    assert is_unfinished(folder)
    assert finish(folder)
    assert (shown(folder), hidden(folder)) == (BOTH, [])
    assert not finish(folder)


def test_what_was_changed_meanwhile_is_left_as_it_is(folder: Path) -> None:
    kill_before(folder, 2)
    (left,) = folder.glob(".b.html.*.new")
    left.write_text("half", encoding="utf-8")
    assert finish(folder)
    assert shown(folder) == {**BOTH, "b.html": "old b"}
    assert not is_unfinished(folder)


@pytest.mark.parametrize(
    "journal", ["", "[]", '{"process": 1}', '{"process": "x", "files": {}}', '{"process": 1, "fi']
)
def test_a_damaged_journal_is_taken_away(folder: Path, journal: str) -> None:
    (folder / JOURNAL).write_text(journal, encoding="utf-8")
    assert not finish(folder)
    assert (shown(folder), hidden(folder)) == (OLD, [])


def test_a_journal_reaches_no_other_folder(folder: Path) -> None:
    outside = folder.parent / "mine.txt"
    outside.write_text("mine", encoding="utf-8")
    (folder.parent / ".mine.txt.7.new").write_text("theirs", encoding="utf-8")
    digest = hashlib.sha256(b"theirs").hexdigest()
    files = {"../mine.txt": digest, str(outside): digest}
    (folder / JOURNAL).write_text(json.dumps({"process": 7, "files": files}), encoding="utf-8")
    finish(folder)
    assert outside.read_text(encoding="utf-8") == "mine"


def test_one_file_alone_needs_no_journal(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replaced: list[str] = []
    original = os.replace

    def noting(source: Path, target: Path) -> None:
        replaced.append(Path(target).name)
        original(source, target)

    monkeypatch.setattr(os, "replace", noting)
    write_all(folder, {**OLD, "c.html": "new c"})
    assert replaced == ["c.html"]
