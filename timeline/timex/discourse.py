"""What a text has said about time so far."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal

from maps.dates import civil, day_number, parse
from timeline.model import DocumentDate
from timeline.timex.calendar import Span
from timeline.timex.value import Period

Reading = Literal["news", "narrative"]

#: So many characters behind a full date, words still count from it.
_STRAY_REACH = 300
#: So many characters ahead, the next full date tells where the story goes.
LOOK_AHEAD = 2500
#: So many days before the document's a day is news.
_FRESH_DAYS = 21
#: Two full dates outside the heading's years, so near each other, carry the story out of them.
_STRAY_YEARS = 3


ANY_YEARS = (-(10**9), 10**9)


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of text under a heading, which ends at `end`.

    `years` are the first and last year it names, `ANY_YEARS` when it names none.
    """

    start: int
    end: int
    years: tuple[int, int]

    @property
    def names_years(self) -> bool:
        return self.years != ANY_YEARS


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
        doubtful: where numbers stand that only their digits make years: no story goes there.
        is_diary: "yesterday" is counted from the entry it stands in.
        ahead: the months and days told in full, in order, to look on to the next.
        focus: the last date told; `running` the last one no coarser than a season, which a bare
            year in passing does not displace; `day` the last day.
        told: the last month and the last quarter, and where they end.
        glanced: a date looked at from where the story stands.
        stray: the last full date that left the story's years: it takes hold of nothing, but "the
            next day" right behind it is counted from it.
    """

    dct: int | None
    reading: Reading
    years: tuple[int, int] | None = None
    sections: tuple[Section, ...] = ()
    ahead: tuple[Told, ...] = ()
    doubtful: frozenset[int] = frozenset()
    is_diary: bool = False
    day: Period | None = None
    focus: Period | None = None
    focus_end: int = -1
    focus_explicit: bool = False
    latest: Period | None = None
    latest_end: int = -1
    glanced: Period | None = None
    glanced_end: int = -1
    told: dict[str, tuple[Period, int]] = field(default_factory=dict)
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
            if self.running is None and section.names_years:
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
        return not section.years[0] <= year <= section.years[1]

    def next_told(self, start: int) -> Told | None:
        """The next full date behind a place, if it is not far."""
        index = bisect_right(self._ahead_starts, start)
        if index >= len(self.ahead) or self.ahead[index].start - start > LOOK_AHEAD:
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
        if start in self.doubtful or (section is not None and start < section.end):
            return  # the heading itself: its first year is the focus already
        if not self._is_plausible(period, start) or period.grain in ("century", "millennium"):
            if not explicit or period.grain not in ("day", "month"):
                return
            before = self.stray if self.stray_end > self.focus_end else None
            self.stray, self.stray_end = period, end
            if before is None or not 0 <= period.year - before.year <= _STRAY_YEARS:
                return
            self._has_left = True
        self.latest, self.latest_end = period, end
        if period.grain in ("month", "quarter"):
            self.told[period.grain] = (period, end)
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

    def glance(self, period: Period, end: int) -> None:
        """Note a date looked at from where the story stands and stays: "last year"."""
        self.glanced, self.glanced_end = period, end

    def _is_plausible(self, period: Period, start: int) -> bool:
        section = self.enter(start)
        strict = period.grain in ("year", "decade") or (
            section is not None and section.years[0] == section.years[1]
        )
        if section is not None and strict and not self.is_news and not self._has_left:
            first, last = section.years
            slack = 0 if first == last else 2
            return first - slack <= period.year <= last + slack
        if self.years is None or self.is_fresh(period):
            return True
        first, last = self.years
        return first - 1 <= period.year <= last + 1

    def is_fresh(self, period: Period) -> bool:
        """A day of the last weeks before the document's own, whatever it tells of besides."""
        if self.dct is None or period.grain != "day":
            return False
        return 0 <= self.dct - period.span.last <= _FRESH_DAYS


def day_of(date: DocumentDate | None) -> int | None:
    """Day number of the document's day."""
    moment = parse(date.day) if date is not None else None
    if moment is None or moment.month is None or moment.day is None:
        return None
    return day_number(moment.year, moment.month, moment.day)
