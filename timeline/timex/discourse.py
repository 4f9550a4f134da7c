"""What a text has said about time so far, and whether it reads as news or as a narrative."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from maps.dates import civil, day_number, parse
from timeline.model import DocumentDate
from timeline.timex.calendar import Span
from timeline.timex.spec import Fixed, Node, Partial, Relative
from timeline.timex.value import Period

Reading = Literal["news", "narrative"]

#: A narrative has at least so many full years, this share of them away from the document's own,
#: and fewer words that count from the day of writing than so many of those years.
_MIN_YEARS = 4
_FAR_SHARE = 0.5
_FAR = 2
#: A full date so near the document's own is its dateline.
_OWN_DAYS = 3
_DEICTIC_WEIGHT = 2.0
#: Below the day, nothing is told of a text's own time line.
_HEADING = re.compile(r"(?:^|\n)[ \t]*([^\n]{1,90}[^\n.!?,;:\"”)])[ \t]*(?=\n|$)")
_NEVER = 10**9
#: So many characters behind a full date, words still count from it.
_STRAY_REACH = 300
#: Two full dates outside the heading's years, so near each other, carry the story out of them.
_STRAY_YEARS = 3


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of text under a heading, which ends at `end`: first and last year it names."""

    start: int
    end: int
    years: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Told:
    """A date that the text tells in full, and where."""

    start: int
    span: Span

    @property
    def is_day(self) -> bool:
        return self.span.first == self.span.last


@dataclass(slots=True)
class Discourse:
    """The state that resolves what the words leave open.

    Attributes:
        dct: day number of the document's day, or None.
        reading: news counts from the document's day, a narrative from the last date told.
        years: first and last plausible year of the document's own story.
        sections: headings with years, in order.
        ahead: the months and days told in full, in order, to look on to the next.
        focus: the last date told; `running` the last one no coarser than a season, which a bare
            year in passing does not displace; `day` the last day.
        stray: the last full date that left the story's years: it takes hold of nothing, but "the
            next day" right behind it is counted from it.
    """

    dct: int | None
    reading: Reading
    years: tuple[int, int] | None = None
    sections: tuple[Section, ...] = ()
    ahead: tuple[Told, ...] = ()
    day: Period | None = None
    focus: Period | None = None
    focus_end: int = -1
    focus_explicit: bool = False
    latest: Period | None = None
    running: Period | None = None
    running_first: int = 0
    passing: Period | None = None
    stray: Period | None = None
    stray_end: int = -1
    dct_year: int | None = field(default=None, init=False)
    _ahead_starts: list[int] = field(default_factory=list)
    _section_starts: list[int] = field(default_factory=list)
    _section: int = -1
    _has_left: bool = False

    def __post_init__(self) -> None:
        self.dct_year = None if self.dct is None else civil(self.dct).year
        self._ahead_starts = [told.start for told in self.ahead]
        self._section_starts = [section.start for section in self.sections]

    @property
    def is_news(self) -> bool:
        return self.reading == "news"

    def enter(self, start: int) -> Section | None:
        """The section a place lies in; the first time there, its first year becomes the focus."""
        index = bisect_right(self._section_starts, start) - 1
        if index < 0:
            return None
        section = self.sections[index]
        if index != self._section:
            self._section = index
            self._has_left = False
            first, last = section.years
            if self.running is not None and not first <= self.running.year <= last:
                self.running = None
                self.day = None
            if self.running is None:
                self.focus = Period("year", first)
        return section

    def stray_before(self, start: int) -> Period | None:
        """A full date outside the story's years, when it is the last one told before a place."""
        near = self.stray_end > self.focus_end and start - self.stray_end < _STRAY_REACH
        return self.stray if near else None

    def is_outside(self, year: int, start: int) -> bool:
        """Whether a year lies outside those of the heading, and the story has not left them."""
        section = self.enter(start)
        if section is None or self._has_left:
            return False
        return not section.years[0] <= year <= section.years[1] + 1

    def next_told(self, start: int) -> Told | None:
        """The next full date behind a place, if it is not far."""
        index = bisect_right(self._ahead_starts, start)
        if index >= len(self.ahead) or self.ahead[index].start - start > 2500:
            return None
        return self.ahead[index]

    def tell(
        self,
        period: Period,
        start: int,
        end: int,
        *,
        explicit: bool,
        aside: bool,
        first: int | None = None,
    ) -> None:
        """Take hold of a date, unless it cannot belong to this document's story.

        `aside`: it is told in passing (a bare year inside a sentence, a date within brackets), and
        displaces nothing that is known more closely. `first` is where the part of it lies that is
        meant ("late 1943").
        """
        section = self.enter(start)
        if section is not None and start < section.end:
            return  # the heading itself: its first year is the focus already
        if not self._is_plausible(period, start) or period.grain in ("century", "millennium"):
            if not explicit or period.grain not in ("day", "month"):
                return
            before = self.stray if self.stray_end > self.focus_end else None
            self.stray, self.stray_end = period, end
            if before is None or not 0 <= period.year - before.year <= _STRAY_YEARS:
                return
            self._has_left = True
        self.latest = period
        coarse = period.grain in ("year", "decade")
        if coarse and (aside or period.grain == "decade"):
            self.passing = period
        if self.running is not None and (aside or (coarse and period.grain == "decade")):
            return
        self.focus, self.focus_end, self.focus_explicit = period, end, explicit
        parted = first is not None and first != period.span.first
        if period.grain in ("year", "decade") and not parted:
            if self.running is not None and period.year != self.running.year:
                self.running = None
                self.day = None
            elif self.running is not None:
                self.focus = self.running
            return
        self.running, self.passing = period, None
        self.running_first = period.span.first if first is None else first
        if period.grain == "day":
            self.day = period

    def _is_plausible(self, period: Period, start: int) -> bool:
        section = self.enter(start)
        strict = period.grain in ("year", "decade") or (
            section is not None and section.years[0] == section.years[1]
        )
        if section is not None and strict and not self.is_news and not self._has_left:
            first, last = section.years
            slack = 0 if first == last else 2
            return first - slack <= period.year <= last + slack
        if self.years is None:
            return True
        first, last = self.years
        return first - 1 <= period.year <= last + 1


