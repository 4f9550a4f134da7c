"""Days as numbers, for drawing: ISO 8601 with signed years, no limit at year 1.

A day number counts days since 1970-01-01 in the proleptic Gregorian calendar; a fraction is a time
of day. Year 0 is 1 BC and year -43 is 44 BC, as in ISO 8601 and EDTF. Times stay in the zone they
were written in: an offset is read and left aside.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_ISO = re.compile(
    r"(?P<year>[+-]?\d{4,9})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?"
    r"(?:T(?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?"
)
_DAYS_IN_ERA = 146_097  # 400 Gregorian years
_SECONDS_IN_DAY = 86_400


class Civil(NamedTuple):
    """A day of the calendar; `year` is signed."""

    year: int
    month: int
    day: int


class Moment(NamedTuple):
    """What an ISO string names: a year, a month, a day or a clock time, as far as it is written."""

    year: int
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None

    @property
    def first(self) -> float:
        """Day number at which it begins."""
        number = day_number(self.year, self.month or 1, self.day or 1)
        seconds = (self.hour or 0) * 3600 + (self.minute or 0) * 60 + (self.second or 0)
        return number + seconds / _SECONDS_IN_DAY

    @property
    def last(self) -> float:
        """Day number at which it is over: the next midnight for a day; a clock time lasts none."""
        if self.hour is not None:
            return self.first
        if self.month is None:
            return float(day_number(self.year + 1, 1, 1))
        if self.day is None:
            return float(day_number(self.year, self.month, 1) + month_length(self.year, self.month))
        return self.first + 1


@lru_cache(maxsize=8192)  # stories name the same days again and again
def parse(text: str | None) -> Moment | None:
    """The moment `text` writes, or None when it is no ISO date (files may be edited by hand)."""
    match = _ISO.fullmatch(text) if text else None
    if match is None:
        return None
    parts = {name: int(value) for name, value in match.groupdict().items() if value is not None}
    moment = Moment(**parts)
    return moment if _is_real(moment) else None


def _is_real(moment: Moment) -> bool:
    month = moment.month or 1
    if not 1 <= month <= 12 or not 1 <= (moment.day or 1) <= month_length(moment.year, month):
        return False
    return (moment.hour or 0) < 24 and (moment.minute or 0) < 60 and (moment.second or 0) <= 60


def is_leap(year: int) -> bool:
    """Whether the signed year has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    """Days in the month."""
    if month == 2:
        return 29 if is_leap(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def day_number(year: int, month: int, day: int) -> int:
    """Days since 1970-01-01. Method: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms"."""
    year -= month <= 2
    era, year_of_era = divmod(year, 400)
    day_of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    day_of_era = year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year
    return era * _DAYS_IN_ERA + day_of_era - 719_468


@lru_cache(maxsize=4096)
def civil(number: float) -> Civil:
    """The calendar day a day number lies in; the inverse of `day_number`."""
    era, day_of_era = divmod(int(number // 1) + 719_468, _DAYS_IN_ERA)
    year_of_era = (
        day_of_era - day_of_era // 1460 + day_of_era // 36_524 - day_of_era // 146_096
    ) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted = (5 * day_of_year + 2) // 153
    month = shifted + 3 if shifted < 10 else shifted - 9
    return Civil(
        year_of_era + era * 400 + (month <= 2), month, day_of_year - (153 * shifted + 2) // 5 + 1
    )


@lru_cache(maxsize=4096)
def iso_day(number: float) -> str:
    """The ISO day a day number lies in, with a signed year of at least four digits."""
    year, month, day = civil(number)
    return f"{'-' if year < 0 else ''}{abs(year):04d}-{month:02d}-{day:02d}"
