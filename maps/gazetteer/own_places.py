"""A person's own table of places, a CSV file, as a layer that wins for its names."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from maps.errors import PlacesFileError
from maps.gazetteer.extents import city_radius_km
from maps.gazetteer.folding import fold
from maps.gazetteer.rows import NAME_KINDS, NAME_VALUE, NameKind
from maps.gazetteer.values import NameEntry
from maps.place import Level, Place

if TYPE_CHECKING:
    from marisa_trie import BytesTrie

NEEDED = ("name", "lon", "lat")
COLUMNS = (*NEEDED, "aliases", "level", "country", "population", "precision_km")
#: Below the keys of our own regions and airports.
_FIRST_KEY = -1_000_000_000
_PROMINENCE = 255
_MOST_TOLD = 20
#: How far the true site may lie from the point, by level, unless the table says so itself.
_PRECISION_KM: dict[str, float] = {"site": 1.0, "base": 2.0, "district": 3.0}
_AREA_KM = 25.0


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """A row of the table: the place, and all its names with the main one first."""

    place: Place
    names: tuple[str, ...]


class OwnPlaces:
    """Tables of a person's own places as a layer (`maps.gazetteer.layer.Layer`)."""

    wins = True

    def __init__(self, rows: Sequence[OwnPlace], identity: str, name: str = "own places") -> None:
        from marisa_trie import BytesTrie

        self.name = name
        self.identity = identity
        self.places = len(rows)
        self._places = {_FIRST_KEY - number: row.place for number, row in enumerate(rows)}
        self._keys = {place.gazetteer_id: key for key, place in self._places.items()}
        pairs: dict[tuple[str, int], NameKind] = {}
        for key, row in zip(self._places, rows, strict=True):
            for called in row.names:
                kind: NameKind = "main" if called == row.names[0] else "alternative"
                if folded := fold(called):
                    pairs.setdefault((folded, key), kind)
        self.names = len(pairs)
        self._names: dict[str, list[NameEntry]] = {}
        for (folded, key), kind in pairs.items():
            entry = NameEntry(key, kind, _PROMINENCE)
            self._names.setdefault(folded, []).append(entry)
        self.told_names: Mapping[str, Place] = {
            name: row.place
            for row in rows
            for name in row.names
            if len(self._names.get(fold(name), ())) == 1
        }
        self._trie: BytesTrie = BytesTrie(
            (folded, NAME_VALUE.pack(0, key, NAME_KINDS.index(kind)))
            for (folded, key), kind in pairs.items()
        )

    def close(self) -> None:
        """Nothing is held open."""

    def tries(self, folded: str) -> tuple[BytesTrie, ...]:
        del folded
        return (self._trie,)

    def entries(self, folded: str, language: str) -> tuple[NameEntry, ...]:
        del language
        found = self._names.get(folded, ())
        return tuple(sorted(found, key=lambda entry: (entry.kind != "main", -entry.key)))

    def fetch(self, keys: Sequence[int]) -> dict[int, Place]:
        return {key: self._places[key] for key in keys if key in self._places}

    def key(self, gazetteer_id: str) -> int | None:
        return self._keys.get(gazetteer_id)

    def years(self, folded: str, key: int) -> tuple[int | None, int | None]:
        del folded, key
        return (None, None)

    def divisions(self, key: int) -> Iterable[int]:
        del key
        return ()


def read_own_places(paths: Sequence[Path]) -> OwnPlaces:
    """The places of several tables, in their order.

    A table is a CSV file in UTF-8 with a line of headings: name, lon, lat (degrees, WGS 84) and, as
    wanted, aliases (separated by |), level (see `maps.place.Level`), country (ISO 3166 alpha-2),
    population and precision_km. Lines that begin with # are notes.

    Raises:
        PlacesFileError: a table cannot be used; a line for each bad row, with what was expected.
    """
    rows: list[OwnPlace] = []
    problems: list[str] = []
    digest = hashlib.sha256()
    ids: set[str] = set()
    for path in paths:
        text = _text(path)
        digest.update(text.encode())
        for number, entry in _entries(path, text, problems):
            try:
                rows.append(_own_place(entry, ids))
            except ValueError as error:
                problems.append(f"{path}:{number}: {error}")
    if problems:
        more = len(problems) - _MOST_TOLD
        told = problems[:_MOST_TOLD] + ([f"and {more} more rows like these"] if more > 0 else [])
        raise PlacesFileError("\n".join(told))
    return OwnPlaces(rows, digest.hexdigest())


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise PlacesFileError(
            f"{path}: not UTF-8 (byte {error.start}); save the table as CSV in UTF-8"
        ) from error
    except OSError as error:
        raise PlacesFileError(f"{path}: cannot be read ({error.strerror or error})") from error


