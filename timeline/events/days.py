"""Comparing the ISO days of events, years before Christ included."""

from __future__ import annotations

from datetime import date, timedelta

Key = tuple[int, str]


def key(day: str) -> Key:
    """Sorts signed ISO days: `-0043-03-15` before `0001-01-01`; the time of day is left out."""
    negative = day.startswith("-")
    year, _, rest = day.removeprefix("-").partition("-")
    return (-int(year) if negative else int(year), rest[:5])


def overlap(first: tuple[str | None, str | None], second: tuple[str | None, str | None]) -> bool:
    """Whether two spans share a day; an end that is None is open."""
    (a, b), (c, d) = first, second
    return not ((b and c and key(b) < key(c)) or (d and a and key(d) < key(a)))


def length(span: tuple[str | None, str | None]) -> float:
    """Days from first to last, infinite when open: the shorter, the more precise."""
    start, end = span
    if start is None or end is None:
        return float("inf")
    (a, rest_a), (b, rest_b) = key(start), key(end)
    days = (b - a) * 365.25
    return days + _day_of_year(rest_b) - _day_of_year(rest_a) + 1


def _day_of_year(month_day: str) -> float:
    month, _, day = month_day.partition("-")
    return (int(month or 1) - 1) * 30.44 + int(day or 1)


def shift(day: str, days: int) -> str | None:
    """A day some days later; None before year 1 and after 9999."""
    try:
        return (date.fromisoformat(day[:10]) + timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return None
