"""Clock times: 5:30 p.m. EST, 0600 hours, half past three, noon."""

from __future__ import annotations

import re
from dataclasses import replace

from timeline.timex.engine import Found, Rule
from timeline.timex.spec import Partial
from timeline.timex.value import Clock

_TIME = re.compile(r"(\d\d?):(\d\d)(?::(\d\d))?")


def make_clock(
    hour: int, minute: int | None = None, second: int | None = None, zone: str = "", half: str = ""
) -> Clock | None:
    """A clock time; `half` is "a" or "p" for before or after noon, or "". None if there is none."""
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + 12 * (half == "p")
    if hour > 24 or (minute or 0) > 59 or (second or 0) > 59:
        return None
    if hour == 24 and (minute or second):
        return None
    return Clock(hour, minute, second, zone)


def zone_of(minutes: int | None) -> str:
    """Offset of a zone as ISO 8601 writes it; "Z" for zero."""
    if minutes is None:
        return ""
    if minutes == 0:
        return "Z"
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02d}:{rest:02d}"


def in_daypart(clock: Clock, daypart: str) -> Clock:
    """3 in the afternoon is 15:00, 9 at night 21:00, 3 at night 03:00."""
    first = {"AF": 1, "EV": 1, "NI": 5}.get(daypart)
    if first is None or not first <= clock.hour < 12 or clock.zone:
        return clock
    return replace(clock, hour=clock.hour + 12)


def _clock(found: Found) -> Partial | None:
    zone, half = zone_of(found["zone"]), found["half"] or ""
    written = found["clock"]
    if written is not None:
        match = _TIME.fullmatch(written)
        if match is None:
            return None
        second = int(match[3]) if match[3] else None
        clock = make_clock(int(match[1]), int(match[2]), second, zone, half)
    elif found["military"] is not None:
        digits = found["military"]
        clock = make_clock(int(digits[:2]), int(digits[2:]), None, zone)
    elif found["decimal"] is not None:
        hour, minute = found["decimal"].split(".")
        clock = make_clock(int(hour), int(minute), None, zone, half) if len(minute) == 2 else None
    else:
        hours = found["hour"]
        if not isinstance(hours, int | float) or hours != int(hours) or hours > 24:
            return None
        clock = make_clock(int(hours), None, None, zone, half)
    if clock is None:
        return None
    return Partial(clock=in_daypart(clock, found["daypart"] or ""))


def _place_clock(found: Found) -> Partial | None:
    """5:34 a.m. Baghdad time."""
    place = found.node("place")
    if place is None or not found.text[place.start].isupper():
        return None
    return _clock(found)


def _is_plain(found: Found) -> bool:
    minutes = found.node("minutes")
    return minutes is not None and "plain" in minutes.kinds


def _is_half_behind(found: Found) -> bool:
    behind = found.neighbour(1)
    return behind is not None and "ampm" in behind.kinds


def _past_hour(found: Found) -> Partial | None:
    """Half past three, ten to six: the half of the day is not told and stays as said."""
    hour, minutes = found["hour"], found["minutes"]
    if not isinstance(hour, int | float) or not 1 <= hour <= 12 or not 1 <= minutes < 60:
        return None
    if found["to"] and _is_plain(found) and _is_half_behind(found):
        return None  # "from 4 to 5 p.m." are two times
    if found["to"]:
        hour, minutes = hour - 1, 60 - int(minutes)
    clock = make_clock(int(hour) or 12, int(minutes))
    return None if clock is None else Partial(clock=clock, either_half=True)


def _open_clock(found: Found) -> Partial | None:
    """Four o'clock, at 6.30: before or after noon."""
    time = _clock(found)
    if time is None or time.clock is None or found["daypart"] or not 1 <= time.clock.hour <= 12:
        return time
    return replace(time, either_half=not time.clock.zone)


def _noon(found: Found) -> Partial:
    hour, minute = found["noon"].split(":")
    return Partial(clock=Clock(int(hour), int(minute), None, zone_of(found["zone"])))


_CLOCK_TAIL = "( zone=zone | vaguezone )?"

RULES: tuple[Rule, ...] = (
    Rule(
        "clock-place",
        ("time",),
        "( clock=clock | hour=hour ) half=ampm? place=~comma|dot|number|unit ~comma|dot?"
        " periodword",
        _place_clock,
    ),
    Rule(
        "clock-half",
        ("time",),
        "clock=clock half=ampm ( comma? zone=zone | vaguezone )?",
        _clock,
    ),
    Rule("hour-half", ("time",), "hour=hour half=ampm " + _CLOCK_TAIL, _clock),
    Rule("hour-dot-zone", ("time",), "decimal=decimal zone=zone", _clock),
    Rule("hour-dot-half", ("time",), "decimal=decimal half=ampm " + _CLOCK_TAIL, _clock),
    Rule(
        "hour-daypart",
        ("time",),
        "(?<= at|approximate|by ) hour=hour (?= deicticnight | direction daypart )",
        _clock,
    ),
    Rule(
        "hour-in-daypart",
        ("time",),
        "(?<= at|approximate|by ) hour=hour|number (?= in the daypart )",
        _clock,
    ),
    Rule("half-past", ("time",), "minutes=minutepart past hour=hour|number", _past_hour),
    Rule(
        "hour-dot-daypart",
        ("time",),
        "decimal=decimal (?= in|on the daypart | the? direction daypart | deicticnight )",
        _clock,
    ),
    Rule(
        "hour-dot",
        ("dottedclock", "bareclock", "narrativeonly"),
        "(?<= at|by|until|approximate ) decimal=decimal (?! percent|timesa|number|unit|article )",
        _open_clock,
    ),
    Rule("clock-zone", ("time",), "clock=clock ( hoursword )? ( open )? zone=zone", _clock),
    Rule("clock-hours", ("time",), "clock=clock hoursword", _clock),
    Rule("clock-vague-zone", ("time",), "clock=clock vaguezone", _clock),
    Rule("clock-bare", ("time", "bareclock"), "clock=clock", _clock),
    Rule("military-zone", ("time",), "military=military ( hoursword )? zone=zone", _clock),
    Rule("military-hours", ("time",), "military=military hoursword", _clock),
    Rule(
        "oclock",
        ("time",),
        "hour=hour|number oclock ( in the daypart=daypart )? " + _CLOCK_TAIL,
        _open_clock,
    ),
    Rule(
        "past-hour",
        ("time",),
        "(?<= at|by|until ) minutes=minutepart|number ( unit )? ( past | to=to )"
        " hour=hour|number (?! unit|plural )",
        _past_hour,
    ),
    Rule("noon", ("time",), "noon=noon ( zone=zone | vaguezone )?", _noon),
)
