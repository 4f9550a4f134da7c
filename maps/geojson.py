"""Reading and writing `events.geojson`, the file form of the Feature contract (`maps.features`).

Positions are `[lon, lat]` (RFC 7946). In a file the geometry rules: who drags a point in a GIS
moves the place.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from maps.errors import FeatureError
from maps.features import (
    CONTRACT_VERSION,
    MAX_TITLE,
    Base,
    Event,
    EventPlace,
    FeatureCollection,
    SourceDocument,
)

if TYPE_CHECKING:
    from pydantic import TypeAdapter


def to_geojson(collection: FeatureCollection) -> dict[str, Any]:
    """The collection as a GeoJSON object, events first, keys in a fixed order."""
    meta: dict[str, Any] = {"contract": CONTRACT_VERSION, "version": collection.program}
    if collection.credits:
        meta["credits"] = list(collection.credits)
    return {
        "type": "FeatureCollection",
        "dateline": meta,
        "title": collection.title,
        "documents": [asdict(document) for document in collection.documents],
        "unplaced": len(collection.unplaced),
        "undated": len(collection.undated),
        "features": [event_to_feature(event) for event in collection.events]
        + [base_to_feature(base) for base in collection.bases],
    }


def dumps(collection: FeatureCollection) -> str:
    """The bytes of `events.geojson`, the same for the same collection."""
    return json.dumps(to_geojson(collection), ensure_ascii=False, indent=1) + "\n"


def loads(text: str) -> FeatureCollection:
    """Read `events.geojson`, ours or hand-made.

    Raises:
        FeatureError: it is not JSON, not a FeatureCollection, or a feature breaks the contract.
    """
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise FeatureError(
            f"line {error.lineno}, column {error.colno}: not JSON ({error.msg})"
        ) from error
    except RecursionError as error:
        raise FeatureError("not usable JSON (nested too deeply)") from error
    return from_geojson(value)


def from_geojson(value: object) -> FeatureCollection:
    """The inverse of `to_geojson`. Raises FeatureError with the path of the first trouble."""
    if not isinstance(value, dict) or value.get("type") != "FeatureCollection":
        raise FeatureError('expected a GeoJSON object with "type": "FeatureCollection"')
    meta = value.get("dateline")
    meta = meta if isinstance(meta, dict) else {}
    version = meta.get("contract", CONTRACT_VERSION)
    if version != CONTRACT_VERSION:
        raise FeatureError(
            f"dateline.contract: this program reads version {CONTRACT_VERSION}, not {version!r}"
        )
    features = value.get("features")
    if not isinstance(features, list):
        raise FeatureError("features: expected a list")
    documents = _validate(tuple[SourceDocument, ...], value.get("documents", []), "documents")
    events: list[Event] = []
    bases: list[Base] = []
    seen: dict[str, int] = {}
    for number, feature in enumerate(features):
        where = f"features[{number}]"
        if not isinstance(feature, dict) or feature.get("type") != "Feature":
            raise FeatureError(f'{where}: expected a GeoJSON object with "type": "Feature"')
        item = _from_feature(feature, where)
        if item.id in seen:
            raise FeatureError(
                f"{where}: its id {item.id!r} is that of features[{seen[item.id]}] already"
            )
        seen[item.id] = number
        if isinstance(item, Base):
            bases.append(item)
        else:
            events.append(item)
    return FeatureCollection(
        title=str(value.get("title") or ""),
        program=str(meta.get("version") or ""),
        documents=documents,
        events=tuple(events),
        bases=tuple(bases),
        credits=_validate(tuple[str, ...], meta.get("credits", []), "dateline.credits"),
    )


def event_to_feature(event: Event) -> dict[str, Any]:
    """One event as a GeoJSON Feature; geometry null, Point or MultiPoint by its places."""
    positions = [[place.lon, place.lat] for place in event.places]
    geometry: dict[str, Any] | None
    if not positions:
        geometry = None
    elif len(positions) == 1:
        geometry = {"type": "Point", "coordinates": positions[0]}
    else:
        geometry = {"type": "MultiPoint", "coordinates": positions}
    return {"type": "Feature", "id": event.id, "geometry": geometry, "properties": asdict(event)}


def base_to_feature(base: Base) -> dict[str, Any]:
    """One base as a GeoJSON Feature; its position stands in the geometry alone."""
    properties = asdict(base)
    lon, lat = properties.pop("lon"), properties.pop("lat")
    geometry = None if lon is None else {"type": "Point", "coordinates": [lon, lat]}
    return {
        "type": "Feature",
        "id": base.id,
        "geometry": geometry,
        "properties": {"kind": "base", **properties},
    }


def _from_feature(feature: Mapping[str, Any], where: str) -> Event | Base:
    properties = feature.get("properties")
    if properties is None:
        properties = {}
    if not isinstance(properties, dict):
        raise FeatureError(f"{where}.properties: expected an object")
    positions = _positions(feature.get("geometry"), f"{where}.geometry")
    properties = {**properties}
    properties.setdefault("id", str(feature.get("id") or _content_id(feature)))
    if properties.get("kind") == "base":
        del properties["kind"]
        if len(positions) > 1:
            raise FeatureError(f"{where}.geometry: a base has one Point, not {len(positions)}")
        base: Base = _validate(Base, properties, f"{where}.properties")
        return replace(base, lon=positions[0][0], lat=positions[0][1]) if positions else base
    if not properties.get("title"):
        properties["title"] = str(properties.get("name") or "Untitled event")[:MAX_TITLE]
    event: Event = _validate(Event, properties, f"{where}.properties")
    return replace(event, places=_places(event.places, positions, where))


def _places(
    places: tuple[EventPlace, ...], positions: list[tuple[float, float]], where: str
) -> tuple[EventPlace, ...]:
    """Places at the geometry's positions: the geometry rules (see the module docstring)."""
    if not places:
        return tuple(EventPlace(f"{lat:g}, {lon:g}", lon, lat) for lon, lat in positions)
    if positions and len(places) != len(positions):
        raise FeatureError(
            f"{where}: the geometry has {len(positions)} positions, properties.places has"
            f" {len(places)}; give one position for each place, in the same order"
        )
    if not positions:
        return ()
    return tuple(
        replace(place, lon=lon, lat=lat)
        for place, (lon, lat) in zip(places, positions, strict=True)
    )


