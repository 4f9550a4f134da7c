"""What can stop an import, or befall the file it made: the gazetteer before it stays whole."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from maps.errors import GazetteerError
from maps.gazetteer.dump_import import import_dump
from maps.gazetteer.imported import ImportedGazetteer
from maps.gazetteer.lock import one_at_a_time
from tests.conftest import ROOT
from tests.maps.dumps import place_line, write
from tests.maps.importing import OWN, imported

IMPORT = """
import sys
from pathlib import Path
from maps.errors import MapsError
from maps.gazetteer.dump_import import import_dump
{setup}
try:
    import_dump([Path(sys.argv[1])], Path(sys.argv[2]), progress={progress})
except MapsError as error:
    sys.exit(str(error))
"""
QUIET = "lambda *_: None"


def start(
    source: Path, target: Path, *, setup: str = "", progress: str = QUIET
) -> subprocess.Popen[str]:
    """An import in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", IMPORT.format(setup=setup, progress=progress), source, target],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


#: Says how far it is at one stage, then waits until it is killed or its input ends.
WAITING = """\
lambda what, *_: (print(what, flush=True), sys.stdin.read()) if what.startswith({stage!r}) else None
"""


def waiting_import(
    source: Path, target: Path, stage: str = "indexing names"
) -> subprocess.Popen[str]:
    """An import that waits in the midst of a stage."""
    code = IMPORT.format(setup="", progress=WAITING.format(stage=stage).strip())
    process = subprocess.Popen(
        [sys.executable, "-c", code, source, target],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert process.stdout is not None
    assert process.stdout.readline().startswith(stage)
    return process


@pytest.mark.parametrize("stage", ["reading TJ.txt", "indexing names"])
def test_a_killed_import_leaves_the_old_gazetteer_and_the_next_cleans_up(
    tmp_path: Path, stage: str
) -> None:
    good = imported(tmp_path, [place_line(OWN, "Zqold")])
    source = write(tmp_path / "TJ.txt", [place_line(OWN + 1, "Zqnew")])
    process = waiting_import(source, good, stage)
    assert list(good.parent.glob(".*.import-*"))
    process.send_signal(signal.SIGKILL)
    process.communicate()
    with ImportedGazetteer(good) as old:
        assert old.entries("zqold", "en")
    assert list(good.parent.glob(".*.import-*"))
    import_dump([source], good)
    assert not list(good.parent.glob(".*.import-*"))
    with ImportedGazetteer(good) as new:
        assert new.entries("zqnew", "en")
        assert not new.entries("zqold", "en")


def test_an_interrupted_import_leaves_nothing_behind(tmp_path: Path) -> None:
    good = imported(tmp_path, [place_line(OWN, "Zqold")])
    before = good.read_bytes()
    process = waiting_import(write(tmp_path / "TJ.txt", [place_line(OWN, "Zqnew")]), good)
    process.send_signal(signal.SIGINT)
    process.communicate()
    assert good.read_bytes() == before
    assert not list(good.parent.glob(".*.import-*"))


def test_of_two_imports_at_once_the_second_is_told(tmp_path: Path) -> None:
    good = imported(tmp_path, [place_line(OWN, "Zqold")])
    source = write(tmp_path / "TJ.txt", [place_line(OWN + 1, "Zqfirst")])
    first = waiting_import(source, good)
    second = start(source, good)
    _, told = second.communicate()
    assert second.returncode == 1
    assert told == (f"another import into {good} is running; wait for it, or choose another name\n")
    first.communicate("")
    assert first.returncode == 0
    with ImportedGazetteer(good) as made:
        assert made.entries("zqfirst", "en")


@pytest.mark.skipif(sys.platform == "win32", reason="limits of the size of files are POSIX")
@pytest.mark.parametrize("limit", [20_000, 200_000])
def test_a_full_disk_leaves_the_old_gazetteer(tmp_path: Path, limit: int) -> None:
    """Files that may not grow stand for a disk that is full: the spool's, or the gazetteer's."""
    good = imported(tmp_path, [place_line(OWN, "Zqold")])
    before = good.read_bytes()
    lines = [place_line(OWN + n, f"Zq{n * 7919 % 100_003}") for n in range(5_000)]
    setup = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))"
    process = start(write(tmp_path / "TJ.txt", lines), good, setup=setup)
    _, told = process.communicate()
    assert process.returncode == 1
    assert told.startswith(f"the gazetteer {good} cannot be written: ")
    assert told.endswith("; the gazetteer before stays as it was\n")
    assert told.count("\n") == 1
    assert good.read_bytes() == before
    assert not list(good.parent.glob(".*.import-*"))


def test_no_space_is_told_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from maps.gazetteer import name_shards

    def full(self: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(name_shards.NameSpool, "finish", full)
    with pytest.raises(GazetteerError, match=r"No space left on device; make room there .*twice"):
        imported(tmp_path, [place_line(OWN, "Zqold")])


def test_a_lock_ends_with_its_process(tmp_path: Path) -> None:
    with one_at_a_time(tmp_path / "x") as first:
        assert first
        with one_at_a_time(tmp_path / "x") as second:
            assert not second
    with one_at_a_time(tmp_path / "x") as again:
        assert again


def test_a_damaged_file_says_what_to_do(tmp_path: Path) -> None:
    good = imported(tmp_path, [place_line(OWN, "Zqold")])
    with closing(sqlite3.connect(good)) as file, file:
        file.execute("UPDATE names SET trie = x'00'")
    with (
        ImportedGazetteer(good) as made,
        pytest.raises(GazetteerError, match=r"is damaged \(its names .*\); import it again"),
    ):
        made.entries("zqold", "en")
    good.write_bytes(good.read_bytes()[:3000])
    with pytest.raises(GazetteerError, match="is damaged"):
        ImportedGazetteer(good)


def test_a_file_of_another_version_says_what_to_do(tmp_path: Path) -> None:
    good = imported(tmp_path, [place_line(OWN, "Zqold")])
    with closing(sqlite3.connect(good)) as file, file:
        file.execute("UPDATE meta SET value = '0' WHERE name = 'format'")
    with pytest.raises(GazetteerError, match=r"imported by another version .* import it again"):
        ImportedGazetteer(good)


def test_the_same_tables_have_the_same_identity(tmp_path: Path) -> None:
    identities = []
    for number, day in enumerate(("2026-11-24", "2027-01-01")):
        target = tmp_path / f"{number}.sqlite"
        import_dump([write(tmp_path / "TJ.txt", [place_line(OWN, "Zq")])], target, day=day)
        with ImportedGazetteer(target) as made:
            identities.append(made.identity)
    assert len(set(identities)) == 1


#: Prints the most memory that the process ever held, in kB; `getrusage` would tell its parent's.
PEAK = """
import atexit, re
def peak():
    with open("/proc/self/status") as file:
        print(re.search(r"VmHWM:\\s+(\\d+)", file.read())[1])
atexit.register(peak)
"""


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="peak memory is told by /proc")
def test_memory_does_not_grow_with_the_rows(tmp_path: Path) -> None:
    peaks = []
    for rows in (20_000, 120_000):
        lines = [place_line(1 + n, f"Zq{n * 7919 % 1_000_003} Town") for n in range(rows)]
        source = write(tmp_path / "TJ.txt", lines)
        process = start(source, tmp_path / "made.sqlite", setup=PEAK)
        out, told = process.communicate()
        assert (process.returncode, told) == (0, "")
        peaks.append(int(out) / 1000)
    # 100,000 rows more are 11 MB of table: hardly more memory than for a sixth of them.
    assert peaks[1] - peaks[0] < 60
    assert max(peaks) < 500
