"""Calendar arithmetic with signed years: periods of every grain as a pair of day numbers.

Years are astronomical, as in ISO 8601 and EDTF: 0 is 1 BC, -43 is 44 BC. Days are counted from
1970-01-01 in the proleptic Gregorian calendar (`maps.dates`).
"""

from __future__ import annotations

from typing import NamedTuple

from maps.dates import civil, day_number, month_length

MIN_YEAR, MAX_YEAR = -9999, 9999


class Span(NamedTuple):
    """Day numbers of the first and the last day, both within."""

    first: int
    last: int


def weekday(number: int) -> int:
    """1 Monday … 7 Sunday."""
    return (number + 3) % 7 + 1


def monday(number: int) -> int:
    """The Monday of the week the day lies in."""
    return number - weekday(number) + 1


def iso_week(number: int) -> tuple[int, int]:
    """ISO 8601 year and week of a day."""
    thursday = monday(number) + 3
    year = civil(thursday).year
    return year, (thursday - day_number(year, 1, 1)) // 7 + 1


def week_start(year: int, week: int) -> int:
    """The Monday of an ISO week."""
    return monday(day_number(year, 1, 4)) + 7 * (week - 1)


def add_months(year: int, month: int, count: int) -> tuple[int, int]:
    """The month `count` months later."""
    years, index = divmod(year * 12 + month - 1 + count, 12)
    return years, index + 1


def months(year: int, first: int, count: int) -> Span:
    """`count` whole months from the month `first` of a year (13 is January of the next)."""
    year, month = add_months(year, first, 0)
    end_year, end_month = add_months(year, month, count - 1)
    return Span(
        day_number(year, month, 1),
        day_number(end_year, end_month, month_length(end_year, end_month)),
    )


def years(first: int, last: int) -> Span:
    """All days from the first year to the last."""
    return Span(day_number(first, 1, 1), day_number(last, 12, 31))


def decade_of(year: int, count: int = 0) -> int:
    """First year of the decade a year lies in, or of the one `count` decades later.

    The 1990s are 1990–1999, and the 480s BC 489–480 BC: decades before Christ are counted by the
    years as written, so that the two about the turn of the era have nine years each.
    """
    index = year // 10 if year > 0 else -((1 - year) // 10) - 1
    index += count
    return 10 * index if index >= 0 else -8 - 10 * (-index - 1)


def decade_years(first: int) -> tuple[int, int]:
    """First and last year of a decade that `decade_of` names by its first."""
    if first >= 0:
        return max(first, 1), first + 9
    return first, min(first + 9, 0)


def easter(year: int) -> int:
    """Western Easter Sunday of a Gregorian year. Method: anonymous Gregorian computus (1876)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap_centuries, leap_rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - correction + 15) % 30
    quarter, quarter_rest = divmod(rest, 4)
    to_sunday = (32 + 2 * leap_rest + 2 * quarter - epact - quarter_rest) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return day_number(year, month, day + 1)


def nth_weekday(year: int, month: int, nth: int, day: int) -> int | None:
    """The nth weekday of a month, counted from its end when `nth` is negative; None if absent."""
    length = month_length(year, month)
    if nth > 0:
        first = day_number(year, month, 1)
        found = first + (day - weekday(first)) % 7 + 7 * (nth - 1)
        return found if found < first + length else None
    last = day_number(year, month, length)
    found = last - (weekday(last) - day) % 7 + 7 * (nth + 1)
    return found if found > last - length else None
