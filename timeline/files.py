"""Writing files so that a reader never sees a half of them.

Everything is written beside its target first, forced to disk, and only then put in place, so a
full disk or a killed program leaves the old files whole (`timeline.swap` tells how). A file that is
to hold what it holds is not touched, so that its time tells when it last changed.
"""

from __future__ import annotations

import contextlib
import glob
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from timeline.errors import WritingError
from timeline.swap import JOURNAL, aside, swap, write_through


@dataclass(frozen=True, slots=True)
class Written:
    """The files of an output in the order given, and those of them that were not as they are."""

    paths: tuple[Path, ...]
    changed: tuple[Path, ...]


def write_all(folder: Path, contents: Mapping[str, str | bytes]) -> Written:
    """Write each text under its name into `folder`, all of them or none; UTF-8, newlines as given.

    The folder is made when it is missing; what a killed build left aside is cleared away.

    Raises:
        WritingError: the folder or a file cannot be written; all old files are as they were.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WritingError(f"{folder}: cannot be made ({_why(error)})") from error
    targets = {name: (folder / name).resolve() for name in contents}
    for name, target in targets.items():
        if target.is_dir():
            raise WritingError(f"{folder / name}: is a folder; move it away, a file belongs here")
    anew: dict[str, Path] = {}
    name = ""
    try:
        for name, content in contents.items():
            target = targets[name]
            data = as_bytes(content)
            if _holds(target, data):
                continue
            anew[name] = target
            write_through(aside(target, os.getpid()), data)
        swap(folder, anew)
    except OSError as error:
        raise WritingError(
            f"{folder / name}: cannot be written ({_why(error)}); nothing was changed"
        ) from error
    finally:
        for target in anew.values():
            with contextlib.suppress(OSError):
                aside(target, os.getpid()).unlink(missing_ok=True)
    _clear_leftovers([*targets.values(), folder / JOURNAL])
    return Written(tuple(folder / name for name in contents), tuple(folder / name for name in anew))


def as_bytes(content: str | bytes) -> bytes:
    """The bytes of a file; half a surrogate pair, which no file can hold, becomes "?"."""
    return content if isinstance(content, bytes) else content.encode("utf-8", "replace")


def _holds(target: Path, data: bytes) -> bool:
    """Whether the file is there and is just these bytes."""
    try:
        return target.stat().st_size == len(data) and target.read_bytes() == data
    except OSError:
        return False


def _clear_leftovers(targets: Iterable[Path]) -> None:
    """Remove what processes that are no more left beside the targets."""
    for target in targets:
        with contextlib.suppress(OSError):
            for path in target.parent.glob(f".{glob.escape(target.name)}.*"):
                made_by = re.search(r"\.(\d+)\.(?:new|old)$", path.name)
                if made_by is not None and not _is_running(int(made_by[1])):
                    path.unlink(missing_ok=True)


def _is_running(process: int) -> bool:
    if os.name == "nt":  # there, signal 0 would end it
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _why(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
