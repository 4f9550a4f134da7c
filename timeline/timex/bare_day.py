"""Days that leave their month out: a weekday, the 14th, Friday the 13th, a clock time alone."""

from __future__ import annotations

from dataclasses import replace

from maps.dates import civil, day_number, month_length
from timeline.timex import calendar
from timeline.timex.cues import Cues
from timeline.timex.discourse import Discourse
from timeline.timex.resolution import Resolved, timed
from timeline.timex.spec import Partial
from timeline.timex.value import Clock, Period

#: So many characters behind a day, a clock time belongs to it.
_SAME_SCENE = 200


#: A story goes back so many days at most; an earlier "3rd" behind the 28th is of the next month.
_BACK_IN_MONTH = 10
#: So many characters behind a clock time, another tells the same moment: " (".
_BESIDE = 2
_DAY = 24 * 60
_AHEAD_OF_GMT, _BEHIND_GMT = 14 * 60, 12 * 60


#: So near its beginning, before any date, a text speaks of the weekday it was written after.
_LEAD = 400


class BareDay:
    """Counts bare days from the document's day in news, from the day told last in a narrative."""

    def __init__(self, discourse: Discourse, cues: Cues) -> None:
        self._discourse = discourse
        self._cues = cues
        #: Where the end of a range of weekdays stands ("Monday to Wednesday").
        self.range_ends: frozenset[int] = frozenset()

    def nth_day(self, spec: Partial, start: int, end: int) -> Resolved | None:
        """The 14th: of the month told last, or of the document's month."""
        if spec.weekday is not None:
            return self._weekday_of_month(spec)
        base = self._month_told(start)
        told = base is not None
        if base is None:
            base = self._discourse.dct
        if base is None or spec.day is None:
            return Resolved(None, f"XXXX-XX-{spec.day:02d}", None, 0.3)
        year, month, day = civil(base)
        if told:
            gone = self._discourse.day is not None and spec.day < day - _BACK_IN_MONTH
            shift = 1 if gone and not self._cues.is_flashback(start) else 0
        else:
            shift = self._shift_from_today(spec.day, day, start, end)
        year, month = calendar.add_months(year, month, shift)
        if spec.day > month_length(year, month):
            return Resolved(None, f"XXXX-XX-{spec.day:02d}", None, 0.3)
        period = timed(Period("day", day_number(year, month, spec.day)), spec)
        return Resolved(period, "", "the month told before", 0.7)

    def _month_told(self, start: int) -> int | None:
        """A day of the month a narrative is in, or of the one of its first full date."""
        discourse = self._discourse
        focus = discourse.focus
        if discourse.is_news:
            return None
        if focus is None:
            ahead = discourse.next_told(start)
            return ahead.span.first if ahead is not None else None
        return focus.span.first if focus.grain in ("day", "week", "weekend", "month") else None

    def _shift_from_today(self, wanted: int, today: int, start: int, end: int) -> int:
        """Months from the document's: back or on as the tense asks."""
        direction = self._cues.direction(start, end)
        if direction == "past":
            return -1 if wanted > today else 0
        return 1 if direction == "future" and wanted < today else 0

    def _weekday_of_month(self, spec: Partial) -> Resolved:
        """Friday the 13th: the nearest one to the day it is counted from."""
        discourse = self._discourse
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
        period = timed(Period("day", chosen), spec)
        return Resolved(period, "", "its weekday and day of the month", 0.7)

    def weekday(self, spec: Partial, start: int, end: int) -> Resolved:
        """A bare weekday: latest or next one by the tense, or the one after the day told last."""
        weekday = spec.weekday or 1
        discourse = self._discourse
        now = discourse.dct
        lead = start < _LEAD and discourse.day is None and discourse.focus is None
        if now is None or not (discourse.is_news or lead):
            if discourse.day is None:
                return Resolved(None, f"XXXX-WXX-{weekday}", None, 0.3)
            base = discourse.day.number
            number = base + (weekday - calendar.weekday(base)) % 7
            anchor = f"{discourse.day.timex} told before"
            return Resolved(timed(Period("day", number), spec), "", anchor, 0.6)
        back = now - (calendar.weekday(now) - weekday) % 7
        ahead = now + (weekday - calendar.weekday(now)) % 7
        if start in self.range_ends and discourse.day is not None:
            first = discourse.day.number
            last = first + (weekday - calendar.weekday(first)) % 7
            period = timed(Period("day", last), spec)
            return Resolved(period, "", f"{discourse.day.timex} beside it", 0.85)
        future = self._cues.direction(start, end) == "future"
        chosen, other = (ahead, back) if future else (back, ahead)
        rejected = () if chosen == other else (f"{Period('day', other).timex}: tense",)
        period = timed(Period("day", chosen), spec)
        return Resolved(period, "", "document date", 0.9, rejected)

    def time_alone(self, spec: Partial, start: int) -> Resolved:
        """A clock time or part of day on the document's day, or on the day told last."""
        discourse = self._discourse
        if spec.clock is not None and spec.clock.hour == 24 and self._cues.is_since(start):
            spec = replace(spec, clock=replace(spec.clock, hour=0))  # since midnight
        told = discourse.focus
        near = told is not None and start - discourse.focus_end < _SAME_SCENE
        if near and told is not None:
            spec = _after_told(spec, told)
            if (same := _same_moment(spec, told)) and start - discourse.focus_end <= _BESIDE:
                return Resolved(same, "", f"{told.timex} beside it", 0.8, aside=True)
        time = spec.clock.timex if spec.clock else f"T{spec.daypart}"
        if told is not None and discourse.dct is not None and told.span.first > discourse.dct:
            near = near and self._cues.direction(start, start) != "past"
        scene = bool(spec.clock) or discourse.is_diary
        if discourse.is_news and scene and near and told is not None and told.grain == "day":
            number, anchor = told.number, f"{told.timex} told before"
        elif discourse.is_news and discourse.dct is not None:
            number, anchor = discourse.dct, "document date"
        elif discourse.day is not None and (
            spec.clock is not None or discourse.is_diary or (near and _is_timed(told))
        ):
            number, anchor = discourse.day.number, f"{discourse.day.timex} told before"
        else:
            return Resolved(None, f"XXXX-XX-XX{time}", None, 0.3)
        return Resolved(timed(Period("day", number), spec), "", anchor, 0.6)


