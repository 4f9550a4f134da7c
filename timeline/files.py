"""Writing files so that a reader never sees a half of them.

Everything is written beside its target first, forced to disk, and only then put in place, so a
full disk or a killed program leaves the old files whole. A file that is to hold what it holds is
not touched, so that its time tells when it last changed.
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
    aside: dict[Path, Path] = {}
    changed = []
    name = ""
    try:
        for name, content in contents.items():
            target = targets[name]
            data = as_bytes(content)
            if _holds(target, data):
                continue
            changed.append(folder / name)
            aside[target] = target.with_name(f".{target.name}.{os.getpid()}.new")
            _write(aside[target], data)
        _put_in_place(aside)
    except OSError as error:
        raise WritingError(
            f"{folder / name}: cannot be written ({_why(error)}); nothing was changed"
        ) from error
    finally:
        for path in aside.values():
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
    _clear_leftovers(targets.values())
    return Written(tuple(folder / name for name in contents), tuple(changed))


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


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _put_in_place(aside: Mapping[Path, Path]) -> None:
    """Replace each target; when one refuses, put back those already replaced."""
    old: dict[Path, Path | None] = {}
    try:
        for target, new in aside.items():
            kept = target.with_name(f".{target.name}.{os.getpid()}.old")
            old[target] = _keep(target, kept)
            new.replace(target)
    except BaseException:
        for target, kept_as in old.items():
            with contextlib.suppress(OSError):
                if kept_as is not None:
                    kept_as.replace(target)
                elif not aside[target].exists():  # it was put in place, and nothing stood there
                    target.unlink(missing_ok=True)
        raise
    finally:
        for kept_as in old.values():
            if kept_as is not None:
                with contextlib.suppress(OSError):
                    kept_as.unlink(missing_ok=True)


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


def _why(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
