"""Every source's rows into one SQLite file, the names as a trie inside it."""

from __future__ import annotations

import gc
import os
import sqlite3
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from maps.errors import GazetteerError
from maps.gazetteer import feature_codes, tables
from maps.gazetteer.folding import fold
from maps.gazetteer.names import names_trie
from maps.gazetteer.paths import FEATURE_CODES
from maps.gazetteer.prominence import set_prominence
from maps.gazetteer.rows import (
    PlaceRow,
    Progress,
    Rows,
)
from maps.gazetteer.stamp import UNKNOWN, package_versions, stamp

_SCHEMA = """
CREATE TABLE place (
    key INTEGER PRIMARY KEY, name TEXT NOT NULL, lon REAL NOT NULL, lat REAL NOT NULL,
    level TEXT NOT NULL, country TEXT, admin1 TEXT, parent INTEGER,
    west REAL, south REAL, east REAL, north REAL, precision_km REAL NOT NULL,
    population INTEGER NOT NULL, feature_code TEXT, own_id TEXT, start INTEGER, end INTEGER,
    countries TEXT NOT NULL, prominence INTEGER NOT NULL);
CREATE TABLE historical (folded TEXT, key INTEGER, start INTEGER, end INTEGER,
    PRIMARY KEY (folded, key)) WITHOUT ROWID;
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE blob (name TEXT PRIMARY KEY, content BLOB NOT NULL);
"""
_INDEXES = """
CREATE UNIQUE INDEX place_own_id ON place (own_id) WHERE own_id IS NOT NULL;
CREATE INDEX place_country ON place (country) WHERE level = 'country';
CREATE INDEX place_state ON place (country, admin1) WHERE level = 'state';
CREATE INDEX place_near ON place (lat) WHERE level = 'city';
"""
_STEPS = 7


def no_progress(message: str, done: int, total: int) -> None:
    """Tells nobody."""
    del message, done, total


def build_gazetteer(path: Path, progress: Progress = no_progress) -> None:
    """Make the gazetteer at `path` from the installed packages and our own tables, without network.

    `progress(message, done, total)` is called before each step and at the end. The file is written
    aside and put in place as a whole, so a build that breaks, or two at once, leave a good file.
    The same packages and tables give the same bytes. Raises GazetteerError, with what to do, when
    a package is missing or the folder cannot be written.
    """
    missing = [name for name, found in package_versions().items() if found == UNKNOWN]
    if missing:
        raise GazetteerError(
            f"the gazetteer is made from packages that are not installed: {', '.join(missing)}; "
            "install dateline again with pip"
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise GazetteerError(_unwritable(path, error)) from error
    os.close(handle)
    aside = Path(name)
    try:
        with _without_collector():
            _write(aside, progress)
        aside.chmod(0o644)
        aside.replace(path)
    except (OSError, sqlite3.Error) as error:
        raise GazetteerError(_unwritable(path, error)) from error
    finally:
        aside.unlink(missing_ok=True)
    progress("done", _STEPS, _STEPS)


def _unwritable(path: Path, error: Exception) -> str:
    reason = error.strerror if isinstance(error, OSError) else error
    return (
        f"the gazetteer cannot be written to {path.parent}: {reason}; make room there, or name "
        "another folder in the environment variable DATELINE_DATA"
    )


@contextmanager
def _without_collector() -> Iterator[None]:
    """Millions of small rows and no cycle among them: the collector would only walk them."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _write(path: Path, progress: Progress) -> None:
    rows, warnings = gather(progress)
    set_prominence(rows)
    progress("indexing names", 5, _STEPS)
    trie, count = names_trie(rows)
    progress("writing", 6, _STEPS)
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.executescript(_SCHEMA)
        connection.execute("BEGIN")
        connection.executemany(
            f"INSERT INTO place VALUES ({','.join('?' * 20)})",  # noqa: S608
            map(_columns, sorted(rows.places, key=lambda row: row.key)),
        )
        connection.executemany("INSERT OR IGNORE INTO historical VALUES (?, ?, ?, ?)", _dated(rows))
        connection.execute("INSERT INTO blob VALUES ('names', ?)", (trie,))
        connection.executemany(
            "INSERT INTO meta VALUES (?, ?)",
            sorted(
                {
                    "stamp": stamp(),
                    "names": str(count),
                    "places": str(len(rows.places)),
                    "names_checksum": str(zlib.crc32(trie)),
                    "warnings": "\n".join(warnings),
                    **{f"source:{name}": found for name, found in package_versions().items()},
                }.items()
            ),
        )
        connection.execute("COMMIT")
        connection.executescript(_INDEXES)
    finally:
        connection.close()


def gather(progress: Progress) -> tuple[Rows, list[str]]:
    """All rows of all sources, one place a key, and warnings for the one who builds."""
    from maps.gazetteer import source_geonames
    from maps.gazetteer.divisions import division_rows
    from maps.gazetteer.source_airports import airport_rows
    from maps.gazetteer.source_countries import country_language_rows

    codes, warnings = _feature_codes()
    everything = Rows()
    progress("reading places", 0, _STEPS)
    cities = source_geonames.cities(codes)
    progress("reading countries", 1, _STEPS)
    countries = source_geonames.country_rows(cities.places)
    country_keys = {row.country or "": row.key for row in countries.places}
    progress("reading divisions", 2, _STEPS)
    divisions = division_rows(cities.places, country_keys)
    progress("reading names and regions", 3, _STEPS)
    tables.place_countries(countries)
    parts = (
        countries,
        divisions,
        cities,
        tables.region_rows(),
        airport_rows(),
        source_geonames.continents(),
        tables.country_name_rows(country_keys),
        country_language_rows(country_keys),
        tables.abbreviation_rows(divisions),
        tables.historical_rows(),
        tables.city_name_rows(),
    )
    for part in parts:
        everything.places += part.places
        everything.names += part.names
    return _unique(everything), warnings


def _unique(rows: Rows) -> Rows:
    """One row a place: the first source to name it wins. Names without a place are dropped."""
    places: dict[int, PlaceRow] = {}
    for row in rows.places:
        places.setdefault(row.key, row)
    return Rows(list(places.values()), [name for name in rows.names if name.key in places])


def _feature_codes() -> tuple[dict[int, str], list[str]]:
    try:
        return feature_codes.load(FEATURE_CODES), []
    except FileNotFoundError:
        return {}, [
            f"{FEATURE_CODES} is missing: capitals and parts of cities will not be known as such"
        ]
    except ValueError as error:
        return {}, [f"{error}: capitals and parts of cities will not be known as such"]


def _dated(rows: Rows) -> Iterable[tuple[str, int, int | None, int | None]]:
    dated = {
        (fold(name.name), name.key, name.start, name.end)
        for name in rows.names
        if name.start is not None or name.end is not None
    }
    return sorted(dated, key=lambda row: (row[0], row[1], row[2] or 0, row[3] or 0))


def _columns(row: PlaceRow) -> tuple[object, ...]:
    return (
        row.key, row.name, row.lon, row.lat, row.level, row.country, row.admin1, row.parent,
        *(row.bbox or (None, None, None, None)), row.precision_km, row.population,
        row.feature_code, row.own_id, row.start, row.end, row.countries, row.prominence,
    )  # fmt: skip