def _is_timed(told: Period | None) -> bool:
    """Whether the story runs in hours: the date told last had a time of day."""
    return told is not None and bool(told.clock or told.daypart)


def _same_moment(spec: Partial, told: Period) -> Period | None:
    """12.45 a.m. (2115 GMT): the same moment on another clock, on the day that makes it so.

    Without a zone told, the local clock may be up to 14 hours ahead of GMT and 12 behind.
    """
    clock, other = spec.clock, told.clock
    if clock is None or other is None or clock.zone == other.zone:
        return None
    apart = _minutes(other) - _minutes(clock)
    if clock.zone and other.zone:
        apart -= _offset(other) - _offset(clock)
        day = round(apart / _DAY)
    else:
        apart *= 1 if clock.zone else -1
        ahead = (apart < -_BEHIND_GMT) - (apart > _AHEAD_OF_GMT)
        day = -ahead if clock.zone else ahead
    return Period("day", told.number + day, clock=clock)


def _offset(clock: Clock) -> int:
    """Minutes east of Greenwich."""
    if clock.zone == "Z":
        return 0
    minutes = 60 * int(clock.zone[1:3]) + int(clock.zone[4:6])
    return -minutes if clock.zone.startswith("-") else minutes


def _after_told(spec: Partial, told: Period) -> Partial:
    """Half past eight, told behind seven in the evening, is 20:30: the story moves on."""
    clock, before = spec.clock, told.clock
    if clock is None or before is None or not spec.either_half or clock.hour >= 12:
        return spec
    later = replace(clock, hour=clock.hour + 12)
    if _minutes(clock) < _minutes(before) <= _minutes(later):
        return replace(spec, clock=later)
    return spec


def _minutes(clock: Clock) -> int:
    return 60 * clock.hour + (clock.minute or 0)
