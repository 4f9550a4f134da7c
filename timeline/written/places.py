"""One place out of one field: a name the gazetteer knows, an id of it, or coordinates.

Dushanbe · Vahdat, Tajikistan · geonames:1220855 · Vahdat (geonames:1220855) · 38.5, 68.8
"""

from __future__ import annotations

import math
import re
from typing import NamedTuple, Protocol

from maps.features import EventPlace
from maps.place import Place

#: A point given by hand is taken to be this good unless it says otherwise.
_POINT_KM = 1.0
_ID = re.compile(r"(?:(?P<name>[^()]*\S)\s*\()?(?P<id>(?:geonames|region|base):[\w.-]+)\)?")
_LAT_LON = re.compile(r"(-?\d{1,3}(?:\.\d+)?)\s*[,;]\s*(-?\d{1,3}(?:\.\d+)?)")


class Lookup(Protocol):
    """What is asked of a gazetteer; `maps.gazetteer.Gazetteer` is one."""

    def find(self, name: str) -> tuple[Place, ...]: ...
    def place(self, gazetteer_id: str) -> Place | None: ...


class Found(NamedTuple):
    """A place, and a sentence for the user when it was one of several of that name."""

    place: EventPlace
    note: str | None = None


def read_place(text: str, gazetteer: Lookup, *, rule: str, reason: str) -> Found:
    """The place `text` is; `rule` and `reason` go with it.

    Raises:
        ValueError: no gazetteer knows it, or the coordinates are none; the text says what to do.
    """
    text = " ".join(text.split())
    if position := read_position(text):
        return Found(at_position(*position, rule=rule, reason=reason))
    if match := _ID.fullmatch(text):
        place = gazetteer.place(match["id"])
        if place is None:
            raise ValueError(f"the gazetteer has no place {match['id']}")
        return Found(event_place(place, text=match["name"] or "", rule=rule, reason=reason))
    found = _named(text, gazetteer)
    if not found:
        raise ValueError(
            f'no gazetteer knows "{text[:60]}"; write another name, an id such as'
            " geonames:1220855, or [longitude, latitude]"
        )
    first, *others = found
    note = None
    if others:
        more = "is one other place" if len(others) == 1 else f"are {len(others)} other places"
        note = f'"{text}" is taken for {describe(first)}; there {more} of that name'
    return Found(event_place(first, text=text, rule=rule, reason=reason), note)


def read_position(text: str) -> tuple[float, float] | None:
    """Longitude and latitude of "latitude, longitude" in degrees; None when `text` is no such pair.

    Raises ValueError when they are nowhere on earth.
    """
    match = _LAT_LON.fullmatch(text.strip())
    if match is None:
        return None
    lat, lon = float(match[1]), float(match[2])
    _check_position(lon, lat)
    return lon, lat


def at_position(
    lon: float,
    lat: float,
    *,
    name: str = "",
    rule: str,
    reason: str,
    precision_km: float = _POINT_KM,
) -> EventPlace:
    """A place at coordinates in degrees. Raises ValueError when they are none, or swapped."""
    _check_position(lon, lat)
    return EventPlace(
        name or f"{lat:g}, {lon:g}", lon, lat, name, None, "site", precision_km, "coordinates",
        None, rule, reason,
    )  # fmt: skip


def _check_position(lon: float, lat: float) -> None:
    if not (math.isfinite(lon) and math.isfinite(lat)):
        raise ValueError("coordinates are not numbers")
    if not -180 <= lon <= 180 or not -90 <= lat <= 90:
        swapped = "; are they swapped?" if -90 <= lon <= 90 and -180 <= lat <= 180 else ""
        raise ValueError(f"longitude {lon:g}, latitude {lat:g} is nowhere on earth{swapped}")


def event_place(place: Place, *, text: str, rule: str, reason: str) -> EventPlace:
    """A place of the gazetteer as one of an event."""
    return EventPlace(
        place.name, place.lon, place.lat, text or place.name, place.bbox, place.level,
        place.precision_km, place.gazetteer_id, place.country, rule, reason,
    )  # fmt: skip


def describe(place: Place) -> str:
    """A place so that a reader can tell it from its namesakes."""
    country = f", {place.country}" if place.country else ""
    return f"{place.name}{country} ({place.level}, {place.gazetteer_id})"


def _named(text: str, gazetteer: Lookup) -> tuple[Place, ...]:
    """Places of that name, most prominent first; what follows a comma narrows them."""
    whole = gazetteer.find(text)
    name, comma, rest = text.partition(",")
    if whole or not comma:
        return whole
    found = gazetteer.find(name.strip())
    for qualifier in rest.split(","):
        above = gazetteer.find(qualifier.strip())
        found = tuple(place for place in found if _lies_in(place, qualifier.strip(), above))
    return found


def _lies_in(place: Place, qualifier: str, above: tuple[Place, ...]) -> bool:
    if len(qualifier) == 2 and qualifier.isupper() and place.country == qualifier:
        return True
    return any(
        outer.country is not None
        and outer.country == place.country
        and (outer.level == "country" or (outer.level == "state" and outer.admin1 == place.admin1))
        for outer in above
    )
