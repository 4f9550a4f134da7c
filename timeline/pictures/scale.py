"""From days to pixels on paper, where nobody can zoom: long empty stretches are cut out.

A story with one look back at 1924 would otherwise be a blank with a blot at its end, and the week
that a news story is about a blot at the end of the decades it looks back on. Each cut is drawn as a
break in the axis; on each side of it time has a scale of its own.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from timeline.chart import Extent, Stretch, whole

#: An empty stretch is cut out when it is longer than so many times all that is left without it.
_LONG = 3.0
#: What is left counts as so many days at least: a story of two weeks needs no cut.
_LEAST_LEFT = 14.0
#: Of two events the time between them is all there is to see.
_FEWEST = 3
#: Where so much of the events lies in so little of the time, that time is a part of its own.
_MOST_EVENTS, _LITTLE_TIME = 0.6, 1 / 20
#: Fewer events can be told apart anyway.
_FEWEST_DENSE = 6
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
    covered = _covered(extents)
    stretches = _stretches(covered, _around_the_dense(covered, extents))
    if len(stretches) == 1 or len(extents) < _FEWEST:
        stretches = [whole(extents)]
    room = right - left - CUT * (len(stretches) - 1)
    least = min(_NARROWEST, room / len(stretches))
    spare = room - least * len(stretches)
    parts = []
    at = left
    for stretch, share in zip(stretches, _shares(stretches, extents), strict=True):
        wide = least + spare * share
        parts.append(Part(stretch, at, at + wide))
        at += wide + CUT
    return Scale(tuple(parts))


def _shares(stretches: Sequence[Stretch], extents: Sequence[Extent]) -> list[float]:
    """How much of the paper each gets: by the events in it, which need room, and by its length."""
    if len(stretches) == 1:
        return [1.0]
    total = sum(stretch.length for stretch in stretches)
    ends = [_finite(one)[1] for one in extents]
    counts = [sum(one.first <= end <= one.last for end in ends) for one in stretches]
    return [
        0.25 * stretch.length / total + 0.75 * count / len(ends)
        for stretch, count in zip(stretches, counts, strict=True)
    ]


def _finite(one: Extent) -> tuple[float, float]:
    """Its first and last day; an open end is no later, or earlier, than the other."""
    return (
        one.first if math.isfinite(one.first) else one.last,
        one.last if math.isfinite(one.last) else one.first,
    )


def _covered(extents: Sequence[Extent]) -> list[Stretch]:
    """What is covered by any, joined where they meet; an open end covers nothing beyond itself."""
    joined: list[Stretch] = []
    finite = [_finite(one) for one in extents]
    for first, last in sorted(finite):
        if joined and first <= joined[-1].last:
            joined[-1] = Stretch(joined[-1].first, max(joined[-1].last, last))
        else:
            joined.append(Stretch(first, last))
    return joined


def _around_the_dense(covered: list[Stretch], extents: Sequence[Extent]) -> list[Stretch]:
    """The gaps before and after the little time in which most events lie; none without such."""
    if len(extents) < _FEWEST_DENSE:
        return []
    first, last = _dense(covered, extents)
    length = covered[last].last - covered[first].first
    if max(length, _LEAST_LEFT) > _LITTLE_TIME * (covered[-1].last - covered[0].first):
        return []
    gaps = [Stretch(before.last, after.first) for before, after in pairwise(covered)]
    return [*gaps[max(first - 1, 0) : first], *gaps[last : last + 1]]


def _dense(covered: list[Stretch], extents: Sequence[Extent]) -> tuple[int, int]:
    """The first and the last of the covered stretches in the shortest time with most events."""
    ends = sorted(_finite(one)[1] for one in extents)
    before = [bisect_left(ends, one.first) for one in covered]
    through = [bisect_right(ends, one.last) for one in covered]
    needed = math.ceil(_MOST_EVENTS * len(ends))
    windows = []
    for first, count in enumerate(before):
        last = bisect_left(through, count + needed)
        if last < len(covered):
            windows.append((covered[last].last - covered[first].first, first, last))
    _, first, last = min(windows)
    # What follows more closely than the stretch is long belongs to it.
    while True:
        near = max(covered[last].last - covered[first].first, 1.0)
        if first > 0 and covered[first].first - covered[first - 1].last <= near:
            first -= 1
        elif last + 1 < len(covered) and covered[last + 1].first - covered[last].last <= near:
            last += 1
        else:
            return first, last


def _stretches(covered: list[Stretch], around: Sequence[Stretch]) -> list[Stretch]:
    """What is covered, and the gaps that are not cut out, each with a little time around.

    The gaps `around` are cut out however long they are.
    """
    gaps = [Stretch(before.last, after.first) for before, after in pairwise(covered)]
    left = covered[-1].last - covered[0].first
    cut = []
    for gap in sorted(gaps, key=lambda one: -one.length):
        if gap.length <= _LONG * max(left - gap.length, _LEAST_LEFT):
            break
        cut.append(gap)
        left -= gap.length
    cut += [gap for gap in around if gap not in cut]
    return list(_parts(covered[0].first, sorted(cut), covered[-1].last))


def _parts(first: float, cut: Sequence[Stretch], last: float) -> Iterator[Stretch]:
    """What is left between `first` and `last`, with a little more, so that no mark is in a cut."""
    starts, ends = [first, *(gap.last for gap in cut)], [*(gap.first for gap in cut), last]
    most = [math.inf, *(gap.length / 3 for gap in cut), math.inf]
    for at, part in enumerate(map(Stretch, starts, ends)):
        margin = max(part.length * _AROUND, _LEAST_AROUND)
        yield Stretch(part.first - min(margin, most[at]), part.last + min(margin, most[at + 1]))
