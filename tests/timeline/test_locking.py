"""Who may write to a folder, and what the one who waits is told."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from timeline.cache import locking, one_at_a_time
from timeline.errors import DatelineError

HOLD = """
import sys
from pathlib import Path
from timeline.cache import one_at_a_time

with one_at_a_time(Path(sys.argv[-2]), Path(sys.argv[-1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def held(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock of `tmp_path / "out"` until its input ends."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, "build", str(tmp_path / "out"), str(tmp_path / "locks")],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as holder:  # fmt: skip
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        yield holder
        holder.kill()


def test_who_waits_hears_for_whom_and_goes_on_when_it_ends(
    tmp_path: Path, held: subprocess.Popen[str]
) -> None:
    told: list[str] = []

    def let_go(line: str) -> None:
        told.append(line)
        assert held.stdin is not None
        held.stdin.close()

    with one_at_a_time(tmp_path / "out", tmp_path / "locks", let_go):
        assert held.wait() == 0
    (line,) = told
    assert line.startswith(f"process {held.pid} (dateline build ")
    assert line.endswith(f" is writing to {tmp_path / 'out'}; waiting for it")


def test_who_has_waited_for_long_gives_up_with_a_line(
    tmp_path: Path, held: subprocess.Popen[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locking, "_SECONDS_BEFORE_TELLING", 0.01)
    monkeypatch.setattr(locking, "_MOST_SECONDS", 0.01)
    with (
        pytest.raises(DatelineError) as caught,
        one_at_a_time(tmp_path / "out", tmp_path / "locks"),
    ):
        pass
    told = str(caught.value)
    assert f"out: process {held.pid} (dateline build " in told
    assert told.endswith("; end it, or name another folder with --output")


def test_the_lock_of_a_killed_process_is_free_at_once(
    tmp_path: Path, held: subprocess.Popen[str]
) -> None:
    held.kill()
    held.wait()
    told: list[str] = []
    with one_at_a_time(tmp_path / "out", tmp_path / "locks", told.append):
        assert told == []
        (holder,) = (tmp_path / "locks").glob("*.holder")
        assert f"process {os.getpid()} " in holder.read_text(encoding="utf-8")
    assert list((tmp_path / "locks").glob("*.holder")) == []


def test_another_folder_is_free(tmp_path: Path, held: subprocess.Popen[str]) -> None:
    told: list[str] = []
    with one_at_a_time(tmp_path / "other", tmp_path / "locks", told.append):
        assert held.poll() is None
    assert told == []


def test_where_no_lock_can_be_made_the_build_goes_on(tmp_path: Path) -> None:
    (tmp_path / "locks").write_text("a file", encoding="utf-8")
    with one_at_a_time(tmp_path / "out", tmp_path / "locks"):
        pass
