"""Look-ups in the gazetteer's file."""

from __future__ import annotations

import math
import sqlite3
import zlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from maps.closing import Closing
from maps.errors import GazetteerError
from maps.gazetteer.extents import KM_PER_DEGREE
from maps.gazetteer.folding import fold, refused_kinds
from maps.gazetteer.rows import (
    COMMON_FLAG,
    KIND_MASK,
    NAME_KINDS,
    NAME_VALUE,
    PERSON_FLAG,
)
from maps.gazetteer.values import (
    CREDITS,
    PLACE_COLUMNS,
    GazetteerInfo,
    NameEntry,
    Nearby,
    place_of,
)
from maps.place import Place
from maps.sphere import distance_km

if TYPE_CHECKING:
    from marisa_trie import BytesTrie

#: Of names that mean places of one prominence, those of this language come first.
DEFAULT_LANGUAGE = "en"
#: The name of the gazetteer that came with the program, with nothing over it.
EMBEDDED = "embedded"
_NEAREST = 5

_CACHED_PLACES = 20_000
_KEYS_A_QUERY = 500
#: The file is read by mapping it, which halves the time to open; more than it is large.
_MAPPED_BYTES = 256 * 1024 * 1024


class Gazetteer(Closing):
    """Places by name and by id. Made by `open_gazetteer`; a context manager; not for two threads.

    Names are looked up folded (see `maps.gazetteer.fold`), so case, accents, hyphens and a
    leading "the" do not matter; codes match only as written in capitals.
    """

    def __init__(self, path: Path) -> None:
        """Open the file at `path`.

        Raises FileNotFoundError when there is none, GazetteerError when it is damaged.
        """
        from marisa_trie import BytesTrie

        if not path.is_file():
            raise FileNotFoundError(path)
        self.path = path
        try:
            uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
            self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
            self._connection.execute(f"PRAGMA mmap_size = {_MAPPED_BYTES}")
            self._meta = dict(self._connection.execute("SELECT name, value FROM meta"))
            (names,) = self._connection.execute(
                "SELECT content FROM blob WHERE name = 'names'"
            ).fetchone()
            if zlib.crc32(names) != int(self._meta["names_checksum"]):
                raise GazetteerError(_damaged(path, "its names do not match their checksum"))
            self._names = BytesTrie().frombytes(names)
        except (sqlite3.Error, TypeError, KeyError, RuntimeError) as error:
            raise GazetteerError(_damaged(path, error)) from error
        self._places: dict[int, Place] = {}

    def close(self) -> None:
        """Give the file back; look-ups fail afterwards."""
        self._connection.close()

    @property
    def stamp(self) -> str:
        """Digest of what the file was made from."""
        return cast("str", self._meta.get("stamp", ""))

    # names

    def tries(self, folded: str) -> tuple[BytesTrie, ...]:
        """The tries that hold whatever names begin with the first word of `folded`."""
        del folded
        return (self._names,)

    def has_name(self, folded: str) -> bool:
        """Whether a folded name is known, of whatever kind."""
        return any(folded in names for names in self.tries(folded))

    def entries(self, folded: str, language: str = DEFAULT_LANGUAGE) -> tuple[NameEntry, ...]:
        """The places a folded name may mean, most prominent first; reads no disk.

        Of equals those come first whose name is of the `language` (ISO 639-1); the embedded
        gazetteer knows none of its names' languages.
        """
        del language
        unpack = NAME_VALUE.unpack
        return tuple(
            NameEntry(
                key,
                NAME_KINDS[flags & KIND_MASK],
                255 - rank,
                flags & COMMON_FLAG != 0,
                flags & PERSON_FLAG != 0,
            )
            for rank, key, flags in map(unpack, sorted(self._names.get(folded, ())))
        )

    def longest_match(self, words: Sequence[str], start: int = 0, limit: int = 8) -> int:
        """The end of the longest known name that begins at `words[start]`; `start` when none does.

        `words` are folded words of a text (`fold_word`), `limit` the most of them in a name.
        """
        if start >= len(words) or not words[start]:
            return start
        return max(_longest(names, words, start, limit) for names in self.tries(words[start]))

    def find(self, name: str, language: str = DEFAULT_LANGUAGE) -> tuple[Place, ...]:
        """All places of that name as written, most prominent first; empty when there is none.

        Codes match only in capitals ("USA", "N.S.W."), abbreviations only with a dot ("Calif.").
        `language` decides between equals, see `entries`.
        """
        refused = refused_kinds(name)
        return self.at_all(
            entry.key for entry in self.entries(fold(name), language) if entry.kind not in refused
        )

    def years(self, folded: str, key: int) -> tuple[int | None, int | None]:
        """First and last year a place bore a former name; None: open or not known."""
        rows = self._query(
            "SELECT start, end FROM historical WHERE folded = ? AND key = ?", (folded, key)
        )
        return (rows[0][0], rows[0][1]) if rows else (None, None)

    # places

    def at(self, key: int) -> Place | None:
        """The place of a `NameEntry.key`."""
        found = self.at_all((key,))
        return found[0] if found else None

    def at_all(self, keys: Iterable[int]) -> tuple[Place, ...]:
        """The places of several keys, in their order, in one query; unknown ones left out."""
        wanted = list(keys)
        places = self._places
        missing = [key for key in wanted if key not in places]
        if missing:
            if len(places) > _CACHED_PLACES:
                places.clear()
                missing = wanted
            for first in range(0, len(missing), _KEYS_A_QUERY):
                self._fetch(missing[first : first + _KEYS_A_QUERY])
        return tuple(places[key] for key in wanted if key in places)

    def _fetch(self, keys: Sequence[int]) -> None:
        marks = ",".join("?" * len(keys))
        rows = self._query(
            f"SELECT {PLACE_COLUMNS} FROM place WHERE key IN ({marks})",  # noqa: S608
            keys,
        )
        self._places.update((row[0], place_of(row)) for row in rows)

    def place(self, gazetteer_id: str) -> Place | None:
        """The place of an id such as `geonames:1221874` or `region:donbas`; None when unknown."""
        key = self._key(gazetteer_id)
        return None if key is None else self.at(key)

    def seen_from(self, places: Sequence[Place]) -> Gazetteer:
        """This gazetteer as a text sees it that names these places: the embedded one unchanged."""
        del places
        return self

    @property
    def told_names(self) -> Mapping[str, Place]:
        """Names as written that a person says are just one place each: none of the embedded."""
        return {}

    def source_of(self, place: Place) -> str:
        """Which of the gazetteers looked in has a place: "embedded", or a layer's name."""
        del place
        return EMBEDDED

    def country(self, code: str) -> Place | None:
        """The country of an ISO 3166 alpha-2 code, in capitals; None when there is none."""
        return self._first("level = 'country' AND own_id IS NULL AND country = ?", (code,))

    def admin1(self, country: str, code: str) -> Place | None:
        """The first-order division by its country and GeoNames code ("US", "TX")."""
        return self._first("level = 'state' AND country = ? AND admin1 = ?", (country, code))

    def nearest(self, lon: float, lat: float, within_km: float = 100.0) -> tuple[Nearby, ...]:
        """Populated places near a point, the nearest first; of what is known, at most five."""
        up = within_km / KM_PER_DEGREE
        across = min(180.0, up / max(0.01, math.cos(math.radians(min(89.0, abs(lat) + up)))))
        rows = self._query(
            "SELECT key, lon, lat FROM place WHERE level = 'city' AND lat BETWEEN ? AND ?"
            " AND abs(abs(lon - ?) - 180) >= ?",
            (lat - up, lat + up, lon, 180 - across),
        )
        near = sorted((distance_km(lon, lat, row[1], row[2]), row[0]) for row in rows)[:_NEAREST]
        found = ((distance, self.at(key)) for distance, key in near if distance <= within_km)
        return tuple(Nearby(place, distance) for distance, place in found if place is not None)

    def prominences(self) -> list[tuple[int, int]]:
        """GeoNames id and prominence of every place that has one."""
        return self._query("SELECT key, prominence FROM place WHERE key > 0", ())

    def parents(self, place: Place) -> tuple[Place, ...]:
        """What a place lies in, smallest first: county, state, country, as far as known."""
        found: list[Place] = []
        key = self._key(place.gazetteer_id)
        while key is not None:
            rows = self._query("SELECT parent FROM place WHERE key = ?", (key,))
            key = rows[0][0] if rows else None
            above = None if key is None else self.at(key)
            if above is None or above in found:
                break
            found.append(above)
        return tuple(found)

    def info(self) -> GazetteerInfo:
        """What the file holds and where it comes from."""
        return GazetteerInfo(
            path=self.path,
            bytes=self.path.stat().st_size,
            places=int(self._meta["places"]),
            names=int(self._meta["names"]),
            sources={
                name.removeprefix("source:"): value
                for name, value in sorted(self._meta.items())
                if name.startswith("source:")
            },
            credits=CREDITS,
            warnings=tuple(filter(None, self._meta["warnings"].split("\n"))),
        )

    def _key(self, gazetteer_id: str) -> int | None:
        scheme, _, value = gazetteer_id.partition(":")
        if scheme == "geonames":
            return int(value) if value.isdecimal() else None
        rows = self._query("SELECT key FROM place WHERE own_id = ?", (gazetteer_id,))
        return rows[0][0] if rows else None

    def _first(self, condition: str, values: tuple[str, ...]) -> Place | None:
        rows = self._query(f"SELECT key FROM place WHERE {condition}", values)  # noqa: S608
        return self.at(rows[0][0]) if rows else None

    def _query(self, sql: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise GazetteerError(_damaged(self.path, error)) from error


def _longest(names: BytesTrie, words: Sequence[str], start: int, limit: int) -> int:
    best = start
    key = ""
    for end in range(start, min(len(words), start + limit)):
        word = words[end]
        if not word:
            break
        key = f"{key} {word}" if key else word
        if key in names:
            best = end + 1
        elif not _continues(names, key + " "):
            break
    return best


def _continues(names: BytesTrie, folded: str) -> bool:
    return next(names.iterkeys(folded), None) is not None


def _damaged(path: Path, reason: object) -> str:
    return (
        f"the gazetteer {path} is damaged ({reason}); make it anew with: dateline gazetteer build"
    )
