"""Opens the gazetteer, making it first where it is missing or made from something else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from maps.errors import GazetteerError
from maps.gazetteer.build import build_gazetteer, no_progress
from maps.gazetteer.lock import building
from maps.gazetteer.paths import default_path
from maps.gazetteer.rows import Progress
from maps.gazetteer.stamp import stamp
from maps.gazetteer.store import Gazetteer


def open_gazetteer(
    path: Path | None = None,
    *,
    message: Callable[[str], None] = lambda _: None,
    progress: Progress = no_progress,
) -> Gazetteer:
    """The gazetteer at `path`, or at `default_path()`.

    One that is missing, damaged or made from other packages or tables is made first, which takes
    some twenty seconds; `message` gets one line that says so, `progress` each step. Raises
    GazetteerError, with what to do, when it cannot be made.
    """
    path = path or default_path()
    why = "it is not there yet"
    try:
        opened = Gazetteer(path)
        if opened.stamp == stamp():
            return opened
        opened.close()
        why = "the one there was made from other versions"
    except FileNotFoundError:
        pass
    except GazetteerError:
        why = "the one there is damaged"
    with building(path) as ours:
        if ours:
            message(f"making the gazetteer at {path}: {why} (about 20 seconds, once)")
            build_gazetteer(path, progress)
    return Gazetteer(path) if ours else open_gazetteer(path, message=message, progress=progress)
