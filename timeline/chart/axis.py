"""The time axis: how far it reaches, which part to show first, and its ticks before year 1."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from maps.dates import civil, day_number
from maps.strings import strings
from maps.when import year_words
from timeline.chart.extent import Extent

#: Share of the axis kept free on each side, so that no mark touches the frame.
_MARGIN = 0.04
#: A gap that empties this much of the axis squeezes all else; what lies beyond it is an outlier
#: when it is at most this share of the events.
_EMPTY_SHARE = 0.6
_OUTLIER_SHARE = 0.2
#: A story and its background: where this share of the events, and so many, lie in so small a part
#: of the axis, that part is shown first. Events that follow as near belong to it.
_STORY_SHARE = 0.6
_STORY_EVENTS = 8
_STORY_PART = 1 / 20
_STORY_REACH = 1.0
_DAY, _HOUR = 1.0, 1 / 24


class Stretch(NamedTuple):
    """A part of the time axis, in day numbers."""

    first: float
    last: float

    @property
    def length(self) -> float:
        return self.last - self.first

    def overlaps(self, extent: Extent) -> bool:
        """Whether any of the extent lies in it: an event stays while it lasts."""
        return (extent.first < self.last and extent.last > self.first) or extent.middle in self

    def __contains__(self, number: object) -> bool:
        return isinstance(number, float) and self.first <= number <= self.last


def whole(extents: Sequence[Extent]) -> Stretch:
    """The stretch that shows all of them, with a margin; a month about a single day.

    Raises:
        ValueError: there are none.
    """
    edges = [edge for one in extents for edge in (one.first, one.last) if math.isfinite(edge)]
    first, last = min(edges), max(edges)
    clock = any(edge % 1 for edge in edges)
    least = 6 * _HOUR if clock else 2 * _DAY
    if len(extents) == 1 and extents[0].shape == "instant":
        least = 12 * _HOUR if clock else 30 * _DAY
    spare = max(0.0, least - (last - first)) / 2
    margin = max((last - first) * _MARGIN, spare, least * _MARGIN)
    return Stretch(first - margin, last + margin)


def main_part(extents: Sequence[Extent]) -> Stretch | None:
    """The stretch to show first when a few outliers, or the story's background, squeeze the rest.

    None when all can be shown. Open ends do not count: a thing that began with the story and has no
    end is no outlier.
    """
    ordered = sorted(extents, key=lambda one: one.middle)
    kept = _without_outliers(ordered)
    kept = _densest(kept) or kept
    return whole(kept) if len(kept) < len(ordered) else None


def _without_outliers(ordered: Sequence[Extent]) -> Sequence[Extent]:
    kept = ordered
    allowed = int(len(kept) * _OUTLIER_SHARE)
    while len(kept) > 3:
        side = _beyond_the_widest_gap(kept)
        if side is None or min(side, len(kept) - side) > allowed:
            break
        allowed -= min(side, len(kept) - side)
        kept = kept[side:] if side <= len(kept) - side else kept[:side]
    return kept


def _densest(ordered: Sequence[Extent]) -> Sequence[Extent] | None:
    """Most of the events, where these lie in a small part of the axis: a week of news with years of
    background. Vague events say of no day that it is part of it.
    """
    if len(ordered) < _STORY_EVENTS:
        return None
    part = (ordered[-1].middle - ordered[0].middle) * _STORY_PART
    exact = [one for one in ordered if one.last - one.first <= part]
    days = [one.middle for one in exact]
    needed = max(_STORY_EVENTS, math.ceil(len(ordered) * _STORY_SHARE))
    if len(exact) < needed:
        return None
    starts = range(len(days) - needed + 1)
    first = min(starts, key=lambda at: days[at + needed - 1] - days[at])
    last = first + needed - 1
    length = days[last] - days[first]
    if length > part:
        return None
    reach = max(length, _DAY) * _STORY_REACH
    while first > 0 and days[first] - days[first - 1] <= reach:
        first -= 1
    while last + 1 < len(days) and days[last + 1] - days[last] <= reach:
        last += 1
    return exact[first : last + 1]


def _beyond_the_widest_gap(ordered: Sequence[Extent]) -> int | None:
    """Index of the first extent after the widest gap, when that gap empties most of the axis."""
    reach = list(accumulate((one.middle if one.open_end else one.last for one in ordered), max))
    starts = [one.middle if one.open_start else one.first for one in ordered]
    total = reach[-1] - min(starts)
    gaps = [start - before for before, start in zip(reach, starts[1:], strict=False)]
    widest = max(gaps)
    if total <= 0 or widest < total * _EMPTY_SHARE:
        return None
    return gaps.index(widest) + 1


def needs_own_ticks(stretch: Stretch) -> bool:
    """Whether it reaches before year 1, where plotly's date axis has no names for years."""
    return civil(stretch.first).year < 1


def year_ticks(stretch: Stretch, language: str, most: int = 8) -> list[tuple[float, str]]:
    """At most `most` ticks on round years (counted as people do, so 100 BC and not year -100)."""
    first, last = civil(stretch.first).year, civil(stretch.last).year
    step = _round_step((last - first) / most)
    names = strings(language)
    ticks = []
    # Round years BC are 1 less far from the signed zero: 100 BC is year -99.
    for shown in range(math.floor((first - 1) / step) * step, last + step, step):
        year = 1 if shown == 0 else shown + 1 if shown < 0 else shown
        number = float(day_number(year, 1, 1))
        if number in stretch:
            ticks.append((number, year_words(year, names)))
    return ticks


def _round_step(least: float) -> int:
    step = 1
    for wider in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 50_000, 100_000):
        step = wider
        if wider >= least:
            break
    return step
