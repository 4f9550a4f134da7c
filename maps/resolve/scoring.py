"""What speaks for each place a name could mean, as named features of a linear model.

The weights are data (`maps/data/toponym_weights.json`), learnt by `benchmarks/learn_places.py`;
scores of one name's candidates become probabilities through a softmax.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from maps.place import Level, Place
from maps.resolve.geometry import lies_in
from maps.resolve.groups import Group
from maps.resolve.home import Home
from maps.resolve.namesakes import Namesakes
from maps.weights import Features

#: What lies so near is of one part of a country.
AROUND_KM = 250.0
#: Prominence of a state of some hundred thousand people.
_LARGE_STATE = 170
#: Difference of prominence beyond which a namesake is hardly ever meant: ten times the people.
_FAR_AHEAD = 30
#: So many names with namesakes beside a place say all that can be said for it.
_MANY_NAMESAKES = 4.0
#: So often is the people of a country named that it is surely spoken of.
_MANY_PEOPLES = 3.0
#: How far a way of naming what a place lies in is trusted: "X, Y", "X in Y", "Y's X".
_TRUST = {"comma": 1.0, "in": 0.8, "owner": 0.8}
#: Levels that are drawn as points, or nearly.
POINTS = ("city", "district", "county", "site", "base")

#: Waters and mountains are weighed like regions.
_LEVEL_FEATURES: Mapping[Level, str] = {
    level: f"level {'region' if level in ('water', 'natural', 'continent') else level}"
    for level in get_args(Level)
}


def own_features(group: Group, index: int, home: Home, *, by_fame: bool) -> Features:
    """What a candidate has to say for itself, whatever the other names mean.

    Without `by_fame` no namesake is put forward for its fame, see `bears_name_of_home`.
    """
    entry = group.entries[index]
    place = entry.place
    found: Features = [
        ("prominence", entry.prominence / 255),
        (_LEVEL_FEATURES[place.level], 1.0),
    ]
    if by_fame:
        found += _fame(group, index)
    if place.level == "state" and entry.prominence < _LARGE_STATE:
        found.append(("a small state", 1.0))
    if place.level in ("state", "county") and not group.levels and _has_city(group, place):
        found.append((f"a {place.level} with a city of its name", 1.0))
    if entry.kind != "main":
        found.append((f"{entry.kind} name", 1.0))
        found.append((f"{entry.kind} name, level {_level(place)}", 1.0))
    if group.levels:
        fits = place.level in group.levels
        found.append(("kind word fits" if fits else "kind word does not fit", 1.0))
    found += _home_features(place, home)
    return found


def _has_city(group: Group, area: Place) -> bool:
    """Whether a city of the state or county bears its name too: Osh, New York, Reading."""
    return any(
        entry.place.level == "city"
        and (entry.place.country, entry.place.admin1) == (area.country, area.admin1)
        for entry in group.entries
    )


def bears_name_of_home(group: Group, home: Home) -> bool:
    """Whether the outlet's own town may be meant.

    To the readers of a paper in London, Ontario, that is London, whatever its fame.
    """
    towns = {town.gazetteer_id for town, _ in home.towns}
    return bool(towns) and any(entry.place.gazetteer_id in towns for entry in group.entries)


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
    """How likely a candidate lies where the outlet does."""
    found: Features = []
    guess = "" if home.is_listed or not home.towns else ", as it seems"
    if chance := home.in_country(place.country):
        found.append((f"outlet's country{guess}", chance))
    if not home.towns:
        return found
    if chance := home.is_at(place):
        found.append((f"the outlet's own town{guess}", chance))
    if chance := home.in_state(place):
        found.append((f"outlet's state{guess}", chance))
    if place.level in POINTS and (chance := home.within(place, AROUND_KM)):
        found.append((f"around the outlet{guess}", chance))
    return found


def namesake_features(group: Group, index: int, namesakes: Namesakes) -> Features:
    """Whether other names have namesakes beside a candidate, whatever they turn out to mean."""
    place = group.entries[index].place
    found: Features = []
    if place.level in POINTS:
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
