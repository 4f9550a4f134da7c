"""The imported gazetteers of this user, by name, and which of them is in use.

They lie beside the embedded gazetteer in the folder `gazetteers`; its file `in-use` holds a name.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from difflib import get_close_matches
from pathlib import Path

from maps.errors import GazetteerError, UnknownGazetteerError
from maps.gazetteer.build import no_progress
from maps.gazetteer.dump_import import remove_leavings
from maps.gazetteer.imported import ImportedGazetteer
from maps.gazetteer.layer import Layer
from maps.gazetteer.layered import LayeredGazetteer, layered_stamp
from maps.gazetteer.lock import one_at_a_time
from maps.gazetteer.opening import open_gazetteer
from maps.gazetteer.own_places import read_own_places
from maps.gazetteer.paths import default_path
from maps.gazetteer.rows import Progress
from maps.gazetteer.stamp import stamp
from maps.gazetteer.store import EMBEDDED, Gazetteer

#: Names the gazetteer to look in, before what `use` chose.
ENVIRONMENT = "DATELINE_GAZETTEER"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_SUFFIX = ".sqlite"


def is_name(text: str) -> bool:
    """Whether `text` can be the name of a gazetteer: letters, digits, - and _, so no path."""
    return _NAME.fullmatch(text) is not None


def path_of(name: str) -> Path:
    """The file of that gazetteer. Raises UnknownGazetteerError when it can be no name."""
    if not is_name(name) or name == EMBEDDED:
        why = "is that of the built-in one" if name == EMBEDDED else "is no name"
        raise UnknownGazetteerError(
            f"{name!r} {why}; expected letters, digits, - and _, such as geonames or tajikistan"
        )
    return _folder() / f"{name}{_SUFFIX}"


def imported_names() -> tuple[str, ...]:
    """The names of the imported gazetteers."""
    files = _folder().glob(f"[!.]*{_SUFFIX}")
    return tuple(sorted(path.stem for path in files if is_name(path.stem)))


def name_in_use() -> str:
    """The name of the gazetteer that the environment or `use` chose, or `EMBEDDED`."""
    if name := os.environ.get(ENVIRONMENT):
        return name
    try:
        return _chosen().read_text(encoding="utf-8").strip() or EMBEDDED
    except FileNotFoundError:
        return EMBEDDED
    except OSError as error:
        raise GazetteerError(f"{_chosen()}: cannot be read ({error.strerror})") from error


def use(name: str) -> None:
    """Let the gazetteer of that name be looked in from now on, `EMBEDDED` for no imported one.

    Raises GazetteerError when there is none, or it cannot be used.
    """
    if name != EMBEDDED:
        open_imported(name).close()
    try:
        _folder().mkdir(parents=True, exist_ok=True)
        aside = _chosen().with_suffix(".new")
        aside.write_text(f"{name}\n", encoding="utf-8")
        aside.replace(_chosen())
    except OSError as error:
        raise GazetteerError(f"{_chosen()}: cannot be written ({error.strerror})") from error


def remove(name: str) -> bool:
    """Delete an imported gazetteer; whether it was in use, and the embedded one is from now on."""
    path = path_of(name)
    if not path.is_file():
        raise UnknownGazetteerError(_unknown(name))
    with one_at_a_time(path) as ours:
        if not ours:
            raise GazetteerError(f"an import into {path} is running; stop it, or wait for it")
        was_used = name_in_use() == name
        if was_used:
            use(EMBEDDED)
        path.unlink()
        remove_leavings(path)
    path.with_name(f".{path.name}.writing").unlink(missing_ok=True)
    return was_used


def open_imported(name: str) -> ImportedGazetteer:
    """The imported gazetteer of that name. Raises UnknownGazetteerError when there is none."""
    try:
        return ImportedGazetteer(path_of(name))
    except FileNotFoundError as error:
        raise UnknownGazetteerError(_unknown(name)) from error


def open_chosen(
    choice: str | Path | None = None,
    own: Sequence[Path] = (),
    *,
    message: Callable[[str], None] = lambda _: None,
    progress: Progress = no_progress,
) -> Gazetteer:
    """The gazetteer as somebody wants it.

    Args:
        choice: the name of an imported gazetteer or `EMBEDDED`; a file, of an imported gazetteer or
            where the embedded one is kept; None for the one in use.
        own: a person's own tables of places, see `read_own_places`.

    Raises:
        PlacesFileError: an own table has bad rows.
        GazetteerError: no gazetteer of that name, or it cannot be made or opened.
    """
    layers = _layers(choice, own)
    embedded = choice if isinstance(choice, Path) and not _is_imported(choice) else None
    opened = open_gazetteer(embedded, message=message, progress=progress)
    if not layers:
        return opened
    opened.close()
    return LayeredGazetteer(opened.path, layers)


def stamp_of(choice: str | Path | None = None, own: Sequence[Path] = ()) -> str:
    """The `stamp` of what `open_chosen` would open, without opening the embedded gazetteer."""
    layers = _layers(choice, own)
    for layer in layers:
        layer.close()
    return layered_stamp(stamp(), [layer.identity for layer in layers])


def _layers(choice: str | Path | None, own: Sequence[Path]) -> list[Layer]:
    layers: list[Layer] = [read_own_places(own)] if own else []
    if isinstance(choice, Path):
        if _is_imported(choice):
            layers.append(ImportedGazetteer(choice))
        return layers
    name = name_in_use() if choice is None else choice
    if name != EMBEDDED:
        layers.append(open_imported(name))
    return layers


def _is_imported(path: Path) -> bool:
    """Whether a file is an imported gazetteer; False too when there is none or it is damaged."""
    if not path.is_file():
        return False
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        try:
            query = "SELECT 1 FROM sqlite_master WHERE name = 'language_set'"
            return connection.execute(query).fetchone() is not None
        except sqlite3.DatabaseError:
            return False


def _folder() -> Path:
    return default_path().parent / "gazetteers"


def _chosen() -> Path:
    return _folder() / "in-use"


def _unknown(name: str) -> str:
    names = (EMBEDDED, *imported_names())
    close = get_close_matches(name, names, n=1)
    hint = f"; did you mean {close[0]}?" if close else f"; there are: {', '.join(names)}."
    return f"no gazetteer is called {name}{hint} Make one with: dateline gazetteer import"
