"""An import of a few rows, as its tests make it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from maps.gazetteer.dump_import import import_dump
from tests.maps.dumps import write

#: Ids no place of GeoNames has.
OWN = 20_000_000


def imported(tmp_path: Path, *tables: Sequence[str], known: Sequence[tuple[int, int]] = ()) -> Path:
    """The tables, each a list of lines, as an imported file."""
    files = [write(tmp_path / f"table{n}.txt", lines) for n, lines in enumerate(tables)]
    target = tmp_path / "made" / "here.sqlite"
    import_dump(files, target, known=known, day="2026-11-24")
    return target
