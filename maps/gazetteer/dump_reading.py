"""From the rows of GeoNames' tables to the file of an imported gazetteer."""

from __future__ import annotations

import hashlib
import re
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from maps.errors import PlacesFileError
from maps.gazetteer import tables
from maps.gazetteer.dump_features import (
    code_of,
    precision_km,
    prominence_of,
    pseudo_languages,
    sort_of,
)
from maps.gazetteer.dump_files import Table, read_rows
from maps.gazetteer.dump_rows import (
    AlternateName,
    DivisionCode,
    DumpPlace,
    alternate_name,
    division_code,
    dump_place,
)
from maps.gazetteer.folding import fold, is_code
from maps.gazetteer.name_shards import LanguageSets, NameSpool
from maps.gazetteer.rows import (
    HISTORICAL_NAME,
    LOCAL_NAME,
    NAME_KINDS,
    NameKind,
    Progress,
)

#: Raised when the layout changes; a file of another layout has to be imported again.
IMPORT_FORMAT = 1
_SCHEMA = """
CREATE TABLE place (
    key INTEGER PRIMARY KEY, name TEXT NOT NULL, lon REAL NOT NULL, lat REAL NOT NULL,
    level TEXT NOT NULL, country TEXT, admin1 TEXT, admin2 TEXT, precision_km REAL NOT NULL,
    population INTEGER NOT NULL, feature_code TEXT);
CREATE TABLE division (code TEXT PRIMARY KEY, key INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE historical (folded TEXT, key INTEGER, start INTEGER, end INTEGER,
    PRIMARY KEY (folded, key)) WITHOUT ROWID;
CREATE TABLE language_set (number INTEGER PRIMARY KEY, codes TEXT NOT NULL);
CREATE TABLE names (shard INTEGER PRIMARY KEY, trie BLOB NOT NULL);
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
#: So many odd rows are no dump any more; so many of them are told.
_MOST_ODD, _MOST_TOLD = 1_000, 5
_PLACES_AT_ONCE = 5_000
_CACHE_KIB = 32_000
_TOLD_EVERY_BYTES = 1 << 20
_LANGUAGE = re.compile(r"[A-Za-z0-9_-]{1,16}")
_NUMBER_OF_KIND = {kind: number for number, kind in enumerate(NAME_KINDS)}


def new_file(path: Path) -> sqlite3.Connection:
    """An empty file of an imported gazetteer, a transaction open."""
    connection = sqlite3.connect(path, isolation_level=None)
    # The file counts only when it is whole, so no journal has to save half of it.
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    connection.executescript(_SCHEMA)
    connection.execute("BEGIN")
    return connection


class DumpReader:
    """One import on its way: the file, the spool of names, and what is known of each id."""

    def __init__(
        self,
        file: sqlite3.Connection,
        spool: NameSpool,
        *,
        known: Iterable[tuple[int, int]],
        progress: Progress,
        total: int,
        classes: str = "",
    ) -> None:
        self._file = file
        self._spool = spool
        self._progress = progress
        self._total = total
        self._classes = classes
        self._done = self._told = 0
        self._flags = tables.word_flags()
        self._places = self._alternates = 0
        self._newest = ""
        #: How many rows were left out, and what was wrong with the first of them.
        self.left_out = 0
        self.odd: list[str] = []
        #: Prominence by id, 0 for an id without a place; one byte each.
        self._prominences = bytearray()
        for key, prominence in known:
            self._note(key, prominence)

    def read(self, found: Sequence[Table], day: str) -> None:
        """Read the tables in their order and finish the file; `day` is noted as the import's."""
        digests = {}
        for table in found:
            digest = hashlib.sha256()
            seen = self._watch(f"reading {table.path.name}", digest.update)
            if table.kind == "places":
                self._read_places(read_rows(table, dump_place, seen, self._leave_out))
            elif table.kind == "alternate names":
                for name in read_rows(table, alternate_name, seen, self._leave_out):
                    self._alternate(name)
            else:
                for division in read_rows(table, division_code, seen, self._leave_out):
                    self._division(division)
            inner = f" ({table.member})" if table.member else ""
            digests[table.path.name + inner] = digest.hexdigest()
        pairs = self._write_names()
        self._write_meta(digests, pairs, day)
        self._file.execute("COMMIT")

    def _leave_out(self, message: str) -> None:
        self.left_out += 1
        if len(self.odd) < _MOST_TOLD:
            self.odd.append(message)
        if self.left_out > _MOST_ODD:
            raise PlacesFileError(
                f"{message}, and {_MOST_ODD} rows before it; expected tables of GeoNames; the"
                " gazetteer before stays as it was"
            )

    def _watch(self, what: str, take: Callable[[bytes], object]) -> Callable[[bytes], None]:
        """Counts what is read, and tells of it now and then."""

        def seen(line: bytes) -> None:
            take(line)
            self._done += len(line)
            if self._done - self._told >= _TOLD_EVERY_BYTES:
                self._told = self._done
                self._progress(what, self._done, self._total)

        self._progress(what, self._done, self._total)
        return seen

    def _read_places(self, rows: Iterable[DumpPlace]) -> None:
        waiting: list[tuple[object, ...]] = []
        for row in rows:
            if self._classes and (row.feature[:1] or "none") not in self._classes:
                continue
            waiting.append(self._place(row))
            if len(waiting) >= _PLACES_AT_ONCE:
                self._insert(waiting)
        self._insert(waiting)

    def _insert(self, waiting: list[tuple[object, ...]]) -> None:
        before = self._file.total_changes
        # Of two files with the same place the first counts.
        self._file.executemany(
            f"INSERT OR IGNORE INTO place VALUES ({','.join('?' * 11)})",  # noqa: S608
            waiting,
        )
        self._places += self._file.total_changes - before
        waiting.clear()

    def _place(self, row: DumpPlace) -> tuple[object, ...]:
        """The columns of a place; its names go to the spool on the way."""
        sort = sort_of(row.feature)
        prominence = self._known(row.key)
        if not prominence:
            prominence = prominence_of(row.feature, row.population)
            self._note(row.key, prominence)
        self._name(row.name, row.key, "main", 255 - prominence)
        for name in row.other_names:
            kind: NameKind = "code" if len(name) <= 4 and is_code(name) else "alternative"
            self._name(name, row.key, kind, 255 - max(0, prominence - LOCAL_NAME))
        if row.feature in ("A.ADM1", "A.ADM2") and row.country and row.admin1:
            parts = (row.country, row.admin1, row.admin2 if row.feature == "A.ADM2" else None)
            self._division_key(".".join(filter(None, parts)), row.key)
        self._newest = max(self._newest, row.modified)
        return (
            row.key, row.name, row.lon, row.lat, sort.level, row.country, row.admin1, row.admin2,
            precision_km(sort, row.population), row.population, code_of(row.feature),
        )  # fmt: skip

    def _alternate(self, row: AlternateName) -> None:
        prominence = self._known(row.key)
        special = pseudo_languages()
        kind: NameKind | None = special.get(row.language, "alternative")
        if not prominence or kind is None:
            return
        if row.historic:
            kind = "historical"
        penalty = LOCAL_NAME
        if kind == "historical":
            penalty = HISTORICAL_NAME
        elif row.language == "en":
            penalty = 0 if row.preferred else LOCAL_NAME // 2
        known_language = row.language not in special and _LANGUAGE.fullmatch(row.language)
        language = row.language if known_language else ""
        rank = 255 - max(0, prominence - penalty)
        folded = self._name(row.name, row.key, kind, rank, language)
        if folded and kind == "historical" and (row.start is not None or row.end is not None):
            self._file.execute(
                "INSERT OR IGNORE INTO historical VALUES (?, ?, ?, ?)",
                (folded, row.key, row.start, row.end),
            )
        self._alternates += 1

    def _division(self, row: DivisionCode) -> None:
        self._division_key(row.code, row.key)
        prominence = self._known(row.key)
        for name in row.names if prominence else ():
            self._name(name, row.key, "alternative", 255 - max(0, prominence - LOCAL_NAME))

    def _division_key(self, code: str, key: int) -> None:
        self._file.execute("INSERT OR IGNORE INTO division VALUES (?, ?)", (code, key))

    def _name(self, name: str, key: int, kind: NameKind, rank: int, language: str = "") -> str:
        folded = fold(name)
        if folded:
            flags = _NUMBER_OF_KIND[kind] | self._flags.get(folded, 0)
            self._spool.add(folded, key, rank, flags, language)
        return folded

    def _known(self, key: int) -> int:
        return self._prominences[key] if key < len(self._prominences) else 0

    def _note(self, key: int, prominence: int) -> None:
        if key >= len(self._prominences):
            self._prominences.extend(bytes(key + (1 << 20) - len(self._prominences)))
        self._prominences[key] = prominence

    def _write_names(self) -> int:
        self._spool.finish()
        languages = LanguageSets()
        pairs = 0
        for number, trie, count in self._spool.tries(languages):
            self._progress("indexing names", number, self._spool.shards)
            self._file.execute("INSERT INTO names VALUES (?, ?)", (number, trie))
            self._file.execute(
                "INSERT INTO meta VALUES (?, ?)", (f"checksum:{number}", str(zlib.crc32(trie)))
            )
            pairs += count
        self._file.executemany("INSERT INTO language_set VALUES (?, ?)", languages.rows())
        return pairs

    def _write_meta(self, digests: dict[str, str], pairs: int, day: str) -> None:
        made_of = f"{IMPORT_FORMAT} {self._classes} {sorted(digests.values())}"
        identity = hashlib.sha256(made_of.encode())
        self._file.executemany(
            "INSERT INTO meta VALUES (?, ?)",
            {
                "format": str(IMPORT_FORMAT),
                "identity": identity.hexdigest(),
                "places": str(self._places),
                "names": str(pairs),
                "alternate_names": str(self._alternates),
                "shards": str(self._spool.shards),
                "classes": self._classes,
                "newest": self._newest,
                "imported": day,
                "files": "\n".join(digests),
            }.items(),
        )
