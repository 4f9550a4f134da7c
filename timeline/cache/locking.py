"""One build at a time writes to a folder; the others wait."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_SECONDS_BEFORE_TELLING = 1.0


@contextmanager
def one_at_a_time(
    folder: Path, locks: Path, tell: Callable[[str], None] = lambda _line: None
) -> Iterator[None]:
    """Hold the only right to write to `folder`; `tell` gets a line when another holds it.

    The lock is a file in `locks`, that of a process which died is free at once. Where no lock can
    be made there is none: each file is still put in place whole, but two builds of different
    configs into one folder could leave the files of both.
    """
    from filelock import FileLock, Timeout

    name = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:32]
    lock = FileLock(locks / f"{name}.lock")
    try:
        locks.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock.acquire(timeout=_SECONDS_BEFORE_TELLING)
    except Timeout:
        tell(f"another build is writing to {folder}; waiting for it")
        lock.acquire()
    except (OSError, NotImplementedError):
        pass
    try:
        yield
    finally:
        with suppress(OSError):
            lock.release()
