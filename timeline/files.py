"""Writing files so that a reader never sees a half of them.

Everything is written beside its target first, forced to disk, and only then put in place, so a
full disk or a killed program leaves the old files whole.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path

from timeline.errors import WritingError


def write_all(folder: Path, contents: Mapping[str, str]) -> tuple[Path, ...]:
    """Write each text under its name into `folder`, all of them or none; UTF-8, newlines as given.

    The folder is made when it is missing. Returns the paths in the order given.

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
    name = ""
    try:
        for name, text in contents.items():
            target = targets[name]
            aside[target] = target.with_name(f".{target.name}.{os.getpid()}.new")
            _write(aside[target], text.encode("utf-8", "replace"))
        _put_in_place(aside)
    except OSError as error:
        raise WritingError(
            f"{folder / name}: cannot be written ({_why(error)}); nothing was changed"
        ) from error
    finally:
        for path in aside.values():
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
    return tuple(folder / name for name in contents)


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
