"""All names of a document together: the passes that weigh them in the light of each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from maps.gazetteer import Gazetteer
from maps.resolve.confidence import CONFIDENCE, document_features
from maps.resolve.groups import Entry, Group, add_heading, group_mentions
from maps.resolve.home import Home, home_of
from maps.resolve.mention import Context, Mention
from maps.resolve.namesakes import Namesakes, namesakes_of
from maps.resolve.neighbourhood import Neighbourhood, neighbour_features, survey
from maps.resolve.outlet import outlet_of
from maps.resolve.scoring import (
    bears_name_of_home,
    namesake_features,
    own_features,
    relation_features,
    use_features,
)
from maps.weights import Features, load_weights, score, softmax

#: Names of the models of `toponym_weights.json`.
ALONE, TOGETHER, TOGETHER_WITHOUT_HOME = (
    "resolution alone", "resolution together", "resolution together, home unknown",
)  # fmt: skip
#: Passes after the first, while choices change: each sees better places than the one before.
_PASSES = 2
_TOWNS = ("city", "district")
#: So many of the best known candidates of a name are weighed wherever they lie.
_ALWAYS_WEIGHED = 3


@dataclass(frozen=True, slots=True)
class Setting:
    """All names of a document, where their namesakes are, and the outlet's home.

    `peoples`: how often the people, language or government of a country is named, by its code.
    """

    groups: Sequence[Group]
    namesakes: Namesakes
    home: Home
    peoples: Mapping[str, int]

    @property
    def model(self) -> str:
        """The weights to use: without a home the other names have more to say."""
        return TOGETHER if self.home.place is not None else TOGETHER_WITHOUT_HOME


def read_setting(
    mentions: Sequence[Mention],
    gazetteer: Gazetteer,
    context: Context,
    heading: Sequence[Mention] = (),
) -> tuple[dict[int, Group], Setting]:
    """The group of each mention by its position, and what the document as a whole tells."""
    by_position, groups = read_groups(mentions, gazetteer, context, heading)
    namesakes = namesakes_of(groups)
    home = home_of(outlet_of(context), gazetteer, groups, namesakes)
    for group in groups:
        if len(group.entries) > _ALWAYS_WEIGHED:
            group.entries = _within_reach(group, namesakes, home)
    _drop_double_names(groups)
    return by_position, Setting(groups, namesakes, home, _peoples(mentions))


def read_groups(
    mentions: Sequence[Mention],
    gazetteer: Gazetteer,
    context: Context,
    heading: Sequence[Mention] = (),
) -> tuple[dict[int, Group], list[Group]]:
    """The group of each mention by its position, and all groups, those of the title alone last."""
    by_position = group_mentions(mentions, gazetteer, context.text)
    groups = list({id(group): group for group in by_position.values()}.values())
    if heading and context.title:
        groups += add_heading(groups, group_mentions(heading, gazetteer, context.title))
    return by_position, groups


def _peoples(mentions: Sequence[Mention]) -> Mapping[str, int]:
    """Countries of demonyms, languages and seats of government ("Russian", "the Kremlin")."""
    return Counter(
        mention.place.country
        for mention in mentions
        if mention.place is not None and mention.place.country and mention.role != "location"
    )


def _drop_double_names(groups: Sequence[Group]) -> None:
    """Take from a name the lesser known towns that the document calls by another name.

    Anantnag is also called Islamabad, but not where the text says "Anantnag" and "Islamabad".
    """
    named = {
        group.entries[0].place.gazetteer_id: group
        for group in groups
        if group.entries[0].kind == "main"
    }
    for group in groups:
        kept = [
            entry
            for position, entry in enumerate(group.entries)
            if position == 0
            or entry.kind != "alternative"
            or entry.place.level not in _TOWNS
            or named.get(entry.place.gazetteer_id, group) is group
        ]
        if len(kept) < len(group.entries):
            group.entries = kept


def _within_reach(group: Group, namesakes: Namesakes, home: Home) -> list[Entry]:
    """The candidates without little-known ones that nothing in the document is near to."""
    return [
        entry
        for position, entry in enumerate(group.entries)
        if position < _ALWAYS_WEIGHED
        or namesakes.near(entry.place, group) > 0
        or (home.place is not None and entry.place.country == home.place.country)
        or entry.place.level not in _TOWNS
    ]


def features_of(setting: Setting, group: Group) -> list[Features]:
    """What each candidate of a group has to say before any name is decided."""
    by_fame = not bears_name_of_home(group, setting.home)
    return [
        own_features(group, index, setting.home, by_fame=by_fame)
        + namesake_features(group, index, setting.namesakes)
        + use_features(group, index, setting.peoples)
        for index in range(len(group.entries))
    ]


def weigh(setting: Setting) -> None:
    """Set the chances of every group's candidates."""
    groups = setting.groups
    first, second = load_weights(ALONE), load_weights(setting.model)
    own = [features_of(setting, group) for group in groups]
    _set(groups, [_alone(group, found, first) for group, found in zip(groups, own, strict=True)])
    bases = [
        [score(found, second) for found in features] if len(features) > 1 else [0.0]
        for features in own
    ]
    for _ in range(_PASSES):
        around = survey(groups)
        before = [group.best for group in groups]
        chances = [
            _weighed(group, base, around, second) for group, base in zip(groups, bases, strict=True)
        ]
        _set(groups, chances)
        if before == [group.best for group in groups]:
            break
    trust = load_weights(CONFIDENCE)
    around = survey(groups)
    for group, features in zip(groups, own, strict=True):
        group.trust = score(_chosen(group, features, around), trust)


def _chosen(group: Group, features: Sequence[Features], around: Neighbourhood) -> Features:
    """All that can be said of the best candidate of a group."""
    best = group.best
    (beside,) = neighbour_features(group, around, (group.entries[best],))
    return document_features(group, features[best] + relation_features(group, best) + beside)


def chosen_features(setting: Setting, group: Group) -> Features:
    """What the confidence in a group's best candidate is made of."""
    return _chosen(group, features_of(setting, group), survey(setting.groups))


def _set(groups: Sequence[Group], chances: Sequence[list[float]]) -> None:
    for group, values in zip(groups, chances, strict=True):
        group.chances = values


def _alone(group: Group, features: Sequence[Features], weights: Mapping[str, float]) -> list[float]:
    """Chances of a group's candidates before any other name is decided."""
    if len(features) == 1:
        return [1.0]
    return softmax(
        [score(f + relation_features(group, i), weights) for i, f in enumerate(features)]
    )


def _weighed(
    group: Group, base: Sequence[float], around: Neighbourhood, weights: Mapping[str, float]
) -> list[float]:
    """Chances of a group's candidates beside the document's other names."""
    if len(base) == 1:
        return [1.0]
    scores = [
        own + score(found, weights)
        for own, found in zip(base, neighbour_features(group, around), strict=True)
    ]
    if group.wholes or group.parts:
        scores = [
            total + score(relation_features(group, i), weights) for i, total in enumerate(scores)
        ]
    return softmax(scores)