def _positions(geometry: object, where: str) -> list[tuple[float, float]]:
    if geometry is None:
        return []
    if not isinstance(geometry, dict) or geometry.get("type") not in ("Point", "MultiPoint"):
        raise FeatureError(f"{where}: expected null, a Point or a MultiPoint")
    coordinates = geometry.get("coordinates")
    listed = [coordinates] if geometry["type"] == "Point" else coordinates
    if not isinstance(listed, list):
        raise FeatureError(f"{where}.coordinates: expected a list of positions")
    return [_position(position, f"{where}.coordinates") for position in listed]


def _position(position: object, where: str) -> tuple[float, float]:
    if (
        not isinstance(position, list)
        or len(position) < 2
        or not all(isinstance(number, int | float) for number in position[:2])
    ):
        raise FeatureError(f"{where}: expected [longitude, latitude], found {position!r}")
    lon, lat = float(position[0]), float(position[1])
    if not -180 <= lon <= 180 or not -90 <= lat <= 90:
        swapped = " (are they swapped?)" if -90 <= lon <= 90 and -180 <= lat <= 180 else ""
        raise FeatureError(f"{where}: [{lon:g}, {lat:g}] is not [longitude, latitude]{swapped}")
    return lon, lat


def _content_id(feature: Mapping[str, Any]) -> str:
    content = json.dumps(feature, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()[:12]


_ADAPTERS: dict[Any, TypeAdapter[Any]] = {}


def _validate(shape: Any, value: object, where: str) -> Any:
    """`value` as `shape`, a dataclass or a tuple of one; unknown keys are left out."""
    # Imported here: pydantic costs 0.1 s at start-up and only reading a file needs it.
    from pydantic import TypeAdapter, ValidationError

    adapter = _ADAPTERS.setdefault(shape, TypeAdapter(shape))
    try:
        return adapter.validate_python(value)
    except ValidationError as error:
        first = error.errors()[0]
        path = "".join(
            f"[{part}]" if isinstance(part, int) else f".{part}" for part in first["loc"]
        )
        raise FeatureError(
            f"{where}{path}: {first['msg']}, found {first['input']!r:.80}"
        ) from error
