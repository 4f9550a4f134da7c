"""Tables of GeoNames into one file, beside the embedded gazetteer and never in place of it.

The file is written aside and put in place when it is whole, so whatever stops an import, the
gazetteer of that name from before goes on serving. Memory is bounded: places stream into SQLite,
names onto the disk (`maps.gazetteer.name_shards`), and of each id one byte is kept.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

from maps.errors import GazetteerError
from maps.gazetteer.dump_files import Table, tables_of
from maps.gazetteer.dump_reading import DumpReader, new_file
from maps.gazetteer.dump_rows import TableKind
from maps.gazetteer.lock import one_at_a_time
from maps.gazetteer.name_shards import NameSpool, shard_count
from maps.gazetteer.rows import Progress

#: Names count only for places that are known by then.
_ORDER: tuple[TableKind, ...] = ("places", "divisions", "alternate names")


def import_dump(
    files: Sequence[Path],
    target: Path,
    *,
    known: Iterable[tuple[int, int]] = (),
    classes: str = "",
    day: str = "",
    progress: Progress = lambda _what, _done, _total: None,
) -> tuple[str, ...]:
    """Make the gazetteer file `target` from tables of GeoNames, plain or zipped, in any order.

    Args:
        known: id and prominence of the places that another gazetteer already has: they keep that
            prominence, and alternate names of theirs are taken though their rows are not here.
        classes: letters of the feature classes to take ("AP": divisions and populated places), none
            for all of them.
        day: the ISO day to note as that of the import.
        progress: told what is done, bytes done and bytes in all.

    Returns what to tell of rows that were left out since they say something impossible, a line
    each of the first ones.

    Raises:
        PlacesFileError: a file is no table of GeoNames, corrupt or cut short; file and line.
        GazetteerError: the target cannot be written, or another import of it is running.
    """
    found = [table for path in files for table in tables_of(path)]
    found.sort(key=lambda table: _ORDER.index(table.kind))
    if all(table.kind == "divisions" for table in found):
        raise GazetteerError(
            "tables of divisions hold no places; name a table of places too, such as"
            " allCountries.zip"
        )
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with one_at_a_time(target) as ours:
            if not ours:
                raise GazetteerError(
                    f"another import into {target} is running; wait for it, or choose another name"
                )
            remove_leavings(target)
            return _write_and_replace(
                found, target, known=known, classes=classes, day=day, progress=progress
            )
    except (OSError, sqlite3.Error) as error:
        raise GazetteerError(_unwritable(target, error)) from error


def _write_and_replace(
    found: Sequence[Table],
    target: Path,
    *,
    known: Iterable[tuple[int, int]],
    classes: str,
    day: str,
    progress: Progress,
) -> tuple[str, ...]:
    folder = Path(tempfile.mkdtemp(prefix=_prefix(target), dir=target.parent))
    try:
        aside = folder / "gazetteer"
        total = sum(table.bytes for table in found)
        with (
            closing(new_file(aside)) as file,
            NameSpool(folder, shard_count(total)) as spool,
        ):
            reader = DumpReader(
                file, spool, known=known, progress=progress, total=total, classes=classes
            )
            reader.read(found, day)
        with aside.open("rb") as written:
            os.fsync(written.fileno())  # whole on the disk before it takes the old one's place
        aside.chmod(0o644)
        aside.replace(target)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    progress("done", total, total)
    more = reader.left_out - len(reader.odd)
    return (*reader.odd, *([f"and {more:,} more rows were left out"] if more else []))


def _prefix(target: Path) -> str:
    return f".{target.name}.import-"


def remove_leavings(target: Path) -> None:
    """Delete what killed imports left behind; only for who holds the lock of the target."""
    for folder in target.parent.glob(f"{_prefix(target)}*"):
        shutil.rmtree(folder, ignore_errors=True)


def _unwritable(target: Path, error: Exception) -> str:
    reason = (error.strerror or error) if isinstance(error, OSError) else error
    return (
        f"the gazetteer {target} cannot be written: {reason}; make room there (an import needs"
        " about twice the size of the unpacked tables), or name another folder in the environment"
        " variable DATELINE_DATA; the gazetteer before stays as it was"
    )
