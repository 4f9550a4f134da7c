"""From days to pixels on paper, where nobody can zoom: long empty stretches are cut out.

A story with one look back at 1924 would otherwise be a blank with a blot at its end. Each cut is
drawn as a break in the axis that says how much time is left out.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from timeline.chart import Extent, Stretch, whole

#: An empty stretch is cut out when it is longer than so many times all that is left without it.
_LONG = 3.0
#: What is left counts as so many days at least: a story of two weeks needs no cut.
_LEAST_LEFT = 14.0
#: Of two events the time between them is all there is to see.
_FEWEST = 3
#: How wide a cut is, in pixels.
CUT = 44.0
#: How much time is shown around a part between cuts, of its own length, and at least in days.
_AROUND, _LEAST_AROUND = 0.06, 1.0
_NARROWEST = 90.0


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the axis without a cut, and where it lies on paper."""

    stretch: Stretch
    left: float
    right: float

    @property
    def pixels_per_day(self) -> float:
        return (self.right - self.left) / self.stretch.length

    def x(self, day: float) -> float:
        return self.left + (day - self.stretch.first) * self.pixels_per_day


@dataclass(frozen=True, slots=True)
class Scale:
    """The whole axis: parts in the order of time, with a cut between each two."""

    parts: tuple[Part, ...]

    def x(self, day: float) -> float:
        """Where a day number lies; what is open or beyond the axis lies at its end."""
        if day <= self.parts[0].stretch.first:
            return self.parts[0].left
        before = self.parts[0]
        for part in self.parts:
            if day < part.stretch.first:  # in a cut
                share = (day - before.stretch.last) / (part.stretch.first - before.stretch.last)
                return before.right + share * (part.left - before.right)
            if day <= part.stretch.last:
                return part.x(day)
            before = part
        return before.right


def scale(extents: Sequence[Extent], left: float, right: float) -> Scale:
    """The axis that shows all of `extents` between two places on paper.

    Raises:
        ValueError: there are none.
    """
    stretches = _stretches(_covered(extents))
    if len(stretches) == 1 or len(extents) < _FEWEST:
        stretches = [whole(extents)]
    room = right - left - CUT * (len(stretches) - 1)
    total = sum(stretch.length for stretch in stretches)
    least = min(_NARROWEST, room / len(stretches))
    spare = room - least * len(stretches)
    parts = []
    at = left
    for stretch in stretches:
        wide = least + spare * stretch.length / total
        parts.append(Part(stretch, at, at + wide))
        at += wide + CUT
    return Scale(tuple(parts))


def _covered(extents: Sequence[Extent]) -> list[Stretch]:
    """What is covered by any, joined where they meet; an open end covers nothing beyond itself."""
    joined: list[Stretch] = []
    finite = [
        (
            one.first if math.isfinite(one.first) else one.last,
            one.last if math.isfinite(one.last) else one.first,
        )
        for one in extents
    ]
    for first, last in sorted(finite):
        if joined and first <= joined[-1].last:
            joined[-1] = Stretch(joined[-1].first, max(joined[-1].last, last))
        else:
            joined.append(Stretch(first, last))
    return joined


def _stretches(covered: list[Stretch]) -> list[Stretch]:
    """What is covered, and the gaps that are not cut out, each with a little time around."""
    gaps = [Stretch(before.last, after.first) for before, after in pairwise(covered)]
    left = covered[-1].last - covered[0].first
    cut = []
    for gap in sorted(gaps, key=lambda one: -one.length):
        if gap.length <= _LONG * max(left - gap.length, _LEAST_LEFT):
            break
        cut.append(gap)
        left -= gap.length
    edges = [covered[0].first, *(edge for gap in sorted(cut) for edge in gap), covered[-1].last]
    return [_with_margin(Stretch(*edges[at : at + 2])) for at in range(0, len(edges), 2)]


def _with_margin(stretch: Stretch) -> Stretch:
    """A little more, so that no mark stands in a cut."""
    margin = max(stretch.length * _AROUND, _LEAST_AROUND)
    return Stretch(stretch.first - margin, stretch.last + margin)
