"""From a service's answer, of whatever shape, to places.

geopy's locations ──plain──> values for the cache ──answer──> Answer with places
"""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from maps.place import BBox, Level, Place

LEVELS = Path(__file__).parent.parent / "data" / "osm_levels.csv"
#: Candidates kept of one answer.
MOST_RESULTS = 5
#: Half the diagonal of nothing known: how exact a bare point of a service is taken to be, in km.
UNKNOWN_PRECISION_KM = 25.0
_KM_A_DEGREE = 111.2


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


def _bbox(raw: dict[str, Any]) -> list[float] | None:
    """West, south, east, north of Nominatim's `boundingbox` or Photon's `extent`."""
    box, extent = raw.get("boundingbox"), _properties(raw).get("extent")
    if isinstance(box, list) and len(box) == 4:
        south, north, west, east = (float(side) for side in box)
        return [west, south, east, north]
    if isinstance(extent, list) and len(extent) == 4:
        west, north, east, south = (float(side) for side in extent)
        return [west, south, east, north]
    return None


@cache
def _levels() -> dict[str, str]:
    with LEVELS.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return {row["value"]: row["level"] for row in rows}


def _level(raw: dict[str, Any]) -> str | None:
    properties = _properties(raw)
    for source in (raw, properties):
        for key in ("addresstype", "osm_value", "type", "class", "osm_key"):
            level = _levels().get(str(source.get(key)))
            if level:
                return level
    return None


def _country(raw: dict[str, Any]) -> str | None:
    address = raw.get("address")
    for source in (address if isinstance(address, dict) else {}, _properties(raw)):
        code = source.get("country_code") or source.get("countrycode")
        if isinstance(code, str) and len(code) == 2:
            return code.upper()
    return None


def _properties(raw: dict[str, Any]) -> dict[str, Any]:
    properties = raw.get("properties")
    return properties if isinstance(properties, dict) else {}


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
        precision_km=_half_diagonal_km(bbox) if bbox else UNKNOWN_PRECISION_KM,
    )


def _half_diagonal_km(box: BBox) -> float:
    width = (box.east - box.west) % 360 * math.cos(math.radians((box.south + box.north) / 2))
    return round(math.hypot(width, box.north - box.south) * _KM_A_DEGREE / 2, 1)
