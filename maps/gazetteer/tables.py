"""Our own tables in `maps/data`: countries, abbreviations, regions, historical names."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from maps.errors import GazetteerError
from maps.gazetteer.extents import half_diagonal_km
from maps.gazetteer.folding import is_code
from maps.gazetteer.paths import DATA
from maps.gazetteer.rows import (
    COMMON_FLAG,
    HISTORICAL_NAME,
    LOCAL_NAME,
    NAME_KINDS,
    PERSON_FLAG,
    NameKind,
    NameRow,
    PlaceRow,
    Rows,
)
from maps.place import BBox, Level

_LEVELS: tuple[Level, ...] = (
    "site", "city", "district", "county", "state", "country", "region", "water", "natural",
    "continent",
)  # fmt: skip


def read_table(name: str, folder: Path = DATA) -> Iterator[dict[str, str]]:
    """The rows of a csv file as written; lines that begin with # are its notes."""
    with (folder / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(line for line in file if not line.startswith("#"))


def place_countries(rows: Rows) -> None:
    """Give countries their English name, inner point and box from `countries.csv`."""
    by_code = {row.country: row for row in rows.places}
    for entry in read_table("countries.csv"):
        row = by_code.get(entry["code"])
        if row is None:
            continue
        rows.names.append(NameRow(row.name, row.key))
        row.name = entry["name"]
        row.lon, row.lat = float(entry["lon"]), float(entry["lat"])
        row.bbox = _box(entry)
        row.precision_km = round(half_diagonal_km(row.bbox), 1) if row.bbox else row.precision_km


def country_name_rows(country_keys: Mapping[str, int]) -> Rows:
    """Variants and abbreviations of countries: "Britain", "U.S.", "DR Congo"."""
    return Rows(
        names=[
            NameRow(entry["name"], country_keys[entry["code"]], _kind(entry["kind"]))
            for entry in read_table("country_names.csv")
        ]
    )


def city_name_rows() -> Rows:
    """Usual names and abbreviations of cities: "New York", "L.A.", "Cologne"."""
    return Rows(
        names=[
            NameRow(entry["name"], int(entry["geonames"]), _kind(entry["kind"]))
            for entry in read_table("city_names.csv")
        ]
    )


def abbreviation_rows(divisions: Rows) -> Rows:
    """Abbreviations of first-order divisions: "Calif.", "NSW", "B.C."."""
    keys = {(row.country, row.admin1): row.key for row in divisions.places if row.level == "state"}
    return Rows(
        names=[
            NameRow(
                entry["abbreviation"],
                keys[entry["country"], entry["admin1"]],
                _kind(entry["kind"]),
                penalty=LOCAL_NAME if len(entry["abbreviation"].replace(".", "")) == 2 else 0,
            )
            for entry in read_table("admin_abbreviations.csv")
        ]
    )


def region_rows() -> Rows:
    """Our regions, waters, mountains, islands and historical states, with negative keys."""
    rows = Rows()
    for position, entry in enumerate(read_table("regions.csv"), start=1):
        bbox = _box(entry)
        if bbox is None or entry["level"] not in _LEVELS:
            raise GazetteerError(f"maps/data/regions.csv, {entry['id']}: a box or level is wrong")
        countries = entry["countries"].split()
        rows.places.append(
            PlaceRow(
                key=-position,
                name=entry["name"],
                lon=float(entry["lon"]),
                lat=float(entry["lat"]),
                level=entry["level"],
                country=countries[0] if len(countries) == 1 else None,
                bbox=bbox,
                precision_km=round(half_diagonal_km(bbox), 1),
                own_id=entry["id"],
                start=_year(entry["from"]),
                end=_year(entry["to"]),
                countries=" ".join(countries),
                feature_code=entry["kind"],
            )
        )
        aliases = [alias for alias in entry["aliases"].split("|") if alias]
        rows.names += [NameRow(alias, -position, _alias_kind(alias)) for alias in aliases]
    return rows


def _alias_kind(alias: str) -> NameKind:
    """Acronyms match only in capitals; what is listed with "the" alone needs it ("the Gulf")."""
    if len(alias) <= 9 and is_code(alias):
        return "code"
    return "article" if alias.startswith("the ") else "alternative"


def historical_rows() -> Rows:
    """Names no longer in use ("Stalingrad" 1925–1961) of places that go by another name today."""
    return Rows(
        names=[
            NameRow(
                entry["name"],
                int(entry["geonames"]),
                "historical",
                _year(entry["from"]),
                _year(entry["to"]),
                HISTORICAL_NAME,
            )
            for entry in read_table("historical_names.csv")
        ]
    )


def word_flags() -> dict[str, int]:
    """Flags of folded names that are also English words or names of persons."""
    return {
        entry["name"]: (COMMON_FLAG if entry["word"] else 0)
        | (PERSON_FLAG if entry["given"] or entry["family"] else 0)
        for entry in read_table("common_words.csv")
    }


def _kind(text: str) -> NameKind:
    for kind in NAME_KINDS:
        if kind == text:
            return kind
    raise GazetteerError(f"maps/data: {text!r} is no kind of name; there are {NAME_KINDS}")


def _box(entry: Mapping[str, str]) -> BBox | None:
    values = [entry[side] for side in ("west", "south", "east", "north")]
    return BBox(*map(float, values)) if all(values) else None


def _year(text: str) -> int | None:
    return int(text) if text else None
