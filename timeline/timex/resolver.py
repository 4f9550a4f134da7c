"""From what the words say to a period of the calendar, with the state of the discourse.

Each method answers with a `Resolved`: the period, what it was counted from and how sure that is;
or with a value that keeps X where nothing tells.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from maps.dates import civil, day_number, month_length
from timeline.timex import calendar
from timeline.timex.cues import Cues, Direction
from timeline.timex.discourse import Discourse
from timeline.timex.lexicon import Holiday, Lexicon
from timeline.timex.numeric import read_numeric
from timeline.timex.options import TimexOptions
from timeline.timex.spec import Partial, Relative
from timeline.timex.units import SIZES, named_weekday, nth_of, unit_at
from timeline.timex.value import Period

#: Days that speak against a reading: going back costs more than going on by this factor, …
BACKWARD = 1.75
#: … passing beyond the next full date, leaving the years of the heading, and taking up a bare year
#: told in passing, later or earlier than the story, cost so many days. Set on the development half
#: of the corpora.
BEYOND_NEXT = 250.0
OUTSIDE_SECTION = 300.0
PASSING_ON = 120.0
PASSING_BACK = 300.0
_NTH_WEEKDAY = re.compile(r"(-?\d) (\w+) of (\d\d)")
_EASTER = re.compile(r"easter([+-]\d+)")


@dataclass(frozen=True, slots=True)
class Resolved:
    """A period, or (None) a TIMEX3 value with X where nothing tells; and why."""

    period: Period | None
    value: str = ""
    anchor: str | None = None
    confidence: float = 1.0
    rejected: tuple[str, ...] = ()
    explicit: bool = False


class Resolver:
    """Resolves the expressions of one text, in the order of the text."""

    def __init__(
        self, discourse: Discourse, cues: Cues, lexicon: Lexicon, options: TimexOptions, order: str
    ) -> None:
        self.discourse = discourse
        self._cues = cues
        self._lexicon = lexicon
        self._options = options
        self._order = order
        #: Where an expression stands in a list whose next member has its year: that member.
        self.shared_year: dict[int, Period] = {}
        #: Where the end of a range of weekdays stands ("Monday to Wednesday").
        self.range_ends: frozenset[int] = frozenset()

    def is_outlook(self, start: int) -> bool:
        """Whether a narrative only looks on to the date."""
        return not self.discourse.is_news and self._cues.is_outlook(start)

    # -- what a date says by itself ---------------------------------------------------------

    def partial(  # noqa: PLR0911 (one case a kind of date)
        self, spec: Partial, start: int, end: int
    ) -> Resolved | None:
        """None when there is no such day."""
        if spec.numeric is not None:
            return self._numeric(spec)
        if spec.within is not None:
            return self._within_year(spec, spec.within, start, end)
        spec = self._with_century(spec)
        if spec.century is not None:
            return Resolved(Period("century", spec.century), anchor=None, explicit=True)
        if spec.decade is not None:
            return self._decade(spec)
        if spec.year is not None:
            period = self._in_year(spec, spec.year)
            if period is None:
                return None
            sure, rejected = _weekday_doubt(spec, period)
            period = self._timed(period, spec)
            return Resolved(period, "", "its own year", sure, rejected, explicit=True)
        if spec.month is None and spec.day is None and spec.weekday is not None:
            return self._weekday(spec, start, end)
        timed = spec.clock is not None or bool(spec.daypart)
        if timed and spec.month is None and spec.day is None and spec.holiday is None:
            return self._time_alone(spec)
        return self._yearless(spec, start, end)

    def _within_year(self, spec: Partial, year: Relative, start: int, end: int) -> Resolved | None:
        """July 25 of that year, the spring of next year."""
        found = self.relative(year, start, end)
        if found is None or found.period is None:
            return Resolved(None, yearless_value(spec), None, 0.3)
        period = self._in_year(spec, found.period.year)
        return None if period is None else replace(found, period=self._timed(period, spec))

    def _with_century(self, spec: Partial) -> Partial:
        if spec.short_year is None:
            return spec
        own = self.discourse.dct_year
        year = 1900 + spec.short_year
        if (own is not None and year + 100 <= own + 1) or (own is None and spec.short_year < 50):
            year += 100
        return replace(spec, year=year, short_year=None)

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

    def _in_year(  # noqa: PLR0911 (one case a kind of date)
        self, spec: Partial, year: int
    ) -> Period | None:
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
        if self._options.hemisphere == "south":
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
            return calendar.nth_weekday(year, int(match[3]), int(match[1]), weekday)
        month, _, day = rule.partition("-")
        if month.isdigit() and day.isdigit() and 1 <= int(day) <= month_length(year, int(month)):
            return day_number(year, int(month), int(day))
        return None

    def _timed(self, period: Period, spec: Partial | Relative) -> Period:
        if period.grain != "day":
            return period
        return replace(period, clock=spec.clock, daypart=spec.daypart)

    def _numeric(self, spec: Partial) -> Resolved | None:
        found = (
            None
            if spec.numeric is None
            else read_numeric(spec.numeric, self._order, self.discourse.dct_year)
        )
        if found is None:
            return None
        rejected = tuple(f"{other}: order {order}" for order, other in found[1])
        period = self._timed(Period("day", found[0]), spec)
        sure = 0.7 if rejected else 1.0
        return Resolved(period, "", "its own year", sure, rejected, explicit=True)

    # -- what leaves the year, or more, open ------------------------------------------------

    def _yearless(self, spec: Partial, start: int, end: int) -> Resolved | None:
        if spec.month is None and spec.day is not None:
            return self._nth_day(spec, start, end)
        if spec.holiday is not None and spec.holiday.day == "none":
            return Resolved(None, "XXXX-XX-XX", None, 0.3)
        discourse = self.discourse
        discourse.enter(start)
        focus = discourse.focus
        if focus is not None and (not discourse.is_news or self._is_inside_story(start)):
            choices = self._choices(spec, self._years_near(start, focus))
            choices = self._agreeing(spec, choices, focus.year)
            anchor, sure = f"{(discourse.running or focus).timex} told before", 0.85
            costs = [self._story_cost(period, start) for period in choices]
        elif discourse.dct is not None:
            own = civil(discourse.dct).year
            choices = self._choices(spec, [own - 1, own, own + 1])
            choices = self._agreeing(spec, choices, own)
            direction = self._cues.direction(start, end)
            anchor, sure = "document date", 0.8 if direction != "unknown" else 0.6
            costs = [news_cost(period, discourse.dct, direction) for period in choices]
        else:
            return Resolved(None, yearless_value(spec), None, 0.4)
        if not choices:
            return None
        if (shared := self.shared_year.get(start)) is not None:
            period = self._before_shared(spec, shared)
            if period is not None:
                return Resolved(self._timed(period, spec), "", f"{shared.timex} beside it", 0.95)
        chosen = choices[costs.index(min(costs))]
        rejected = tuple(
            f"{other.timex}: farther from {anchor}" for other in choices if other is not chosen
        )
        in_story = anchor != "document date"
        period = self._timed(chosen, spec)
        return Resolved(period, "", anchor, sure, rejected, explicit=in_story)

    def _before_shared(self, spec: Partial, shared: Period) -> Period | None:
        """April in "April and June 1955", October in "October to March 1945" (the year before)."""
        period = self._in_year(spec, shared.year)
        if period is not None and period.span.first > shared.span.last:
            return self._in_year(spec, shared.year - 1)
        return period

    def _is_inside_story(self, start: int) -> bool:
        """In news: whether a full day or month of an earlier year stands just before."""
        discourse = self.discourse
        focus = discourse.focus
        if focus is None or discourse.dct_year is None or not discourse.focus_explicit:
            return False
        close = start - discourse.focus_end < 250 and focus.grain in ("day", "month")
        return close and focus.year < discourse.dct_year

    def _years_near(self, start: int, focus: Period) -> list[int]:
        discourse = self.discourse
        centres = {focus.year}
        if discourse.running is not None:
            centres.add(discourse.running.year)
        section = discourse.enter(start)
        if section is not None and section.years[1] - section.years[0] < 30:
            centres |= set(section.years)
        if discourse.passing is not None and discourse.passing.grain == "year":
            centres.add(discourse.passing.year)
        return sorted({year + step for year in centres for step in (-1, 0, 1)})

    def _choices(self, spec: Partial, years: list[int]) -> list[Period]:
        found = (self._in_year(spec, year) for year in years)
        return [period for period in found if period is not None]

    def _story_cost(self, period: Period, start: int) -> float:
        """How ill a reading fits the story: a story moves on, and towards the next full date."""
        discourse = self.discourse
        running = discourse.running
        if running is not None:
            gap = float(period.span.first - discourse.running_first)
            cost = gap if gap >= 0 else -gap * BACKWARD
            told = discourse.next_told(start)
            if told is not None and running.span.first <= told.span.last < period.span.first:
                cost += BEYOND_NEXT
        else:
            focus = discourse.focus
            cost = 365.0 * abs(period.year - (focus.year if focus else period.year))
        section = discourse.enter(start)
        passing = discourse.passing
        if passing is not None and passing.grain == "year" and running is not None:
            price = PASSING_ON if passing.year >= running.year else PASSING_BACK
            cost = min(cost, price + 365.0 * abs(period.year - passing.year))
        if section is not None and not section.years[0] <= period.year <= section.years[1] + 1:
            cost += OUTSIDE_SECTION
        return cost

    def _nth_day(self, spec: Partial, start: int, end: int) -> Resolved | None:
        """The 14th: of the month told last, or of the document's month."""
        focus, dct = self.discourse.focus, self.discourse.dct
        base = None
        if spec.weekday is not None:
            return self._weekday_of_month(spec)
        if focus is not None and focus.grain in ("day", "month") and not self.discourse.is_news:
            base = focus.span.first
        elif dct is not None:
            base = dct
        if base is None or spec.day is None:
            return Resolved(None, f"XXXX-XX-{spec.day:02d}", None, 0.3)
        year, month, _ = civil(base)
        shift = 0
        if base == dct:
            wanted = self._cues.direction(start, end)
            today = civil(base).day
            shift = -1 if wanted == "past" and spec.day > today else 0
            shift = 1 if wanted == "future" and spec.day < today else shift
        year, month = calendar.add_months(year, month, shift)
        if spec.day > month_length(year, month):
            return Resolved(None, f"XXXX-XX-{spec.day:02d}", None, 0.3)
        period = self._timed(Period("day", day_number(year, month, spec.day)), spec)
        return Resolved(period, "", "the month told before", 0.7)

    def _weekday_of_month(self, spec: Partial) -> Resolved:
        """Friday the 13th: the nearest one to the day it is counted from."""
        discourse = self.discourse
        wanted = spec.day or 1
        told = discourse.day if not discourse.is_news else None
        base = told.number if told is not None else discourse.dct
        if base is None:
            return Resolved(None, f"XXXX-XX-{wanted:02d}", None, 0.3)
        year, month, _ = civil(base)
        months = [calendar.add_months(year, month, step) for step in range(-30, 31)]
        days = [day_number(y, m, wanted) for y, m in months if wanted <= month_length(y, m)]
        fitting = [day for day in days if calendar.weekday(day) == spec.weekday]
        if not fitting:
            return Resolved(None, f"XXXX-XX-{wanted:02d}", None, 0.3)
        chosen = min(fitting, key=lambda day: abs(day - base))
        period = self._timed(Period("day", chosen), spec)
        return Resolved(period, "", "its weekday and day of the month", 0.7)

    def _agreeing(self, spec: Partial, choices: list[Period], centre: int) -> list[Period]:
        """Of the choices those that fall on the weekday told, looking some years further."""
        if spec.weekday is None or spec.day is None:
            return choices
        wide = self._choices(spec, list(range(centre - 6, centre + 7)))
        fitting = [day for day in wide if calendar.weekday(day.number) == spec.weekday]
        return fitting or choices

    def _weekday(self, spec: Partial, start: int, end: int) -> Resolved:
        weekday = spec.weekday or 1
        discourse = self.discourse
        now = discourse.dct
        if not discourse.is_news or now is None:
            if discourse.day is None:
                return Resolved(None, f"XXXX-WXX-{weekday}", None, 0.3)
            base = discourse.day.number
            number = base + (weekday - calendar.weekday(base)) % 7
            anchor = f"{discourse.day.timex} told before"
            return Resolved(self._timed(Period("day", number), spec), "", anchor, 0.6)
        back = now - (calendar.weekday(now) - weekday) % 7
        ahead = now + (weekday - calendar.weekday(now)) % 7
        if start in self.range_ends and discourse.day is not None:
            first = discourse.day.number
            last = first + (weekday - calendar.weekday(first)) % 7
            period = self._timed(Period("day", last), spec)
            return Resolved(period, "", f"{discourse.day.timex} beside it", 0.85)
        future = self._cues.direction(start, end) == "future"
        chosen, other = (ahead, back) if future else (back, ahead)
        rejected = () if chosen == other else (f"{Period('day', other).timex}: tense",)
        period = self._timed(Period("day", chosen), spec)
        return Resolved(period, "", "document date", 0.9, rejected)

    def _time_alone(self, spec: Partial) -> Resolved:
        discourse = self.discourse
        time = spec.clock.timex if spec.clock else f"T{spec.daypart}"
        if discourse.is_news and discourse.dct is not None:
            number, anchor = discourse.dct, "document date"
        elif discourse.day is not None and spec.clock is not None:
            number, anchor = discourse.day.number, f"{discourse.day.timex} told before"
        else:
            return Resolved(None, f"XXXX-XX-XX{time}", None, 0.3)
        return Resolved(self._timed(Period("day", number), spec), "", anchor, 0.6)

    # -- what is told from another time -----------------------------------------------------

    def relative(self, spec: Relative, start: int, end: int) -> Resolved | None:
        """None when the expression says nothing that could be a time here."""
        if spec.base == "inner":
            return self._from_inner(spec, start, end)
        base = self._base(spec)
        if base is None:
            return self._unanchored(spec)
        period, anchor = base
        if isinstance(spec.inner, Partial):
            found = self._named(spec.inner, spec.amount or 0, spec.name, period)
        else:
            found = self._shifted(spec, period)
        if found is None:
            return self._unanchored(spec)
        return Resolved(self._timed(found, spec), "", anchor, 0.85)

    def _base(self, spec: Relative) -> tuple[Period, str] | None:
        discourse = self.discourse
        dct = None if discourse.dct is None else Period("day", discourse.dct)
        focus = discourse.focus
        wants_text = spec.base == "text" or not discourse.is_news
        if spec.name == "deictic" and not discourse.is_news:
            return None
        if wants_text and focus is not None:
            told = focus
            if spec.unit == "year" and spec.amount == 0 and discourse.latest is not None:
                told = discourse.latest
            day = discourse.day
            if spec.unit == "day" and focus.grain != "day" and day is not None:
                inside = focus.span.first <= day.number <= focus.span.last
                told = day if inside else focus
                if spec.name == "the" and discourse.dct is not None and discourse.is_news:
                    near = abs(day.number - discourse.dct) <= 7
                    told = day if near else Period("day", discourse.dct)
            return told, f"{told.timex} told before"
        return None if dct is None else (dct, "document date")

    def _unanchored(self, spec: Relative) -> Resolved:
        if spec.name == "counted":
            return Resolved(None, "PAST_REF" if (spec.amount or 0) < 0 else "FUTURE_REF", None, 0.5)
        if spec.name == "deictic":
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

    def _shifted(self, spec: Relative, base: Period) -> Period | None:
        amount = spec.amount or 0
        if spec.unit == "":
            return base
        here = base.span.first
        if SIZES.get(spec.unit, 0) < SIZES.get(base.grain, 0):
            return None
        if spec.unit == "weekend" and amount == 0 and spec.name == "the":
            return Period(
                "weekend", calendar.monday(here) - (7 if calendar.weekday(here) < 6 else 0)
            )
        return unit_at(spec.unit, here, amount)

    def _named(self, inner: Partial, amount: int, name: str, base: Period) -> Period | None:
        """Last Friday, next March, this summer: the named day, month … nearest on that side."""
        here = base.span.first
        if inner.weekday is not None:
            return Period("day", named_weekday(inner.weekday, amount, name, here))
        year = civil(here).year
        found = [self._in_year(inner, year + step) for step in (-2, -1, 0, 1, 2)]
        choices = [period for period in found if period is not None]
        if amount < 0:
            before = [period for period in choices if period.span.last < here]
            return before[-1] if before else None
        if amount > 0:
            after = [period for period in choices if period.span.first > base.span.last]
            return after[0] if after else None
        holding = [period for period in choices if period.span.first <= here <= period.span.last]
        same = [period for period in choices if period.year == year]
        fitting = holding or same or choices
        return fitting[0] if fitting else None

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
        if spec.nth is not None:
            made = nth_of(spec.unit, spec.nth, period)
        else:
            made = unit_at(spec.unit, period.span.first, spec.amount or 0)
            counted = spec.name == "counted" and spec.unit == "week"
            if made is not None and counted and period.grain == "day":
                made = Period("day", period.number + 7 * (spec.amount or 0))
        return None if made is None else replace(found, period=made, anchor=period.timex)


