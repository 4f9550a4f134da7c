"""Sites that no gazetteer knows: placed in the town they are named for, or the text speaks of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from maps.place import Place
from maps.resolve.geometry import distance_km
from maps.resolve.groups import Group
from maps.resolve.home import Home
from maps.resolve.mention import Mention

#: A town that a site is named for is believed when another name of the text is not farther away.
_CLOSE_KM = 150.0
#: Or when it is as well known as a city of half a million and nothing else is known.
_FAMOUS = 155
#: How far before and after a site its town may be named, in characters.
_BEFORE, _AFTER = 1500, 300
_TOWNS = ("city", "district")
_SURE = 0.5
#: The site is somewhere in its town or near it.
PRECISION_KM = 25.0


@dataclass(frozen=True, slots=True)
class Locus:
    """Where a site probably is, why, and how sure the place itself is (0–1).

    `how`: "named for a town", "in the town spoken of" or "in the outlet's town".
    """

    place: Place
    how: str
    chance: float
    reason: str


def locus_of(
    position: int,
    mentions: Sequence[Mention],
    groups: Mapping[int, Group],
    home: Home,
) -> Locus | None:
    """Where the site at `position` is, None when the text tells nothing."""
    own = groups.get(position)
    near = _nearest_town(position, mentions, groups)
    if own is not None and own.by_core:
        named = own.entries[own.best]
        others = [near[0]] if near else []
        others += [home.place] if home.place else []
        fits = any(distance_km(named.place, other) < _CLOSE_KM for other in others)
        alone = not others and named.prominence >= _FAMOUS
        chance = own.chances[own.best]
        if fits or alone or (named.prominence >= _FAMOUS and chance > 0.9):
            reason = f"named for {named.place.name}, and placed there"
            return Locus(named.place, "named for a town", chance, reason)
    if near is not None:
        place, chance = near
        reason = f"the site itself is not known; the text speaks of {place.name}"
        return Locus(place, "in the town spoken of", chance, reason)
    if home.place is not None:
        reason = f"the site itself is not known; the outlet is at {home.place.name}"
        return Locus(home.place, "in the outlet's town", 1.0, reason)
    return None


def _nearest_town(
    position: int, mentions: Sequence[Mention], groups: Mapping[int, Group]
) -> tuple[Place, float] | None:
    """The town named last before the site, or right after it, and its chance."""
    start, end = mentions[position].start, mentions[position].end
    best: tuple[float, Place, float] | None = None
    for other, group in groups.items():
        if other == position or group.by_core or group.chances[group.best] < _SURE:
            continue
        place = group.choice
        if place.level not in _TOWNS:
            continue
        if mentions[other].start >= end:
            gap = float(mentions[other].start - end) * (_BEFORE / _AFTER)
        else:
            gap = float(start - mentions[other].end)
        if gap <= _BEFORE and (best is None or gap < best[0]):
            best = (gap, place, group.chances[group.best])
    return best[1:] if best else None
