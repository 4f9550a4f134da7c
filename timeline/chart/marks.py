"""The marks of a timeline: how spans fade and how a status fills its mark."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

from maps.features import Status
from timeline.chart.axis import Stretch
from timeline.chart.extent import Extent

#: plotly symbol of a day, by status; a diamond always, told apart by its filling.
SYMBOLS: Mapping[Status, str] = {
    "happened": "diamond",
    "ongoing": "diamond-dot",
    "planned": "diamond-open",
    "possible": "diamond-tall-open",
    "claimed": "diamond-open-dot",
    "denied": "diamond-x-open",
}
#: plotly pattern of a span that is not drawn as having happened; such spans do not fade.
PATTERNS: Mapping[Status, str] = {"planned": "", "possible": "/", "claimed": ".", "denied": "x"}

SOLID, PLATEAU, FAINT = 0.95, 0.5, 0.1
_STEPS = 12  # of a fading end
_RAMP = 0.3  # share of a span without a core that fades, at each end


class Segment(NamedTuple):
    """A piece of a span, in day numbers, and how opaque it is (0–1)."""

    first: float
    last: float
    opacity: float


def segments(extent: Extent, view: Stretch) -> list[Segment]:
    """A span cut into pieces: faint where it is vague, solid where it is sure; open ends fade out.

    What is open reaches to the edge of `view`.
    """
    first = max(extent.first, view.first) if math.isinf(extent.first) else extent.first
    last = min(extent.last, view.last) if math.isinf(extent.last) else extent.last
    if extent.core is None:
        ramp = (last - first) * _RAMP
        return [
            *_fade(first, first + ramp, FAINT, PLATEAU),
            Segment(first + ramp, last - ramp, PLATEAU),
            *_fade(last - ramp, last, PLATEAU, FAINT),
        ]
    sure_from, sure_to = extent.core
    if math.isinf(sure_from) and math.isinf(sure_to):
        return [Segment(first, last, PLATEAU)]
    if math.isinf(sure_to):
        return [*_fade(first, sure_from, FAINT, SOLID), *_fade(sure_from, last, SOLID, FAINT)]
    if math.isinf(sure_from):
        return [*_fade(first, sure_to, FAINT, SOLID), *_fade(sure_to, last, SOLID, FAINT)]
    return [
        *_fade(first, sure_from, FAINT, SOLID),
        Segment(sure_from, sure_to, SOLID),
        *_fade(sure_to, last, SOLID, FAINT),
    ]


def _fade(first: float, last: float, begin: float, end: float) -> list[Segment]:
    """Equal steps from one opacity towards the other; none where there is no width."""
    if last <= first:
        return []
    width = (last - first) / _STEPS
    step = (end - begin) / _STEPS
    return [
        Segment(
            first + number * width,
            first + (number + 1) * width,
            round(begin + (number + 0.5) * step, 3),
        )
        for number in range(_STEPS)
    ]


def widened(extent: Extent, least: float) -> Extent:
    """The extent, grown about its middle to `least` days: a span must never be too thin to see."""
    lack = least - (extent.last - extent.first)
    if lack <= 0:
        return extent
    first, last = extent.first - lack / 2, extent.last + lack / 2
    return Extent(first, last, None if extent.core is None else (first, last), extent.shape)


def with_alpha(colour: str, opacity: float) -> str:
    """`#rrggbb` as CSS rgba()."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity:g})"