def day_of(date: DocumentDate | None) -> int | None:
    """Day number of the document's day."""
    moment = parse(date.day) if date is not None else None
    if moment is None or moment.month is None or moment.day is None:
        return None
    return day_number(moment.year, moment.month, moment.day)


def explicit_years(nodes: Sequence[Node]) -> list[int]:
    """The full years the text writes, in order."""
    return [
        node.content.year
        for node in nodes
        if isinstance(node.content, Partial) and node.content.year is not None
    ]


def told_in_full(nodes: Sequence[Node]) -> tuple[Told, ...]:
    """Months and days that are written with their year."""
    found = []
    for node in nodes:
        content = node.content
        if isinstance(content, Partial) and content.year is not None and content.month is not None:
            day = content.day or 15
            number = day_number(content.year, content.month, day)
            slack = 0 if content.day else 15
            found.append(Told(node.start, Span(number - slack, number + slack)))
    return tuple(found)


def sections_of(text: str, nodes: Sequence[Node]) -> tuple[Section, ...]:
    """Headings that name years: a short line without a full stop, standing apart."""
    if not nodes:
        return ()
    found: list[Section] = []
    starts = [node.start for node in nodes]
    for match in _HEADING.finditer(text):
        line_start, line_end = match.span(1)
        if not _stands_apart(text, line_start, line_end):
            continue
        low = bisect_right(starts, line_start - 1)
        inside = nodes[low : bisect_right(starts, line_end - 1)]
        years = explicit_years(inside)
        if years:
            found.append(Section(line_start, line_end, (min(years), max(years))))
        else:
            found.append(Section(line_start, line_end, _OPEN))
    return tuple(found)


_OPEN = (-_NEVER, _NEVER)


def _stands_apart(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 40) : start].rstrip(" \t")[-2:]
    after = text[end : end + 40].lstrip(" \t")[:2]
    return (before == "\n\n" or start == 0) and after.startswith("\n")


def reading_of(nodes: Sequence[Node], dct: int | None) -> Reading:
    """News, or a narrative: many full years, most of them away from the document's own year.

    Words that count from the day of writing (today, a bare weekday) speak for news, and a full date
    that is the document's own settles it. Without a
    document's day there is nothing to count from, so the text itself has to tell.
    """
    if dct is None:
        return "narrative"
    if any(abs(told.span.first - dct) <= _OWN_DAYS for told in told_in_full(nodes) if told.is_day):
        return "news"
    own = civil(dct).year
    years = explicit_years(nodes)
    far = sum(abs(year - own) >= _FAR for year in years)
    deictic = sum(_is_deictic(node) for node in nodes)
    if len(years) < _MIN_YEARS or far < _FAR_SHARE * len(years):
        return "news"
    return "narrative" if far > _DEICTIC_WEIGHT * deictic else "news"


def _is_deictic(node: Node) -> bool:
    content = node.content
    if isinstance(content, Relative):
        return content.name in ("deictic", "last", "coming") or content.base == "dct"
    if isinstance(content, Partial):
        return content.weekday is not None and content.month is None
    return isinstance(content, Fixed) and content.value == "PRESENT_REF"


def plausible_years(years: Sequence[int]) -> tuple[int, int] | None:
    """First and last year of the story itself: all but stray years far from the bulk."""
    if len(years) < 4:
        return None
    ordered = sorted(years)
    low, high = ordered[len(ordered) // 10], ordered[-1 - len(ordered) // 10]
    margin = max(10, high - low)
    return low - margin, high + margin
