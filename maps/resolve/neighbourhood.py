"""Where the other names of a document lie, and how a candidate fits there."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from maps.place import Place
from maps.resolve.geometry import distance_km, in_box
from maps.resolve.groups import Entry, Group
from maps.resolve.scoring import AROUND_KM, POINTS
from maps.weights import Features

_NEAR_KM = 60.0
#: 250 km of latitude and a little.
_AROUND_DEGREES = 2.5
#: More than 250 km of longitude, short of the polar circles' ends.
_APART, _POLAR = 10.0, 75.0
#: Readings less likely than this do not tell where a document is.
_LEAST_SHARE = 0.05

Key = TypeVar("Key")


@dataclass(slots=True)
class Neighbourhood:
    """Where the document's other names lie, weighed by how sure they are.

    `countries` and `states` hold shares (0–1) of the document's mentions; `points` the likely
    places of single names, each with its weight and group, `meant` the same groups by the place.
    """

    total: float = 0.0
    countries: dict[str, float] = field(default_factory=dict)
    states: dict[tuple[str, str], float] = field(default_factory=dict)
    named: set[tuple[str, str | None]] = field(default_factory=set)
    points: list[tuple[Place, float, Group]] = field(default_factory=list)
    meant: dict[str, list[Group]] = field(default_factory=dict)


def survey(groups: Sequence[Group]) -> Neighbourhood:
    """The neighbourhood of a document from the current chances of its groups."""
    around = Neighbourhood()
    for group in groups:
        weight = math.sqrt(group.weight)
        around.total += weight
        for entry, chance in zip(group.entries, group.chances, strict=True):
            share = weight * chance
            if share < _LEAST_SHARE:
                continue
            place = entry.place
            if place.country:
                _add(around.countries, place.country, share)
                if place.admin1 and place.level != "country":
                    _add(around.states, (place.country, place.admin1), share)
            if chance > 0.5 and place.level in ("country", "state"):
                around.named.add((place.country or "", place.admin1))
            if chance > 0.3 and place.level in POINTS:
                around.points.append((place, chance, group))
                around.meant.setdefault(place.gazetteer_id, []).append(group)
    return around


def _add(shares: dict[Key, float], key: Key, share: float) -> None:
    shares[key] = shares.get(key, 0.0) + share


def neighbour_features(
    group: Group, around: Neighbourhood, entries: Sequence[Entry] | None = None
) -> list[Features]:
    """For each candidate (or those of `entries`), how it fits where the other names lie."""
    own = math.sqrt(group.weight)
    rest = max(around.total - own, 0.0)
    given_countries, given_states = _given(group, own)
    found = []
    for entry in group.entries if entries is None else entries:
        place = entry.place
        features: Features = []
        if rest > 0 and place.country:
            share = around.countries.get(place.country, 0.0)
            share -= given_countries.get(place.country, 0.0)
            features.append(("country of other names", share / rest if share > 0 else 0.0))
            if place.level != "country":
                features += _division_features(place, around, given_states, rest)
        features += _near_features(place, group, around)
        if entry.kind != "main" and _is_meant_otherwise(place, group, around):
            features.append(("called by another name here", 1.0))
        found.append(features)
    return found


def _division_features(
    place: Place,
    around: Neighbourhood,
    given: Mapping[tuple[str, str], float],
    rest: float,
) -> Features:
    found: Features = []
    country = place.country or ""
    if place.admin1:
        key = (country, place.admin1)
        share = around.states.get(key, 0.0) - given.get(key, 0.0)
        found.append(("state of other names", share / rest if share > 0 else 0.0))
        if key in around.named and place.level != "state":
            found.append(("its state is named", 1.0))
    if (country, None) in around.named:
        found.append(("its country is named", 1.0))
    return found


def _is_meant_otherwise(place: Place, group: Group, around: Neighbourhood) -> bool:
    """Whether another name of the document means this place."""
    return any(whose is not group for whose in around.meant.get(place.gazetteer_id, ()))


def _near_features(place: Place, group: Group, around: Neighbourhood) -> Features:
    near = far = 0.0
    for other, weight, whose in around.points:
        if whose is group or abs(other.lat - place.lat) > _AROUND_DEGREES:
            continue
        if _APART < abs(other.lon - place.lon) < 360 - _APART and abs(place.lat) < _POLAR:
            continue
        if other.gazetteer_id == place.gazetteer_id:
            continue
        away = distance_km(other, place)
        if away < _NEAR_KM:
            near = max(near, weight)
        if away < AROUND_KM:
            far += weight
    found: Features = []
    if near:
        found.append(("another name close by", near))
    if far:
        found.append(("other names around", min(1.0, far / 4)))
    if place.bbox is not None and place.level in ("region", "water", "natural"):
        inside = sum(
            weight
            for other, weight, whose in around.points
            if whose is not group and in_box(other, place)
        )
        if inside:
            found.append(("holds other names", min(1.0, inside / 4)))
    return found


def _given(group: Group, own: float) -> tuple[dict[str, float], dict[tuple[str, str], float]]:
    """What a group itself gave to the shares of countries and states."""
    countries: dict[str, float] = {}
    states: dict[tuple[str, str], float] = {}
    for entry, chance in zip(group.entries, group.chances, strict=True):
        share = own * chance
        place = entry.place
        if share >= _LEAST_SHARE and place.country:
            _add(countries, place.country, share)
            if place.admin1 and place.level != "country":
                _add(states, (place.country, place.admin1), share)
    return countries, states
