"""Linked Places format: each place with its `when` an event of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from timeline.formats.base import Asking, FormatError, Imported, Importer
from timeline.formats.importing.geojson_file import spots_of
from timeline.formats.importing.opening import decoded, json_of
from timeline.formats.importing.records import Record, collected
from timeline.formats.importing.told import Told, counted
from timeline.written import UNKNOWN_DATE, When, between, read_date


def read_linked_places(data: bytes, asking: Asking) -> Imported:
    """Raises FormatError when it has no features."""
    value = json_of(data)
    features = value.get("features")
    if not isinstance(features, list) or not features:
        raise FormatError("features: expected a list of places")
    records, told, without = [], Told(), 0
    for number, feature in enumerate(features):
        where = f"features[{number}]"
        if not isinstance(feature, dict):
            raise FormatError(f"{where}: expected a place")
        try:
            when = _when(feature)
        except ValueError as error:
            when = UNKNOWN_DATE
            told.no_date(where, error)
        without += when == UNKNOWN_DATE
        records.append(_record(where, feature, when))
    notes = ["a place of a gazetteer stands as an event of its span of time"]
    if without:
        notes.append(counted(without, "1 place has no time", "{n} places have no time"))
    return collected(records, asking, notes=notes, told=told)


def _record(where: str, feature: Mapping[str, Any], when: When) -> Record:
    properties = _mapping(feature.get("properties"))
    names = [
        item["toponym"]
        for item in _mappings(feature.get("names"))
        if isinstance(item.get("toponym"), str)
    ]
    title = str(properties.get("title") or (names[0] if names else ""))
    described = next(
        (
            item["value"]
            for item in _mappings(feature.get("descriptions"))
            if isinstance(item.get("value"), str)
        ),
        "",
    )
    identifier = feature.get("@id")
    link = identifier if isinstance(identifier, str) else ""
    spots = tuple(replace(spot, name=title) for spot in spots_of(feature.get("geometry"), where))
    label = _mapping(feature.get("when")).get("label")
    return Record(
        where=where,
        title=title,
        when=when,
        words=label if isinstance(label, str) else None,
        spots=spots[:1],
        quote=described,
        source=title if link.startswith("http") else "",
        url=link,
    )


def _when(feature: Mapping[str, Any]) -> When:
    """From the first start to the last end of all timespans, of the place or what it holds."""
    spans = list(_spans(feature))
    if not spans:
        return UNKNOWN_DATE
    first = min((span for span in spans if span.start), key=lambda span: _key(span.start))
    last = max(spans, key=lambda span: (span.end is None, _key(span.end) if span.end else (0, "")))
    return first if first == last else between(first, last)


def _spans(feature: Mapping[str, Any]) -> Iterator[When]:
    holders = [
        _mapping(feature.get("when")),
        *(
            _mapping(item.get("when"))
            for name in ("names", "types", "relations")
            for item in _mappings(feature.get(name))
        ),
    ]
    for holder in holders[:1] if _mappings(holders[0].get("timespans")) else holders[1:]:
        for span in _mappings(holder.get("timespans")):
            start, end = _mapping(span.get("start")), _mapping(span.get("end"))
            first = _bound(start, "earliest")
            if first is None:
                continue
            last = _bound(end, "latest") or _bound(start, "latest")
            yield between(first, last) if last is not None and last != first else first


def _bound(value: Mapping[str, Any], side: str) -> When | None:
    text = value.get("in") or value.get(side)
    return read_date(str(text)) if text not in (None, "") else None


def _key(day: str | None) -> tuple[int, str]:
    text = day or ""
    sign = -1 if text.startswith("-") else 1
    year, _, rest = text.removeprefix("-").partition("-")
    return (sign * int(year or 0), rest)


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _mappings(value: Any) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _is_linked_places(data: bytes) -> bool:
    try:
        value = json.loads(decoded(data).text)
    except (FormatError, ValueError, RecursionError):
        return False
    if not isinstance(value, dict) or value.get("type") != "FeatureCollection":
        return False
    features = _mappings(value.get("features"))
    return "linkedplaces" in str(value.get("@context", "")) or any(
        "names" in feature and "properties" in feature for feature in features[:5]
    )


LINKED_PLACES = Importer(
    "linked-places",
    "Linked Places format, a place an event over its span of time",
    (".json", ".geojson", ".jsonld"),
    _is_linked_places,
    read_linked_places,
)
