"""When an event was, as a shape to draw: what is sure is solid, what is vague fades.

    first ░▒▓ latest_start ███ earliest_end ▓▒░ last

A year, a month or "early September" holds the event somewhere and has no solid core; "from March
to May 2015" is solid from the end of March to the beginning of May and fades over those months.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from maps.dates import parse
from maps.features import Event

Shape = Literal["instant", "span"]


@dataclass(frozen=True, slots=True)
class Extent:
    """Where an event lies on the time axis, in day numbers (`maps.dates`).

    Attributes:
        first, last: the earliest and the latest it may have been; `last` is exclusive (a day ends
            at the next midnight). -inf and inf where a side is open or unknown.
        core: what it covered for sure (latest start, earliest end), or None when nothing is sure.
        shape: an instant is one day or a clock time, drawn as a diamond; all else is a span.
    """

    first: float
    last: float
    core: tuple[float, float] | None
    shape: Shape

    @property
    def open_start(self) -> bool:
        return math.isinf(self.first)

    @property
    def open_end(self) -> bool:
        return math.isinf(self.last)

    @property
    def middle(self) -> float:
        """A point to sort and centre by, finite even for an open extent."""
        if self.open_start:
            return self.last
        return self.first if self.open_end else (self.first + self.last) / 2


def extent(event: Event) -> Extent | None:
    """The extent of an event, or None when it has no date (or none that can be read)."""
    return _extent(event.edtf, event.start, event.end, event.lasts)


@lru_cache(maxsize=8192)  # stories name the same days again and again
def _extent(
    edtf: str | None, start: str | None, last_text: str | None, lasts: bool | None
) -> Extent | None:
    edtf = re.sub(r"[?~%]", "", edtf or "")
    left, _, right = edtf.partition("/")
    begin, end = parse(start), parse(last_text)
    if begin is None and end is None:  # a hand-made feature may carry EDTF alone
        begin, end = parse(left), parse(right if "/" in edtf else left)
    if begin is None and end is None:
        return None
    first = -math.inf if begin is None else begin.first
    last = math.inf if end is None else end.last
    if last < first:
        first, last = last, first
    if last - first <= 1 and (last == first or math.floor(first) == first):
        return Extent(first, last, (first, last), "instant")
    one_unit = bool(edtf) and "/" not in edtf
    if lasts is None:  # not told: who writes both ends means from the one to the other
        lasts = not one_unit
    core = None
    if lasts:
        core = (first, last) if one_unit else _core(first, last, left, right)
    return Extent(first, last, core, "span")


def _core(first: float, last: float, left: str, right: str) -> tuple[float, float] | None:
    """From the last day of the unit it began in to the first day of the unit it ended in."""
    begin, end = parse(left), parse(right)
    sure_from = first if begin is None or begin.day is not None else begin.last - 1
    sure_to = last if end is None or end.day is not None else end.first + 1
    return (sure_from, sure_to) if sure_from < sure_to else None
