"""The period a month, season, holiday … names in a given year."""

from __future__ import annotations

import re

from maps.dates import day_number, month_length
from timeline.timex import calendar
from timeline.timex.lexicon import Holiday, Lexicon
from timeline.timex.spec import Partial
from timeline.timex.value import Period

_NTH_WEEKDAY = re.compile(r"(-?\d) (\w+) of (\d\d)(?: \+ (\d))?")
_EASTER = re.compile(r"easter([+-]\d+)")


class Naming:
    """Names of a calendar, by the lexicon's holidays and bounds of seasons."""

    def __init__(self, lexicon: Lexicon, hemisphere: str) -> None:
        self._lexicon = lexicon
        self._hemisphere = hemisphere

    def in_year(self, spec: Partial, year: int) -> Period | None:
        """The period a Partial names in a given year."""
        if spec.holiday is not None:
            number = self.holiday_day(spec.holiday, year)
            return None if number is None else Period("day", number)
        if spec.month is not None:
            if spec.day is None:
                return Period("month", year, spec.month)
            if not 1 <= spec.day <= month_length(year, spec.month):
                return None
            return Period("day", day_number(year, spec.month, spec.day))
        if spec.season is not None:
            return self.season(spec.season, year)
        if spec.quarter is not None:
            return Period("quarter", year, spec.quarter)
        if spec.half is not None:
            return Period("half", year, spec.half)
        if spec.week is not None:
            return Period("week", calendar.week_start(year, spec.week))
        return Period("year", year)

    def season(self, code: str, year: int) -> Period:
        """A season by the lexicon's bounds, half a year later in the south."""
        bounds = self._lexicon.seasons[code]
        first = bounds.first
        if self._hemisphere == "south":
            first = (first + 5) % 12 + 1
        return Period("season", year, first, code, bounds.months)

    def holiday_day(self, holiday: Holiday, year: int) -> int | None:
        """Day number of a holiday in a year; None for feasts without a fixed rule."""
        rule = holiday.day
        if match := _EASTER.fullmatch(rule):
            return calendar.easter(year) + int(match[1]) if year > 0 else None
        if match := _NTH_WEEKDAY.fullmatch(rule):
            weekday = self._lexicon.weekdays.get(match[2])
            if weekday is None:
                return None
            found = calendar.nth_weekday(year, int(match[3]), int(match[1]), weekday)
            return None if found is None else found + int(match[4] or 0)
        month, _, day = rule.partition("-")
        if month.isdigit() and day.isdigit() and 1 <= int(day) <= month_length(year, int(month)):
            return day_number(year, int(month), int(day))
        return None

    def choices(self, spec: Partial, years: list[int]) -> list[Period]:
        """What it names in each of the years that have it."""
        found = (self.in_year(spec, year) for year in years)
        return [period for period in found if period is not None]

    def agreeing(self, spec: Partial, choices: list[Period], centre: int) -> list[Period]:
        """Of the choices those that fall on the weekday told, looking some years further."""
        if spec.weekday is None or spec.day is None:
            return choices
        wide = self.choices(spec, list(range(centre - 6, centre + 7)))
        fitting = [day for day in wide if calendar.weekday(day.number) == spec.weekday]
        return fitting or choices
