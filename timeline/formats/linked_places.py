"""`linked-places.json`: Linked Places format 1.3 (Pelagios), a gazetteer of the story's places.

The format describes places, so a Feature is a place, its `when` holds the spans of the events there
and each event is one of its `descriptions`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from maps.features import Event, EventPlace, FeatureCollection
from maps.place import Level
from maps.when import label
from timeline.formats.base import Format
from timeline.formats.telling import UNPLACED, Documents, documents_of, losses, source_link

CONTEXT = (
    "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/"
    "linkedplaces-context-v1.3.jsonld"
)
#: GeoNames' feature classes, which the format asks for.
_CLASSES: dict[Level, str] = {
    "site": "S", "base": "S", "city": "P", "district": "P", "county": "A", "state": "A",
    "country": "A", "region": "L", "water": "H", "natural": "T", "continent": "L",
}  # fmt: skip
#: Kilometres within which a position counts as certain.
_CERTAIN_KM = 10.0


def dumps(collection: FeatureCollection) -> str:
    """Places in the order of their first event."""
    documents = documents_of(collection)
    there: dict[tuple[str, float, float], tuple[EventPlace, list[Event]]] = {}
    for event in collection.events:
        for place in event.places:
            key = (place.gazetteer_id, place.lon, place.lat)
            there.setdefault(key, (place, []))[1].append(event)
    value = {
        "type": "FeatureCollection",
        "@context": CONTEXT,
        "features": [_feature(place, events, documents) for place, events in there.values()],
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _feature(place: EventPlace, events: list[Event], documents: Documents) -> dict[str, Any]:
    properties: dict[str, Any] = {"title": place.name}
    if place.country:
        properties["ccodes"] = [place.country]
    properties["fclasses"] = [_CLASSES[place.level]]
    feature: dict[str, Any] = {
        "@id": _identifier(place),
        "type": "Feature",
        "properties": properties,
        "names": [{"toponym": name} for name in dict.fromkeys([place.name, place.text]) if name],
        "types": [{"label": place.level}],
        "geometry": {
            "type": "Point",
            "coordinates": [place.lon, place.lat],
            "certainty": "certain" if place.precision_km <= _CERTAIN_KM else "less-certain",
        },
        "descriptions": [_description(event, documents) for event in events],
    }
    spans = list(_spans(events))
    if spans:
        feature["when"] = {"timespans": spans}
    if place.gazetteer_id.startswith("geonames:"):
        feature["links"] = [{"type": "closeMatch", "identifier": _identifier(place)}]
    return feature


def _identifier(place: EventPlace) -> str:
    scheme, _, number = place.gazetteer_id.partition(":")
    if scheme == "geonames":
        return f"https://www.geonames.org/{number}/"
    if scheme == "coordinates":
        return f"geo:{place.lat!r},{place.lon!r}"
    return place.gazetteer_id


def _spans(events: Iterable[Event]) -> Iterable[dict[str, Any]]:
    """Spans as the format writes them; it asks for a start, so what has none is only described."""
    seen = set()
    for event in events:
        ends = (event.start, event.end)
        if event.start is None or ends in seen:
            continue
        seen.add(ends)
        span: dict[str, Any] = {"start": {"in": event.start}}
        if event.end is not None and event.end != event.start:
            span["end"] = {"in": event.end}
        yield span


def _description(event: Event, documents: Documents) -> dict[str, Any]:
    quote = f" “{event.evidence[0].quote}”" if event.evidence else ""
    marked = f" ({event.edited} by hand)" if event.edited else ""
    link = source_link(event, documents)
    return {
        **({"@id": link} if link else {}),
        "value": f"{label(event)}: {event.title} [{event.status}]{marked}.{quote}",
        "lang": "en",
    }


FORMAT = Format(
    "linked-places",
    "linked-places.json",
    "Linked Places 1.3, the story's places with what happened there",
    dumps,
    losses(
        "linked-places.json",
        [
            UNPLACED,
            (
                lambda event: bool(event.places) and event.start is None,
                "1 event without a start has its date in words only",
                "{n} events without a start have their dates in words only",
            ),
        ],
        bases="bases are left out",
    ),
)
