"""One process makes the gazetteer, others wait: a lock file beside it, with no library's help."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_POLL_SECONDS = 0.2
#: A lock this old was left by a process that died; a build takes a fraction of it.
_FORGOTTEN_SECONDS = 300.0


@contextmanager
def building(path: Path) -> Iterator[bool]:
    """True for the one who is to make the file at `path`, False after another has done so.

    Only a courtesy that saves work: two builds at once do no harm, since each writes aside. So
    where no lock can be made (a folder that takes no files) the answer is True, and the build
    tells what is wrong.
    """
    lock = path.with_name(f".{path.name}.lock")
    if _waited(lock):
        yield False
        return
    try:
        yield True
    finally:
        with suppress(OSError):
            lock.unlink()


def _waited(lock: Path) -> bool:
    """Take the lock (False), or wait until another's is gone (True)."""
    waited = False
    with suppress(OSError):
        lock.parent.mkdir(parents=True, exist_ok=True)
    while True:
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        except FileExistsError:
            if _forgotten(lock):
                lock.unlink(missing_ok=True)
                continue
            time.sleep(_POLL_SECONDS)
            waited = True
        except OSError:
            return False
        else:
            if waited:
                lock.unlink(missing_ok=True)
            return waited


def _forgotten(lock: Path) -> bool:
    try:
        return time.time() - lock.stat().st_mtime > _FORGOTTEN_SECONDS
    except FileNotFoundError:
        return False


@contextmanager
def one_at_a_time(path: Path) -> Iterator[bool]:
    """Whether this process is the only one that writes the file at `path`, until the block ends.

    The lock is SQLite's own on a small file beside it: it ends with its process, however that
    ends, on every system.
    """
    lock = sqlite3.connect(path.with_name(f".{path.name}.writing"), timeout=0, isolation_level=None)
    try:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            yield False
            return
        yield True
    finally:
        lock.close()
