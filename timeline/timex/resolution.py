"""What the resolver answers with: a period, or a value with X where nothing tells."""

from __future__ import annotations

from dataclasses import dataclass, replace

from timeline.timex import calendar
from timeline.timex.spec import Partial, Relative
from timeline.timex.value import Period


@dataclass(frozen=True, slots=True)
class Resolved:
    """A period, or (None) a TIMEX3 value with X where nothing tells; and why.

    `aside`: the story does not move there.
    """

    period: Period | None
    value: str = ""
    anchor: str | None = None
    confidence: float = 1.0
    rejected: tuple[str, ...] = ()
    explicit: bool = False
    aside: bool = False


def timed(period: Period, spec: Partial | Relative) -> Period:
    """A day with the clock time or part of day told with it."""
    if period.grain != "day":
        return period
    return replace(period, clock=spec.clock, daypart=spec.daypart)


def weekday_doubt(spec: Partial, period: Period) -> tuple[float, tuple[str, ...]]:
    """Less sure when the day told falls on another weekday than the one told with it."""
    if spec.weekday is None or period.grain != "day":
        return 1.0, ()
    if calendar.weekday(period.number) == spec.weekday:
        return 1.0, ()
    return 0.6, (f"XXXX-WXX-{spec.weekday}: the date told falls on another weekday",)


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
