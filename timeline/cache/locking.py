"""One build at a time writes to a folder; the others wait."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from timeline.errors import DatelineError

_SECONDS_BEFORE_TELLING = 1.0
#: A build writes for seconds, with pictures by a browser for minutes.
_MOST_SECONDS = 600.0


@contextmanager
def one_at_a_time(
    folder: Path, locks: Path, tell: Callable[[str], None] = lambda _line: None
) -> Iterator[None]:
    """Hold the only right to write to `folder`; `tell` gets a line when another holds it.

    The lock is a file in `locks`, that of a process which died is free at once. Where no lock can
    be made there is none: each file is still put in place whole, but two builds of different
    configs into one folder could leave the files of both.

    Raises:
        DatelineError: another held it for ten minutes.
    """
    from filelock import FileLock, Timeout

    name = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:32]
    lock, holder = FileLock(locks / f"{name}.lock"), locks / f"{name}.holder"
    try:
        locks.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock.acquire(timeout=_SECONDS_BEFORE_TELLING)
    except Timeout:
        tell(f"{_named(holder)} is writing to {folder}; waiting for it")
        try:
            lock.acquire(timeout=_MOST_SECONDS)
        except Timeout as error:
            raise DatelineError(
                f"{folder}: {_named(holder)} has been writing there for"
                f" {_MOST_SECONDS / 60:.0f} minutes; end it, or name another folder with --output"
            ) from error
    except (OSError, NotImplementedError):
        pass
    with suppress(OSError):
        holder.write_text(_this_process(), encoding="utf-8", errors="replace")
    try:
        yield
    finally:
        with suppress(OSError):
            holder.unlink(missing_ok=True)
        with suppress(OSError):
            lock.release()


def _this_process() -> str:
    """What to look for in a list of processes."""
    return f"process {os.getpid()} ({' '.join(('dateline', *sys.argv[1:]))})"


def _named(holder: Path) -> str:
    """Who holds a lock, as it told itself."""
    try:
        return holder.read_text(encoding="utf-8") or "another build"
    except (OSError, ValueError):
        return "another build"
