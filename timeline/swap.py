"""Putting several files in place as one: all of them, or none, also when the program is killed.

    write aside ── journal ── replace one by one ── journal removed
                      │
                      └─ from here on the new files are the output: whoever finds the journal
                         of a program that is no more puts the rest in place

A file system replaces one file at a time. So between two of them a killed program leaves some of
each output; the journal, a hidden file beside them, is what the next build completes it by. Whoever
writes or completes several files holds the folder's lock (`timeline.cache.one_at_a_time`).
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path

#: Names the files that are being put in place, with their SHA-256, and by which process.
JOURNAL = ".dateline-unfinished.json"


def aside(target: Path, process: int) -> Path:
    """Where a process writes what is to stand at `target`."""
    return target.with_name(f".{target.name}.{process}.new")


def swap(folder: Path, names: Mapping[str, Path]) -> None:
    """Put in place what this process wrote aside for each of `names`, whose targets are given.

    Raises:
        OSError: one refused; those already replaced were put back.
    """
    if len(names) > 1:  # one alone needs no journal
        _write_journal(folder, names)
    old: dict[Path, Path | None] = {}
    try:
        for target in names.values():
            kept = target.with_name(f".{target.name}.{os.getpid()}.old")
            old[target] = _keep(target, kept)
            aside(target, os.getpid()).replace(target)
    except BaseException:
        for target, kept_as in old.items():
            with contextlib.suppress(OSError):
                if kept_as is not None:
                    kept_as.replace(target)
                elif not aside(target, os.getpid()).exists():  # put in place where nothing stood
                    target.unlink(missing_ok=True)
        raise
    finally:
        for kept_as in old.values():
            if kept_as is not None:
                with contextlib.suppress(OSError):
                    kept_as.unlink(missing_ok=True)
        _settle(folder)
        with contextlib.suppress(OSError):
            (folder / JOURNAL).unlink(missing_ok=True)


def is_unfinished(folder: Path) -> bool:
    """Whether a program was killed while it put its files in place there."""
    return (folder / JOURNAL).is_file()


def finish(folder: Path) -> bool:
    """Complete what a killed program began in `folder`; False when there is nothing to complete.

    What is no longer there as it was written aside is left out, and a journal that cannot be read
    is taken away: the next build then draws what is missing. The caller holds the folder's lock.
    """
    journal = folder / JOURNAL
    try:
        told = json.loads(journal.read_bytes())
        process, digests = int(told["process"]), dict(told["files"])
    except FileNotFoundError:
        return False
    except (OSError, ValueError, TypeError, KeyError):
        process, digests = 0, {}
    for name, digest in digests.items():
        # A name and no path: a journal that someone else laid there reaches no other folder.
        target = (folder / Path(name).name).resolve()
        new = aside(target, process)
        with contextlib.suppress(OSError):
            if hashlib.sha256(new.read_bytes()).hexdigest() == digest:
                new.replace(target)
        with contextlib.suppress(OSError):
            target.with_name(f".{target.name}.{process}.old").unlink(missing_ok=True)
    _settle(folder)
    with contextlib.suppress(OSError):
        journal.unlink(missing_ok=True)
    return bool(digests)


def _write_journal(folder: Path, names: Mapping[str, Path]) -> None:
    process = os.getpid()
    digests = {
        name: hashlib.sha256(aside(target, process).read_bytes()).hexdigest()
        for name, target in names.items()
    }
    journal = folder / JOURNAL
    half = aside(journal, process)
    try:
        write_through(half, json.dumps({"process": process, "files": digests}).encode())
        half.replace(journal)
    finally:
        half.unlink(missing_ok=True)
    _settle(folder)


def write_through(path: Path, data: bytes) -> None:
    """Write a file, and wait until the disk has it."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """Wait until the disk has the names in `folder`, where the system can do that."""
    with contextlib.suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _keep(target: Path, kept: Path) -> Path | None:
    """A second name for what stands at `target`, or None when nothing does."""
    kept.unlink(missing_ok=True)
    try:
        os.link(target, kept)
    except FileNotFoundError:
        return None
    except OSError:  # a file system without hard links
        kept.write_bytes(target.read_bytes())
    return kept
