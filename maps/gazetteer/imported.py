"""Look-ups in a file that `maps.gazetteer.dump_import` made."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from maps.closing import Closing
from maps.errors import GazetteerError
from maps.gazetteer.dump_reading import IMPORT_FORMAT
from maps.gazetteer.name_shards import SHARD_VALUE, shard_of
from maps.gazetteer.rows import COMMON_FLAG, KIND_MASK, NAME_KINDS, PERSON_FLAG
from maps.gazetteer.values import NameEntry, place_of
from maps.place import Place

if TYPE_CHECKING:
    from marisa_trie import BytesTrie

_KEYS_A_QUERY = 500
_MAPPED_BYTES = 1 << 32
#: Without the columns that the embedded file has and a dump does not: box and own id.
_COLUMNS = (
    "key, name, lon, lat, level, country, admin1, NULL, NULL, NULL, NULL, precision_km,"
    " population, feature_code, NULL"
)
CREDIT = "GeoNames (geonames.org), CC BY 4.0"


@dataclass(frozen=True, slots=True)
class ImportedInfo:
    """What an imported gazetteer holds.

    Attributes:
        places, names: rows, and (name, place) pairs.
        alternate_names: rows taken from tables of alternate names.
        classes: the feature classes that were taken, "" for all.
        newest: the latest day a row was changed at GeoNames, "" when none tells.
        imported: the ISO day of the import.
        files: the tables it was made of.
        identity: digest of their content.
    """

    path: Path
    bytes: int
    places: int
    names: int
    alternate_names: int
    classes: str
    newest: str
    imported: str
    files: tuple[str, ...]
    identity: str
    licence: str = CREDIT


class ImportedGazetteer(Closing):
    """An imported dump as a layer over the embedded gazetteer (`maps.gazetteer.layer.Layer`).

    Of the shards of names those are read that are asked for.
    """

    wins = False
    told_names: Mapping[str, Place] = MappingProxyType({})

    def __init__(self, path: Path) -> None:
        """Open the file at `path`.

        Raises FileNotFoundError when there is none, GazetteerError when it is damaged or of
        another version of the program.
        """
        if not path.is_file():
            raise FileNotFoundError(path)
        self.path = path
        self.name = path.stem
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        try:
            self._connection.execute(f"PRAGMA mmap_size = {_MAPPED_BYTES}")
            self._meta = dict(self._connection.execute("SELECT name, value FROM meta"))
            layout = self._meta["format"]
            self.identity = self._meta["identity"]
            self.places, self.names = int(self._meta["places"]), int(self._meta["names"])
            self._count = int(self._meta["shards"])
        except (sqlite3.Error, KeyError, ValueError) as error:
            self._connection.close()
            raise GazetteerError(_damaged(path, error)) from error
        if layout != str(IMPORT_FORMAT):
            self._connection.close()
            raise GazetteerError(
                f"the gazetteer {path} was imported by another version of dateline; import it"
                " again: dateline gazetteer import"
            )
        self._shards: dict[int, BytesTrie] = {}
        self._languages_of = lru_cache(maxsize=10_000)(self._read_languages)

    def close(self) -> None:
        self._connection.close()

    def info(self) -> ImportedInfo:
        """What the file holds."""
        return ImportedInfo(
            path=self.path,
            bytes=self.path.stat().st_size,
            places=self.places,
            names=self.names,
            alternate_names=int(self._meta["alternate_names"]),
            classes=self._meta.get("classes", ""),
            newest=self._meta["newest"],
            imported=self._meta["imported"],
            files=tuple(self._meta["files"].split("\n")),
            identity=self.identity,
        )

    def tries(self, folded: str) -> tuple[BytesTrie, ...]:
        number = shard_of(folded, self._count)
        found = self._shards.get(number)
        if found is None:
            found = self._shards[number] = self._read_shard(number)
        return (found,)

    def entries(self, folded: str, language: str) -> tuple[NameEntry, ...]:
        (names,) = self.tries(folded)
        values = names.get(folded)
        if not values:
            return ()
        rows = sorted(map(SHARD_VALUE.unpack, values))
        if len({row[0] for row in rows}) < len(rows):
            rows.sort(key=lambda row: (row[0], self._distance(row[3], language), row[1]))
        return tuple(
            NameEntry(
                key,
                NAME_KINDS[flags & KIND_MASK],
                255 - rank,
                flags & COMMON_FLAG != 0,
                flags & PERSON_FLAG != 0,
            )
            for rank, key, flags, _ in rows
        )

    def _distance(self, languages: int, wanted: str) -> int:
        """0 for a name of the wanted language, 1 where none is told, 2 for one of others."""
        if not languages:
            return 1
        return 0 if wanted in self._languages_of(languages) else 2

    def fetch(self, keys: Sequence[int]) -> dict[int, Place]:
        found: dict[int, Place] = {}
        for first in range(0, len(keys), _KEYS_A_QUERY):
            some = keys[first : first + _KEYS_A_QUERY]
            marks = ",".join("?" * len(some))
            rows = self._query(
                f"SELECT {_COLUMNS} FROM place WHERE key IN ({marks})",  # noqa: S608
                some,
            )
            found.update((row[0], place_of(row)) for row in rows)
        return found

    def key(self, gazetteer_id: str) -> int | None:
        del gazetteer_id  # all places here are GeoNames'
        return None

    def years(self, folded: str, key: int) -> tuple[int | None, int | None]:
        rows = self._query(
            "SELECT start, end FROM historical WHERE folded = ? AND key = ?", (folded, key)
        )
        return (rows[0][0], rows[0][1]) if rows else (None, None)

    def divisions(self, key: int) -> Iterable[int]:
        rows = self._query("SELECT country, admin1, admin2 FROM place WHERE key = ?", (key,))
        for country, admin1, admin2 in rows:
            codes = [f"{country}.{admin1}"] if country and admin1 else []
            if codes and admin2:
                codes.insert(0, f"{codes[0]}.{admin2}")
            for code in codes:
                found = self._query("SELECT key FROM division WHERE code = ?", (code,))
                yield from (row[0] for row in found if row[0] != key)

    def _read_languages(self, number: int) -> frozenset[str]:
        rows = self._query("SELECT codes FROM language_set WHERE number = ?", (number,))
        return frozenset(rows[0][0].split()) if rows else frozenset()

    def _read_shard(self, number: int) -> BytesTrie:
        from marisa_trie import BytesTrie

        rows = self._query("SELECT trie FROM names WHERE shard = ?", (number,))
        if not rows or str(zlib.crc32(rows[0][0])) != self._meta.get(f"checksum:{number}"):
            raise GazetteerError(_damaged(self.path, "its names do not match their checksum"))
        return BytesTrie().frombytes(rows[0][0])

    def _query(self, sql: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise GazetteerError(_damaged(self.path, error)) from error


def _damaged(path: Path, reason: object) -> str:
    return f"the gazetteer {path} is damaged ({reason}); import it again: dateline gazetteer import"
