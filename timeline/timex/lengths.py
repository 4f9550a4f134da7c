"""Lengths of time as TIMEX3 writes them: P2W, PT36H, PXY."""

from __future__ import annotations

from typing import Any

from timeline.model import Grain

#: TIMEX3 designators; those of a time of day stand behind a T.
_DESIGNATORS = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "weekend": "WE",
    "month": "M", "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE", "millennium": "ML",
}  # fmt: skip
_OF_DAY = ("second", "minute", "hour")


def period(count: Any, unit: str) -> str:
    """TIMEX3 value of a length of time; `count` "X" is a number nobody counted."""
    if unit == "fortnight":
        unit, count = "week", count if count == "X" else 2 * float(count)
    return f"P{'T' * (unit in _OF_DAY)}{number(count)}{_DESIGNATORS[unit]}"


def number(count: Any) -> str:
    """A count as TIMEX3 writes it."""
    if count == "X":
        return "X"
    return f"{float(count):.10g}" if float(count) < 1e9 else "X"


def grain_of(unit: str) -> Grain:
    """Grain of a unit; a fortnight counts weeks."""
    grain: Grain = "week" if unit == "fortnight" else unit  # type: ignore[assignment]
    return grain
