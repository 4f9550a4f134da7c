"""Dates in figures alone, `09/10/2015`, whose order the document decides."""

from __future__ import annotations

from collections.abc import Sequence

from maps.dates import day_number, month_length
from timeline.timex.spec import Node, Partial
from timeline.timex.value import Period


def order_of(nodes: Sequence[Node], default: str) -> str:
    """Order of numeric dates: by the first of the text that has one reading alone."""
    for node in nodes:
        content = node.content
        if isinstance(content, Partial) and content.numeric is not None:
            first, second, third = content.numeric
            if first > 99:
                return "YMD"
            if first > 12 >= second and third > 12:
                return "DMY"
            if second > 12 >= first:
                return "MDY"
    return "MDY" if default == "auto" else default


def read_numeric(
    parts: tuple[int, int, int], order: str, own: int | None
) -> tuple[int, list[tuple[str, str]]] | None:
    """Day number of `09/10/2015` in the order given, and the readings of the other orders."""
    readings: list[tuple[str, int]] = []
    for name in dict.fromkeys((order, "MDY", "DMY", "YMD")):
        found = _ordered(parts, name, own)
        if found is not None and found not in [number for _, number in readings]:
            readings.append((name, found))
    if not readings:
        return None
    return readings[0][1], [(name, Period("day", day).timex) for name, day in readings[1:]]


def _ordered(parts: tuple[int, int, int], order: str, own: int | None) -> int | None:
    by_letter = dict(zip(order, parts, strict=True))
    year, month, day = by_letter["Y"], by_letter["M"], by_letter["D"]
    if year < 100 and order != "YMD":
        year += 2000 if 2000 + year <= (own or 2068) + 1 else 1900
    if year < 1000 or not 1 <= month <= 12 or not 1 <= day <= month_length(year, month):
        return None
    return day_number(year, month, day)