def _weekday_doubt(spec: Partial, period: Period) -> tuple[float, tuple[str, ...]]:
    """Less sure when the day told falls on another weekday than the one told with it."""
    if spec.weekday is None or period.grain != "day":
        return 1.0, ()
    if calendar.weekday(period.number) == spec.weekday:
        return 1.0, ()
    return 0.6, (f"XXXX-WXX-{spec.weekday}: the date told falls on another weekday",)


def news_cost(period: Period, now: int, direction: Direction) -> float:
    """Days away from the document's day, dearer against the tense."""
    first, last = period.span
    if first <= now <= last:
        return 0.0
    if first > now:
        return first - now + {"past": 250.0, "unknown": 60.0, "future": 0.0}[direction]
    return now - last + {"past": 0.0, "unknown": 0.0, "future": 250.0}[direction]


def yearless_value(spec: Partial) -> str:
    """TIMEX3 value with X for what is not known."""
    if spec.holiday is not None:
        return "XXXX-XX-XX"
    if spec.season is not None:
        return f"XXXX-{spec.season}"
    if spec.quarter is not None:
        return f"XXXX-Q{spec.quarter}"
    if spec.half is not None:
        return f"XXXX-H{spec.half}"
    if spec.week is not None:
        return f"XXXX-W{spec.week:02d}"
    month = f"XXXX-{spec.month:02d}" if spec.month else "XXXX-XX"
    time = spec.clock.timex if spec.clock else f"T{spec.daypart}" * bool(spec.daypart)
    return month if spec.day is None else f"{month}-{spec.day:02d}{time}"
