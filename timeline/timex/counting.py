"""What is told from another time: last week, two days later, next March, this summer."""

from __future__ import annotations

from dataclasses import replace

from maps.dates import civil, day_number, month_length
from timeline.timex import calendar
from timeline.timex.cues import Cues
from timeline.timex.discourse import Discourse
from timeline.timex.naming import Naming
from timeline.timex.resolution import Resolved, timed
from timeline.timex.spec import Partial, Relative
from timeline.timex.units import SIZES, named_weekday, unit_at
from timeline.timex.value import Clock, Period

#: Minutes of the units that count clock times.
_MINUTES = {"hour": 60, "minute": 1}
_YEARS = ("year", "decade", "century")
#: In news "the day" is one told not longer ago.
_STORY_DAYS = 7
#: So many characters behind a quarter, a report still speaks of it.
_ACCOUNTS = 400
#: No sentence is looked for over more characters than these.
_SENTENCE = 200


class Counting:
    """Counts from the document's day or the date told last."""

    def __init__(self, discourse: Discourse, cues: Cues, naming: Naming) -> None:
        self._discourse = discourse
        self._cues = cues
        self._naming = naming

    def resolve(self, spec: Relative, start: int) -> Resolved:
        """What it counts to; a value with X when there is nothing to count from."""
        base = self._base(spec, start)
        if base is None:
            return self._unanchored(spec)
        period, anchor = base
        if spec.name == "overnight" and self._cues.direction(start, start) != "future":
            spec = replace(spec, amount=-1)
        if spec.unit == "fiscal":
            value = f"FY{period.year + (spec.amount or 0):04d}"
            return Resolved(None, value, anchor, 0.5)
        if spec.unit in _MINUTES:
            found = self._clock_counted(spec, period, start)
        elif isinstance(spec.inner, Partial):
            found = self._named(spec.inner, spec.amount or 0, spec.name, period)
        else:
            found = self._shifted(spec, period, start)
        if found is None:
            known = _inside(spec, period)
            return self._unanchored(spec) if known is None else Resolved(None, known, anchor, 0.4)
        if found.clock is None:
            found = timed(found, spec)
        return Resolved(found, "", anchor, 0.85)

    def _base(self, spec: Relative, start: int) -> tuple[Period, str] | None:
        """What it counts from, and what to call that."""
        discourse = self._discourse
        if spec.name in ("deictic", "overnight"):
            if discourse.is_diary and discourse.day is not None:
                return discourse.day, f"{discourse.day.timex} told before"
            if not discourse.is_news:
                return None
        today = None
        if discourse.dct is not None:
            today = Period("day", discourse.dct), "document date"
        stray = discourse.stray_before(start)
        if stray is not None and spec.base == "text" and spec.name != "the":
            return stray, f"{stray.timex} told before"
        if discourse.is_news and spec.base != "text":
            return today
        if spec.name in ("counted", "previous", "following", "accounts"):
            near = self._accounts(spec, start) or self._told_in_sentence(spec.unit, start)
            if near is not None:
                return near, f"{near.timex} told before"
        if discourse.focus is None:
            return today
        if spec.name == "the" and today is not None and self._counts_from_today(spec, start):
            return today
        ahead = discourse.dct is not None and discourse.focus.span.first > discourse.dct
        if ahead and discourse.is_news and self._cues.direction(start, start) == "past":
            return today  # the text looked ahead, and is back
        told = self._told(spec, discourse.focus)
        return told, f"{told.timex} told before"

    def _told(self, spec: Relative, focus: Period) -> Period:
        """The date told before that an expression of its grain counts from."""
        discourse = self._discourse
        if spec.unit == "year" and spec.amount == 0 and discourse.latest is not None:
            return discourse.latest
        if spec.name == "latest" and focus.grain == spec.unit:
            return Period("day", focus.span.last + 1)
        if spec.unit == "day" and discourse.day is not None:
            return self._day_told(spec, focus, discourse.day)
        return focus

    def _accounts(self, spec: Relative, start: int) -> Period | None:
        """The quarter of accounts that "the year-earlier period" is set against."""
        quarter, end = self._discourse.told.get("quarter", (None, -1))
        near = spec.name == "accounts" and end >= 0 and start - end < _ACCOUNTS
        return quarter if near else None

    def _told_in_sentence(self, unit: str, start: int) -> Period | None:
        """What its own sentence told: the last date of all for years, the last month for months.

        A year is counted from a quarter of accounts, which stays one: "33 cents a year earlier".
        """
        discourse = self._discourse
        nothing = (None, -1)
        if unit in _YEARS:
            told, end = discourse.latest, discourse.latest_end
            quarter, quarter_end = discourse.told.get("quarter", nothing)
            bare_year = told is not None and told.grain == "year" and end > quarter_end
            if unit == "year" and not bare_year and self._is_near(start, quarter_end):
                return quarter
        elif unit == "month":
            told, end = discourse.told.get("month", nothing)
        else:
            return None
        glanced = discourse.glanced
        if discourse.glanced_end > end and glanced is not None and glanced.grain == unit:
            told, end = glanced, discourse.glanced_end
        return told if self._is_near(start, end) else None

    def _is_near(self, start: int, end: int) -> bool:
        """Whether two places lie in one sentence."""
        return end >= 0 and start - end < _SENTENCE and self._cues.is_one_sentence(end, start)

    def _day_told(self, spec: Relative, focus: Period, day: Period) -> Period:
        today = self._discourse.dct
        if spec.name == "the" and today is not None and self._discourse.is_news:
            return day if abs(day.number - today) <= _STORY_DAYS else Period("day", today)
        if focus.grain == "day":
            return focus
        return day if focus.span.first <= day.number <= focus.span.last else focus

    def _counts_from_today(self, spec: Relative, start: int) -> bool:
        """In news "the end of the week" is this week, unless its sentence tells another."""
        if not self._discourse.is_news or spec.unit not in ("week", "month", "year"):
            return False
        return not self._is_near(start, self._discourse.latest_end)

    def _unanchored(self, spec: Relative) -> Resolved:
        if spec.name == "counted":
            return Resolved(None, "PAST_REF" if (spec.amount or 0) < 0 else "FUTURE_REF", None, 0.5)
        if spec.name in ("deictic", "overnight"):
            value = "PRESENT_REF" if spec.amount == 0 and not spec.daypart else ""
            value = value or f"XXXX-XX-XX{f'T{spec.daypart}' if spec.daypart else ''}"
            return Resolved(None, value, None, 0.5)
        shapes = {
            "day": "XXXX-XX-XX",
            "week": "XXXX-WXX",
            "month": "XXXX-XX",
            "weekend": "XXXX-WXX-WE",
        }
        value = shapes.get(spec.unit, "XXXX")
        if spec.daypart:
            value = f"XXXX-XX-XXT{spec.daypart}"
        return Resolved(None, value, None, 0.3)

    def _clock_counted(self, spec: Relative, told: Period, start: int) -> Period | None:
        """Two hours later, from a clock time told just before."""
        near = start - self._discourse.focus_end < _SENTENCE
        clock = told.clock
        if clock is None or spec.base != "text" or not near:
            return None
        minutes = clock.hour * 60 + (clock.minute or 0) + (spec.amount or 0) * _MINUTES[spec.unit]
        days, minutes = divmod(minutes, 24 * 60)
        moved = Clock(minutes // 60, minutes % 60, None, clock.zone)
        return Period("day", told.number + days, clock=moved)

    def _shifted(self, spec: Relative, base: Period, start: int) -> Period | None:
        amount = spec.amount or 0
        if spec.unit == "":
            return base
        here = base.span.first
        if spec.rest is not None:
            return _moved_twice(here, (amount, spec.unit), spec.rest)
        if SIZES.get(spec.unit, 0) < SIZES.get(base.grain, 0):
            return None
        if spec.unit == "weekend" and amount == 0 and spec.name == "the":
            ahead = not self._discourse.is_news or calendar.weekday(here) >= 6
            ahead = ahead or self._cues.direction(start, start) == "future"
            return Period("weekend", calendar.monday(here) - (0 if ahead else 7))
        if base.grain == "quarter" and spec.unit == "year" and spec.name in ("counted", "accounts"):
            return replace(base, number=base.number + amount)
        return unit_at(spec.unit, here, amount)

    def _named(self, inner: Partial, amount: int, name: str, base: Period) -> Period | None:
        """Last Friday, next March, this summer: the named day, month … nearest on that side."""
        here = base.span.first
        if inner.weekday is not None:
            return Period("day", named_weekday(inner.weekday, amount, name, here))
        year = civil(here).year
        found = [self._naming.in_year(inner, year + step) for step in (-2, -1, 0, 1, 2)]
        choices = [period for period in found if period is not None]
        if amount < 0:
            before = [period for period in choices if period.span.last < here]
            return before[-1] if before else None
        if amount > 0:
            after = [period for period in choices if period.span.first > base.span.last]
            return after[0] if after else None
        holding = [period for period in choices if period.span.first <= here <= period.span.last]
        same = [period for period in choices if period.year == year]
        fitting = same or choices if base.grain == "year" else holding or same or choices
        return fitting[0] if fitting else None


def _inside(spec: Relative, told: Period) -> str | None:
    """That day of the month told, some week of its year: as far as it is known."""
    if told.grain != "month":
        return None
    if spec.unit == "day" and spec.amount in (0, 1) and spec.name != "counted":
        return f"{told.timex}-XX" + f"T{spec.daypart}" * bool(spec.daypart)
    if spec.unit == "week" and spec.name == "counted":
        return f"{Period('year', told.year).timex}-WXX"
    return None


def _moved_twice(here: int, first: tuple[int, str], rest: tuple[int, str]) -> Period | None:
    """The unit of the second count, that many of both away from a day."""
    for amount, unit in (first, rest):
        if unit in ("year", "month"):
            year, month, day = civil(here)
            months = amount * (12 if unit == "year" else 1)
            year, month = calendar.add_months(year, month, months)
            here = day_number(year, month, min(day, month_length(year, month)))
        else:
            here += amount * (7 if unit == "week" else 1)
    return unit_at(rest[1], here, 0)
