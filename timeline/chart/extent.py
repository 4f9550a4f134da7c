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

from maps.dates import civil, parse
from maps.features import Event

Shape = Literal["instant", "span"]

#: Words that give both ends of a stretch, or say that it was filled: then it did last.
_WRITTEN_RANGE = re.compile(
    r"\b(?:from|between|since|until|till|through|throughout|to|and|for|whole|entire)\b"
    r"|\d\s*[-/]\s*\d|[–—]",
    re.IGNORECASE,
)
#: Words that say of one named unit that it was filled from end to end.
_WHOLE_UNIT = re.compile(r"\b(?:throughout|whole|entire)\b", re.IGNORECASE)


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
    return _extent(event.edtf, event.start, event.end, event.when_text)


@lru_cache(maxsize=8192)  # stories name the same days again and again
def _extent(
    edtf: str | None, start: str | None, last_text: str | None, when: str | None
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
    words = when or ""
    if edtf and "/" not in edtf:
        core = (first, last) if _WHOLE_UNIT.search(words) else None
    elif edtf and _is_named_stretch(first, last) and not _gives_both_ends(words):
        core = None
    else:
        core = _core(first, last, left, right)
    return Extent(first, last, core, "span")


def _gives_both_ends(words: str) -> bool:
    """Whether the words name a stretch by its ends; without words nothing speaks against it."""
    return not words or _WRITTEN_RANGE.search(words) is not None


def _core(first: float, last: float, left: str, right: str) -> tuple[float, float] | None:
    """From the last day of the unit it began in to the first day of the unit it ended in."""
    begin, end = parse(left), parse(right)
    sure_from = first if begin is None or begin.day is not None else begin.last - 1
    sure_to = last if end is None or end.day is not None else end.first + 1
    return (sure_from, sure_to) if sure_from < sure_to else None


def _is_named_stretch(first: float, last: float) -> bool:
    """Whether it is a stretch that one word names: a week, a weekend, a third of a month, months.

    An interval of such days in EDTF comes from words like "last week" or "early September", where
    EDTF has no shorter form; the event then lay somewhere in it.
    """
    if math.isinf(first) or math.isinf(last):
        return False
    begin, after = civil(first), civil(last)
    weekday = (math.floor(first) + 3) % 7  # day 0, 1970-01-01, was a Thursday; Monday is 0
    length = last - first
    if (weekday, length) in ((0, 7), (5, 2)):
        return True
    if begin.day == 1 and after.day == 1:
        return True
    thirds = ((1, 11), (11, 21), (21, 1))
    return length <= 11 and (begin.day, after.day) in thirds
