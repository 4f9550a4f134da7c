"""GeoJSON and JSON Lines: ours with all they hold, anybody's by the names of properties."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from maps.errors import FeatureError
from maps.geojson import from_geojson
from timeline.formats.base import Asking, FormatError, Imported, Importer
from timeline.formats.importing.opening import decoded, json_of
from timeline.formats.importing.places import Spot
from timeline.formats.importing.records import Record, collected
from timeline.formats.importing.tables import guess_columns, record_of
from timeline.formats.importing.told import middles

_OURS = frozenset({"evidence", "when_rule", "edtf", "base_kind"})


def read_geojson(data: bytes, asking: Asking) -> Imported:
    """Raises FormatError when it is no FeatureCollection, or its features are none."""
    value = json_of(data)
    if _is_ours(value):
        return _ours(value)
    if not isinstance(value, dict) or value.get("type") != "FeatureCollection":
        raise FormatError('expected a GeoJSON object with "type": "FeatureCollection"')
    if not isinstance(value.get("features"), list):
        raise FormatError("features: expected a list")
    return _anybodys(value, asking)


def read_lines(data: bytes, asking: Asking) -> Imported:
    """One Feature a line; the documents of all lines are those of the collection."""
    features: list[Any] = []
    documents: dict[str, Any] = {}
    for number, line in enumerate(decoded(data).text.split("\n"), 1):
        if not line.strip("\x1e \r"):
            continue
        try:
            feature = json.loads(line.strip("\x1e"))
        except (json.JSONDecodeError, RecursionError) as error:
            raise FormatError(f"line {number}: not JSON") from error
        if not isinstance(feature, dict) or feature.get("type") != "Feature":
            raise FormatError(f"line {number}: expected a GeoJSON Feature")
        named = feature.pop("documents", None)
        for document in named if isinstance(named, list) else []:
            if isinstance(document, dict):
                documents.setdefault(str(document.get("id")), document)
        features.append(feature)
    value = {
        "type": "FeatureCollection",
        "features": features,
        "documents": list(documents.values()),
    }
    return _ours(value) if _is_ours(value) else _anybodys(value, asking)


def _is_ours(value: Any) -> bool:
    """Whether it keeps the Feature contract, by its own word or by what it holds."""
    if not isinstance(value, dict):
        return False
    features = value.get("features")
    return "dateline" in value or (
        isinstance(features, list)
        and any(
            isinstance(feature, dict)
            and isinstance(feature.get("properties"), dict)
            and _OURS & feature["properties"].keys()
            for feature in features
        )
    )


def _ours(value: Any) -> Imported:
    try:
        return Imported(from_geojson(value))
    except FeatureError as error:
        raise FormatError(str(error)) from error


def _anybodys(value: Mapping[str, Any], asking: Asking) -> Imported:
    features = value["features"]
    names: dict[str, None] = {}
    for feature in features:
        properties = feature.get("properties") if isinstance(feature, dict) else None
        if isinstance(properties, dict):
            names.update(dict.fromkeys(properties))
    columns = guess_columns(list(names))
    if "title" not in columns and "text" not in columns and features:
        raise FormatError(
            "no property tells what happened; expected one called title, headline, event or name,"
            f" found {', '.join(list(names)[:12]) or 'none'}"
        )
    records, coarse = [], 0
    for number, feature in enumerate(features):
        where = f"features[{number}]"
        if not isinstance(feature, dict):
            raise FormatError(f"{where}: expected a GeoJSON Feature")
        properties = feature.get("properties")
        row = {
            str(name): _text(item)
            for name, item in (properties if isinstance(properties, dict) else {}).items()
        }
        record = record_of(where, row, columns)
        spots = tuple(spots_of(feature.get("geometry"), where))
        coarse += any(spot.precision_km for spot in spots)
        records.append(_placed(record, spots, feature.get("id")))
    used = "; ".join(f'{field} from "{column}"' for field, column in columns.items())
    notes = [f"properties: {used}"]
    if coarse:
        notes.append(middles(coarse))
    return collected(records, asking, title=str(value.get("name") or ""), notes=notes)


def _placed(record: Record, spots: tuple[Spot, ...], identifier: Any) -> Record:
    from dataclasses import replace

    if not spots:
        return replace(record, id=record.id or _id(identifier))
    name = record.spots[0].name if record.spots else ""
    named = (replace(spots[0], name=name), *spots[1:])
    return replace(record, spots=named, id=record.id or _id(identifier))


def _id(value: Any) -> str | None:
    return str(value) if isinstance(value, str | int) and value != "" else None


def _text(value: Any) -> str:
    if value is None or isinstance(value, dict):
        return ""
    if isinstance(value, list):
        return "; ".join(str(item) for item in value if isinstance(item, str | int | float))
    return str(value)


def spots_of(geometry: Any, where: str) -> Iterator[Spot]:
    """Points as they are, lines and areas as the middle of their box, geometries of several."""
    if geometry is None:
        return
    if not isinstance(geometry, dict):
        raise FormatError(f"{where}.geometry: expected a GeoJSON geometry")
    kind = geometry.get("type")
    if kind == "GeometryCollection":
        for item in geometry.get("geometries") or []:
            yield from spots_of(item, where)
        return
    positions = list(_positions(geometry.get("coordinates"), where))
    if kind in ("Point", "MultiPoint"):
        for lon, lat in positions:
            yield Spot("", lon, lat)
    elif positions:
        yield middle(positions)


def middle(positions: list[tuple[float, float]]) -> Spot:
    """The middle of a box around positions, good to half the box."""
    lons, lats = [lon for lon, _ in positions], [lat for _, lat in positions]
    km = max(max(lats) - min(lats), max(lons) - min(lons)) / 2 * 111.2
    return Spot(
        "", (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2, "", round(max(km, 1.0), 1)
    )


def _positions(value: Any, where: str, depth: int = 0) -> Iterator[tuple[float, float]]:
    if isinstance(value, list) and value and isinstance(value[0], int | float):
        if len(value) < 2 or not isinstance(value[1], int | float):
            raise FormatError(f"{where}.geometry: expected [longitude, latitude], found {value!r}")
        lon, lat = float(value[0]), float(value[1])
        if not -90 <= lat <= 90 or not -180 <= lon <= 180:
            swapped = " (are they swapped?)" if -90 <= lon <= 90 and -180 <= lat <= 180 else ""
            raise FormatError(
                f"{where}.geometry: [{lon:g}, {lat:g}] is not [longitude, latitude]{swapped}"
            )
        yield lon, lat
    elif isinstance(value, list) and depth < 5:
        for item in value:
            yield from _positions(item, where, depth + 1)
    else:
        raise FormatError(f"{where}.geometry: expected coordinates")


GEOJSON = Importer(
    "geojson",
    "GeoJSON: our own, or anybody's with the names of its properties guessed",
    (".geojson", ".json"),
    lambda _: True,
    read_geojson,
)
JSON_LINES = Importer(
    "jsonl",
    "JSON Lines of GeoJSON Features",
    (".jsonl", ".ndjson", ".geojsonl", ".geojsons"),
    lambda _: True,
    read_lines,
)
