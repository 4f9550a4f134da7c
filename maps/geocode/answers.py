"""From a service's answer, of whatever shape, to places.

geopy's locations ──plain──> values for the cache ──answer──> Answer with places
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from maps.gazetteer.dump_features import sort_of
from maps.gazetteer.extents import half_diagonal_km
from maps.gazetteer.paths import DATA
from maps.gazetteer.source_geonames import countries
from maps.place import BBox, Level, Place

OSM_LEVELS = DATA / "osm_levels.csv"
OTHER_LEVELS = DATA / "geocoder_levels.csv"
#: Candidates kept of one answer.
MOST_RESULTS = 5
#: Half the diagonal of nothing known: how exact a bare point of a service is taken to be, in km.
UNKNOWN_PRECISION_KM = 25.0
#: The same by level, where a service tells that and no box.
_PRECISION_KM: dict[str | None, float] = {"site": 1.0, "district": 3.0, "city": 5.0}
#: Where a service's answer has its box, and its west, south, east and north in that.
_BOXES = (
    ("boundingbox", ("2", "0", "3", "1")),  # Nominatim
    ("properties.extent", ("0", "3", "2", "1")),  # Photon
    ("bbox", ("0", "1", "2", "3")),  # Pelias, Mapbox
    ("bbox", ("west", "south", "east", "north")),  # GeoNames
    ("bounds", ("southwest.lng", "southwest.lat", "northeast.lng", "northeast.lat")),  # OpenCage
    ("geometry.viewport", ("southwest.lng", "southwest.lat", "northeast.lng", "northeast.lat")),
    ("extent", ("xmin", "ymin", "xmax", "ymax")),  # ArcGIS
    ("mapView", ("west", "south", "east", "north")),  # HERE
)
#: Where one has a country's code, of two letters or three.
_COUNTRIES = (
    "address.country_code", "properties.countrycode", "components.country_code", "countryCode",
    "properties.country_code", "properties.country_a", "attributes.Country", "address.countryCode",
)  # fmt: skip
#: Where services that go by OpenStreetMap's values have one.
_OSM_FIELDS = (
    "addresstype", "properties.osm_value", "type", "class", "properties.osm_key",
    "components._type",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service says to a name: its places, best first, and when it was asked (ISO day).

    `addresses` has what the service calls each of them in full.
    """

    places: tuple[Place, ...]
    addresses: tuple[str, ...]
    service: str
    asked: str


def answer(results: tuple[dict[str, object], ...], service: str, asked: str) -> Answer | None:
    """An answer from the values of `plain`; None for a miss."""
    if not results:
        return None
    places = tuple(_place(result, service) for result in results)
    return Answer(places, tuple(str(result["name"]) for result in results), service, asked)


def plain(found: Any) -> tuple[dict[str, object], ...]:
    """A geopy answer as plain values for the cache. Raises ValueError for impossible positions."""
    results: list[dict[str, object]] = []
    for location in _listed(found)[:MOST_RESULTS]:
        lon, lat = float(location.longitude), float(location.latitude)
        if not (
            math.isfinite(lon) and math.isfinite(lat) and -180 <= lon <= 180 and abs(lat) <= 90
        ):
            raise ValueError(f"impossible position {lon}, {lat}")
        if lon == lat == 0:
            # What geopy makes of an answer without coordinates; no name of a story lies there.
            raise ValueError("no position")
        raw = location.raw if isinstance(location.raw, dict) else {}
        results.append(
            {
                "name": str(location.address),
                "lon": lon,
                "lat": lat,
                "bbox": _bbox(raw),
                "level": _level(raw),
                "country": _country(raw),
            }
        )
    return tuple(results)


def _listed(found: Any) -> list[Any]:
    """Some services give one location where they were asked for all."""
    return list(found) if isinstance(found, list) else [found] if found else []


def _bbox(raw: Mapping[str, Any]) -> list[float] | None:
    """West, south, east, north, of whatever way a service has to give them."""
    for path, sides in _BOXES:
        box = _at(raw, path)
        try:
            return [float(_side(box, side)) for side in sides]
        except (LookupError, TypeError, ValueError):
            continue
    return None


def _side(box: Any, side: str) -> Any:
    """A side by its place in a list ("2") or its path in a mapping ("northeast.lng")."""
    return box[int(side)] if isinstance(box, list) else _at(box, side)


@cache
def _levels() -> dict[tuple[str, str], Level]:
    """Level by field and value; OpenStreetMap's values under the field ""."""
    found = {("", row["value"]): row["level"] for row in _rows(OSM_LEVELS)}
    found |= {(row["field"], row["value"]): row["level"] for row in _rows(OTHER_LEVELS)}
    return found  # type: ignore[return-value]  # a test compares them with Level


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(line for line in file if not line.startswith("#"))


def _level(raw: Mapping[str, Any]) -> Level | None:
    levels = _levels()
    for path in _OSM_FIELDS:
        if level := levels.get(("", str(_at(raw, path)))):
            return level
    for field, value in levels:
        told = _at(raw, field) if field else None
        if value == told or (isinstance(told, list) and value in told):
            return levels[field, value]
    if raw.get("fcl"):
        return sort_of(f"{raw['fcl']}.{raw.get('fcode', '')}").level
    return None


def _country(raw: Mapping[str, Any]) -> str | None:
    for path in _COUNTRIES:
        code = _at(raw, path)
        if isinstance(code, str) and code.isalpha() and len(code) in (2, 3):
            return code.upper() if len(code) == 2 else _alpha2().get(code.upper())
    return None


@cache
def _alpha2() -> dict[str, str]:
    """ISO 3166 alpha-2 by alpha-3."""
    return {entry["iso3"]: entry["iso"] for entry in countries()}


def _at(raw: Any, path: str) -> Any:
    """What stands at a path such as "properties.layer"; None when nothing does."""
    for key in path.split("."):
        if not isinstance(raw, Mapping):
            return None
        raw = raw.get(key)
    return raw


def _place(result: dict[str, Any], service: str) -> Place:
    bbox = BBox(*result["bbox"]) if result["bbox"] else None
    level: Level = result["level"] or "city"
    return Place(
        name=result["name"].partition(",")[0],
        lon=result["lon"],
        lat=result["lat"],
        level=level,
        gazetteer_id=f"geocoder:{service}:{result['lon']:.5f},{result['lat']:.5f}",
        country=result["country"],
        bbox=bbox,
        precision_km=round(half_diagonal_km(bbox), 1)
        if bbox
        else _PRECISION_KM.get(result["level"], UNKNOWN_PRECISION_KM),
    )
