"""From what the words say to a period of the calendar, with the state of the discourse.

Each method answers with a `Resolved`: the period, what it was counted from and how sure that is;
or with a value that keeps X where nothing tells.

    naming        what a month, season or holiday is in a given year
    missing_year  the year a date leaves out
    bare_day      weekdays, "the 14th", clock times alone
    counting      "last week", "two days later"
"""

from __future__ import annotations

from dataclasses import replace

from maps.dates import civil, day_number, month_length
from timeline.timex.bare_day import BareDay
from timeline.timex.counting import Counting
from timeline.timex.cues import Cues
from timeline.timex.discourse import Discourse
from timeline.timex.lexicon import Lexicon
from timeline.timex.missing_year import MissingYear
from timeline.timex.naming import Naming
from timeline.timex.numeric import read_numeric
from timeline.timex.options import TimexOptions
from timeline.timex.resolution import Resolved, timed, weekday_doubt, yearless_value
from timeline.timex.spec import Partial, Relative
from timeline.timex.units import nearest_weekend, nth_of, unit_at
from timeline.timex.value import Period, timex_year


def _nearest(short: int, year: int) -> int:
    """The year that ends in two digits and lies nearest to another."""
    century = year // 100 * 100
    choices = (century - 100 + short, century + short, century + 100 + short)
    return min(choices, key=lambda choice: abs(choice - year))


def _feast_of(spec: Partial) -> Resolved | None:
    """Ramadan 2015, a day of that year that no rule tells; None for no day at all."""
    if spec.holiday is None or spec.holiday.day != "none" or spec.year is None:
        return None
    return Resolved(None, f"{timex_year(spec.year)}-XX-XX", "its own year", 0.4)


