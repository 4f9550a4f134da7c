"""Parts of days and clock times, alone and put on their days: Friday at noon."""

from __future__ import annotations

import re
from dataclasses import replace

from timeline.timex.engine import Found, Rule
from timeline.timex.grammar.clocks import in_daypart
from timeline.timex.spec import Fixed, Partial, Relative


def _daypart(found: Found) -> Partial | Relative | None:
    """The morning of 31 January, Tuesday evening, early on Friday morning."""
    inner = found["date"]
    if isinstance(inner, Fixed) or inner is None or inner.daypart:
        return None
    if (
        isinstance(inner, Partial)
        and inner.day is None
        and inner.weekday is None
        and inner.holiday is None
        and inner.numeric is None
    ):
        return None
    if isinstance(inner, Relative) and inner.unit != "day" and not _is_day(inner):
        return None
    made: Partial | Relative = replace(
        inner, daypart=found["daypart"], mod=found["edge"] or inner.mod
    )
    return made


def _daypart_of(found: Found) -> Partial | Relative | None:
    """The night of 9–10 March is that of the 9th; "the morning of 9–11 March" is none."""
    made, last = _daypart(found), found["last"]
    if last is None:
        return made
    if found["daypart"] != "NI" or not isinstance(made, Partial) or made.day is None:
        return None
    follows = last.day in (made.day + 1, 1) and made.year in (None, last.year)
    return replace(made, year=last.year) if follows else None


def _overnight_of(found: Found) -> Partial | Relative | None:
    """Overnight Wednesday: the night that begins that day."""
    inner = found["date"]
    if not isinstance(inner, Partial | Relative) or inner.daypart or inner.clock:
        return None
    return replace(inner, daypart="NI")


def _at_clock(found: Found) -> Partial | Relative | None:
    """A clock time beside the day it belongs to."""
    inner, time = found["date"], found["time"]
    if not isinstance(inner, Partial | Relative) or inner.clock is not None:
        return None
    if not _is_day(inner):
        return None
    return replace(inner, clock=in_daypart(time.clock, inner.daypart), daypart="")


def _is_day(inner: Partial | Relative) -> bool:
    if isinstance(inner, Relative):
        named_day = isinstance(inner.inner, Partial) and inner.inner.weekday is not None
        return inner.unit == "day" or named_day
    return any(
        value is not None for value in (inner.day, inner.weekday, inner.holiday, inner.numeric)
    )


def _clock_daypart(found: Found) -> Partial | None:
    """3:15 in the morning, 8 tonight is read elsewhere."""
    time: Partial = found["time"]
    if time.clock is None:
        return None
    return replace(time, clock=in_daypart(time.clock, found["daypart"]))


_OF_EVENT = re.compile(r"\s+(of\s[^.,;:!?()\n]{1,60})")


def _alone(found: Found) -> Partial | Fixed:
    """In the morning, at night; "the morning of the wedding" is told from the wedding."""
    event = _OF_EVENT.match(found.text, found.end)
    if event is not None:
        shape = f"XXXX-XX-XXT{found['daypart']}"
        return Fixed("TIME", shape, found["edge"], "daypart", anchor=event[1].strip())
    return Partial(daypart=found["daypart"], mod=found["edge"])


def _dayparts(found: Found) -> Fixed:
    """In the evenings, on mornings."""
    return Fixed("SET", f"XXXX-XX-XXT{found['daypart']}", None, "daypart")


def _set_clock(found: Found) -> Fixed | None:
    """Every Monday at 4 pm, daily at noon."""
    days: Fixed = found["set"]
    time: Partial = found["time"]
    if time.clock is None or time.day or time.weekday:
        return None
    if days.value == "P1D":
        return Fixed("SET", f"XXXX-XX-XX{time.clock.timex}", None, "minute")
    day, _, part = days.value.partition("T")
    if not day.startswith("XXXX-") or days.grain not in ("day", "daypart"):
        return None
    return Fixed("SET", f"{day}{in_daypart(time.clock, part).timex}", None, "minute")


def _approximate(found: Found) -> Partial | Relative | None:
    inner = found["date"]
    if isinstance(inner, Fixed) or inner is None or inner.mod is not None:
        return None
    made: Partial | Relative = replace(inner, mod="APPROX")
    return made


def _approximate_clock(found: Found) -> Partial | Relative | None:
    """About 3 p.m. on Saturday."""
    made = found["time"] if found["date"] is None else _at_clock(found)
    return None if made is None or made.mod is not None else replace(made, mod="APPROX")


#: "the night of the 18th" is read with its day.
_NO_DAY = " (?! of|on the ordinaldigits )"


RULES: tuple[Rule, ...] = (
    Rule(
        "edge-daypart-of",
        ("date", "hasdaypart"),
        "the? ( edge=edge ( in the )? )? daypart=daypart ( hoursword )? of|on date=date"
        " ( dash|slash last=dmy|mdy )?",
        _daypart_of,
    ),
    Rule(
        "daypart-day",
        ("date", "hasdaypart"),
        "edge=edge? dash? daypart=daypart date=weekdayof|dayof|shifted",
        _daypart,
    ),
    Rule(
        "date-daypart",
        ("date", "hasdaypart"),
        "date=dayof|shifted|weekdayof ( comma )? ( in the )? edge=edge? daypart=daypart",
        _daypart,
    ),
    Rule(
        "overnight-day",
        ("date", "hasdaypart"),
        "overnightof on? date=weekdayof|dayof",
        _overnight_of,
    ),
    Rule(
        "day-overnight",
        ("date", "hasdaypart"),
        "date=weekdayof|dayof overnightof",
        _overnight_of,
    ),
    Rule("clock-daypart", ("time",), "time=time in|on the daypart=daypart", _clock_daypart),
    Rule(
        "dayparts",
        ("fixed", "setof"),
        "(?<= prep ) the? (?= plural ) daypart=daypart (?! of )",
        _dayparts,
    ),
    Rule(
        "edge-daypart",
        ("date", "hasdaypart", "bareday"),
        "the? edge=edge dash? ( in the )? daypart=daypart ( hoursword )?" + _NO_DAY,
        _alone,
    ),
    Rule(
        "in-daypart",
        ("date", "hasdaypart", "bareday"),
        "(?<= prep ) the daypart=daypart" + _NO_DAY,
        _alone,
    ),
    Rule(
        "at-night",
        ("date", "hasdaypart", "bareday"),
        "(?<= prep ) daypart=daypart" + _NO_DAY,
        _alone,
    ),
)


LAST_RULES: tuple[Rule, ...] = (
    Rule(
        "clock-set",
        ("fixed", "setof"),
        "time=time ( on )? set=setof",
        _set_clock,
    ),
    Rule("set-clock", ("fixed", "setof"), "set=setof ( at )? time=time", _set_clock),
    Rule(
        "date-clock",
        ("time",),
        "date=date ( comma )? ( at | on | approximate )? time=time",
        _at_clock,
    ),
    Rule(
        "clock-date",
        ("time",),
        "time=time ( comma )? ( on | of | the )? date=date",
        _at_clock,
    ),
    Rule(
        "daypart-of-date",
        ("date",),
        "the? edge=edge? daypart=daypart ( hoursword )? of|on date=date",
        _daypart,
    ),
    Rule(
        "approximate-clock",
        ("time",),
        "approximate time=time ( ( comma )? ( on | of | the )? date=date )?",
        _approximate_clock,
    ),
    Rule("approximate", ("date",), "approximate date=date", _approximate),
)
