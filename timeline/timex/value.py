"""A resolved period and its three faces: TIMEX3 value, EDTF, first and last day.

The conventions are those of docs/design.md, "Conventions for dates". All three faces are made
from one `Period`, so they cannot disagree.
"""

from __future__ import annotations

from dataclasses import dataclass

from maps.dates import civil, day_number, iso_day
from timeline.model import Grain
from timeline.timex import calendar
from timeline.timex.calendar import Span

#: TIMEX3 mods that name a part of the period, and which third of it they are.
THIRDS = {"START": 0, "MID": 1, "END": 2}
_FIRST_DAY = day_number(calendar.MIN_YEAR, 1, 1)
_LAST_DAY = day_number(calendar.MAX_YEAR, 12, 31)
_SEASON_CODES = {"SP": 21, "SU": 22, "FA": 23}
_PART_GRAIN: dict[str, Grain] = {
    "month": "month_part", "year": "year_part", "decade": "decade_part", "century": "century_part",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as written; `zone` is "" (none said), "Z" or an offset as "+05:00"."""

    hour: int
    minute: int | None = None
    second: int | None = None
    zone: str = ""

    @property
    def timex(self) -> str:
        parts = [self.hour, self.minute or 0] + ([self.second] if self.second is not None else [])
        short = self.zone.removesuffix(":00")
        return "T" + ":".join(f"{part:02d}" for part in parts) + short

    @property
    def iso(self) -> str:
        """With seconds, as EDTF wants it; 24:00 is kept to its day as its last second."""
        if self.hour == 24:
            return f"T23:59:59{self.zone}"
        return f"T{self.hour:02d}:{self.minute or 0:02d}:{self.second or 0:02d}{self.zone}"


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the calendar named by its grain.

    Attributes:
        grain: day, week, weekend, month, season, quarter, half, year, decade, century, millennium.
        number: the day (its number), the week's Monday, or the signed year (decade: its first
            year, as `calendar.decade_of` counts; century and millennium: their count, 19 for
            1801–1900, -5 for the 5th BC).
        index: month 1–12, quarter 1–4, half 1–2, or the season's first month.
        code: TIMEX3 code of a season.
        length: months of a season.
        clock, daypart: a time within the day.
    """

    grain: Grain
    number: int
    index: int = 0
    code: str = ""
    length: int = 3
    clock: Clock | None = None
    daypart: str = ""

    @property
    def span(self) -> Span:
        """First and last day, both within."""
        number = self.number
        match self.grain:
            case "day":
                return Span(number, number)
            case "week":
                return Span(number, number + 6)
            case "weekend":
                return Span(number + 5, number + 6)
            case "month":
                return calendar.months(number, self.index, 1)
            case "season":
                return calendar.months(number, self.index, self.length)
            case "quarter":
                return calendar.months(number, 3 * self.index - 2, 3)
            case "half":
                return calendar.months(number, 6 * self.index - 5, 6)
            case "decade":
                return calendar.years(*calendar.decade_years(number))
            case "century":
                return calendar.years(*_hundreds(number, 100))
            case "millennium":
                return calendar.years(*_hundreds(number, 1000))
            case _:
                return calendar.years(number, number)

    @property
    def year(self) -> int:
        """The signed year it begins in."""
        return civil(self.span.first).year

    @property
    def is_writable(self) -> bool:
        """Whether four digits can write its years."""
        if self.grain == "day":
            return _FIRST_DAY <= self.number <= _LAST_DAY
        if self.grain == "year":
            return calendar.MIN_YEAR <= self.number <= calendar.MAX_YEAR
        first, last = self.span
        return civil(first).year >= calendar.MIN_YEAR and civil(last).year <= calendar.MAX_YEAR

    @property
    def timex(self) -> str:
        """TIMEX3 value."""
        number = self.number
        match self.grain:
            case "day":
                year, month, day = civil(number)
                time = self.clock.timex if self.clock else f"T{self.daypart}" * bool(self.daypart)
                return f"{timex_year(year)}-{month:02d}-{day:02d}{time}"
            case "week" | "weekend":
                year, week = calendar.iso_week(number)
                return f"{timex_year(year)}-W{week:02d}" + "-WE" * (self.grain == "weekend")
            case "month":
                return f"{timex_year(number)}-{self.index:02d}"
            case "season":
                return f"{timex_year(number)}-{self.code}"
            case "quarter":
                return f"{timex_year(number)}-Q{self.index}"
            case "half":
                return f"{timex_year(number)}-H{self.index}"
            case "decade":
                return f"{number // 10:03d}" if number >= 0 else f"BC{(-8 - number) // 10:03d}"
            case "century":
                return f"BC{-number - 1:02d}" if number < 0 else f"{number - 1:02d}"
            case "millennium":
                return f"BC{-number - 1}" if number < 0 else f"{number - 1}"
            case _:
                return timex_year(number)

    def part(self, mod: str | None) -> Span:
        """The third of the period that a mod names; all of it for any other mod."""
        third = THIRDS.get(mod or "")
        if third is None:
            return self.span
        match self.grain:
            case "month":
                return self._days_of_month(third)
            case "year":
                return calendar.months(self.number, 1 + 4 * third, 4)
            case "decade":
                first, last = calendar.decade_years(self.number)
                low, high = ((0, 3), (4, 6), (7, 9))[third]
                return calendar.years(max(self.number + low, first), min(self.number + high, last))
            case "season" | "quarter" | "half":
                start = civil(self.span.first)
                count = {"season": self.length, "quarter": 3, "half": 6}[self.grain] // 3 or 1
                return calendar.months(start.year, start.month + third * count, count)
            case "century":
                first = civil(self.span.first).year
                low, high = ((0, 32), (33, 65), (66, 99))[third]
                return calendar.years(first + low, first + high)
            case _:
                return _third(self.span, third)

    def _days_of_month(self, third: int) -> Span:
        first, last = self.span
        return (Span(first, first + 9), Span(first + 10, first + 19), Span(first + 20, last))[third]

    def part_grain(self, mod: str | None) -> Grain:
        """The grain as written: a clock time, a part of the day, or a vague part of the period."""
        if self.clock:
            return "minute" if self.clock.minute is not None else "hour"
        if self.daypart:
            return "daypart"
        return _PART_GRAIN.get(self.grain, self.grain) if mod in THIRDS else self.grain

    def edtf(self, mod: str | None = None) -> str:
        """EDTF level 1 of the period, or of the part of it that a mod names."""
        if mod in THIRDS and self.grain != "day":
            return interval_edtf(self.part(mod))
        plain = self._plain_edtf()
        timed = self.clock is not None or self.grain == "season"
        if mod == "APPROX" and plain is not None and not timed:
            return f"{plain}~"
        return plain if plain is not None else interval_edtf(self.span)

    def _plain_edtf(self) -> str | None:
        match self.grain:
            case "day":
                return iso_day(self.number) + (self.clock.iso if self.clock else "")
            case "month":
                return f"{iso_year(self.number)}-{self.index:02d}"
            case "year":
                return iso_year(self.number)
            case "season" if _is_plain_season(self):
                return f"{iso_year(self.number)}-{_SEASON_CODES[self.code]}"
            case "decade" if self.number > 0:
                return f"{iso_year(self.number)[:-1]}X"
            case _:
                return None


def _is_plain_season(period: Period) -> bool:
    """Whether EDTF's own months of the season are ours."""
    month = {"SP": 3, "SU": 6, "FA": 9}.get(period.code)
    return month == period.index and period.length == 3


def _hundreds(count: int, size: int) -> tuple[int, int]:
    """First and last signed year of a century or millennium; -5 × 100 is 500–401 BC."""
    if count > 0:
        return size * (count - 1) + 1, size * count
    return size * count + 1, size * (count + 1)


def _third(span: Span, third: int) -> Span:
    first, last = span
    length = last - first + 1
    return Span(first + length * third // 3, max(first + length * (third + 1) // 3 - 1, first))


def iso_year(year: int) -> str:
    """ISO 8601 with a sign and at least four digits: -43 is `-0043`."""
    return f"{'-' if year < 0 else ''}{abs(year):04d}"


def timex_year(year: int) -> str:
    """TIMEX3: 44 BC is `BC0044`."""
    return f"BC{1 - year:04d}" if year <= 0 else f"{year:04d}"


def interval_edtf(span: Span) -> str:
    """An explicit EDTF interval, in whole months or years where it is made of such."""
    first, last = civil(span.first), civil(span.last)
    if first == last:
        return iso_day(span.first)
    starts_month = first.day == 1
    ends_month = civil(span.last + 1).day == 1
    if starts_month and ends_month and first.month == 1 and last.month == 12:
        ends = (iso_year(first.year), iso_year(last.year))
    elif starts_month and ends_month:
        ends = (
            f"{iso_year(first.year)}-{first.month:02d}",
            f"{iso_year(last.year)}-{last.month:02d}",
        )
    else:
        ends = (iso_day(span.first), iso_day(span.last))
    return ends[0] if ends[0] == ends[1] else "/".join(ends)


def day(year: int, month: int, of_month: int) -> Period:
    """A day of the calendar; the caller has checked that it exists."""
    return Period("day", day_number(year, month, of_month))
