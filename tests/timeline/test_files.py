"""Writing: all files or none, and the old ones whole whatever happens."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from timeline.errors import WritingError
from timeline.files import write_all

OLD = {"a.html": "old a", "b.html": "old b"}
NEW = {"a.html": "new a", "b.html": "new b\n"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An output folder of an earlier build."""
    write_all(tmp_path / "out", OLD)
    return tmp_path / "out"


def content(folder: Path) -> dict[str, str]:
    """All files of a folder, leftovers and hidden ones too."""
    return {path.name: path.read_bytes().decode() for path in folder.iterdir()}


def fail_at(monkeypatch: pytest.MonkeyPatch, name: str, call: int, error: BaseException) -> None:
    """Make the `call`th use of a function of `os` fail."""
    original = getattr(os, name)
    calls = 0

    def failing(*arguments: object, **named: object) -> object:
        nonlocal calls
        calls += 1
        if calls == call:
            raise error
        return original(*arguments, **named)

    monkeypatch.setattr(os, name, failing)


def test_files_are_replaced_and_nothing_else_is_left(folder: Path) -> None:
    written = write_all(folder, NEW)
    assert written.paths == written.changed == (folder / "a.html", folder / "b.html")
    assert content(folder) == NEW


def test_a_file_that_is_to_hold_what_it_holds_is_not_touched(folder: Path) -> None:
    before = (folder / "a.html").stat()
    written = write_all(folder, {"b.html": b"new b", "a.html": OLD["a.html"]})
    assert written.paths == (folder / "b.html", folder / "a.html")
    assert written.changed == (folder / "b.html",)
    after = (folder / "a.html").stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)


def test_what_a_killed_build_left_aside_is_cleared_away(folder: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    for name in (f".a.html.{ended.pid}.new", f".b.html.{ended.pid}.old"):
        (folder / name).write_text("half", encoding="utf-8")
    running = folder / f".a.html.{os.getppid()}.new"
    running.write_text("another build's", encoding="utf-8")
    write_all(folder, NEW)
    assert content(folder) == {**NEW, running.name: "another build's"}


def test_the_folder_is_made(tmp_path: Path) -> None:
    write_all(tmp_path / "deep" / "er", NEW)
    assert content(tmp_path / "deep" / "er") == NEW


def test_files_may_be_read_by_others(folder: Path) -> None:
    mask = os.umask(0o022)
    try:
        write_all(folder, {"c.html": "c"})
    finally:
        os.umask(mask)
    assert (folder / "c.html").stat().st_mode & 0o777 == 0o644


def test_a_link_stays_a_link(folder: Path, tmp_path: Path) -> None:
    served = tmp_path / "served.html"
    served.write_text("old", encoding="utf-8")
    (folder / "c.html").symlink_to(served)
    write_all(folder, {"c.html": "new"})
    assert (folder / "c.html").is_symlink()
    assert served.read_text(encoding="utf-8") == "new"


@pytest.mark.parametrize("call", [1, 2])
def test_a_full_disk_leaves_the_old_files(
    folder: Path, monkeypatch: pytest.MonkeyPatch, call: int
) -> None:
    fail_at(monkeypatch, "fsync", call, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
    with pytest.raises(WritingError) as caught:
        write_all(folder, NEW)
    name = ["a.html", "b.html"][call - 1]
    assert str(caught.value) == (
        f"{folder / name}: cannot be written (no space left on device); nothing was changed"
    )
    assert content(folder) == OLD


@pytest.mark.parametrize("call", [1, 2, 3])
@pytest.mark.parametrize("error", [OSError(errno.EIO, "Input/output error"), KeyboardInterrupt()])
def test_a_failure_while_putting_in_place_is_undone(
    folder: Path, monkeypatch: pytest.MonkeyPatch, call: int, error: BaseException
) -> None:
    fail_at(monkeypatch, "replace", call, error)
    with pytest.raises((WritingError, KeyboardInterrupt)):
        write_all(folder, {**NEW, "c.html": "new c"})
    assert content(folder) == OLD


def test_a_file_that_was_not_there_is_taken_away_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_at(monkeypatch, "replace", 3, OSError(errno.EIO, "Input/output error"))
    with pytest.raises(WritingError):
        write_all(folder, {"c.html": "new c", "d.html": "new d"})
    assert content(folder) == OLD


def test_without_hard_links(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    fail_at(monkeypatch, "replace", 3, OSError(errno.EIO, "Input/output error"))
    with pytest.raises(WritingError):
        write_all(folder, NEW)
    assert content(folder) == OLD


def test_a_folder_in_the_way(folder: Path) -> None:
    (folder / "c.html").mkdir()
    with pytest.raises(WritingError) as caught:
        write_all(folder, {**NEW, "c.html": "x"})
    assert str(caught.value) == (
        f"{folder / 'c.html'}: is a folder; move it away, a file belongs here"
    )
    assert (folder / "a.html").read_text(encoding="utf-8") == "old a"


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(WritingError) as caught:
        write_all(tmp_path / "file" / "out", NEW)
    assert str(caught.value) == (f"{tmp_path / 'file' / 'out'}: cannot be made (not a directory)")


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of 64 kB, where the user may mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("mounting a file system is not allowed here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_disk_that_is_really_full(tiny_disk: Path) -> None:
    write_all(tiny_disk, OLD)
    with pytest.raises(WritingError, match="no space left on device"):
        write_all(tiny_disk, {"a.html": "new a", "b.html": "x" * 100_000})
    assert content(tiny_disk) == OLD