class Resolver:
    """Resolves the expressions of one text, in the order of the text."""

    def __init__(
        self, discourse: Discourse, cues: Cues, lexicon: Lexicon, options: TimexOptions, order: str
    ) -> None:
        self.discourse = discourse
        self._cues = cues
        self._order = order
        self._naming = Naming(lexicon, options.hemisphere)
        self.missing_year = MissingYear(discourse, cues, self._naming)
        self.bare_day = BareDay(discourse, cues)
        self._counting = Counting(discourse, cues, self._naming)

    def is_told_aside(self, spec: Partial | Relative, start: int) -> bool:
        """Whether a narrative only looks on to the date, or back to what had been."""
        if self.discourse.is_news:
            return False
        back = isinstance(spec, Partial) and spec.year is None and self._cues.is_flashback(start)
        return back or self._cues.is_outlook(start)

    def partial(self, spec: Partial, start: int, end: int) -> Resolved | None:
        """None when there is no such day."""
        if spec.numeric is not None:
            return self._numeric(spec)
        if spec.within is not None:
            return self._within_year(spec, spec.within, start, end)
        spec = self._with_century(spec)
        if spec.century is not None:
            century = self._century(spec.century, spec.era)
            return Resolved(Period("century", century), anchor=None, explicit=True)
        if spec.millennium is not None:
            return Resolved(Period("millennium", spec.millennium), anchor=None, explicit=True)
        if spec.decade is not None:
            return self._decade(spec)
        if spec.year is not None:
            period = self._naming.in_year(spec, spec.year)
            if period is None:
                return _feast_of(spec)
            sure, rejected = weekday_doubt(spec, period)
            period = timed(period, spec)
            return Resolved(period, "", "its own year", sure, rejected, explicit=True)
        if spec.month is None and spec.day is None and spec.weekday is not None:
            return self.bare_day.weekday(spec, start, end)
        of_day = spec.clock is not None or bool(spec.daypart)
        if of_day and spec.month is None and spec.day is None and spec.holiday is None:
            return self.bare_day.time_alone(spec, start)
        if spec.month is None and spec.day is not None:
            return self.bare_day.nth_day(spec, start, end)
        return self.missing_year.resolve(spec, start, end)

    def _within_year(self, spec: Partial, year: Relative, start: int, end: int) -> Resolved | None:
        """July 25 of that year, the spring of next year."""
        found = self.relative(year, start, end)
        if found is None or found.period is None:
            return Resolved(None, yearless_value(spec), None, 0.3)
        period = self._naming.in_year(spec, found.period.year)
        return None if period is None else replace(found, period=timed(period, spec))

    def _with_century(self, spec: Partial) -> Partial:
        if spec.short_year is None:
            return spec
        own, focus = self.discourse.dct_year, self.discourse.focus
        if focus is not None and not self.discourse.is_news:
            return replace(spec, year=_nearest(spec.short_year, focus.year), short_year=None)
        year = 1900 + spec.short_year
        if (own is not None and year + 100 <= own + 1) or (own is None and spec.short_year < 50):
            year += 100
        return replace(spec, year=year, short_year=None)

    def _century(self, count: int, era: str) -> int:
        """In a story before Christ "the late fifth century" is that before Christ, when nearer."""
        told = self.discourse.latest
        if era or count < 0 or told is None or told.year > 0:
            return count
        middle = 100 * count - 50
        return -count if abs(-middle - told.year) < abs(middle - told.year) else count

    def _decade(self, spec: Partial) -> Resolved:
        first = spec.decade or 0
        if not spec.short_decade:
            return Resolved(Period("decade", first), explicit=True)
        focus, own = self.discourse.focus, self.discourse.dct_year
        century = 1900
        if focus is not None and not self.discourse.is_news:
            century = focus.year // 100 * 100
        elif own is not None and 2000 + first <= own - 10:
            century = 2000
        return Resolved(
            Period("decade", century + first), anchor="the document's century", confidence=0.8
        )

    def _numeric(self, spec: Partial) -> Resolved | None:
        found = (
            None
            if spec.numeric is None
            else read_numeric(spec.numeric, self._order, self.discourse.dct_year)
        )
        if found is None:
            return None
        rejected = tuple(f"{other}: order {order}" for order, other in found[1])
        period = timed(Period("day", found[0]), spec)
        sure = 0.7 if rejected else 1.0
        return Resolved(period, "", "its own year", sure, rejected, explicit=True)

    def relative(self, spec: Relative, start: int, end: int) -> Resolved | None:
        """None when the expression says nothing that could be a time here."""
        if spec.base == "inner":
            return self._from_inner(spec, start, end)
        return self._counting.resolve(spec, start)

    def _from_inner(self, spec: Relative, start: int, end: int) -> Resolved | None:
        inner = spec.inner
        if isinstance(inner, Partial):
            found = self.partial(inner, start, end)
        elif isinstance(inner, Relative):
            found = self.relative(inner, start, end)
        else:
            return None
        if found is None or found.period is None:
            return None
        period = found.period
        if spec.name == "same":
            return replace(found, period=self._same_in(period.year, spec, start))
        made: Period | None
        if spec.name == "around" and spec.unit == "weekend":
            made = nearest_weekend(period.span.first)
        elif spec.nth is not None:
            made = nth_of(spec.unit, spec.nth, period)
        else:
            made = unit_at(spec.unit, period.span.first, spec.amount or 0)
            counted = spec.name == "counted" and spec.unit == "week"
            if made is not None and counted and period.grain == "day":
                made = Period("day", period.number + 7 * (spec.amount or 0))
        return None if made is None else replace(found, period=made, anchor=period.timex)

    def _same_in(self, year: int, spec: Relative, start: int) -> Period:
        """The part of the year told last, in another year; that year when no part was told.

        "The same quarter a year ago" counts its year from that quarter.
        """
        if spec.unit:
            told = self._counting.resolve(Relative("text", 0, spec.unit, name="same"), start).period
        else:
            told = self.discourse.focus
        grains = ("month", "quarter", "half", "season", *(("day",) if spec.unit else ()))
        if told is None or told.grain not in grains:
            return Period("year", year)
        if isinstance(spec.inner, Relative) and spec.inner.name == "counted":
            year = told.year + (spec.inner.amount or 0)
        if told.grain != "day":
            return replace(told, number=year)
        _, month, day = civil(told.number)
        return Period("day", day_number(year, month, min(day, month_length(year, month))))
