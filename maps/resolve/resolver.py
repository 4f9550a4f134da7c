"""The passes of resolution: first each name by itself, then all in the light of the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from maps.gazetteer import Gazetteer
from maps.place import Candidate, Toponym
from maps.resolve.groups import Group, group_mentions, is_sought
from maps.resolve.home import Home, home_of
from maps.resolve.locus import PRECISION_KM, locus_of
from maps.resolve.mention import Context, Mention
from maps.resolve.reasons import doubt_about, reason_for, unplaced_reason
from maps.resolve.scoring import (
    Neighbourhood,
    neighbour_features,
    own_features,
    relation_features,
    score,
    softmax,
    survey,
)
from maps.weights import load_weights

#: Passes after the first: the second sees likely places, the third better ones.
_PASSES = 2
#: A guess that is wrong three times in four is kept off the map; its candidates are told.
_LEAST_CONFIDENCE = 0.25
#: Candidates told to a reader.
_TOLD = 5


def resolve(
    mentions: Sequence[Mention], gazetteer: Gazetteer, context: Context
) -> tuple[Toponym, ...]:
    """A toponym for each mention, in the same order.

    Names that no gazetteer knows, and roles that are nowhere, have no place and say why.
    """
    home = home_of(context, gazetteer)
    by_position = group_mentions(mentions, gazetteer, context.text)
    groups = list({id(group): group for group in by_position.values()}.values())
    weigh(groups, home)
    return tuple(
        _override(mention, context)
        or _site(position, mentions, by_position, home)
        or _toponym(mention, by_position.get(position))
        for position, mention in enumerate(mentions)
    )


def weigh(groups: Sequence[Group], home: Home) -> None:
    """Set the chances of every group's candidates."""
    first, second = load_weights("resolution alone"), load_weights("resolution together")
    own = [[own_features(g, i, home) for i in range(len(g.entries))] for g in groups]
    chances = [
        softmax(
            [
                score(found, first) + score(relation_features(group, i), first)
                for i, found in enumerate(features)
            ]
        )
        for group, features in zip(groups, own, strict=True)
    ]
    _set(groups, chances)
    bases = [[score(found, second) for found in features] for features in own]
    for _ in range(_PASSES):
        around = survey(groups, home)
        chances = [
            _weighed(group, base, around, second) for group, base in zip(groups, bases, strict=True)
        ]
        _set(groups, chances)


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


def _override(mention: Mention, context: Context) -> Toponym | None:
    """The place that the config gives to a name, whatever its case."""
    if not context.overrides:
        return None
    wanted = mention.name.casefold()
    for name, place in context.overrides.items():
        if name.casefold() == wanted:
            role = mention.role if is_sought(mention) else "location"
            reason = "the config says so"
            return Toponym(
                mention.start, mention.end, mention.name, place, role, 1.0, reason,
                (Candidate(place, 1.0, reason),),
            )  # fmt: skip
    return None


def _site(
    position: int, mentions: Sequence[Mention], groups: Mapping[int, Group], home: Home
) -> Toponym | None:
    """The toponym of a site that no gazetteer knows by its own name; None for all others."""
    mention = mentions[position]
    if mention.role != "facility" or mention.entries or mention.place is not None:
        return None
    locus = locus_of(position, mentions, groups, home)
    if locus is None:
        return None
    place = replace(locus.place, precision_km=max(PRECISION_KM, locus.place.precision_km))
    return Toponym(
        start=mention.start,
        end=mention.end,
        name=mention.name,
        place=place,
        role=mention.role,
        confidence=round(locus.chance * mention.probability, 3),
        reason=locus.reason,
        candidates=(Candidate(place, locus.chance, locus.reason),),
    )


def _certainty(mention: Mention) -> float:
    """That the role is right: a table's word for it, or the chance of being no place."""
    if is_sought(mention) or mention.role in ("demonym", "language"):
        return mention.probability
    return 1 - mention.probability


def _set(groups: Sequence[Group], chances: Sequence[list[float]]) -> None:
    for group, values in zip(groups, chances, strict=True):
        group.chances = values


def _toponym(mention: Mention, group: Group | None) -> Toponym:
    if group is None:
        place = mention.place
        placed = place is not None and is_sought(mention)
        return Toponym(
            mention.start,
            mention.end,
            mention.name,
            place if placed else None,
            mention.role,
            round(_certainty(mention), 3),
            mention.reason if placed else unplaced_reason(mention),
            () if place is None else (Candidate(place, 1.0, mention.reason),),
        )
    told = _told(group)
    confidence = round(told[0].score * mention.probability, 3)
    safe = confidence >= _LEAST_CONFIDENCE
    return Toponym(
        start=mention.start,
        end=mention.end,
        name=mention.name,
        place=told[0].place if safe else None,
        role=mention.role,
        confidence=confidence,
        reason=told[0].reason if safe else f"too unsafe to place: {told[0].reason}",
        candidates=told,
    )


def _told(group: Group) -> tuple[Candidate, ...]:
    """The best candidates with their reasons, made once a group."""
    if not group.told:
        ranked = sorted(range(len(group.entries)), key=lambda i: (-group.chances[i], i))
        group.told = tuple(
            Candidate(
                group.entries[i].place,
                round(group.chances[i], 3),
                reason_for(group, i) + (doubt_about(group, ranked) if i == ranked[0] else ""),
            )
            for i in ranked[:_TOLD]
        )
    return group.told
