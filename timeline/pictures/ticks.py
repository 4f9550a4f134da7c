"""Ticks of a printed time axis: round days, months or years, each with its words."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from maps.dates import civil, day_number
from maps.strings import strings
from maps.when import year_words
from timeline.chart.axis import year_ticks
from timeline.pictures.scale import Part

#: The least room between two ticks, in pixels.
_APART = 78.0
_DAYS = (1, 2, 5, 10)
_HOURS = (1, 2, 3, 6, 12)
_MONTHS = (1, 3, 6)


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on the axis by its day number; `above` stands over `below`, which may be empty."""

    day: float
    above: str
    below: str = ""


def ticks(part: Part, language: str) -> list[Tick]:
    """Those of a part of the axis, in order; the larger unit is told where it changes."""
    found = list(_chosen(part, language)) or [_only(part, language)]
    shown: list[Tick] = []
    before = None
    for tick in found:
        shown.append(Tick(tick.day, tick.above, tick.below if tick.below != before else ""))
        before = tick.below
    return shown


def _chosen(part: Part, language: str) -> Iterator[Tick]:
    per_day = part.pixels_per_day
    for hours in _HOURS:
        if per_day * hours / 24 >= _APART:
            return _clock(part, hours, language)
    for days in _DAYS:
        if per_day * days >= _APART:
            return _days(part, days, language)
    for months in _MONTHS:
        if per_day * 30 * months >= _APART:
            return _months(part, months, language)
    most = max(1, int((part.right - part.left) / _APART))
    return (Tick(day, words) for day, words in year_ticks(part.stretch, language, most))


def _only(part: Part, language: str) -> Tick:
    """What stands where no round day, month or year falls on a short part."""
    middle = (part.stretch.first + part.stretch.last) / 2
    return Tick(middle, year_words(civil(middle).year, strings(language)))


def _clock(part: Part, step: int, language: str) -> Iterator[Tick]:
    for count in range(
        math.ceil(part.stretch.first * 24 / step), math.floor(part.stretch.last * 24 / step) + 1
    ):
        day, hour = divmod(count * step, 24)
        yield Tick(count * step / 24, f"{hour:02d}:00", _day_words(day, language))


def _days(part: Part, step: int, language: str) -> Iterator[Tick]:
    for day in range(math.ceil(part.stretch.first), math.floor(part.stretch.last) + 1):
        date = civil(day)
        # Steps count from the first of a month, and leave room before the next one.
        if (date.day - 1) % step == 0 and (step == 1 or date.day <= 31 - step // 2):
            yield Tick(day, _short_day(day, language), year_words(date.year, strings(language)))


def _months(part: Part, step: int, language: str) -> Iterator[Tick]:
    names = strings(language)["months_short"].split()
    date = civil(part.stretch.first)
    count = date.year * 12 + date.month - 1
    while True:
        year, month = divmod(count, 12)
        day = float(day_number(year, month + 1, 1))
        if day > part.stretch.last:
            return
        if month % step == 0 and day in part.stretch:
            yield Tick(day, names[month], year_words(year, strings(language)))
        count += 1


def _short_day(day: float, language: str) -> str:
    words = strings(language)
    date = civil(day)
    month = words["months_short"].split()[date.month - 1]
    return words["date_short_day"].format(day=date.day, month=month)


def _day_words(day: float, language: str) -> str:
    year = year_words(civil(day).year, strings(language))
    return f"{_short_day(day, language)} {year}"
