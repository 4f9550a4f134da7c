"""What speaks for each place a name could mean, as named features of a linear model.

The weights are data (`maps/data/toponym_weights.json`), learnt by `benchmarks/learn_places.py`;
scores of one name's candidates become probabilities through a softmax.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar, get_args

from maps.place import Level, Place
from maps.resolve.geometry import distance_km, in_box, lies_in
from maps.resolve.groups import Entry, Group
from maps.resolve.home import Home
from maps.resolve.namesakes import Namesakes

_NEAR_KM = 60.0
_AROUND_KM = 250.0
#: Prominence of a state of some hundred thousand people.
_LARGE_STATE = 170
#: Difference of prominence beyond which a namesake is hardly ever meant: ten times the people.
_FAR_AHEAD = 30
#: 250 km of latitude and a little.
_AROUND_DEGREES = 2.5
#: More than 250 km of longitude, short of the polar circles' ends.
_APART, _POLAR = 10.0, 75.0
#: Readings less likely than this do not tell where a document is.
_LEAST_SHARE = 0.05
#: So many names with namesakes beside a place say all that can be said for it.
_MANY_NAMESAKES = 4.0
#: So often is the people of a country named that it is surely spoken of.
_MANY_PEOPLES = 3.0
#: How far a way of naming what a place lies in is trusted: "X, Y", "X in Y", "Y's X".
_TRUST = {"comma": 1.0, "in": 0.8, "owner": 0.8}
_POINTS = ("city", "district", "county", "site", "base")

#: Waters and mountains are weighed like regions.
_LEVEL_FEATURES: Mapping[Level, str] = {
    level: f"level {'region' if level in ('water', 'natural', 'continent') else level}"
    for level in get_args(Level)
}

Key = TypeVar("Key")
Features = list[tuple[str, float]]


@dataclass(slots=True)
class Neighbourhood:
    """Where the document's other names lie, weighed by how sure they are.

    `countries` and `states` hold shares (0–1) of the document's mentions; `points` the likely
    places of single names, each with its weight and group.
    """

    home: Home
    total: float = 0.0
    countries: dict[str, float] = field(default_factory=dict)
    states: dict[tuple[str, str], float] = field(default_factory=dict)
    named: set[tuple[str, str | None]] = field(default_factory=set)
    points: list[tuple[Place, float, Group]] = field(default_factory=list)


def survey(groups: Sequence[Group], home: Home) -> Neighbourhood:
    """The neighbourhood of a document from the current chances of its groups."""
    around = Neighbourhood(home)
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
            if chance > 0.3 and place.level in _POINTS:
                around.points.append((place, chance, group))
    return around


def _add(shares: dict[Key, float], key: Key, share: float) -> None:
    shares[key] = shares.get(key, 0.0) + share


def own_features(group: Group, index: int, home: Home) -> Features:
    """What a candidate has to say for itself, whatever the other names mean.

    Beside the outlet's own town no namesake is put forward for its fame: to the readers of a
    paper in London, Ontario, that is London.
    """
    entry = group.entries[index]
    place = entry.place
    found: Features = [
        ("prominence", entry.prominence / 255),
        (_LEVEL_FEATURES[place.level], 1.0),
    ]
    if not _bears_name_of_home(group, home):
        found += _fame(group, index)
    if place.level == "state" and entry.prominence < _LARGE_STATE:
        found.append(("a small state", 1.0))
    if place.level == "state" and _has_city(group, place):
        found.append(("a state with a city of its name", 1.0))
    if entry.kind != "main":
        found.append((f"{entry.kind} name", 1.0))
        found.append((f"{entry.kind} name, level {_level(place)}", 1.0))
    if group.levels:
        fits = place.level in group.levels
        found.append(("kind word fits" if fits else "kind word does not fit", 1.0))
    found += _home_features(place, home)
    return found


def _has_city(group: Group, state: Place) -> bool:
    """Whether a city of the state bears its name too: Osh, New York."""
    return any(
        entry.place.level == "city"
        and (entry.place.country, entry.place.admin1) == (state.country, state.admin1)
        for entry in group.entries
    )


def _bears_name_of_home(group: Group, home: Home) -> bool:
    return home.place is not None and any(
        entry.place.gazetteer_id == home.place.gazetteer_id for entry in group.entries
    )


def _fame(group: Group, index: int) -> Features:
    """Whether a candidate is the best known of its name, or a seat of government."""
    found: Features = []
    entry = group.entries[index]
    if index == 0:
        found.append(("most prominent", 1.0))
        ahead = entry.prominence - group.entries[1].prominence if len(group.entries) > 1 else 255
        found.append(("far ahead of the next", min(1.0, ahead / _FAR_AHEAD)))
    if entry.place.feature_code == "PPLC":
        found.append(("seat of a country", 1.0))
    elif entry.place.feature_code == "PPLA":
        found.append(("seat of a state", 1.0))
    return found


def _home_features(place: Place, home: Home) -> Features:
    """Whether a candidate lies where the outlet does."""
    found: Features = []
    if home.country and place.country == home.country:
        found.append(("outlet's country", 1.0))
    if home.place is None:
        return found
    if place.gazetteer_id == home.place.gazetteer_id:
        found.append(("the outlet's own town", 1.0))
    own_state = (home.place.country, home.place.admin1)
    if home.place.admin1 and (place.country, place.admin1) == own_state:
        found.append(("outlet's state", 1.0))
    if place.level in _POINTS and distance_km(place, home.place) < _AROUND_KM:
        found.append(("around the outlet", 1.0))
    return found


def namesake_features(group: Group, index: int, namesakes: Namesakes) -> Features:
    """Whether other names have namesakes beside a candidate, whatever they turn out to mean."""
    place = group.entries[index].place
    found: Features = []
    if place.level in _POINTS:
        near = namesakes.near(place, group)
        if near:
            found.append(("namesakes close by", min(1.0, near / _MANY_NAMESAKES)))
    share = namesakes.in_state(place, group) if place.level != "country" else 0.0
    if share:
        found.append(("namesakes in the state", share))
    return found


def use_features(group: Group, index: int, peoples: Mapping[str, int]) -> Features:
    """Whether the name is used for a government, and the people of the country are spoken of."""
    place = group.entries[index].place
    found: Features = []
    told = peoples.get(place.country or "", 0)
    if told:
        found.append(("its people are named", min(1.0, told / _MANY_PEOPLES)))
    if place.feature_code == "PPLC" or place.level == "country":
        share = sum(mention.role == "metonym" for mention in group.mentions)
        if share:
            found.append(("rules, and acts here", share / len(group.mentions)))
    return found


def relation_features(group: Group, index: int) -> Features:
    """Whether the text names, right beside the name, what the candidate lies in or holds."""
    place = group.entries[index].place
    found: Features = []
    for how, whole in group.wholes:
        chance = sum(
            _chance(whole, position)
            for position, other in enumerate(whole.entries)
            if lies_in(place, other.place)
        )
        found.append(("lies in the place named with it", _TRUST[how] * min(1.0, chance)))
    for how, part in group.parts:
        chance = sum(
            _chance(part, position)
            for position, other in enumerate(part.entries)
            if lies_in(other.place, place)
        )
        found.append(("holds the place named with it", _TRUST[how] * min(1.0, chance)))
    return found


def _chance(group: Group, index: int) -> float:
    """Before the first pass every reading of the other name is open."""
    return group.chances[index] if group.chances else 1.0


def _level(place: Place) -> str:
    return _LEVEL_FEATURES[place.level].removeprefix("level ")


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
    return any(
        place.gazetteer_id == other.gazetteer_id and whose is not group
        for other, _, whose in around.points
    )


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
        if away < _AROUND_KM:
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


def softmax(scores: Sequence[float]) -> list[float]:
    """Probabilities of the candidates."""
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def logistic(total: float) -> float:
    """The chance (0–1) of log odds."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def score(found: Features, weights: Mapping[str, float]) -> float:
    """The weighted sum; unknown features count nothing."""
    total = 0.0
    for name, value in found:
        total += weights.get(name, 0.0) * value
    return total
