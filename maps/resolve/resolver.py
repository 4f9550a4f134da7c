"""A toponym for each mention: its place, how sure that is, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from maps.gazetteer import Gazetteer
from maps.place import Candidate, Toponym
from maps.resolve.confidence import CONFIDENCE, mention_features, site_features
from maps.resolve.groups import Group, is_sought
from maps.resolve.home import Home
from maps.resolve.locus import PRECISION_KM, locus_of
from maps.resolve.mention import Context, Mention
from maps.resolve.reasons import SAFE, doubt_about, reason_for, unplaced_reason
from maps.resolve.setting import read_setting, weigh
from maps.weights import load_weights, logistic, score

#: A guess that is wrong two times in three is kept off the map; its candidates are told.
_LEAST_CONFIDENCE = 1 / 3
#: Candidates told to a reader.
_TOLD = 5


def resolve(
    mentions: Sequence[Mention],
    gazetteer: Gazetteer,
    context: Context,
    heading: Sequence[Mention] = (),
) -> tuple[Toponym, ...]:
    """A toponym for each mention, in the same order.

    `heading` are the mentions of the title (offsets in `context.title`): they tell where the
    article is, and have no toponym of their own. Names that no gazetteer knows, and roles that are
    nowhere, have no place and say why.
    """
    by_position, setting = read_setting(mentions, gazetteer, context, heading)
    weigh(setting)
    home = setting.home
    return tuple(
        _override(mention, context)
        or _site(position, mentions, by_position, home)
        or _toponym(mention, by_position.get(position))
        for position, mention in enumerate(mentions)
    )


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
    confidence = _confidence(mention, score(site_features(locus), load_weights(CONFIDENCE)))
    told = (Candidate(place, confidence, locus.reason),)
    placed = confidence >= _LEAST_CONFIDENCE
    reason = locus.reason + (doubt_about(told) if confidence < SAFE else "")
    return Toponym(
        start=mention.start,
        end=mention.end,
        name=mention.name,
        place=place if placed else None,
        role=mention.role,
        confidence=confidence,
        reason=reason if placed else f"too unsafe to place: {reason}",
        candidates=told,
    )


def _certainty(mention: Mention) -> float:
    """That the role is right: a table's word for it, or the chance of being no place."""
    if is_sought(mention) or mention.role in ("demonym", "language"):
        return mention.probability
    return 1 - mention.probability


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
    # nothing is surer than that it is this candidate and no other
    confidence = min(_confidence(mention, group.trust), told[0].score)
    reason = told[0].reason
    if confidence < SAFE:
        reason += doubt_about(told)
    placed = confidence >= _LEAST_CONFIDENCE
    return Toponym(
        start=mention.start,
        end=mention.end,
        name=mention.name,
        place=told[0].place if placed else None,
        role=mention.role,
        confidence=confidence,
        reason=reason if placed else f"too unsafe to place: {reason}",
        candidates=told,
    )


def _confidence(mention: Mention, trust: float) -> float:
    """The chance (0–1) that a mention is a place and this one; `trust` is its place's share."""
    weights = load_weights(CONFIDENCE)
    return round(logistic(trust + score(mention_features(mention), weights)), 3)


def _told(group: Group) -> tuple[Candidate, ...]:
    """The best candidates with their reasons, made once a group."""
    if not group.told:
        ranked = sorted(range(len(group.entries)), key=lambda i: (-group.chances[i], i))
        group.told = tuple(
            Candidate(
                group.entries[i].place,
                round(group.chances[i], 3),
                reason_for(group, i),
            )
            for i in ranked[:_TOLD]
        )
    return group.told
