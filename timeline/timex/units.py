"""Units of time counted from a day or picked out of a whole."""

from __future__ import annotations

from collections.abc import Callable

from maps.dates import civil
from timeline.timex import calendar
from timeline.timex.value import Period

#: Which unit is finer than which: a day is never made up from a month.
SIZES = {
    "day": 1, "weekend": 2, "week": 3, "month": 4, "quarter": 5, "season": 5, "half": 6, "year": 7,
    "decade": 8, "century": 9, "millennium": 10,
}  # fmt: skip


def named_weekday(weekday: int, amount: int, name: str, here: int) -> int:
    """last: before that day; next: of the next week; coming: after it; this: of the same week."""
    if amount < 0:
        return here - ((calendar.weekday(here) - weekday - 1) % 7 + 1)
    if amount > 0 and name == "next":
        return calendar.monday(here) + 7 + weekday - 1
    if amount > 0:
        return here + (weekday - calendar.weekday(here) - 1) % 7 + 1
    return calendar.monday(here) + weekday - 1


def nearest_weekend(day: int) -> Period:
    """The weekend around a feast: the one before a Monday or Tuesday, else that of its week."""
    early = calendar.weekday(day) <= 2
    return Period("weekend", calendar.monday(day) - 7 * early)


def unit_at(unit: str, here: int, amount: int) -> Period | None:
    """The unit that holds a day, shifted by `amount` of its kind."""
    year, month, _ = civil(here)
    shifts: dict[str, Callable[[], Period]] = {
        "day": lambda: Period("day", here + amount),
        "week": lambda: Period("week", calendar.monday(here) + 7 * amount),
        "weekend": lambda: Period("weekend", calendar.monday(here) + 7 * amount),
        "month": lambda: Period("month", *calendar.add_months(year, month, amount)),
        "quarter": lambda: _quarter_at(year, month, amount),
        "year": lambda: Period("year", year + amount),
        "decade": lambda: Period("decade", calendar.decade_of(year, amount)),
        "century": lambda: Period("century", _century_of(year, amount)),
        "millennium": lambda: Period("millennium", _count_of(year, 1000, amount)),
    }
    made = shifts.get(unit)
    if made is None:
        return None
    return made()


def _quarter_at(year: int, month: int, amount: int) -> Period:
    years, index = divmod(year * 4 + (month - 1) // 3 + amount, 4)
    return Period("quarter", years, index + 1)


def _century_of(year: int, amount: int) -> int:
    return _count_of(year, 100, amount)


def _count_of(year: int, size: int, amount: int) -> int:
    """Count of the century (1: the first AD, -1: the first BC) `amount` after that of a year."""
    index = (year - 1) // size + amount
    return index + 1 if index >= 0 else index


def nth_of(unit: str, nth: int, whole: Period) -> Period | None:
    """The nth unit inside a whole, from its end when negative; None when it has none such."""
    first, last = whole.span
    year, month, _ = civil(first if nth > 0 else last)
    step = nth - 1 if nth > 0 else nth + 1
    edge = first if nth > 0 else last
    if unit.startswith("weekday"):
        return _nth_weekday(int(unit[7:]), nth, whole)
    match unit:
        case "day":
            made = Period("day", edge + step)
        case "week":
            made = Period("week", calendar.monday(edge + (3 if nth > 0 else -3)) + 7 * step)
        case "weekend":
            saturday = edge + (6 - calendar.weekday(edge)) % 7
            made = Period("weekend", calendar.monday(saturday) + 7 * step)
        case "month":
            made = Period("month", *calendar.add_months(year, month, step))
        case "quarter" if whole.grain == "year":
            made = Period("quarter", whole.number, nth if nth > 0 else 5 + nth)
        case "half" if whole.grain == "year":
            made = Period("half", whole.number, nth if nth > 0 else 3 + nth)
        case "year":
            made = Period("year", year + step)
        case "decade":
            made = Period("decade", calendar.decade_of(year, step))
        case _:
            return None
    inside = made.span.first <= last and made.span.last >= first
    return made if inside else None


def _nth_weekday(weekday: int, nth: int, whole: Period) -> Period | None:
    first, last = whole.span
    if nth > 0:
        number = first + (weekday - calendar.weekday(first)) % 7 + 7 * (nth - 1)
    else:
        number = last - (calendar.weekday(last) - weekday) % 7 + 7 * (nth + 1)
    return Period("day", number) if first <= number <= last else None
