"""What a text has said about time so far, and whether it reads as news or as a narrative."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from maps.dates import civil
from timeline.model import DocumentDate
from timeline.timex.spec import Node, Partial
from timeline.timex.value import Period

Reading = Literal["news", "narrative"]
Direction = Literal["past", "future", "unknown"]

#: A narrative has at least so many full years, and this share of them away from the document's own.
_MIN_YEARS = 4
_FAR_SHARE = 0.6
_FAR = 2


@dataclass(slots=True)
class Discourse:
    """The state that resolves what the words leave open.

    Attributes:
        dct: day number of the document's day, or None.
        reading: news counts from the document's day, a narrative from the last date told.
        day: the last day told; focus: the last date told of any grain, with where it stood.
        years: first and last plausible year of the document's own story.
    """

    dct: int | None
    reading: Reading
    years: tuple[int, int] | None = None
    day: Period | None = None
    focus: Period | None = None
    focus_end: int = -1
    focus_explicit: bool = False
    decade: Period | None = None

    @property
    def dct_year(self) -> int | None:
        return None if self.dct is None else civil(self.dct).year

    @property
    def is_news(self) -> bool:
        return self.reading == "news"

    def tell(self, period: Period, end: int, *, explicit: bool) -> None:
        """Take hold of a date, unless it cannot belong to this document's story."""
        if not self._is_plausible(period):
            return
        if period.grain in ("century", "millennium"):
            return
        self.focus, self.focus_end, self.focus_explicit = period, end, explicit
        if period.grain == "day":
            self.day = period

    def _is_plausible(self, period: Period) -> bool:
        if self.years is None:
            return True
        first, last = self.years
        return first - 1 <= period.year <= last + 1


def day_of(date: DocumentDate | None) -> int | None:
    """Day number of the document's day."""
    from maps.dates import day_number, parse

    moment = parse(date.day) if date is not None else None
    if moment is None or moment.month is None or moment.day is None:
        return None
    return day_number(moment.year, moment.month, moment.day)


def explicit_years(nodes: Sequence[Node]) -> list[int]:
    """The full years the text writes, in order."""
    found = []
    for node in nodes:
        content = node.content
        if isinstance(content, Partial) and content.year is not None:
            found.append(content.year)
    return found


def reading_of(years: Sequence[int], dct: int | None, length: int) -> Reading:
    """News, or a narrative: many full years, most of them away from the document's own year.

    Without a document's day, three full years make a narrative.
    """
    if dct is None:
        return "narrative"
    own = civil(dct).year
    far = sum(abs(year - own) >= _FAR for year in years)
    dense = len(years) >= _MIN_YEARS and len(years) * 1500 >= length
    return "narrative" if dense and far >= _FAR_SHARE * len(years) else "news"


def plausible_years(years: Sequence[int]) -> tuple[int, int] | None:
    """First and last year of the story itself: all but stray years far from the bulk."""
    if len(years) < 4:
        return None
    ordered = sorted(years)
    low, high = ordered[len(ordered) // 10], ordered[-1 - len(ordered) // 10]
    margin = max(10, high - low)
    return low - margin, high + margin


class Cues:
    """Whether the words around an expression speak of the past or the future."""

    def __init__(self, text: str, future: frozenset[str], past: frozenset[str]) -> None:
        self._text = text
        self._future = _pattern(future)
        self._past = _pattern(past)

    def direction(self, start: int, end: int) -> Direction:
        """By the nearest cue of the sentence, before the expression first."""
        text = self._text
        left = re.split(r"[.!?;]\s|\n", text[max(0, start - 160) : start])[-1]
        right = re.split(r"[.!?;]\s|[.!?;]$|\n", text[end : end + 100], maxsplit=1)[0]
        future, past = _last(self._future, left), _last(self._past, left)
        if future < 0 and past < 0:
            future, past = -_first(self._future, right), -_first(self._past, right)
            if future == past:
                return "unknown"
        return "future" if future > past else "past"


def _pattern(words: frozenset[str]) -> re.Pattern[str]:
    listed = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words))
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.IGNORECASE)


def _last(pattern: re.Pattern[str], text: str) -> int:
    place = -1
    for match in pattern.finditer(text):
        place = match.start()
    return place


def _first(pattern: re.Pattern[str], text: str) -> int:
    match = pattern.search(text)
    return match.start() if match else 10_000