def _entries(
    path: Path, text: str, problems: list[str]
) -> Iterable[tuple[int, Mapping[str | None, str | None]]]:
    """Line number and cells by heading of each row; what is wrong with the headings is added."""
    lines = text.splitlines()
    first = next((i for i, line in enumerate(lines) if line.strip() and line[0] != "#"), None)
    if first is None:
        problems.append(f"{path}: holds no places; expected a line of headings: {_headings()}")
        return
    # Notes become empty lines, so that the numbers of lines stay true.
    kept = "\n".join("" if line.startswith("#") else line for line in lines[first:])
    dialect = ";" if lines[first].count(";") > lines[first].count(",") else ","
    reader = csv.DictReader(io.StringIO(kept), delimiter=dialect)
    try:
        headings = [heading.strip().lower() for heading in reader.fieldnames or ()]
        reader.fieldnames = headings
        missing = [name for name in NEEDED if name not in headings]
        unknown = [name for name in headings if name not in COLUMNS]
        if missing or unknown:
            what = f"lack {', '.join(missing)}" if missing else f"have {unknown[0]!r}"
            problems.append(f"{path}:{first + 1}: its headings {what}; expected: {_headings()}")
            return
        for entry in reader:
            yield first + reader.line_num, entry
    except csv.Error as error:
        problems.append(f"{path}:{first + reader.line_num}: not CSV ({error})")


def _headings() -> str:
    return f"{', '.join(NEEDED)}, and as wanted {', '.join(COLUMNS[len(NEEDED) :])}"


def _own_place(entry: Mapping[str | None, str | None], ids: set[str]) -> OwnPlace:
    if None in entry or None in entry.values():
        raise ValueError(
            "expected as many cells as there are headings; put text with commas in quotes"
        )
    cells = {key: (value or "").strip() for key, value in entry.items() if key is not None}
    name = cells["name"]
    if not fold(name):
        raise ValueError("expected a name with letters or digits in it")
    level = cells.get("level") or "city"
    if level not in get_args(Level):
        raise ValueError(f"level: expected one of {', '.join(get_args(Level))}, found {level!r}")
    country = cells.get("country", "").upper()
    if country and not re.fullmatch("[A-Z]{2}", country):
        raise ValueError(f"country: expected two letters such as TJ, found {cells['country']!r}")
    population = round(_number(cells, "population", 0, 1e11) or 0)
    lon, lat = _position(cells)
    place = Place(
        name=name,
        lon=lon,
        lat=lat,
        level=level,  # type: ignore[arg-type]  # checked above
        gazetteer_id=_own_id(name, ids),
        country=country or None,
        precision_km=_number(cells, "precision_km", 0, 20_000) or _precision_km(level, population),
        population=population,
    )
    aliases = (alias.strip() for alias in cells.get("aliases", "").split("|"))
    return OwnPlace(place, tuple(dict.fromkeys((name, *filter(None, aliases)))))


def _position(cells: Mapping[str, str]) -> tuple[float, float]:
    lon, lat = _number(cells, "lon", -180, 180), _number(cells, "lat", -180, 180)
    if lon is None or lat is None:
        raise ValueError(f"{'lon' if lon is None else 'lat'}: expected degrees, found nothing")
    if abs(lat) > 90:
        swapped = "; are lon and lat swapped?" if abs(lon) <= 90 else ""
        raise ValueError(f"lat: expected degrees of -90 to 90, found {cells['lat']}{swapped}")
    return lon, lat


def _number(cells: Mapping[str, str], column: str, least: float, most: float) -> float | None:
    text = cells.get(column, "")
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = least - 1
    if not least <= value <= most:
        hint = "; write decimals with a point" if re.fullmatch(r"-?\d+,\d+", text) else ""
        raise ValueError(
            f"{column}: expected a number of {least:g} to {most:g}, found {text[:40]!r}{hint}"
        )
    return value


def _precision_km(level: str, population: int) -> float:
    if level == "city":
        return city_radius_km(population)
    return _PRECISION_KM.get(level, _AREA_KM)


def _own_id(name: str, taken: set[str]) -> str:
    """`own:checkpoint-7`, with a number behind it for a second place of that name."""
    plain = f"own:{fold(name).replace(' ', '-')}"
    found = plain
    number = 1
    while found in taken:
        number += 1
        found = f"{plain}-{number}"
    taken.add(found)
    return found
